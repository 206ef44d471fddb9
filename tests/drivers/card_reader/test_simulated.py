"""The simulated reader: cards come and go as they are presented, and nothing passes for hardware."""

import pytest

from drivers.card_reader import CardInserted, CardRemoved
from drivers.card_reader.simulated import SimulatedCardReader
from drivers.card_reader.virtual_card import CardFaults, VirtualCard
from drivers.device import Source
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.health import HealthLevel
from drivers.status import Readiness, Sensor

CARD = VirtualCard(b"\x3b\x00", {})
COMMAND = bytes.fromhex("00a4000000")


@pytest.fixture
def reader():
    device = SimulatedCardReader()
    device.bring_up()
    return device


def code_of(call, *arguments):
    with pytest.raises(DeviceError) as caught:
        call(*arguments)
    return caught.value.code


def test_a_card_presented_and_taken_is_announced(reader):
    assert reader.poll(0.0) is None
    reader.present(CARD)
    reader.present(None)
    assert [reader.poll(0.0), reader.poll(0.0), reader.poll(0.0)] == [
        CardInserted(b"\x3b\x00"),
        CardRemoved(),
        None,
    ]


def test_one_card_after_another_is_a_removal_and_an_insertion(reader):
    reader.present(CARD)
    reader.present(VirtualCard(b"\x3b\x01", {}))
    events = [reader.poll(0.0) for _ in range(3)]
    assert events == [CardInserted(b"\x3b\x00"), CardRemoved(), CardInserted(b"\x3b\x01")]


def test_readings_are_stamped_as_simulated(reader):
    assert reader.provenance.source is Source.SIMULATOR


def test_only_cards_can_be_presented(reader):
    with pytest.raises(TypeError):
        reader.present(b"card")


def test_without_a_card_there_is_nothing_to_power_nor_to_ask(reader):
    assert code_of(reader.power_on) is DeviceErrorCode.CARD_ABSENT
    assert code_of(reader.transmit, COMMAND) is DeviceErrorCode.CARD_ABSENT


def test_a_card_taken_or_exchanged_after_it_was_powered_is_torn(reader):
    for next_card in (None, VirtualCard(b"\x3b\x01", {})):
        reader.present(CARD)
        reader.power_on()
        reader.present(next_card)
        assert code_of(reader.transmit, COMMAND) is DeviceErrorCode.CARD_TORN


def test_a_card_told_to_tear_leaves_the_reader(reader):
    reader.present(VirtualCard(b"\x3b\x00", {}, faults=CardFaults(torn_at=1)))
    reader.power_on()
    assert code_of(reader.transmit, COMMAND) is DeviceErrorCode.CARD_TORN
    assert reader.poll(0.0) == CardInserted(b"\x3b\x00")
    assert reader.poll(0.0) == CardRemoved()


def test_an_answer_without_a_status_word_is_incomplete_and_the_card_goes_on(reader):
    reader.present(VirtualCard(b"\x3b\x00", {}, faults=CardFaults(short_at=1)))
    reader.power_on()
    assert code_of(reader.transmit, COMMAND) is DeviceErrorCode.INCOMPLETE
    assert len(reader.transmit(COMMAND)) == 2
    reader.power_off()
    counted = reader.statistics.snapshot()
    assert (counted.get("GoodReadCount", 0), counted.get("FailedReadCount", 0)) == (1, 0)


def test_silence_is_mute(reader):
    reader.present(VirtualCard(b"\x3b\x00", {}, faults=CardFaults(mute_from=1)))
    reader.power_on()
    assert code_of(reader.transmit, COMMAND) is DeviceErrorCode.CARD_MUTE


def test_it_is_online_while_open_and_says_whether_a_card_is_in(reader):
    assert reader.status().readiness is Readiness.ONLINE
    assert reader.check_health(HealthLevel.INTERNAL).passed
    reader.present(CARD)
    assert reader.status().sensors == (("card", Sensor.GOOD),)
    reader.close()
    assert reader.status().readiness is Readiness.UNKNOWN
    assert code_of(reader.power_on) is DeviceErrorCode.CLOSED
