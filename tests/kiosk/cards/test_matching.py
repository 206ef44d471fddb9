"""A card against the record: agrees, differs or unreadable, with the reason where spellings differ."""

from dataclasses import replace
from datetime import date

import pytest

from drivers.device import Provenance, Source
from kiosk.cards.card import SocialSecurityCard
from kiosk.cards.matching import match_card
from kiosk.identities.rules import Rule
from kiosk.permits import PermitClass, PermitRecord, PermitStatus, Sex
from kiosk.rules.facts import FieldMatch

TODAY = date(2026, 3, 5)
CARD = SocialSecurityCard(
    name="SPECIMEN ANNA MARIA",
    social_security_number="UTO0XA1234567",
    sex=Sex.FEMALE,
    birth_date=date(1990, 2, 28),
    card_number="X00000019",
    card_identification="440300D156000005",
    region="440300",
    specification_version="2.00",
    issued_on=date(2025, 1, 15),
    expires_on=date(2035, 1, 15),
    category="1",
    nation="98",
    partial=False,
    unread=(),
    provenance=Provenance(Source.SIMULATOR, "simulated", "1"),
)
RECORD = PermitRecord(
    permit_number="SPECIMEN0001",
    notice_number="N-1",
    name="SPECIMEN ANNA MARIA",
    sex=Sex.FEMALE,
    birth_date=date(1990, 2, 28),
    nationality="UTO",
    passport_number="XA1234567",
    passport_expires=date(2030, 1, 1),
    permit_class=PermitClass.B,
    employer="样张公司",
    employer_uscc="91440300MA5K0T118W",
    position="Engineer",
    locality="sz",
    valid_from=date(2026, 1, 1),
    valid_until=date(2027, 1, 1),
    notice_valid_until=date(2026, 6, 1),
    status=PermitStatus.APPROVED,
    materials=(),
    social_security_number="UTO0XA1234567",
)


def matched(card: SocialSecurityCard = CARD, record: PermitRecord = RECORD) -> dict[str, FieldMatch]:
    return {match.field: match for match in match_card(card, record, TODAY)}


def test_a_card_of_the_same_person_agrees_in_every_field():
    matches = matched()
    assert {field: match.agrees for field, match in matches.items()} == {
        "name": True,
        "social_security_number": True,
        "birth_date": True,
        "sex": True,
        "valid_until": True,
    }
    assert all(match.subject == "card" and match.note is None for match in matches.values())


@pytest.mark.parametrize(
    ("field", "changes", "seen"),
    [
        ("name", {"name": "SPECIMEN BERTA"}, "SPECIMEN BERTA"),
        ("social_security_number", {"social_security_number": "UTO0XA1234568"}, "UTO0XA1234568"),
        ("birth_date", {"birth_date": date(1990, 2, 27)}, "1990-02-27"),
        ("sex", {"sex": Sex.MALE}, "M"),
        ("valid_until", {"expires_on": date(2026, 3, 4)}, "2026-03-04"),
    ],
)
def test_one_field_that_differs_is_the_only_one_that_does(field, changes, seen):
    matches = matched(replace(CARD, **changes))
    assert [each for each, match in matches.items() if match.agrees is False] == [field]
    assert matches[field].seen == seen


def test_what_a_card_kept_back_is_neither_right_nor_wrong():
    kept_back = replace(CARD, name=None, social_security_number=None, sex=None, birth_date=None, expires_on=None)
    matches = matched(kept_back)
    assert {match.agrees for match in matches.values()} == {None}
    assert {match.seen for match in matches.values()} == {None}


def test_a_number_the_record_does_not_hold_is_not_compared():
    assert "social_security_number" not in matched(record=replace(RECORD, social_security_number=None))


@pytest.mark.parametrize(("card", "record"), [(Sex.UNSPECIFIED, Sex.FEMALE), (Sex.FEMALE, Sex.UNSPECIFIED)])
def test_a_sex_one_side_does_not_say_is_not_compared(card, record):
    assert matched(replace(CARD, sex=card), replace(RECORD, sex=record))["sex"].agrees is None


def test_the_card_is_valid_on_its_last_day():
    assert matched(replace(CARD, expires_on=TODAY))["valid_until"].agrees is True


@pytest.mark.parametrize(
    ("chinese_name", "on_card", "agrees"),
    [
        ("𠮷田喆", "𠮷田喆", True),
        ("玛丽亚·穆勒", "玛丽亚穆勒", True),
        ("𠮷田喆", "吉田喆", False),
        (None, "𠮷田喆", None),
    ],
)
def test_a_chinese_name_on_the_card_is_compared_with_the_records_chinese_name(chinese_name, on_card, agrees):
    matches = matched(replace(CARD, name=on_card), replace(RECORD, chinese_name=chinese_name))
    match = matches.get("chinese_name") or matches["name"]
    assert (match.seen, match.agrees) == (on_card, agrees)
    assert (match.note is None) is (chinese_name == on_card or agrees is False)


def test_a_spelling_that_was_overlooked_is_told_and_a_name_that_differs_speaks_for_itself():
    assert matched(replace(CARD, name="ANNA MARIA SPECIMEN"))["name"].note == Rule.ORDER.value
    assert matched(replace(CARD, name="SPECIMEN ANNA"))["name"].note is None


def test_only_a_name_that_fills_its_field_may_be_cut():
    record = replace(RECORD, name="WOLFESCHLEGELSTEINHAUSEN CHRISTOPHER")
    card = replace(CARD, name="WOLFESCHLEGELSTEINHAUSEN CHRIS")
    assert matched(card, record)["name"].agrees is False
    match = matched(replace(card, name_may_be_cut=True), record)["name"]
    assert (match.agrees, match.note) == (True, Rule.CUT.value)
