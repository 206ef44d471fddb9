"""Composing a card's records: lengths and filling as the specification gives them."""

import pytest

from kiosk.cards.compose import CardCannotHold
from kiosk.cards.fields import HOLDER_FILE, ISSUER_FILE, LENGTHS, NAME_EXTENSION
from tests.helpers.cards import records_of


def test_every_record_is_tag_length_value_with_the_specified_length():
    records = records_of()
    for record in records[ISSUER_FILE] + records[HOLDER_FILE]:
        assert record[1] == len(record) - 2
        assert record[0] == NAME_EXTENSION or record[1] == LENGTHS[record[0]]


def test_the_first_edition_has_no_name_extension_so_the_later_records_move_up():
    first = [record[0] for record in records_of(specification_version="1.00")[HOLDER_FILE]]
    second = [record[0] for record in records_of()[HOLDER_FILE]]
    assert first == [0x08, 0x09, 0x0A, 0x0B, 0x0C, 0x0D]
    assert second == [0x08, 0x09, 0x4E, 0x0A, 0x0B, 0x0C, 0x0D]


def test_numbers_are_packed_two_digits_a_byte_and_filled_with_f():
    by_tag = {record[0]: record for record in records_of(birthplace="4403")[HOLDER_FILE]}
    assert by_tag[0x0C] == bytes.fromhex("0c034403ff")
    assert by_tag[0x0D] == bytes.fromhex("0d0419900228")


@pytest.mark.parametrize(
    "changes",
    [
        {"social_security_number": "U" * 19},
        {"card_number": "卡"},
        {"region": "4403000000"},
        {"birthplace": "xy"},
        {"name": "字" * 100},
    ],
)
def test_what_a_card_cannot_hold_is_refused_without_naming_the_value(changes):
    with pytest.raises(CardCannotHold) as caught:
        records_of(**changes)
    assert all(str(value) not in str(caught.value) for value in changes.values())
