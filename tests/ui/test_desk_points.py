"""What only a person sees of contract and photo is asked at the desk, and everything lacking is said at once."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from kiosk.permits import FiledContract, PhotoFact
from kiosk.rules.facts import Seen
from kiosk.rules.second_visit import ToldLate
from kiosk.visits import events as e
from kiosk.visits.points import CONTRACT, CONTRACT_POINTS, PHOTO, PHOTO_POINTS
from kiosk.visits.view import VisitView
from tests.helpers.clipping import clipped
from tests.helpers.faces import RECORD, SIMULATOR, FakeSession
from ui.desk.actions import Action
from ui.desk.checklist import sign_of
from ui.widgets.marks import Sign

Key = Qt.Key
FILED = replace(
    RECORD,
    contract=FiledContract(employer="广州样例云山软件有限公司", salary="月薪税前人民币21000元", unit_sealed=True),
    photo=PhotoFact("JPEG", 354, 472, 90_000),
    submitted_on=date(2026, 9, 1),
)


class AskingSession(FakeSession):
    """A session in a locality that has rules for contract and photo."""

    def say(self, busy=None) -> None:
        asks = (CONTRACT, PHOTO) if self.state is not None and self.state.record is not None else ()
        self._on_view(VisitView(self.state, busy, self.message, training=True, asks_points=asks))

    def _open(self) -> None:
        super()._open()
        self.state = replace(self.state, record=FILED)
        self.say()

    def examine_contract(self, lacking, *, change_wanted=False) -> None:
        self.calls.append(("examine_contract", lacking, change_wanted))
        self._note(e.ContractExamined(lacking, change_wanted, "S-01"))

    def examine_photo(self, lacking) -> None:
        self.calls.append(("examine_photo", lacking))
        self._note(e.PhotoExamined(lacking, "S-01"))


def press(desk, *keys) -> None:
    for key in keys:
        QTest.keyClick(desk.window.focusWidget() or desk.window, key)
        desk.settle()


def texts(widget: Any) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


@pytest.fixture
def open_at(open_a_desk):
    """A desk with that paper captured and looked at."""

    def open_one(key: str, **changes: Any):
        desk = open_a_desk(open_session=AskingSession, **changes)
        desk.session.scan(b"code", SIMULATOR)
        desk.settle()
        press(desk, Key.Key_1)
        desk.window.pick(key)
        desk.settle()
        press(desk, Key.Key_Space)
        desk.window.pick(key)
        desk.settle()
        return desk

    return open_one


def test_a_good_contract_takes_one_key_more(open_at) -> None:
    desk = open_at(CONTRACT)
    press(desk, Key.Key_Return, Key.Key_1)
    assert desk.asked("examine_contract") == [((), False)]
    assert [(key, seen) for key, seen, *_ in desk.asked("judge")] == [(CONTRACT, Seen.CONFIRMED)]


def test_every_point_lacking_is_named_whatever_its_place_and_stands_as_the_reason(open_at) -> None:
    desk = open_at(CONTRACT)
    press(desk, Key.Key_Return, Key.Key_2)
    press(desk, Key.Key_2)  # parties
    press(desk, Key.Key_4)  # salary: the ones after it moved up
    press(desk, Key.Key_5)  # none of these
    press(desk, Key.Key_4)  # unit_seal, the last
    press(desk, Key.Key_4)  # nothing else
    assert desk.asked("examine_contract") == [(("parties", "salary", "unit_seal"), False)]
    (judged,) = desk.asked("judge")
    assert judged[1] is Seen.CONFIRMED
    assert "薪酬" in judged[2]
    assert "the salary" in judged[2]
    original = next(o for o in desk.session.state.originals if o.key == CONTRACT)
    assert sign_of(original, desk.session.state.lacking(CONTRACT))[0] is Sign.WARNING


def test_a_change_asked_for_is_written_down_and_the_contract_is_looked_at_all_the_same(open_at) -> None:
    desk = open_at(CONTRACT)
    press(desk, Key.Key_Return, Key.Key_3, Key.Key_1)
    assert desk.asked("examine_contract") == [((), True)]


def test_a_contract_that_differs_is_asked_for_its_points_too(open_at) -> None:
    desk = open_at(CONTRACT)
    press(desk, Key.Key_D, Key.Key_1, Key.Key_1)
    assert desk.asked("examine_contract") == [((), False)]
    assert [(key, seen) for key, seen, *_ in desk.asked("judge")] == [(CONTRACT, Seen.DIFFERS)]


def test_the_photo_is_asked_for_what_it_shows(open_at) -> None:
    desk = open_at(PHOTO)
    press(desk, Key.Key_Return, Key.Key_2, Key.Key_3, Key.Key_5, Key.Key_4)
    assert desk.asked("examine_photo") == [(("white_background",),)]


def test_leaving_the_question_judges_nothing(open_at) -> None:
    desk = open_at(PHOTO)
    press(desk, Key.Key_Return, Key.Key_2, Key.Key_1, Key.Key_Escape)
    assert desk.asked("examine_photo") == desk.asked("judge") == []


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("key", [CONTRACT, PHOTO])
def test_what_was_filed_stands_beside_the_paper_and_no_question_is_clipped(open_at, key, language) -> None:
    desk = open_at(key, language=language)
    assert {CONTRACT: "月薪税前人民币21000元", PHOTO: "354 × 472"}[key] in texts(desk.window.comparison)
    assert "2026-09-01" in texts(desk.window.comparison)
    press(desk, Key.Key_Return)
    assert clipped(desk.window) == []
    points = {CONTRACT: CONTRACT_POINTS, PHOTO: PHOTO_POINTS}[key]
    press(desk, Key.Key_2)
    for _ in range(len(points) // 4):
        assert clipped(desk.window) == []
        press(desk, Key.Key_5)


def test_another_paper_shows_nothing_of_the_contract(open_at) -> None:
    assert "月薪" not in texts(open_at("M03").window.comparison)


@pytest.mark.parametrize(("language", "said"), [("zh", "通用清单"), ("en", "general list")])
def test_a_general_list_says_that_it_is_one(open_a_desk, language, said) -> None:
    desk = open_a_desk(language=language)
    desk.session.scan(b"code", SIMULATOR)
    desk.settle()
    press(desk, Key.Key_1)
    assert said not in texts(desk.window.checklist)
    originals = tuple(replace(original, template=True) for original in desk.session.state.originals)
    desk.session.state = replace(desk.session.state, originals=originals)
    desk.session.say()
    desk.settle()
    assert said in texts(desk.window.checklist)
    assert clipped(desk.window) == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_finding_told_late_is_marked_on_the_desk_and_counted(open_a_desk, language) -> None:
    desk = open_a_desk(language=language, open_session=lambda on_view: FakeSession(on_view, defects=True))
    desk.session.scan(b"code", SIMULATOR)
    desk.settle()
    press(desk, Key.Key_1)
    for original in desk.session.state.originals:
        desk.session.judge(original.key, Seen.CONFIRMED)
    desk.settle()
    desk.window.act(Action.ASSESS)
    desk.settle()
    state = desk.session.state
    late = ToldLate(state.assessment.defects[0], date(2026, 11, 2))
    mark = late.mark.in_language(language)
    assert mark not in texts(desk.window.stage.assessment)
    desk.session.state = replace(state, late=(late,))
    desk.session.say()
    desk.settle()
    said = texts(desk.window.stage.assessment)
    assert said.count(mark) == 1
    assert {"zh": "有 1 项上次来访时", "en": "last visit and was not: 1"}[language] in said
    for _ in range(3):
        desk.qtbot.wait(5)
    assert clipped(desk.window) == []
