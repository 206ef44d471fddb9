from dataclasses import replace
from datetime import date

import pytest

from kiosk.identifiers.mrz import MrzFormat, parse
from kiosk.identifiers.mrz_compose import MrzFields, compose
from kiosk.originals.mrz_reader import MrzReading
from kiosk.originals.passport_match import match_passport
from kiosk.permits import Sex
from tests.helpers.registry_cases import RECORD

TODAY = date(2026, 11, 20)
FIELDS = MrzFields(
    surname="Eriksson",
    given_names="Anna Maria",
    document_number=RECORD.passport_number,
    nationality=RECORD.nationality,
    birth_date=RECORD.birth_date,
    sex=RECORD.sex,
    expiry_date=RECORD.passport_expires,
    issuer="UTO",
)


def reading(unreadable: frozenset[str] = frozenset(), **changes: object) -> MrzReading:
    mrz = parse(compose(MrzFormat.TD3, replace(FIELDS, **changes)))
    return MrzReading(mrz, unreadable, (), 1.0, (), "test", 1.0)


def agreements(read: MrzReading, record=RECORD) -> dict[str, bool | None]:
    return {match.field: match.agrees for match in match_passport(read, record, TODAY)}


ALL_AGREE = dict.fromkeys(("passport_number", "name", "birth_date", "sex", "nationality", "passport_expires"), True)


def test_a_passport_like_its_record_agrees_in_every_field():
    matches = match_passport(reading(), RECORD, TODAY)
    assert {match.field: match.agrees for match in matches} == ALL_AGREE
    assert {match.subject for match in matches} == {"passport"}
    assert [match.seen for match in matches][:3] == ["L898902C3", "ERIKSSON ANNA MARIA", "1974-08-12"]


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("passport_number", {"document_number": "L898902C4"}),
        ("name", {"given_names": "Anna Marta"}),
        ("birth_date", {"birth_date": date(1974, 8, 21)}),
        ("sex", {"sex": Sex.MALE}),
        ("nationality", {"nationality": "DEU"}),
        ("passport_expires", {"expiry_date": date(2031, 5, 15)}),
    ],
)
def test_one_difference_shows_in_its_own_field_only(field, changes):
    assert agreements(reading(**changes)) == ALL_AGREE | {field: False}


@pytest.mark.parametrize(
    ("field", "zone_field"),
    [("passport_number", "document_number"), ("name", "names"), ("sex", "sex"), ("birth_date", "birth_date")],
)
def test_what_could_not_be_read_neither_agrees_nor_differs(field, zone_field):
    read = reading(frozenset({zone_field}), given_names="Somebody Else", document_number="X9", sex=Sex.MALE)
    match = next(match for match in match_passport(read, RECORD, TODAY) if match.field == field)
    assert (match.agrees, match.seen) == (None, None)


@pytest.mark.parametrize(
    ("surname", "given_names", "on_record", "agrees"),
    [
        ("MUELLER", "JOERG", "Müller Jörg", True),
        ("MULLER", "JORG", "MÜLLER JÖRG", True),
        ("NGUYEN", "THI THUY DUONG", "Nguyễn Thị Thuỳ Dương", True),
        ("DARTAGNAN", "JEAN PAUL", "D'Artagnan, Jean-Paul", True),
        ("WALESA", "LUKASZ", "Wałęsa Łukasz", True),
        ("SMITH", "JOHN", "SMITH JOHN", True),
        ("SMITH", "JOHN", "JOHN SMITH", False),
        ("SMITH", "JOHN", "SMITH JOHN PAUL", False),
        ("SMITH", "JOHN", "SMITHJOHN", False),
        ("SMITH", "JOHN", "史密斯", None),
        ("NILAVADHANANANDA", "CHAYAPA DEJTHAMRONG KRASUANG", "Nilavadhanananda Chayapa Dejthamrong Krasuang", True),
        ("NILAVADHANANANDA", "CHAYAPA DEJTHAMRONG KRASUANG", "Nilavadhanananda Chayapa Dejthamrong Arun", False),
    ],
)
def test_names_are_compared_as_zones_print_them(surname, given_names, on_record, agrees):
    read = reading(surname=surname, given_names=given_names)
    assert agreements(read, replace(RECORD, name=on_record))["name"] is agrees


def test_germanys_one_letter_agrees_with_its_three():
    assert agreements(reading(nationality="DEU"), replace(RECORD, nationality="DEU")) == ALL_AGREE


def test_a_number_is_compared_without_the_blanks_people_type():
    assert agreements(reading(), replace(RECORD, passport_number="l898 902c3")) == ALL_AGREE


def test_no_stated_sex_agrees_with_none_on_record():
    record = replace(RECORD, sex=Sex.UNSPECIFIED)
    assert agreements(reading(sex=Sex.UNSPECIFIED), record)["sex"] is True
