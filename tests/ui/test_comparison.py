"""The comparison: values break and marks stay whole, fields keep their place, a reading scrolls into sight."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint

from kiosk.rules.assessment import Text
from kiosk.rules.facts import FieldMatch
from tests.helpers.faces import RECORD, SIMULATOR, FakeSession
from ui.desk.compared import in_order, unread_passport, why_unread
from ui.widgets.marks import Mark
from ui.widgets.spoken import SpokenLabel

LONG = "WOLFESCHLEGELSTEINHAUSENBERGERDORFFWELCHEVORALTERN"


def serve(desk) -> FakeSession:
    desk.session.scan(b"code", SIMULATOR)
    desk.settle()
    desk.window.choose(1)
    desk.settle()
    return desk.session


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(1920, 1080), (1600, 1000), (1366, 768)])
def test_a_long_name_widens_nothing_and_every_mark_is_whole(open_a_desk, size, language) -> None:
    desk = open_a_desk(language=language)
    desk.window.resize(*size)
    session = serve(desk)
    card = (FieldMatch("card", "name", LONG, LONG + "X", False), FieldMatch("card", "sex", "F", "F", True))
    session.state = replace(session.state, card_matches=card)
    session.say()
    for _ in range(3):
        desk.qtbot.wait(5)
    comparison = desk.window.comparison
    viewport = comparison._area.viewport()
    marks = comparison.findChildren(Mark)
    assert len(marks) == 8
    for mark in marks:
        assert mark.mapTo(viewport, QPoint(mark.width(), 0)).x() <= viewport.width()
    assert comparison._area.widget().width() <= viewport.width()


def test_a_field_stands_where_it_stood_before_it_was_read() -> None:
    unread = [one.field for one in unread_passport(RECORD)]
    read = [FieldMatch("passport", field, "A", "A", True) for field in reversed(unread)]
    assert [one.field for one in in_order(read)] == unread


KEY = Text("须密钥认证后才能读取", "read only after authentication")


def test_why_fields_were_not_read_is_told_once_for_all_of_them() -> None:
    unread = [FieldMatch("card", field, "A", None, None, note=KEY) for field in ("name", "sex")]
    others = (FieldMatch("card", "birth_date", "A", None, None), FieldMatch("card", "valid_until", "A", "A", True))
    said = Text(f"姓名、性别未能比对：{KEY.zh}", f"Name, Sex not compared: {KEY.en}")
    assert why_unread([*unread, *others]) == (said,)


def test_why_a_card_was_read_in_part_stands_above_its_fields(desk) -> None:
    session = serve(desk)
    card = tuple(FieldMatch("card", field, "A", None, None, note=KEY) for field in ("name", "sex"))
    session.state = replace(session.state, card_matches=card, card_partial=True)
    session.say()
    for _ in range(3):
        desk.qtbot.wait(5)
    comparison = desk.window.comparison

    def top(label: SpokenLabel) -> int:
        return label.mapTo(comparison, QPoint(0, 0)).y()

    labels = comparison.findChildren(SpokenLabel)
    (said,) = [label for label in labels if KEY.zh in label.text()]
    fields = [label for label in labels if label.text() == "未读出"]
    assert len(fields) == 2
    assert top(comparison._heads[1]) < top(said) < min(top(field) for field in fields)


def test_a_reading_that_arrives_is_scrolled_into_sight(desk) -> None:
    session = serve(desk)
    bar = desk.window.comparison._area.verticalScrollBar()
    session.read_card()
    desk.qtbot.waitUntil(lambda: bar.value() > 0)
    for _ in range(3):
        desk.qtbot.wait(5)
    heads = desk.window.comparison._heads
    assert bar.value() == min(heads[1].y(), bar.maximum())
    session.capture("M07")
    desk.qtbot.waitUntil(lambda: bar.value() == desk.window.comparison._heads[0].y())
