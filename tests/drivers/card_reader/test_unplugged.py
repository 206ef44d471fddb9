"""A reader pulled out of a service that lives on, and put back: seen at once, and no reading survives by half."""

import queue
import time
from collections.abc import Iterator
from typing import Any

import pytest
from smartcard import scard

from drivers.card_reader import CardInserted, CardRemoved
from drivers.card_reader.pcsc import PcscCardReader
from drivers.card_reader.virtual_card import VirtualCard
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.runner import DeviceRunner
from drivers.status import Readiness
from drivers.worker import DeviceFailed, DeviceReady
from kiosk.cards.reading import read_card
from kiosk.cards.virtual import virtual_card_of
from tests.helpers.card_events import wait_for
from tests.helpers.cards import HOLDER, records_of
from tests.helpers.pcscd import READER, SECOND_READER
from tests.helpers.unplugging import Unplugging
from tests.helpers.vpcd import CardInReader

pytestmark = pytest.mark.counterpart

BOTH = (READER, SECOND_READER)


@pytest.fixture
def usb(pcscd) -> Iterator[Unplugging]:
    with Unplugging(pcscd) as line:
        yield line


@pytest.fixture
def reader(usb) -> Iterator[PcscCardReader]:
    device = PcscCardReader()
    device.bring_up()
    yield device
    device.close()


def code_of(call, *arguments) -> DeviceErrorCode:
    with pytest.raises(DeviceError) as caught:
        call(*arguments)
    return caught.value.code


def test_the_last_reader_leaving_is_no_hardware_at_once_and_its_card_is_gone(pcscd, usb, reader):
    with CardInReader(virtual_card_of(records_of()), pcscd.port):
        wait_for(reader, CardInserted)
        read_card(reader)
        usb.unplug(*BOTH)
        assert code_of(reader.poll, 30.0) is DeviceErrorCode.NO_HARDWARE
        assert code_of(reader.power_on) is DeviceErrorCode.NO_HARDWARE
        assert reader.status().readiness is Readiness.OFFLINE


def test_a_wait_for_cards_ends_when_the_last_reader_leaves_and_it_is_found_when_it_is_back(usb):
    told: queue.SimpleQueue[Any] = queue.SimpleQueue()
    runner = DeviceRunner(PcscCardReader(), told.put)
    runner.start()
    try:
        await_one(told, DeviceReady)
        for _ in range(2):
            usb.unplug(*BOTH)
            started = time.monotonic()
            # On a busy machine the client library may give the service itself up before it looks at the readers.
            while await_one(told, DeviceFailed).error.code is not DeviceErrorCode.NO_HARDWARE:
                continue
            assert time.monotonic() - started < 30
            usb.plug()
            await_one(told, DeviceReady)
    finally:
        assert runner.stop()


def await_one(told, kind):
    ends_at = time.monotonic() + 30
    while not isinstance(event := told.get(timeout=max(0.0, ends_at - time.monotonic())), kind):
        continue
    return event


@pytest.mark.parametrize(
    "code",
    [
        scard.SCARD_E_READER_UNAVAILABLE,
        scard.SCARD_E_UNKNOWN_READER,
        scard.SCARD_E_INVALID_HANDLE,
        scard.SCARD_W_REMOVED_CARD,
        scard.SCARD_E_NOT_TRANSACTED,
        scard.SCARD_F_COMM_ERROR,
    ],
)
def test_a_reader_pulled_in_the_middle_of_a_reading_leaves_no_reading_and_says_what_is_missing(
    pcscd, usb, reader, code
):
    class Pulled(VirtualCard):
        def answer(self, command: bytes) -> bytes:
            if len(self.heard) == 12:
                usb.unplug(*BOTH, code=code & 0xFFFFFFFF)
            return super().answer(command)

    whole = virtual_card_of(records_of())
    with CardInReader(Pulled(whole.atr, whole.applications), pcscd.port):
        wait_for(reader, CardInserted)
        assert code_of(read_card, reader) is DeviceErrorCode.NO_HARDWARE
        usb.plug()
        reader.close()
        reader.bring_up()
        wait_for(reader, CardInserted)
        assert reader.power_on() == whole.atr


def test_one_of_two_readers_leaving_takes_its_card_and_the_other_goes_on(pcscd, usb, reader):
    with CardInReader(virtual_card_of(records_of()), pcscd.port):
        wait_for(reader, CardInserted)
        usb.unplug(READER)
        wait_for(reader, CardRemoved)
        with CardInReader(virtual_card_of(records_of(name="SPECIMEN BERTA")), pcscd.port + 1):
            wait_for(reader, CardInserted)
            assert read_card(reader).name == "SPECIMEN BERTA"


def test_a_reader_that_comes_later_is_watched_without_being_asked_for(pcscd, usb, reader):
    usb.unplug(SECOND_READER)
    with CardInReader(virtual_card_of(records_of()), pcscd.port + 1):
        assert reader.poll(0.6) is None
        usb.plug()
        wait_for(reader, CardInserted)
        assert read_card(reader).name == HOLDER["name"]
