"""The identities side by side: every paper a column, every rule told, in both languages and at both sizes."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel

from kiosk.identifiers.masking import mask_permit_number
from kiosk.identities.identity import IdentityField
from kiosk.identities.joining import Conclusion, join
from kiosk.identities.names import WrittenName
from kiosk.identities.rules import Rule
from kiosk.rules.facts import FieldMatch
from tests.helpers.faces import RECORD
from tests.helpers.identities import FOUR, four
from tests.helpers.visits import visit_after
from ui.desk.identities_page import IdentitiesPage
from ui.i18n import Tongue
from ui.i18n import identities as words
from ui.theme import dress
from ui.widgets.breaking_label import BreakingLabel
from ui.widgets.marks import Mark, Sign

MARRIED = {"name": WrittenName("KOWALSKA ANNA MARIA", surname="KOWALSKA"), "passport_number": "XB7654321"}
OTHERS: dict[str, Any] = {"birth_date": date(1990, 11, 2), "name": WrittenName("OTHER PERSON")}
LONG = {"name": WrittenName("WOLFESCHLEGELSTEINHAUSENBERGERDORFFWELCHEVORALTERN", may_be_cut=True)}


@pytest.fixture
def page(qtbot, qapp):
    dress(qapp)
    made = IdentitiesPage(Tongue("zh"))
    qtbot.addWidget(made)
    made.resize(1100, 800)
    made.show()
    return made


def texts(page: IdentitiesPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel))


@pytest.mark.parametrize(
    ("identities", "conclusion", "sign", "rule"),
    [
        (FOUR, Conclusion.ONE_PERSON, Sign.GOOD, Rule.ORDER),
        (four(passport=MARRIED), Conclusion.EXPLAINED, Sign.INFO, Rule.OTHER_SURNAME),
        (four(chip=OTHERS), Conclusion.DIFFERENT, Sign.DIFFERS, Rule.DAY_AND_MONTH),
        (FOUR[:1], Conclusion.UNDECIDED, Sign.UNREADABLE, None),
    ],
)
def test_what_it_comes_to_and_why_is_said_in_the_language_of_the_face(page, identities, conclusion, sign, rule):
    page.show_joined(join(identities))
    assert (page.conclusion.mark.sign, page.conclusion.label.spoken) == (sign, conclusion.value)
    for language in ("zh", "en"):
        page._tongue.speak(language)
        assert conclusion.value.in_language(language) in texts(page)
        assert rule is None or rule.value.in_language(language) in texts(page)


def test_with_one_paper_read_no_heading_stands_over_nothing(page):
    page.show_joined(join(FOUR[:1]))
    assert words.PAIRS.zh not in texts(page)
    assert words.BY_RULE.zh not in texts(page)
    page.show_joined(join(FOUR))
    assert words.PAIRS.zh in texts(page)


def test_each_paper_has_its_column_and_both_values_stand_side_by_side(page):
    page.show_joined(join(four(passport=MARRIED)))
    said = texts(page)
    for value in ("Wiśniewska, Anna Maria", "KOWALSKA ANNA MARIA", "XA1234567", "XB7654321", "护照", "社保卡芯片"):
        assert value in said


def test_before_anything_was_read_it_says_what_to_do_and_a_visit_fills_it(page):
    page.show_visit(None)
    assert page.conclusion.label.spoken == words.WAITING
    matches = (FieldMatch("passport", "name", RECORD.name, RECORD.name, True),)
    page.show_visit(replace(visit_after(), record=RECORD, passport_matches=matches))
    assert page.conclusion.label.spoken == Conclusion.UNDECIDED.value
    assert RECORD.name in texts(page)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(1100, 800), (640, 520)])
def test_nothing_is_wider_than_the_page_however_long_a_name(page, qtbot, language, size):
    page._tongue.speak(language)
    page.resize(*size)
    page.show_joined(join(four(passport=LONG, chip=OTHERS)))
    for _ in range(3):
        qtbot.wait(5)
    for widget in (*page.findChildren(Mark), *page.findChildren(BreakingLabel)):
        assert widget.mapTo(page, QPoint(widget.width(), 0)).x() <= page.width()


def test_it_is_paged_down_and_up_again(page, qtbot):
    page.resize(640, 400)
    page.show_joined(join(four(passport=MARRIED)))
    bar = page._area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    page.turn(1)
    assert bar.value() > 0
    page.turn(-1)
    assert bar.value() == 0


def test_what_has_not_changed_is_not_built_again(page):
    page.show_joined(join(FOUR))
    before = page.findChildren(Mark)
    page.show_joined(join(FOUR))
    assert page.findChildren(Mark) == before


def test_a_mark_says_its_field_and_its_verdict(page):
    page.show_joined(join(four(chip=OTHERS)))
    names = {mark.accessibleName() for mark in page.findChildren(Mark)}
    assert "出生日期 不同" in names


@pytest.mark.parametrize("name", [name for name in vars(words) if name.isupper() and name != "VERDICTS"])
def test_its_words_stand_in_both_languages(name):
    text = getattr(words, name)
    assert text.zh
    assert text.en


def test_a_permit_number_is_masked_as_elsewhere_until_it_differs(page):
    page.show_joined(join(FOUR))
    number = FOUR[0].permit_number
    assert number not in texts(page)
    assert mask_permit_number(number) in texts(page)
    other = number[:-1] + ("0" if number[-1] != "0" else "1")
    page.show_joined(join(four(electronic={"permit_number": other})))
    assert number in texts(page), "where two differ a person must be able to compare them"
    assert other in texts(page)


def test_what_could_not_be_read_is_told_once_for_all_its_fields(page):
    unread = {"name": None, "birth_date": None, "sex": None, "social_security_number": None}
    lost = frozenset(IdentityField(field) for field in unread)
    page.show_joined(join(four(chip={**unread, "passport_number": None, "nationality": None, "unread": lost})))
    said = [label.text() for label in page.findChildren(QLabel) if Rule.UNREAD.value.zh in label.text()]
    assert len(said) == 1
    assert said[0].startswith("姓名、出生日期、性别、社会保障号码：")


def test_what_differs_stands_first_in_the_table(page):
    page.show_joined(join(four(chip={"birth_date": date(1990, 11, 2)})))
    names = [label.text() for label in page.findChildren(QLabel) if label.text() in ("姓名", "出生日期", "性别")]
    assert names == ["出生日期", "姓名", "性别"]
