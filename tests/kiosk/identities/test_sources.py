"""An identity out of each paper: what it carries, what it does not, and what could not be read."""

from dataclasses import replace
from datetime import date

import pytest

from kiosk.cards.matching import match_card
from kiosk.cards.virtual import virtual_card_of
from kiosk.identifiers.mrz import parse
from kiosk.identities.from_visit import identities_of_visit
from kiosk.identities.identity import IdentityField, Paper
from kiosk.identities.joining import Conclusion, join
from kiosk.identities.names import WrittenName
from kiosk.identities.rules import Rule
from kiosk.identities.sources import number_parts, of_chip, of_electronic_card, of_notice, of_passport
from kiosk.permits import Sex
from kiosk.rules.facts import FieldMatch
from kiosk.visits.events import CodeKind
from tests.helpers.cards import HOLDER, read_simulated, records_of
from tests.helpers.faces import RECORD

F = IdentityField
TODAY = date(2026, 3, 5)
ZONE = ("P<UTOSPECIMEN<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "XA12345679UTO9002281F2912316<<<<<<<<<<<<<<<6")
NOTICE_RECORD = replace(
    RECORD,
    name="Specimen, Anna Maria",
    sex=Sex.FEMALE,
    birth_date=date(1990, 2, 28),
    nationality="UTO",
    passport_number="XA1234567",
    social_security_number="UTO0XA1234567",
)


def test_the_chips_number_tells_country_and_passport():
    chip = of_chip(read_simulated(virtual_card_of(records_of())))
    assert (chip.nationality, chip.passport_number) == ("UTO", "XA1234567")
    assert chip.inside == {F.NATIONALITY, F.PASSPORT_NUMBER}
    assert chip.name == WrittenName(HOLDER["name"])


@pytest.mark.parametrize("number", [None, "944840199001010016", "UTO", "uto0xa1234567", "UTO0XA12345678901234"])
def test_a_number_of_another_shape_tells_neither(number):
    assert number_parts(number) == (None, None)


def test_a_chip_with_a_chinese_name_has_no_latin_one_and_a_locked_one_has_none_and_says_so():
    chinese = of_chip(read_simulated(virtual_card_of(records_of(name="𠮷田喆"))))
    assert (chinese.name, chinese.chinese_name) == (None, "𠮷田喆")
    locked = of_chip(read_simulated(virtual_card_of(records_of(), holder_locked=True)))
    assert locked.unread == {F.NAME, F.BIRTH_DATE, F.SEX, F.SOCIAL_SECURITY_NUMBER}


def test_the_passports_zone_tells_the_surname_apart_and_what_could_not_be_read():
    passport = of_passport(parse(ZONE), TODAY)
    assert passport.name == WrittenName("SPECIMEN ANNA MARIA", surname="SPECIMEN")
    assert (passport.birth_date, passport.sex, passport.nationality) == (date(1990, 2, 28), Sex.FEMALE, "UTO")
    partly = of_passport(parse(ZONE), TODAY, unreadable=["names", "birth_date"])
    assert (partly.name, partly.birth_date, partly.unread) == (None, None, {F.NAME, F.BIRTH_DATE})


def test_four_papers_of_one_holder_are_one_person_from_end_to_end():
    identities = (
        of_notice(NOTICE_RECORD),
        of_electronic_card(NOTICE_RECORD),
        of_chip(read_simulated(virtual_card_of(records_of()))),
        of_passport(parse(ZONE), TODAY),
    )
    assert join(identities).conclusion is Conclusion.ONE_PERSON


def test_a_visits_comparisons_are_enough_to_judge_again():
    card = read_simulated(virtual_card_of(records_of(name="ANNA MARIA SPECIMEN")))
    passport = (
        FieldMatch("passport", "name", NOTICE_RECORD.name, "SPECIMEN ANNA MARIA", True),
        FieldMatch("passport", "birth_date", "1990-02-28", None, None),
        FieldMatch("passport", "nationality", "UTO", "UTO", True),
        FieldMatch("passport", "passport_number", "XA1234567", "XB7654321", False),
        FieldMatch("passport", "passport_expires", "2030-01-01", "2029-12-31", False),
    )
    matches = (*match_card(card, NOTICE_RECORD, TODAY), *passport)
    joined = join(identities_of_visit(NOTICE_RECORD, matches))
    assert [identity.paper for identity in joined.identities] == [Paper.NOTICE, Paper.CHIP, Paper.PASSPORT]
    by_field = {judged.field: judged for judged in joined.pair(Paper.CHIP, Paper.PASSPORT).fields}
    assert by_field[F.NAME].rules == (Rule.ORDER,)
    assert by_field[F.BIRTH_DATE].rules == (Rule.UNREAD,)
    assert by_field[F.PASSPORT_NUMBER].rules == (Rule.EARLIER_PASSPORT,)


def test_a_name_cut_on_the_chip_or_in_the_zone_stays_cut():
    record = replace(NOTICE_RECORD, name="WOLFESCHLEGELSTEINHAUSEN CHRISTOPHER MAXIMILIAN")
    edition = records_of(name=record.name, specification_version="1.00")
    zone = "WOLFESCHLEGELSTEINHAUSEN CHRISTOPHER MA"
    matches = (
        *match_card(read_simulated(virtual_card_of(edition)), record, TODAY),
        FieldMatch("passport", "name", record.name, zone, True),
    )
    codes = (CodeKind.ELECTRONIC_CARD, CodeKind.PERMIT, CodeKind.SIGNED)
    notice, electronic, chip, passport = identities_of_visit(record, matches, codes)
    assert (notice.paper, electronic.paper, notice.name) == (Paper.NOTICE, Paper.ELECTRONIC_CARD, electronic.name)
    assert chip.name is not None
    assert passport.name is not None
    assert chip.name.may_be_cut
    assert passport.name.may_be_cut
