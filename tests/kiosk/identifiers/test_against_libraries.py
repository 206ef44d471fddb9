"""Check digits and zones against independent libraries, on thousands of values; where one errs, it is said."""

import string
from datetime import date, timedelta
from random import Random

import pytest
from mrz.checker.mrva import MRVACodeChecker
from mrz.checker.mrvb import MRVBCodeChecker
from mrz.checker.td1 import TD1CodeChecker
from mrz.checker.td2 import TD2CodeChecker
from mrz.checker.td3 import TD3CodeChecker
from mrz.generator.mrva import MRVACodeGenerator
from mrz.generator.mrvb import MRVBCodeGenerator
from mrz.generator.td1 import TD1CodeGenerator
from mrz.generator.td2 import TD2CodeGenerator
from mrz.generator.td3 import TD3CodeGenerator
from stdnum.cn import ric, uscc

from kiosk.identifiers.mrz import ALPHABET, LAYOUTS, MrzFormat, cut, parse
from kiosk.identifiers.mrz_compose import MrzFields, compose
from kiosk.identifiers.residence_id import ResidenceIdFault, residence_id_check, residence_id_fault
from kiosk.identifiers.uscc import ALPHABET as USCC_ALPHABET
from kiosk.identifiers.uscc import UsccFault, organisation_check, uscc_check, uscc_fault
from kiosk.permits import Sex

MANY = 1500
CHECKERS = {
    MrzFormat.TD1: TD1CodeChecker,
    MrzFormat.TD2: TD2CodeChecker,
    MrzFormat.TD3: TD3CodeChecker,
    MrzFormat.MRV_A: MRVACodeChecker,
    MrzFormat.MRV_B: MRVBCodeChecker,
}
GENERATORS = {
    MrzFormat.TD2: TD2CodeGenerator,
    MrzFormat.TD3: TD3CodeGenerator,
    MrzFormat.MRV_A: MRVACodeGenerator,
    MrzFormat.MRV_B: MRVBCodeGenerator,
}
CODES = {MrzFormat.TD1: "I", MrzFormat.TD2: "I", MrzFormat.TD3: "P", MrzFormat.MRV_A: "V", MrzFormat.MRV_B: "V"}
LETTERS_AND_DIGITS = string.ascii_uppercase + string.digits


def word(random, longest, letters=string.ascii_uppercase, shortest=1):
    return "".join(random.choices(letters, k=random.randint(shortest, longest)))


def some_fields(random, mrz_format):
    _, start, end = LAYOUTS[mrz_format].fields["optional"]
    born = date(1950, 1, 1) + timedelta(days=random.randrange(20_000))
    second = word(random, 11, LETTERS_AND_DIGITS, 0) if mrz_format is MrzFormat.TD1 else ""
    return MrzFields(
        surname=" ".join(word(random, 5) for _ in range(random.randint(1, 2))),
        given_names=" ".join(word(random, 5) for _ in range(random.randint(1, 2))),
        document_number=word(random, 9, LETTERS_AND_DIGITS),
        nationality=random.choice(["UTO", "USA", "FRA", "JPN"]),
        birth_date=born,
        sex=random.choice(list(Sex)),
        expiry_date=born + timedelta(days=random.randrange(10_000)),
        issuer=random.choice(["UTO", "USA", "FRA", "JPN"]),
        document_code=CODES[mrz_format],
        optional=word(random, end - start, LETTERS_AND_DIGITS, 0),
        optional_2=second,
    )


def of_library(mrz_format, fields):
    """The same zone as the library writes it."""
    born, expires = f"{fields.birth_date:%y%m%d}", f"{fields.expiry_date:%y%m%d}"
    code, number, sex = fields.document_code, fields.document_number, fields.sex.value
    if mrz_format is MrzFormat.TD1:
        texts = (code, fields.issuer, number, born, sex, expires, fields.nationality, fields.surname)
        return str(TD1CodeGenerator(*texts, fields.given_names, fields.optional, fields.optional_2, force=True))
    texts = (
        code,
        fields.issuer,
        fields.surname,
        fields.given_names,
        number,
        fields.nationality,
        born,
        sex,
        expires,
    )
    return str(GENERATORS[mrz_format](*texts, fields.optional, force=True))


@pytest.mark.parametrize("mrz_format", list(MrzFormat))
def test_zones_are_written_as_the_library_writes_them_and_read_back(mrz_format):
    random = Random(20261122)
    for _ in range(MANY):
        fields = some_fields(random, mrz_format)
        lines = compose(mrz_format, fields)
        assert "\n".join(lines) == of_library(mrz_format, fields)
        mrz = parse(lines)
        assert mrz.checks_valid
        assert (mrz.surname, mrz.given_names) == (fields.surname, fields.given_names)
        assert (mrz.document_number, mrz.optional) == (fields.document_number, fields.optional)
        assert (mrz.optional_2, mrz.sex) == (fields.optional_2, fields.sex)


