"""`kiosk card`: a trainer writes a card file and sees what the terminal makes of it."""

import pytest

from tests.helpers.command_line import kiosk, lines


@pytest.fixture
def file(tmp_path):
    def write(*options: str):
        path = tmp_path / "card.toml"
        path.write_text(kiosk("card", "template", *options).stdout, "utf-8")
        return path

    return write


def test_a_template_is_read_back_field_by_field(file):
    result = kiosk("card", "check", "--json", file())
    (card,) = lines(result)
    assert (result.exit_code, card["name"], card["birth_date"]) == (0, "SPECIMEN ANNA MARIA", "1990-02-28")
    assert (card["partial"], card["authentication"], card["provenance"]["source"]) == (
        False,
        "not_asked",
        "simulator",
    )


def test_a_locked_card_says_why_it_is_partial_and_opens_with_the_training_key(file):
    path = file("--edition", "3.00", "--locked")
    (partial,) = lines(kiosk("card", "check", "--json", path))
    assert (partial["name"], partial["authentication"]) == (None, "no_provider")
    assert partial["why_partial"]["zh"]
    (whole,) = lines(kiosk("card", "check", "--json", "--with-key", path))
    assert (whole["name"], whole["authentication"]) == ("SPECIMEN ANNA MARIA", "done")


def test_for_a_person_every_field_is_a_line(file):
    said = kiosk("card", "check", file()).stdout
    assert "姓名 name: SPECIMEN ANNA MARIA" in said.splitlines()
    assert "None" not in said
    assert "{" not in said
    assert "expired" not in said


def test_for_a_person_an_expired_card_says_so_and_a_gap_says_why(file):
    path = file("--edition", "3.00", "--locked")
    text = path.read_text("utf-8").replace("2025-01-15", "2005-01-15").replace("2035-01-15", "2015-01-15")
    path.write_text(text, "utf-8")
    said = kiosk("card", "check", path).stdout
    assert "姓名 name: — 须密钥认证后才能读取 needs authentication with a key" in said
    assert "社会保障卡已过有效期" in said
    assert "The social security card has expired" in said


def test_a_bank_card_is_a_no_with_its_reason(file):
    path = file("--kind", "bank")
    result = kiosk("card", "check", "--json", path)
    assert (result.exit_code, lines(result)[0]["error"]["code"]) == (1, "C-101")
    assert "不是社会保障卡" in kiosk("card", "check", path).stdout


def test_a_wrong_file_is_wrong_use(tmp_path):
    path = tmp_path / "card.toml"
    path.write_text("[chip]\nkind = 1\n")
    result = kiosk("card", "check", path)
    assert result.exit_code == 2
    assert "chip.kind" in result.stderr
