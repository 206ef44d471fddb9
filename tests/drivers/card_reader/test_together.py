"""Many exchanges in one go: no thread change for each, and every one still timed."""

import threading
import time
from contextlib import suppress

import pytest

from drivers.card_reader import CardInserted, CardRemoved
from drivers.card_reader.bounded_thread import BoundedThread, HeldUp
from drivers.card_reader.pcsc import PcscCardReader
from drivers.card_reader.virtual_card import CardFaults
from drivers.errors import DeviceError, DeviceErrorCode
from kiosk.cards.reading import read_card
from kiosk.cards.virtual import virtual_card_of
from tests.helpers.card_events import wait_for
from tests.helpers.cards import HOLDER, records_of
from tests.helpers.escpos_printer import wait_until
from tests.helpers.pcscd import SECOND_READER
from tests.helpers.vpcd import CardInReader


def test_work_runs_on_the_bounded_thread_and_its_calls_stay_there():
    thread = BoundedThread("bounded")
    own = thread.call(threading.get_ident, seconds=30)
    assert thread.together(lambda: {thread.call(threading.get_ident, seconds=30) for _ in range(3)}) == {own}
    assert own != threading.get_ident()
    assert thread.end(lambda: None)


def test_one_call_of_the_work_that_does_not_return_is_given_up_in_its_own_time():
    freed = threading.Event()
    thread = BoundedThread("bounded")
    started = time.monotonic()
    with pytest.raises(HeldUp):
        thread.together(lambda: [thread.call(int, seconds=30), thread.call(freed.wait, seconds=0.1)])
    assert 0.1 <= time.monotonic() - started < 20
    assert not thread.end(lambda: None)
    freed.set()


def test_work_may_take_longer_than_any_of_its_calls():
    thread = BoundedThread("bounded")
    assert thread.together(lambda: [thread.call(time.sleep, 0.3, seconds=1.0) for _ in range(4)]) == [None] * 4
    assert thread.end(lambda: None)


@pytest.mark.counterpart
def test_a_mute_card_given_up_in_the_middle_of_work_does_not_take_the_next_session_with_it(pcscd, reader):
    reader.bring_up()
    with CardInReader(virtual_card_of(records_of(), faults=CardFaults(mute_from=7)), pcscd.port):
        wait_for(reader, CardInserted)
        with pytest.raises(Exception, match="C-103"):
            read_card(reader)
        assert reader.poll(0.05) is None
    wait_for(reader, CardRemoved)
    with CardInReader(virtual_card_of(records_of()), pcscd.port):
        wait_for(reader, CardInserted)
        assert read_card(reader).name == HOLDER["name"]
        assert reader.poll(0.05) is None


@pytest.mark.counterpart
def test_the_slot_of_a_security_module_is_left_alone(pcscd):
    with CardInReader(virtual_card_of(records_of()), pcscd.port + 1):
        everywhere = PcscCardReader()
        everywhere.bring_up()
        wait_for(everywhere, CardInserted)
        everywhere.close()
        device = PcscCardReader(not_reader=SECOND_READER)
        device.bring_up()
        assert device.poll(0.1) is None
        with pytest.raises(DeviceError) as caught:
            device.power_on()
        assert caught.value.code is DeviceErrorCode.CARD_ABSENT
        device.close()


class Heard:
    """A tap that keeps what it was told of: the operation, and the code it failed with."""

    def __init__(self):
        self.ended = []

    def around(self, operation, arguments, proceed):
        try:
            result = proceed()
        except DeviceError as error:
            self.ended.append((operation, error.code))
            raise
        self.ended.append((operation, None))
        return result


@pytest.mark.counterpart
def test_a_tap_sees_every_command_and_the_one_that_was_not_answered_once(pcscd, reader):
    heard = Heard()
    reader.attach(heard)
    reader.bring_up()
    with CardInReader(virtual_card_of(records_of(), faults=CardFaults(mute_from=3)), pcscd.port):
        wait_for(reader, CardInserted)
        with pytest.raises(Exception, match="C-103"):
            read_card(reader)
        commands = [code for operation, code in heard.ended if operation == "transmit"]
        assert commands == [None, None, DeviceErrorCode.CARD_MUTE]
        assert reader.statistics.snapshot()["FailedReadCount"] == 1
    wait_for(reader, CardRemoved)
    assert [operation for operation, _ in heard.ended].count("transmit") == 3


def test_work_that_handles_failures_does_not_go_on_when_its_thread_was_given_up():
    freed, after = threading.Event(), []
    thread = BoundedThread("bounded")

    def work():
        for _ in range(2):
            with suppress(Exception):
                after.append(thread.call(freed.wait, seconds=0.1))

    with pytest.raises(HeldUp):
        thread.together(work)
    freed.set()
    thread.end(lambda: None)
    assert wait_until(lambda: thread.ended)
    assert after == []


def test_a_reader_that_is_not_brought_up_does_no_work():
    with pytest.raises(DeviceError) as caught:
        PcscCardReader().together(list)
    assert caught.value.code is DeviceErrorCode.CLOSED