@pytest.mark.parametrize("mrz_format", list(MrzFormat))
def test_every_check_digit_of_a_damaged_zone_is_judged_as_the_library_judges_it(mrz_format):
    random = Random(9303)
    names = {"optional": "optional_data_hash", "composite": "final_hash"}
    judged = {True: 0, False: 0}
    for _ in range(MANY):
        lines = [list(line) for line in compose(mrz_format, some_fields(random, mrz_format))]
        for _ in range(random.randint(0, 3)):
            # The number's digit keeps what it has: a filler there is the next test's matter.
            random_line, free = (lines[1], 0) if mrz_format is MrzFormat.TD1 else (lines[1], 10)
            random_line[random.randrange(free, len(random_line))] = random.choice(ALPHABET)
        written = tuple("".join(line) for line in lines)
        checker = CHECKERS[mrz_format]("\n".join(written))
        for check in parse(written).checks:
            library = getattr(checker, names.get(check.field, f"{check.field}_hash"))
            assert check.valid is bool(library), (written, check.field)
            judged[check.valid] += 1
    assert min(judged.values()) > MANY / 10, "both kinds of digit must come up"


@pytest.mark.parametrize("mrz_format", [MrzFormat.TD1, MrzFormat.TD2])
def test_a_long_number_is_right_although_the_library_takes_its_filler_for_a_wrong_digit(mrz_format):
    # ICAO 9303-5 4.2.2.2 and 9303-6: the library knows nothing of numbers that run on into the optional field.
    random = Random(5)
    _, start, end = LAYOUTS[mrz_format].fields["optional"]
    for _ in range(200):
        number = word(random, 9 + end - start - 1, LETTERS_AND_DIGITS, 10)
        fields = some_fields(random, mrz_format)
        room = end - start - (len(number) - 9) - 2
        optional = word(random, room, LETTERS_AND_DIGITS, 0) if room > 0 else ""
        fields = MrzFields(**{**fields.__dict__, "document_number": number, "optional": optional})
        lines = compose(mrz_format, fields)
        mrz = parse(lines)
        assert (mrz.document_number, mrz.optional, mrz.checks_valid) == (number, optional, True)
        checker = CHECKERS[mrz_format]("\n".join(lines))
        assert not checker.document_number_hash
        assert checker.final_hash


def test_a_name_too_long_is_cut_although_the_library_refuses_it():
    long = MrzFields(
        **{**some_fields(Random(1), MrzFormat.TD3).__dict__, "surname": "A" * 50, "given_names": "Bruno"}
    )
    lines = compose(MrzFormat.TD3, long)
    assert cut(lines, LAYOUTS[MrzFormat.TD3].fields["names"]) == "A" * 35 + "<<BR"
    assert parse(lines).names_may_be_cut
    with pytest.raises(ValueError):
        of_library(MrzFormat.TD3, long)


def test_credit_codes_are_judged_as_the_library_judges_them():
    random = Random(32100)
    valid = 0
    for _ in range(MANY):
        organisation = "".join(random.choices(USCC_ALPHABET, k=8))
        body = word(random, 8, string.digits, 8) + organisation + organisation_check(organisation)
        code = body + uscc_check(body)
        assert code[-1] == uscc.calc_check_digit(body)
        assert uscc_fault(code) is None
        assert uscc.is_valid(code)
        place = random.randrange(18)
        damaged = code[:place] + random.choice(USCC_ALPHABET + "IOSVZ") + code[place + 1 :]
        faults = (UsccFault.CHARACTER, UsccFault.CHECK)
        # The library does not look at the organisation's own check, and wants digits in the first two places.
        if not damaged[:2].isdecimal():
            continue
        assert uscc.is_valid(damaged) is (uscc_fault(damaged) not in faults)
        valid += uscc.is_valid(damaged)
    assert valid < MANY / 10


def test_the_library_lets_a_wrong_organisation_check_and_lower_case_pass_and_refuses_other_departments():
    assert uscc.is_valid("91440101MA5K0T004" + uscc_check("91440101MA5K0T004"))
    assert uscc_fault("91440101MA5K0T004" + uscc_check("91440101MA5K0T004")) is UsccFault.ORGANISATION_CHECK
    assert uscc.is_valid("91440101ma5k0t003t")
    assert uscc_fault("91440101ma5k0t003t") is UsccFault.CHARACTER
    other = "Y1440101" + "MA5K0T00" + organisation_check("MA5K0T00")
    assert uscc_fault(other + uscc_check(other)) is None
    assert not uscc.is_valid(other + uscc_check(other))


def test_permanent_residence_numbers_carry_the_check_character_of_resident_numbers():
    random = Random(11)
    for _ in range(MANY):
        born = date(1920, 1, 1) + timedelta(days=random.randrange(38_000))
        body = f"9{random.randrange(11, 83)}{random.randrange(4, 895):03}{born:%Y%m%d}{random.randrange(1000):03}"
        number = body + residence_id_check(body)
        assert number[-1] == ric.calc_check_digit(number)
        assert residence_id_fault(number) is None
        wrong = body + random.choice("0123456789X".replace(number[-1], ""))
        assert residence_id_fault(wrong) is ResidenceIdFault.CHECK


def test_the_library_takes_a_foreigners_country_for_a_county_and_refuses_the_authoritys_own_samples():
    for number in ("932682198501010017", "911124198108030024"):
        assert residence_id_fault(number) is None
        assert not ric.is_valid(number)
