import pytest

from kiosk.identifiers.permit_number import is_plausible_permit_number
from kiosk.identifiers.residence_id import is_valid_residence_id
from kiosk.identifiers.social_security_number import is_plausible_ssn
from kiosk.identifiers.uscc import UsccFault, uscc_check, uscc_fault


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
        ("91350100M000100Y4", UsccFault.LENGTH),
        ("91350100M000100Y4Z", UsccFault.CHARACTER),
        ("91350100M000100Y4x", UsccFault.CHARACTER),
        ("91440101MA5K0T003A", UsccFault.CHECK),
        ("91440101MA5K0T004" + uscc_check("91440101MA5K0T004"), UsccFault.ORGANISATION_CHECK),
    ],
)
def test_faults_are_found_in_the_order_of_diagnosis(code, fault):
    assert uscc_fault(code) is fault


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
