"""From how the slots are to what happened there, also between two looks."""

import pytest
from smartcard import scard

from drivers.card_reader import CardInserted, CardRemoved
from drivers.card_reader.pcsc_session import SlotState
from drivers.card_reader.pcsc_slots import Slots

EMPTY = SlotState(scard.SCARD_STATE_EMPTY, b"")
ONE, OTHER = b"\x3b\x01", b"\x3b\x02"


def holding(atr: bytes, movements: int = 1) -> SlotState:
    return SlotState(scard.SCARD_STATE_PRESENT | movements << 16, atr)


def told(slots: Slots) -> list[object]:
    events = []
    while slots.has_news:
        events.append(slots.next_news())
    return events


@pytest.fixture
def slots() -> Slots:
    return Slots()


def test_a_card_comes_once_and_goes_once(slots):
    looks = [{"a": EMPTY}, {"a": holding(ONE)}, {"a": holding(ONE)}, {"a": EMPTY}, {"a": EMPTY}]
    assert [slots.notice(look) for look in looks] == [False, False, False, True, False]
    assert told(slots) == [CardInserted(ONE), CardRemoved()]
    assert (slots.occupied, slots.next_news()) == (None, None)


def test_cards_exchanged_between_two_looks_are_a_removal_and_an_insertion(slots):
    slots.notice({"a": holding(ONE, movements=1)})
    assert slots.notice({"a": holding(ONE, movements=3)})
    assert told(slots) == [CardInserted(ONE), CardRemoved(), CardInserted(ONE)]


def test_the_card_that_came_first_is_ours_until_it_leaves(slots):
    slots.notice({"a": EMPTY, "b": holding(ONE)})
    slots.notice({"a": holding(OTHER), "b": holding(ONE)})
    assert slots.occupied == "b"
    slots.notice({"a": holding(OTHER), "b": EMPTY})
    assert slots.occupied == "a"
    assert told(slots) == [CardInserted(ONE), CardRemoved(), CardInserted(OTHER)]


def test_a_reader_that_is_gone_takes_its_card_with_it(slots):
    slots.notice({"a": holding(ONE)})
    assert slots.notice({})
    assert told(slots) == [CardInserted(ONE), CardRemoved()]


def test_what_was_forgotten_is_news_again(slots):
    slots.notice({"a": holding(ONE)})
    slots.forget()
    assert slots.known(["a"]) == {"a": scard.SCARD_STATE_UNAWARE}
    assert not slots.notice({"a": holding(ONE)})
    assert told(slots) == [CardInserted(ONE)]
    assert slots.known(["a", "b"]) == {"a": holding(ONE).raw, "b": scard.SCARD_STATE_UNAWARE}
