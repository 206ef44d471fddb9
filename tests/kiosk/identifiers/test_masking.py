import pytest

from kiosk.identifiers.masking import (
    mask_name_public,
    mask_passport,
    mask_permit_number,
    mask_phone,
    mask_ssn,
)


def test_masks_show_what_the_project_chose_and_no_more():
    assert mask_passport("E12345678") == "E12****78"
    assert mask_permit_number("44010020260017") == "44****0017"
    assert mask_ssn("USA0488112345") == "USA****2345"
    assert mask_ssn("944840199001010016") == "****0016"
    assert mask_phone("13812345678") == "138****5678"


@pytest.mark.parametrize("mask", [mask_passport, mask_permit_number, mask_ssn, mask_phone])
@pytest.mark.parametrize("length", range(8))
def test_short_numbers_are_hidden_wholly(mask, length):
    text = "AB1CD2EF"[:length]
    shown = mask(text).replace("*", "")
    assert shown == "" or length - len(shown) >= 3


@pytest.mark.parametrize(
    ("name", "shown"),
    [("SMITH JOHN", "S*** J***"), ("Łukasz", "Ł***"), ("王小明", "王**"), ("", ""), ("  O'NEIL   A ", "O*** A***")],
)
def test_names_on_screens_others_see_keep_first_letters_only(name, shown):
    assert mask_name_public(name) == shown
