"""Whole cards read through a real pcscd and its virtual reader, by the driver a terminal uses."""

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from smartcard import scard

from drivers.card_reader import CardInserted, CardRemoved
from drivers.card_reader.pcsc import PcscCardReader
from drivers.card_reader.virtual_card import CardFaults, Dialect, Protocol, VirtualCard
from drivers.device import Source
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.runner import DeviceRunner
from drivers.worker import DeviceFailed, DeviceReady
from kiosk.cards.problems import CardLost, CardSilent, NotASocialSecurityCard
from kiosk.cards.reading import read_card
from kiosk.cards.virtual import virtual_card_of
from tests.helpers.card_events import wait_for
from tests.helpers.cards import HOLDER, records_of
from tests.helpers.pcscd import Pcscd
from tests.helpers.vpcd import CardInReader

pytestmark = pytest.mark.counterpart


@pytest.fixture
def reader(pcscd) -> Iterator[PcscCardReader]:
    device = PcscCardReader(answer_seconds=1.0)
    device.bring_up()
    yield device
    device.close()


T1_ONLY = bytes.fromhex("3b8d01") + bytes(13)
"""An answer to reset whose only protocol is T=1, and its check byte."""
ATRS = {Protocol.T0: bytes.fromhex("3b6d0000") + bytes(13), Protocol.T1: T1_ONLY + bytes((0x8D ^ 0x01,))}
NEGOTIATED = {Protocol.T0: scard.SCARD_PROTOCOL_T0, Protocol.T1: scard.SCARD_PROTOCOL_T1}


@pytest.mark.parametrize("edition", ["1.00", "2.00", "3.00"])
@pytest.mark.parametrize("protocol", Protocol)
def test_a_card_of_any_edition_and_protocol_is_read_whole(pcscd, reader, edition, protocol):
    records = records_of(name="𠮷田·䶮", specification_version=edition)
    in_slot = replace(virtual_card_of(records, dialect=Dialect(protocol=protocol)), atr=ATRS[protocol])
    with CardInReader(in_slot, pcscd.port):
        wait_for(reader, CardInserted)
        card = read_card(reader)
        assert reader.handle[1] == NEGOTIATED[protocol]
        assert (card.name, card.specification_version, card.partial) == ("𠮷田·䶮", edition, False)
        assert card.social_security_number == HOLDER["social_security_number"]
        assert (card.birth_date, card.sex) == (HOLDER["birth_date"], HOLDER["sex"])
        assert (card.provenance.source, card.provenance.driver) == (Source.SIMULATOR, "pcsc")


def test_a_third_generation_card_without_its_key_is_read_in_part(pcscd, reader):
    with CardInReader(virtual_card_of(records_of(), holder_locked=True), pcscd.port):
        wait_for(reader, CardInserted)
        card = read_card(reader)
        assert (card.card_number, card.name, card.partial) == (HOLDER["card_number"], None, True)


def test_a_card_pulled_in_the_middle_of_the_read_is_lost_and_the_next_one_is_read(pcscd, reader):
    with CardInReader(virtual_card_of(records_of(), faults=CardFaults(torn_at=9)), pcscd.port):
        wait_for(reader, CardInserted)
        with pytest.raises(CardLost):
            read_card(reader)
    wait_for(reader, CardRemoved)
    with CardInReader(virtual_card_of(records_of()), pcscd.port):
        wait_for(reader, CardInserted)
        assert not read_card(reader).partial


def test_a_mute_card_is_an_error_in_time(pcscd, reader):
    with CardInReader(virtual_card_of(records_of(), faults=CardFaults(mute_from=5)), pcscd.port):
        wait_for(reader, CardInserted)
        started = time.monotonic()
        with pytest.raises(CardSilent):
            read_card(reader)
        assert time.monotonic() - started < 10


def test_a_card_that_is_none_of_ours_is_said_to_be_none(pcscd, reader):
    with CardInReader(VirtualCard(bytes.fromhex("3b00"), {}), pcscd.port):
        wait_for(reader, CardInserted)
        with pytest.raises(NotASocialSecurityCard):
            read_card(reader)


def test_an_answer_of_4002_bytes_costs_its_field_and_nothing_else(pcscd, reader):
    card = virtual_card_of(records_of(), dialect=Dialect(by_identifier=False), faults=CardFaults(oversize_at=5))
    with CardInReader(card, pcscd.port):
        wait_for(reader, CardInserted)
        reading = read_card(reader)
        assert (reading.unread, reading.name) == (("specification_version",), HOLDER["name"])


def test_the_same_card_can_be_read_again_without_taking_it_out(pcscd, reader):
    with CardInReader(virtual_card_of(records_of()), pcscd.port):
        wait_for(reader, CardInserted)
        assert read_card(reader) == read_card(reader)


def test_a_service_lost_in_the_middle_is_the_readers_fault_and_the_runner_finds_it_again(pcscd):
    told: list[object] = []
    runner = DeviceRunner(PcscCardReader(), told.append)
    runner.start()
    try:
        await_one(told, DeviceReady)
        with CardInReader(virtual_card_of(records_of()), pcscd.port):
            await_one(told, CardInserted)
            assert not runner.submit(read_card).result(30).partial
            pcscd.kill()
            with pytest.raises(DeviceError) as caught:
                runner.submit(read_card).result(30)
            assert caught.value.code is DeviceErrorCode.SERVICE_DOWN
        await_one(told, DeviceFailed)
        told.clear()
        pcscd.start()
        await_one(told, DeviceReady)
        with CardInReader(virtual_card_of(records_of()), pcscd.port):
            await_one(told, CardInserted)
            assert not runner.submit(read_card).result(30).partial
    finally:
        assert runner.stop()


def test_a_terminal_started_before_its_service_reads_once_it_is_there():
    told: list[object] = []
    runner = DeviceRunner(PcscCardReader(), told.append)
    runner.start()
    try:
        await_one(told, DeviceFailed)
        with Pcscd() as late:
            await_one(told, DeviceReady)
            with CardInReader(virtual_card_of(records_of()), late.port):
                await_one(told, CardInserted)
                assert not runner.submit(read_card).result(30).partial
            await_one(told, CardRemoved)
    finally:
        assert runner.stop()


def await_one(told: list[object], kind: type, seconds: float = 30.0) -> None:
    deadline = time.monotonic() + seconds
    while not any(isinstance(event, kind) for event in told):
        assert time.monotonic() < deadline, f"no {kind.__name__} among {told}"
        time.sleep(0.01)
