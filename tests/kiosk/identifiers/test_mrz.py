from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.identifiers.mrz import ALPHABET, LAYOUTS, MrzError, MrzFormat, check_digit, parse
from kiosk.identifiers.mrz_compose import MrzFields, compose, name_field
from kiosk.permits import Sex

ICAO = ("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10")
FICTIONAL = ("P<UTOSPECIMEN<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "XA12345679UTO9002281F2912316<<<<<<<<<<<<<<<6")
GERMAN = ("P<D<<SPECIMEN<<ANNA<<<<<<<<<<<<<<<<<<<<<<<<<", "C01X00T478D<<8501019M3001020<<<<<<<<<<<<<<<0")
TD1 = ("I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<")
TD2 = ("I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6")
MRV_A = ("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L8988901C4XXX4009078F96121096ZE184226B<<<<<<")
MRV_B = ("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "L8988901C4XXX4009078F9612109<<<<<<<<")
LONG_NUMBER = ("I<UTOD23145890<7349<<<<<<<<<<<", "3407127M9507122UTO<<<<<<<<<<<2", "STEVENSON<<PETER<JOHN<<<<<<<<<")


@pytest.mark.parametrize(
    ("lines", "mrz_format", "checks"),
    [
        (ICAO, MrzFormat.TD3, 5),
        (FICTIONAL, MrzFormat.TD3, 5),
        (GERMAN, MrzFormat.TD3, 5),
        (TD1, MrzFormat.TD1, 4),
        (TD2, MrzFormat.TD2, 4),
        (MRV_A, MrzFormat.MRV_A, 3),
        (MRV_B, MrzFormat.MRV_B, 3),
    ],
)
def test_the_standards_samples_agree_in_every_check_digit(lines, mrz_format, checks):
    mrz = parse(lines)
    assert (mrz.format, len(mrz.checks), mrz.checks_valid) == (mrz_format, checks, True)


def test_the_icao_sample_is_read_field_by_field():
    mrz = parse(ICAO)
    today = date(2026, 11, 20)
    assert (mrz.surname, mrz.given_names, mrz.sex) == ("ERIKSSON", "ANNA MARIA", Sex.FEMALE)
    assert (mrz.document_number, mrz.issuer, mrz.nationality) == ("L898902C3", "UTO", "UTO")
    assert (mrz.birth_on(today), mrz.expires_on(today)) == (date(1974, 8, 12), date(2012, 4, 15))
    assert mrz.optional == "ZE184226B"


def test_germany_keeps_its_one_letter():
    assert parse(GERMAN).nationality == "D"


def test_a_cards_number_of_more_than_nine_characters_runs_on():
    mrz = parse(LONG_NUMBER)
    assert mrz.document_number == "D23145890734"
    assert mrz.checks[0].valid
    assert mrz.optional == ""


LONG = MrzFields(
    "Stevenson", "Peter", "D23145890734", "UTO", date(1934, 7, 12), Sex.MALE, date(1995, 7, 12), "UTO", "I"
)


def test_a_long_number_is_composed_as_the_standards_own_sample_and_optional_data_stand_after_a_filler():
    assert compose(MrzFormat.TD1, LONG)[0] == LONG_NUMBER[0]
    mrz = parse(compose(MrzFormat.TD1, replace(LONG, optional="AB12")))
    assert (mrz.document_number, mrz.optional, mrz.checks_valid) == ("D23145890734", "AB12", True)


@pytest.mark.parametrize(
    "change", [{"document_number": "D" * 24}, {"optional": "A" * 11}, {"document_number": "D23145890 34"}]
)
def test_a_long_number_that_does_not_fit_beside_the_optional_data_is_refused(change):
    with pytest.raises(MrzError):
        compose(MrzFormat.TD1, replace(LONG, **change))


@pytest.mark.parametrize("start", ["I<UTOD23145<<<<<<<", "I<UTOD23145890<7<", "I<UTOD23145890<<AB"])
def test_a_filler_for_a_digit_without_a_number_running_on_is_a_wrong_digit(start):
    mrz = parse((start.ljust(30, "<"), *TD1[1:]))
    assert not mrz.checks[0].valid
    assert mrz.document_number in {"D23145", "D23145890"}


@pytest.mark.parametrize(
    ("column", "failing"),
    [
        (0, ["document_number", "composite"]),
        (9, ["document_number", "composite"]),
        (13, ["birth_date", "composite"]),
        (21, ["expiry_date", "composite"]),
        (28, ["optional", "composite"]),
        (43, ["composite"]),
        (10, []),
        (20, []),
    ],
)
def test_each_wrong_character_fails_its_own_digits_and_no_others(column, failing):
    line = ICAO[1]
    wrong = line[:column] + ("7" if line[column] != "7" else "8") + line[column + 1 :]
    assert [check.field for check in parse((ICAO[0], wrong)).checks if not check.valid] == failing


@pytest.mark.parametrize(
    "lines",
    [(), ("",), ICAO[:1], (ICAO[0][:43], ICAO[1]), (ICAO[0].lower(), ICAO[1]), (ICAO[0][:-1] + "É", ICAO[1])],
)
def test_what_fits_no_format_is_refused_without_repeating_it(lines):
    with pytest.raises(MrzError) as caught:
        parse(lines)
    assert "ERIKSSON" not in str(caught.value).upper()


@pytest.mark.parametrize(
    ("printed", "year"), [("261120", 2026), ("270101", 1927), ("000229", 2000), ("740812", 1974)]
)
def test_a_birth_year_is_never_in_the_future(printed, year):
    line = ICAO[1][:13] + printed + ICAO[1][19:]
    assert parse((ICAO[0], line)).birth_on(date(2026, 11, 20)).year == year


def test_unknown_and_impossible_dates_are_none():
    for printed in ("74<<<<", "740230", "74AB12"):
        line = ICAO[1][:13] + printed + ICAO[1][19:]
        assert parse((ICAO[0], line)).birth_on(date(2026, 11, 20)) is None


FIELDS = MrzFields(
    surname="Eriksson",
    given_names="Anna Maria",
    document_number="L898902C3",
    nationality="UTO",
    birth_date=date(1974, 8, 12),
    sex=Sex.FEMALE,
    expiry_date=date(2012, 4, 15),
    issuer="UTO",
    optional="ZE184226B",
)


def test_composing_gives_the_standards_own_sample():
    assert compose(MrzFormat.TD3, FIELDS) == ICAO


@pytest.mark.parametrize("mrz_format", [MrzFormat.TD1, MrzFormat.TD3, MrzFormat.MRV_A])
def test_what_is_composed_reads_back(mrz_format):
    code = "V" if mrz_format is MrzFormat.MRV_A else "I" if mrz_format is MrzFormat.TD1 else "P"
    fields = MrzFields(**{**FIELDS.__dict__, "document_code": code, "nationality": "DEU", "issuer": "DEU"})
    mrz = parse(compose(mrz_format, fields))
    assert (mrz.checks_valid, mrz.surname, mrz.nationality, mrz.optional) == (True, "ERIKSSON", "D", "ZE184226B")


def test_a_number_too_long_or_with_other_characters_is_refused():
    for number in ("L898902C34", "L89-02"):
        with pytest.raises(MrzError):
            compose(MrzFormat.TD3, MrzFields(**{**FIELDS.__dict__, "document_number": number}))


@pytest.mark.parametrize(
    ("surname", "given_names", "field"),
    [
        ("Nilavadhanananda", "Chayapa Dejthamrong Krasuang", "NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K"),
        (
            "Bennelong Wooloomooloo Warrandyte Warnambool",
            "Dingo Potoroo",
            "BENNELONG<WOOLOOMOOLOO<WARRANDYTE<W<<DI",
        ),
        ("Smith-Jones", "Susie Margaret", "SMITH<JONES<<SUSIE<MARGARET"),
        ("Arkfreith", "", "ARKFREITH"),
        ("van der Muellen", "Ilse", "VAN<DER<MUELLEN<<ILSE"),
        ("O'Connor", "Enya Siobhan", "OCONNOR<<ENYA<SIOBHAN"),
    ],
)
def test_names_are_cut_as_the_standard_shows(surname, given_names, field):
    assert name_field(surname, given_names, 39) == field


@given(st.text("AB -", max_size=60), st.text("AB -", max_size=60))
def test_a_cut_name_fills_the_field_and_ends_in_a_letter(surname, given_names):
    field = name_field(surname, given_names, 39)
    whole = name_field(surname, given_names, 200)
    assert len(field) <= 39
    assert field == whole or (len(field) == 39 and field[-1] != "<") or len(whole) <= 40


@given(st.sampled_from(list(MrzFormat)), st.data())
def test_any_characters_of_the_alphabet_can_be_parsed(mrz_format, data):
    layout = LAYOUTS[mrz_format]
    lines = [
        data.draw(st.text(ALPHABET, min_size=layout.columns, max_size=layout.columns)) for _ in range(layout.lines)
    ]
    visa = mrz_format in (MrzFormat.MRV_A, MrzFormat.MRV_B)
    lines[0] = ("V" if visa else "P") + lines[0][1:]
    assert parse(lines).format is mrz_format


def test_the_check_digit_of_nothing_is_zero():
    assert check_digit("") == "0"
    assert check_digit("<<<<<<<<<<<<<<") == "0"
