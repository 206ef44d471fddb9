"""A field that was not read says why; a card that gives nothing of its holder is a failure with its reasons."""

from datetime import date

import pytest

from drivers.card_reader.virtual_card import CardFaults, RecordFile, VirtualCard
from kiosk.cards.application import SSSE
from kiosk.cards.card import SocialSecurityCard
from kiosk.cards.fields import HOLDER_FILE, ISSUER_FILE
from kiosk.cards.gaps import Missing
from kiosk.cards.problems import HolderUnreadable
from kiosk.cards.virtual import virtual_card_of
from tests.helpers.cards import read_simulated, records_of


def read_with(tag: int, record: bytes | None) -> SocialSecurityCard:
    """The holder's card with one record of its file replaced, or left out."""
    records = records_of()
    holder = [each for each in records[HOLDER_FILE] if each[0] != tag] + ([record] if record is not None else [])
    return read_simulated(virtual_card_of(records | {HOLDER_FILE: holder}))


@pytest.mark.parametrize(
    ("tag", "record", "field", "why"),
    [
        (0x0D, "0d0419900230", "birth_date", Missing.WRONG_CODING),
        (0x0D, "0d021990", "birth_date", Missing.WRONG_LENGTH),
        (0x0D, "0d7f19900228", "birth_date", Missing.WRONG_LENGTH),
        (0x0D, "0d04ffffffff", "birth_date", Missing.EMPTY),
        (0x0D, None, "birth_date", Missing.NOT_ON_CARD),
        (0x0A, "0a0135", "sex", Missing.WRONG_CODING),
        (0x08, "0804550a4f30", "social_security_number", Missing.WRONG_CODING),
    ],
)
def test_each_field_left_unread_says_why(tag, record, field, why):
    card = read_with(tag, bytes.fromhex(record) if record is not None else None)
    assert [(gap.field, gap.why) for gap in card.gaps] == [(field, why)]
    told = card.why_partial
    assert told is not None
    assert card.gaps[0].words.en in told.en
    assert card.gaps[0].words.zh in told.zh


def test_a_whole_card_has_nothing_to_explain():
    card = read_simulated(virtual_card_of(records_of()))
    assert (card.gaps, card.why_partial) == ((), None)


@pytest.mark.parametrize(("fault", "status"), [("chained_from", "61FF"), ("corrected_from", "6C10")])
def test_a_card_that_never_gives_its_records_is_a_failure_with_the_status_it_gave(fault, status):
    with pytest.raises(HolderUnreadable) as caught:
        read_simulated(virtual_card_of(records_of(), faults=CardFaults(**{fault: 4})))
    assert caught.value.code == "C-107"
    assert f"SW {status}" in caught.value.message.en
    assert f"状态字 {status}" in caught.value.message.zh
    assert {gap.why for gap in caught.value.gaps} == {Missing.REFUSED}


def test_a_holder_file_with_a_bad_length_says_so_and_what_else_is_missing():
    with pytest.raises(HolderUnreadable) as caught:
        read_simulated(virtual_card_of(records_of() | {HOLDER_FILE: [b"\x09\xf0SPECIMEN"]}))
    assert "name: unreadable, of a wrong length" in caught.value.message.en
    assert "date of birth: not on this card" in caught.value.message.en


def test_a_field_behind_a_key_says_so_beside_those_that_are_merely_wrong():
    records = records_of()
    holder = [each for each in records[HOLDER_FILE] if each[0] != 0x0D] + [b"\x0d\x04\x19\x90\x02\x30"]
    files = {
        ISSUER_FILE: RecordFile(records[ISSUER_FILE]),
        HOLDER_FILE: RecordFile(holder, locked_tags=frozenset({0x09})),
    }
    card = read_simulated(VirtualCard(b"\x3b\x00", {SSSE: files}))
    assert {gap.field: gap.why for gap in card.gaps} == {
        "name": Missing.NEEDS_KEY,
        "birth_date": Missing.WRONG_CODING,
    }
    told = card.why_partial
    assert told is not None
    assert "The card asks for a key" in told.en
    assert "date of birth: unreadable" in told.en
    assert card.birth_date is None
    assert card.issued_on == date(2025, 1, 15)
