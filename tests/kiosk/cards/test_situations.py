"""Whatever is put into the reader, it ends in a reading or in its own message, and the next card is read whole."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from drivers.card_reader import CardInserted, CardRemoved
from drivers.card_reader.pcsc import PcscCardReader
from drivers.card_reader.virtual_card import CardFaults, RecordFile, VirtualCard
from kiosk.cards.application import SSSE
from kiosk.cards.authentication import Authentication
from kiosk.cards.authenticator import CardAuthenticator
from kiosk.cards.card import SocialSecurityCard
from kiosk.cards.fields import HOLDER_FILE, ISSUER_FILE
from kiosk.cards.foreign import bank_card, blank_card, transit_card
from kiosk.cards.reading import read_card
from kiosk.cards.security_module import SecurityModuleProvider
from kiosk.cards.virtual import virtual_card_of
from kiosk.cards.virtual_module import virtual_module
from tests.helpers.card_events import wait_for
from tests.helpers.card_hall import Hall, VirtualSlot, real_hall, running, simulated_hall
from tests.helpers.cards import HOLDER, records_of
from tests.helpers.pcscd import READER, SECOND_READER
from ui.cli.card_keys import pcsc_slot


def good(**changes: object) -> VirtualCard:
    return virtual_card_of(records_of(**changes))


def faulty(**faults: object) -> VirtualCard:
    return virtual_card_of(records_of(), faults=CardFaults(**faults))  # type: ignore[arg-type]


def holding(*records: bytes) -> VirtualCard:
    files = {ISSUER_FILE: RecordFile(records), HOLDER_FILE: RecordFile(records)}
    return VirtualCard(b"\x3b\x00", {SSSE: files})


def locked_whole() -> VirtualCard:
    files = {identifier: RecordFile(file, locked=True) for identifier, file in records_of().items()}
    return VirtualCard(b"\x3b\x00", {SSSE: files})


ENDS: dict[str, tuple[Callable[[], VirtualCard], str]] = {
    "torn out at once": (lambda: faulty(torn_at=1), "C-102"),
    "torn out among the issuer's records": (lambda: faulty(torn_at=6), "C-102"),
    "torn out among the holder's": (lambda: faulty(torn_at=14), "C-102"),
    "no answer to reset": (lambda: faulty(mute_at_reset=True), "C-103"),
    "mute from the first command": (lambda: faulty(mute_from=1), "C-103"),
    "mute in the middle": (lambda: faulty(mute_from=9), "C-103"),
    "slow beyond all patience": (lambda: faulty(late_from=1, late_seconds=0.3), "C-103"),
    "always more to fetch": (lambda: faulty(chained_from=1), "C-106"),
    "always another length": (lambda: faulty(corrected_from=1), "C-106"),
    "more to fetch from the issuer's records on": (lambda: faulty(chained_from=4), "C-107"),
    "another length from the issuer's records on": (lambda: faulty(corrected_from=4), "C-107"),
    "half a status word to the first command": (lambda: faulty(short_at=1), "C-106"),
    "out of order": (lambda: faulty(status_at=1, status=b"\x6f\x00"), "C-106"),
    "locked application": (lambda: faulty(status_at=1, status=b"\x62\x83"), "C-104"),
    "nothing without a key": (locked_whole, "C-105"),
    "a bomb of lengths": (lambda: holding(*[bytes((0x09, 0xFF)) + b"\x09\xff" * 100] * 60), "C-106"),
    "a bomb of empty elements": (lambda: holding(*[b"\x09\x00" * 120] * 60), "C-106"),
    "noise": (lambda: holding(*[bytes(range(1, 250))] * 60), "C-106"),
    "no records at all": (lambda: holding(), "C-106"),
    "a bank card": (bank_card, "C-101"),
    "a transit card": (transit_card, "C-101"),
    "a blank card": (blank_card, "C-101"),
}


@pytest.fixture
def hall() -> Iterator[Hall]:
    with simulated_hall() as simulated:
        yield simulated


@pytest.fixture
def over_pcsc() -> Iterator[Hall]:
    with real_hall() as real:
        yield real


def name_of(reading: SocialSecurityCard | str) -> str | None:
    return reading if isinstance(reading, str) else reading.name


@pytest.mark.parametrize("situation", ENDS)
def test_it_ends_in_its_message_and_the_next_card_is_read(hall, situation):
    make, code = ENDS[situation]
    hall.insert(make())
    assert hall.read() == code
    hall.insert(good()) if situation.startswith("torn") else hall.swap(good())
    assert name_of(hall.read()) == HOLDER["name"]


@pytest.mark.counterpart
def test_over_a_real_service_one_after_another_ends_in_its_own_message_and_none_blocks_the_next(over_pcsc):
    told = {}
    for situation, (make, _) in ENDS.items():
        over_pcsc.insert(make())
        told[situation] = over_pcsc.read()
        over_pcsc.remove()
    assert told == {situation: code for situation, (_, code) in ENDS.items()}
    over_pcsc.insert(good())
    assert name_of(over_pcsc.read()) == HOLDER["name"]


@pytest.mark.parametrize("at", [1, 3, 8, 15])
def test_a_four_kilobyte_answer_blocks_nothing(hall, at):
    hall.insert(faulty(oversize_at=at))
    first = hall.read()
    assert first == "C-106" or isinstance(first, SocialSecurityCard)
    hall.swap(good())
    assert name_of(hall.read()) == HOLDER["name"]


CUT_SHORT = range(2, 13)
"""Commands after the first, whose one answer may be cut to less than a status word."""


@pytest.mark.parametrize("at", CUT_SHORT)
def test_an_answer_cut_short_is_asked_for_again_and_no_card_pulled_out(hall, at):
    hall.insert(faulty(short_at=at))
    assert name_of(hall.read()) == HOLDER["name"]


@pytest.mark.counterpart
def test_over_a_real_service_an_answer_cut_short_is_asked_for_again(over_pcsc):
    for at in (2, 5, 12):
        over_pcsc.insert(faulty(short_at=at))
        assert name_of(over_pcsc.read()) == HOLDER["name"]
        over_pcsc.remove()


@pytest.mark.counterpart
def test_an_empty_slot_says_so_and_takes_a_card_after(hall, over_pcsc):
    for either in (hall, over_pcsc):
        assert either.read() == "D-201"
        either.insert(good())
        assert name_of(either.read()) == HOLDER["name"]
        either.remove()
        assert either.read() == "D-201"


@pytest.mark.counterpart
def test_cards_exchanged_between_two_readings_are_never_taken_for_each_other(hall, over_pcsc):
    for either in (hall, over_pcsc):
        for name in ("SPECIMEN ANNA", "SPECIMEN BERTA", "SPECIMEN CLARA"):
            either.insert(good(name=name)) if name.endswith("ANNA") else either.swap(good(name=name))
            assert name_of(either.read()) == name


def test_a_card_exchanged_in_the_middle_of_a_reading_gives_neither_persons_data():
    class Exchanged(VirtualCard):
        def answer(self, command: bytes) -> bytes:
            if len(self.heard) == 12:
                slot.put(good(name="SPECIMEN BERTA"))
            return super().answer(command)

    with simulated_hall() as hall:
        slot = hall._slot
        first = good(name="SPECIMEN ANNA")
        hall.insert(Exchanged(first.atr, first.applications))
        assert hall.read() == "C-102"
        assert name_of(hall.read()) == "SPECIMEN BERTA"


@pytest.mark.counterpart
def test_with_two_readers_the_card_that_came_first_is_read_until_it_leaves(pcscd):
    second = VirtualSlot(pcscd.port + 1)
    with running(PcscCardReader(), VirtualSlot(pcscd.port)) as hall:
        hall.insert(good(name="SPECIMEN ANNA"))
        second.put(good(name="SPECIMEN BERTA"))
        try:
            assert name_of(hall.read()) == "SPECIMEN ANNA"
            hall.remove()
            hall.await_one(CardInserted)  # the service may not have seen the second card before
            assert name_of(hall.read()) == "SPECIMEN BERTA"
        finally:
            second.put(None)


@pytest.mark.counterpart
def test_a_mute_card_in_one_reader_leaves_the_other_free(pcscd):
    second = VirtualSlot(pcscd.port + 1)
    with running(PcscCardReader(READER, answer_seconds=1.0), VirtualSlot(pcscd.port)) as mute:
        mute.insert(faulty(mute_from=3))
        assert mute.read() == "C-103"
        with running(PcscCardReader("00 01"), second) as other:
            other.insert(good())
            assert name_of(other.read()) == HOLDER["name"]


def locked(number: int = 0) -> VirtualCard:
    records = records_of(specification_version="3.00", card_number=f"X{number:08}")
    return virtual_card_of(records, holder_locked=True)


def read_with_module(hall: Hall, answer_seconds: float = 3.0) -> SocialSecurityCard:
    authenticator = CardAuthenticator(SecurityModuleProvider(pcsc_slot(SECOND_READER, answer_seconds)))
    return hall._runner.submit(lambda reader: read_card(reader, authenticator=authenticator)).result(30)


@pytest.fixture
def module_slot(pcscd) -> Iterator[VirtualSlot]:
    """The second slot, where a security module lies; waits until the service has seen what is put there."""
    slot = VirtualSlot(pcscd.port + 1)
    yield slot
    slot.put(None)


def put_in(slot: VirtualSlot, module: VirtualCard) -> None:
    watcher = PcscCardReader(SECOND_READER)
    watcher.bring_up()
    if watcher.poll(0.0) is not None:
        slot.put(None)
        wait_for(watcher, CardRemoved)
    slot.put(module)
    wait_for(watcher, CardInserted)
    watcher.close()


@pytest.mark.counterpart
def test_a_security_module_in_a_second_slot_opens_the_card_in_the_first(pcscd, module_slot):
    put_in(module_slot, virtual_module())
    with running(PcscCardReader(READER), VirtualSlot(pcscd.port)) as hall:
        hall.insert(locked())
        reading = read_with_module(hall)
        assert (reading.authentication, reading.name) == (Authentication.DONE, HOLDER["name"])


@pytest.mark.counterpart
def test_a_mute_module_leaves_every_card_partial_in_time_and_costs_one_thread_however_often(pcscd, module_slot):
    put_in(module_slot, replace(virtual_module(), faults=CardFaults(mute_from=2)))
    with running(PcscCardReader(READER), VirtualSlot(pcscd.port)) as hall:
        hall.insert(locked())
        before = threading.active_count()
        for _ in range(3):
            started = time.monotonic()
            reading = read_with_module(hall, answer_seconds=0.3)
            assert (reading.authentication, reading.name) == (Authentication.NO_ANSWER, None)
            assert time.monotonic() - started < 10
        assert threading.active_count() <= before + 1
        put_in(module_slot, virtual_module())
        assert read_with_module(hall).authentication is Authentication.DONE
