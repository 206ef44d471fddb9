"""Cards described in a file: every edition and fault can be written down, and a wrong file says what is wrong."""

import pytest

from kiosk.cards.authentication import Authentication
from kiosk.cards.card_file import load_card
from kiosk.cards.card_template import card_template
from kiosk.cards.foreign import BANK_APPLICATION
from kiosk.cards.problems import CardLost, CardSilent, NotASocialSecurityCard
from kiosk.terminal_problems import WrongUse
from tests.helpers.cards import read_simulated


@pytest.fixture
def written(tmp_path):
    def write(text: str, encoding: str = "utf-8"):
        file = tmp_path / "card.toml"
        file.write_bytes(text.encode(encoding))
        return load_card(file)

    return write


@pytest.mark.parametrize("edition", ["1.00", "2.00", "3.00"])
def test_the_template_is_a_card_as_it_stands(written, edition):
    card = read_simulated(written(card_template(edition=edition)))
    assert (card.name, card.specification_version, card.partial) == ("SPECIMEN ANNA MARIA", edition, False)
    assert (card.region, card.social_security_number) == ("440100", "UTO0XA1234567")


def test_a_third_generation_card_wants_its_key(written):
    card = read_simulated(written(card_template(edition="3.00", locked=True)))
    assert (card.authentication, card.name) == (Authentication.NO_PROVIDER, None)


@pytest.mark.parametrize("kind", ["bank", "transit", "blank"])
def test_a_card_put_in_by_mistake_is_none_of_ours_and_its_own_application_is_left_alone(written, kind):
    card = written(card_template(kind=kind))
    with pytest.raises(NotASocialSecurityCard):
        read_simulated(card)
    assert all(BANK_APPLICATION not in command and b"1PAY" not in command for command in card.heard)


@pytest.mark.parametrize(
    ("fault", "problem"),
    [
        ("mute_at_reset = true", CardSilent),
        ("mute_from = 5", CardSilent),
        ("torn_at = 9", CardLost),
        ("mute_from = 1", CardSilent),
    ],
)
def test_a_fault_in_the_template_is_switched_on_by_its_line(written, fault, problem):
    name, _, value = fault.partition(" = ")
    text = card_template()
    line = next(line for line in text.splitlines() if line.startswith(f"# {name} = "))
    with pytest.raises(problem):
        read_simulated(written(text.replace(line, f"{name} = {value}")))


def test_every_fault_the_template_names_is_one_there_is(written):
    text = card_template()
    head, _, rest = text.partition("[faults]")
    faults, _, _ = rest.partition("# [records]")
    switched_on = [line[2:] for line in faults.splitlines() if line.startswith("# ") and "_" in line.split(" =")[0]]
    assert len(switched_on) == 11
    written("\n".join((head, "[faults]", *switched_on)))


def test_the_templates_own_records_can_be_switched_on(written):
    head, mark, records = card_template().partition("# [records]")
    switched_on = (mark + records).replace("# [", "[").replace("# EF06", "EF06")
    assert read_simulated(written(head + switched_on)).name == "SPECIMEN"


def test_whole_files_can_be_given_as_bytes(written):
    text = '[records]\nEF05 = ["0304322e3030"]\nEF06 = ["0904d5c5c8fd"]\n'
    assert read_simulated(written(text)).name == "张三"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[chip", "TOML"),
        ('[chip]\nedition = "4.00"\n', "chip.edition"),
        ('[chip]\ncolour = "red"\n', "chip.colour"),
        ("[holder]\n", "holder.name"),
        ("", "lacks [holder] and [issuer]"),
        ("[faults]\nmute_from = 0\n", "faults.mute_from"),
        (
            card_template()
            .replace("by_number = true", "by_number = false")
            .replace("by_tag = true", "by_tag = false"),
            "chip: by_number and by_tag",
        ),
        ('[records]\nEF07 = ["00"]\n', "records.EF07"),
        (card_template().replace("X00000019", "X000000190"), "issuer.card_number: takes at most 9"),
    ],
)
def test_a_wrong_file_says_what_is_wrong(written, text, said):
    with pytest.raises(WrongUse) as caught:
        written(text)
    assert said in caught.value.message.en
    assert caught.value.message.zh


def test_a_file_that_is_not_there_or_too_large_is_said_so(tmp_path):
    with pytest.raises(WrongUse, match="cannot be read"):
        load_card(tmp_path / "none.toml")
    (tmp_path / "large.toml").write_text("#" * 70_000)
    with pytest.raises(WrongUse, match="larger"):
        load_card(tmp_path / "large.toml")


@pytest.mark.parametrize(
    ("before", "after", "zh", "en"),
    [
        (
            '"UTO0XA1234567"',
            '"UTO0XA12345678901234"',
            "holder.social_security_number：最多 18",
            "at most 18 letters",
        ),
        (
            "by_tag = true",
            'by_tag = "yes"',
            "chip.by_tag：应为 true 或 false",
            "chip.by_tag: should be true or false",
        ),
        ("# mute_from = 5", 'mute_from = "5"', "faults.mute_from：应为整数", "faults.mute_from: should be a whole"),
        ("# late_seconds", "late_seconds", "faults.late_seconds：没有 late_from", "does nothing without late_from"),
        ("# status = ", "status = ", "faults.status：没有 status_at", "does nothing without status_at"),
        ("2035-01-15", "2015-01-15", "issuer.expires_on：早于 issued_on", "issuer.expires_on: is before"),
        ("1990-02-28", "1990-02-28T00:00:00", "holder.birth_date：应为日期", "holder.birth_date: should be a date"),
        ('edition = "2.00"', 'edition = "4.00"', "应为以下之一：'1.00'", "should be '1.00'"),
        ("[holder]", "[holder]\ncolour = 1", "holder.colour：没有这一项", "holder.colour: no such key"),
    ],
)
def test_a_wrong_value_is_told_by_the_users_own_key_in_both_languages(written, before, after, zh, en):
    text = card_template()
    assert before in text
    with pytest.raises(WrongUse) as caught:
        written(text.replace(before, after, 1))
    assert zh in caught.value.message.zh
    assert en in caught.value.message.en
    assert "nput" not in caught.value.message.zh


def test_a_byte_order_mark_is_no_fault(written):
    assert written(card_template(), "utf-8-sig").applications


def test_another_encoding_is_asked_to_be_saved_as_utf_8(written):
    with pytest.raises(WrongUse, match="save it as UTF-8") as caught:
        written(card_template(), "gb18030")
    assert "请另存为UTF-8" in caught.value.message.zh


def test_what_is_no_toml_says_where_in_chinese_too(written):
    with pytest.raises(WrongUse) as caught:
        written("[chip]\nkind = \n")
    assert "第2行第" in caught.value.message.zh
    assert "等号后的值无法识别" in caught.value.message.zh


def test_a_first_edition_card_is_never_locked(written):
    with pytest.raises(WrongUse, match="has no key"):
        card_template(edition="1.00", locked=True)
    with pytest.raises(WrongUse, match="has no key"):
        written(card_template(edition="1.00").replace("holder_needs_key = false", "holder_needs_key = true"))
