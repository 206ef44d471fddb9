"""From the card's bytes to the comparison with the record: what 30 bytes and another spelling do to a name."""

from dataclasses import replace
from datetime import date

import pytest

from kiosk.cards.card import SocialSecurityCard
from kiosk.cards.fields import HOLDER_FILE, NAME
from kiosk.cards.matching import match_card
from kiosk.cards.virtual import virtual_card_of
from kiosk.identities.rules import Rule
from kiosk.permits import PermitClass, PermitRecord, PermitStatus, Sex
from kiosk.rules.facts import FieldMatch
from tests.helpers.cards import HOLDER, read_simulated, records_of

TODAY = date(2026, 3, 5)
RECORD = PermitRecord(
    permit_number="SPECIMEN0001",
    notice_number="N-1",
    name=HOLDER["name"],
    sex=HOLDER["sex"],
    birth_date=HOLDER["birth_date"],
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
    social_security_number=HOLDER["social_security_number"],
)


def written(edition: str = "2.00", **changes: object) -> SocialSecurityCard:
    return read_simulated(virtual_card_of(records_of(specification_version=edition, **changes)))


def matched(card: SocialSecurityCard, **record: object) -> dict[str, FieldMatch]:
    return {match.field: match for match in match_card(card, replace(RECORD, **record), TODAY)}


@pytest.mark.parametrize(
    ("in_record", "on_card", "rule"),
    [
        ("SPECIMEN ANNA MARIA", "SPECIMEN ANNA MARIA", None),
        ("SPECIMEN ANNA MARIA", "ANNA MARIA SPECIMEN", Rule.ORDER),
        ("SPECIMEN ANNA MARIA", "specimen anna maria", Rule.SPELLING),
        ("SPECIMEN ANNA-MARIA", "SPECIMEN ANNA MARIA", Rule.SPELLING),
        ("MUELLER ÅSA", "MÜLLER AASA", Rule.TRANSLITERATION),
        ("NGUYEN THI HOA", "NGUYỄN THỊ HOA", Rule.TRANSLITERATION),
    ],
)
def test_order_case_and_accents_agree_and_say_what_was_overlooked(in_record, on_card, rule):
    match = matched(written(name=on_card), name=in_record)["name"]
    assert (match.agrees, match.expected, match.seen) == (True, in_record, on_card)
    assert match.note == (rule and rule.value)


LONG = [
    "WOLFESCHLEGELSTEINHAUSEN CHRISTOPHER",
    "MÜLLER-LÜDENSCHEIDT MARIA THERESIA ELISABETH",
    "SPECIMEN ANNA MARIA LUISA BERTA",
]


@pytest.mark.parametrize("name", LONG)
def test_a_name_the_first_editions_30_bytes_cut_agrees_as_cut_and_the_later_ones_keep_it_whole(name):
    first, second = written("1.00", name=name), written("2.00", name=name)
    assert len(first.name.encode("gb18030")) <= 30 < len(name.encode("gb18030"))
    match = matched(first, name=name)["name"]
    assert (match.agrees, match.note) == (True, Rule.CUT.value)
    whole = matched(second, name=name)["name"]
    assert (whole.agrees, whole.seen, whole.note) == (True, name, None)


@pytest.mark.parametrize("name", LONG)
def test_a_cut_name_that_begins_otherwise_differs(name):
    assert matched(written("1.00", name="X" + name[1:]), name=name)["name"].agrees is False


@pytest.mark.parametrize("name", ["爱新觉罗·阿布都热合曼·买买提明", "𠮷田喆" * 4])
def test_a_chinese_name_is_cut_between_two_characters_and_agrees_as_cut(name):
    card = written("1.00", name=name)
    assert name.startswith(card.name)
    assert card.name != name
    match = matched(card, chinese_name=name)["chinese_name"]
    assert (match.agrees, match.note) == (True, Rule.CUT.value)


def test_a_name_cut_in_the_middle_of_a_character_loses_that_character_and_agrees_as_cut():
    name = "A" + "张" * 20
    records = records_of(specification_version="1.00")
    holder = [record for record in records[HOLDER_FILE] if record[0] != NAME]
    cut = bytes((NAME, 30)) + name.encode("gb18030")[:30]
    card = read_simulated(virtual_card_of(records | {HOLDER_FILE: [cut, *holder]}))
    assert card.name == name[:15]
    match = matched(card, chinese_name=name)["chinese_name"]
    assert (match.agrees, match.note) == (True, Rule.CUT.value)


def test_a_card_keeps_its_word_in_every_field_and_each_alone_may_differ():
    assert {field: match.agrees for field, match in matched(written()).items()} == dict.fromkeys(
        ("name", "social_security_number", "birth_date", "sex", "valid_until"), True
    )
    for field, changes in {
        "name": {"name": "SPECIMEN BERTA"},
        "social_security_number": {"social_security_number": "UTO0XA7654321"},
        "birth_date": {"birth_date": date(1990, 3, 28)},
        "sex": {"sex": Sex.MALE},
        "valid_until": {"issued_on": date(2016, 3, 4), "expires_on": date(2026, 3, 4)},
    }.items():
        assert [each for each, match in matched(written(**changes)).items() if match.agrees is False] == [field]


def test_a_third_generation_card_without_its_key_is_unreadable_in_what_it_kept_and_says_why():
    card = read_simulated(virtual_card_of(records_of(specification_version="3.00"), holder_locked=True))
    matches = matched(card)
    kept = {field: match for field, match in matches.items() if field != "valid_until"}
    assert matches["valid_until"].agrees is True
    assert {match.agrees for match in kept.values()} == {None}
    assert all(match.note is not None and "key" in match.note.en for match in kept.values())
