from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.identifiers.permit_number import ShapeWrong, is_plausible_permit_number, permit_number_shape
from kiosk.identifiers.residence_id import (
    ResidenceId,
    ResidenceIdFault,
    ResidenceIdWrong,
    is_old_residence_id,
    is_valid_residence_id,
    read_residence_id,
    residence_id_check,
    residence_id_fault,
)
from kiosk.identifiers.social_security_number import SsnDoubt, is_plausible_ssn, ssn_doubt
from kiosk.identifiers.uscc import UsccFault, uscc_check, uscc_fault
from kiosk.identifiers.uscc_diagnosis import Cause, diagnose
from kiosk.permits import Sex


@pytest.mark.parametrize(
    "code",
    [
        "91350100M000100Y43",
        "91440300708461136T",
        "91110108551385082Q",
        "91440101MA5K0T003T",
        "91440300MA5K0T118W",
        "91420100MA4K0T2202",
        "12440000455000007G",
    ],
)
def test_valid_credit_codes_hold_together(code):
    assert uscc_fault(code) is None


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("", UsccFault.LENGTH),
        ("91350100M000100Y4", UsccFault.LENGTH),
        ("9144010AMA5K0T003T", UsccFault.CHARACTER),
        ("91350100M000100Y4Z", UsccFault.CHARACTER),
        ("91350100M000100Y4x", UsccFault.CHARACTER),
        ("91440101MA5K0T003A", UsccFault.CHECK),
        ("91440101MA5K0T004" + uscc_check("91440101MA5K0T004"), UsccFault.ORGANISATION_CHECK),
    ],
)
def test_faults_are_found_in_the_order_of_diagnosis(code, fault):
    assert uscc_fault(code) is fault


@pytest.mark.parametrize(
    ("code", "name_agrees", "fault", "causes"),
    [
        ("91350100M000100Y4", True, UsccFault.LENGTH, (Cause.WRONG_INFORMATION,)),
        ("91440101MA5K0T003A", None, UsccFault.CHECK, (Cause.WRONG_INFORMATION,)),
        ("91440101MA5K0T003T", False, None, (Cause.WRONG_INFORMATION,)),
        ("91440101MA5K0T003T", None, None, (Cause.WRONG_INFORMATION, Cause.DATA_NOT_PUSHED)),
        ("91440101MA5K0T003T", True, None, (Cause.DATA_NOT_PUSHED,)),
    ],
)
def test_r_usc_01_the_code_is_looked_at_before_the_name_and_the_name_before_the_regulator(
    code, name_agrees, fault, causes
):
    diagnosis = diagnose(code, name_agrees=name_agrees)
    assert (diagnosis.fault, diagnosis.causes) == (fault, causes)


@given(
    st.text(max_size=20) | st.text("0123456789AZ", min_size=18, max_size=18), st.sampled_from([True, False, None])
)
def test_any_text_gets_a_diagnosis(text, name_agrees):
    assert diagnose(text, name_agrees=name_agrees).causes
    assert residence_id_fault(text) is not None or text[0] == "9"
    ssn_doubt(text)


@pytest.mark.parametrize(
    "number", ["932682198501010017", "911124198108030024", "944840199001010016", "942566197707070033"]
)
def test_permanent_residence_numbers_hold_together(number):
    assert is_valid_residence_id(number)
    assert is_plausible_ssn(number)


@pytest.mark.parametrize(
    "number", ["911276198502290010", "911124198108030025", "110101199003070011", "USA488112345", "9"]
)
def test_impossible_residence_numbers_do_not(number):
    assert not is_valid_residence_id(number)


@pytest.mark.parametrize(
    ("number", "plausible"),
    [("USA0488112345", True), ("US0488112345", False), ("usa0488112345", False), ("USA0" + "1" * 15, False)],
)
def test_social_security_numbers_are_plausible_or_not(number, plausible):
    assert is_plausible_ssn(number) is plausible


@pytest.mark.parametrize(
    ("number", "plausible"),
    [("440100202600001", True), ("AB123", False), ("A" * 21, False), ("1234 567", False), ("123456\n", False)],
)
def test_permit_numbers_are_opaque_but_not_anything(number, plausible):
    assert is_plausible_permit_number(number) is plausible


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        ("91112419810803002", ResidenceIdFault.LENGTH),
        ("USA111111111111", ResidenceIdFault.LENGTH),
        ("91112419810803002x", ResidenceIdFault.CHARACTER),
        ("9111241981080300２4", ResidenceIdFault.CHARACTER),
        ("110101199003070011", ResidenceIdFault.NOT_A_FOREIGNER),
        ("911276198502290010", ResidenceIdFault.BIRTH_DATE),
        ("911124198108030025", ResidenceIdFault.CHECK),
    ],
)
def test_a_residence_number_is_told_what_is_wrong_with_it_and_never_quoted(number, fault):
    assert residence_id_fault(number) is fault
    with pytest.raises(ResidenceIdWrong) as wrong:
        read_residence_id(number)
    assert wrong.value.fault is fault
    assert number not in str(wrong.value)


def test_p_05_the_negative_of_29_february_1985_has_a_right_check_character_and_still_no_such_day():
    assert residence_id_check("91127619850229001") == "0"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("932682198501010017", ResidenceId("32", "682", date(1985, 1, 1), "001", Sex.MALE)),
        ("911124198108030024", ResidenceId("11", "124", date(1981, 8, 3), "002", Sex.FEMALE)),
    ],
)
def test_the_authoritys_samples_say_province_country_birth_and_sex(number, said):
    assert read_residence_id(number) == said


def test_numbers_of_the_older_card_have_their_own_shape():
    assert is_old_residence_id("CAN110081080310")
    assert not is_old_residence_id("CAN11008108031")
    assert not is_old_residence_id("911124198108030024")


@pytest.mark.parametrize(
    ("number", "doubt"),
    [
        ("USA0488112345", None),
        ("911124198108030024", None),
        ("XYZ0488112345", SsnDoubt.COUNTRY),
        ("USAX488112345", SsnDoubt.SHAPE),
        ("", SsnDoubt.SHAPE),
        ("911124198108030025", SsnDoubt.RESIDENT_NUMBER),
    ],
)
def test_a_social_security_number_is_only_ever_doubted(number, doubt):
    assert ssn_doubt(number) is doubt


def test_a_locality_may_know_the_shape_of_its_permit_numbers():
    shape = permit_number_shape("44[0-9]{13}")
    assert is_plausible_permit_number("440100202600001", shape)
    assert not is_plausible_permit_number("120100202600001", shape)
    assert not is_plausible_permit_number("440100202600001\n", shape)


@pytest.mark.parametrize(
    ("pattern", "told"), [("44[0-9", "no regular expression"), (".*", "empty text"), ("a" * 201, "longer than 200")]
)
def test_a_shape_that_cannot_be_used_says_why(pattern, told):
    with pytest.raises(ShapeWrong, match=told):
        permit_number_shape(pattern)
