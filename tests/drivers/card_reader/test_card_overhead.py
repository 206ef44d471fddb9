"""What a card's command costs is measured beside the library's own, on the connection of the driver."""

import queue

import pytest

from drivers.card_reader import CardInserted
from drivers.card_reader.pcsc import PcscCardReader
from drivers.card_reader.simulated import SimulatedCardReader
from drivers.card_reader.virtual_card import VirtualCard
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.overhead import overheads, turn_by_turn
from drivers.runner import DeviceRunner
from tests.helpers.card_events import wait_for
from tests.helpers.vpcd import CardInReader

CARD = VirtualCard(bytes.fromhex("3b00"), {})


def test_every_way_has_its_turn_and_each_goes_first_as_often():
    called: list[str] = []
    times = turn_by_turn([lambda: called.append("a"), lambda: called.append("b")], 2)
    assert called == ["a", "b", "b", "a"]
    assert [len(each) for each in times] == [2, 2]


def told_of(device):
    """What the bench says of the card's command, by a reader that may be given a card."""
    events: queue.SimpleQueue[object] = queue.SimpleQueue()
    runner = DeviceRunner(device, events.put)
    runner.start()
    try:
        while not isinstance(events.get(timeout=30), CardInserted):
            continue
        (cost,) = [each for each in overheads(runner, 5) if each.operation == "apdu"]
        return cost
    finally:
        runner.stop()


@pytest.mark.counterpart
def test_over_pcsc_the_library_is_timed_too(pcscd):
    with CardInReader(CARD, pcscd.port):
        cost = told_of(PcscCardReader())
    assert cost.library > 0
    assert min(cost.bare, cost.layered, cost.queued) > 0


def test_a_simulated_reader_has_no_library_below_it():
    device = SimulatedCardReader()
    device.present(CARD)
    assert told_of(device).library is None


@pytest.mark.counterpart
def test_a_card_that_is_not_powered_has_no_handle(pcscd, reader):
    reader.bring_up()
    with CardInReader(CARD, pcscd.port):
        wait_for(reader, CardInserted)
        with pytest.raises(DeviceError) as caught:
            _ = reader.handle
        assert caught.value.code is DeviceErrorCode.CARD_ABSENT
        reader.power_on()
        assert len(reader.handle) == 2
