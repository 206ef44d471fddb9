"""What keeps a clerk from a slip: nothing judged unseen, nothing done behind a question, nothing hidden by one."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from drivers.code_scanner import Scan
from drivers.device import DeviceKind
from drivers.errors import Actor
from kiosk.permits import PermitStatus
from kiosk.rules.assessment import Assessment, Finding, Outcome, Severity, Text
from kiosk.rules.facts import Seen
from kiosk.visits import events as e
from kiosk.visits.events import Closing
from kiosk.visits.state import Step
from kiosk.visits.view import Message, Tone
from tests.helpers.clipping import clipped
from tests.helpers.faces import DEADLINE, PAPERS, SIMULATOR, TODAY, training_people
from ui.desk.actions import Action
from ui.desk.assessment_page import staff_remedy
from ui.desk.stage import Page
from ui.i18n import desk as words

Key = Qt.Key
REVOKED = Message(Tone.ATTENTION, Text("系统显示该许可已注销。", "The permit is revoked."), "V-103", Actor.STAFF)


def press(desk, *keys, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(desk.window.focusWidget() or desk.window, key, modifier)
        desk.settle()


def judge_all(desk) -> None:
    for key, *_ in PAPERS:
        desk.session.judge(key, Seen.CONFIRMED, "", True, True)
    desk.settle()


def assessed(desk, outcome: Outcome) -> None:
    judge_all(desk)
    desk.session._note(e.Assessed(Assessment(outcome, (), (DEADLINE,), "GZ 2025-10", TODAY)))
    desk.settle()


def first(desk) -> Action:
    (only,) = [offer.action for offer in desk.window.step_bar.offers if offer.first]
    return only


def with_record(desk, **changes) -> None:
    state = desk.session.state
    desk.session.state = replace(state, record=replace(state.record, **changes))
    desk.session.say()
    desk.settle()


@pytest.fixture
def serving(desk):
    """A desk with an applicant before it and nothing judged yet."""
    desk.session.scan(b"code", SIMULATOR)
    desk.settle()
    press(desk, Key.Key_1)
    return desk


def test_an_original_without_a_picture_is_not_confirmed_by_enter_alone(serving) -> None:
    press(serving, Key.Key_Return)
    assert serving.asked("judge") == []
    assert "此件尚未拍摄" in serving.window.step_bar.prompt.title.text()
    press(serving, Key.Key_1)
    assert serving.asked("capture") == [("M01",)]
    press(serving, Key.Key_Return)
    assert serving.asked("judge") == [("M01", Seen.CONFIRMED, "", True, True)]


def test_an_original_seen_by_eye_alone_says_so_for_good(serving) -> None:
    press(serving, Key.Key_Return, Key.Key_2)
    reason = "未拍摄，人工目视 / Not captured, seen by eye"
    assert serving.asked("judge") == [("M01", Seen.CONFIRMED, reason, True, True)]


def test_by_eye_still_asks_what_the_medical_report_says(serving) -> None:
    serving.window.pick("M12")
    press(serving, Key.Key_Return, Key.Key_2)
    assert serving.asked("judge") == []
    serving.window.fill_in(issued="20260801", issuer="Guangzhou IQ")
    assert serving.asked("judge")[0][2].startswith("未拍摄")


@pytest.mark.parametrize(("key", "seen"), [(Key.Key_Return, Seen.CONFIRMED), (Key.Key_M, Seen.MISSING)])
def test_a_doubled_key_judges_one_original_even_where_the_view_came_in_between(serving, key, seen) -> None:
    for paper in ("M01", "M02"):
        serving.session.capture(paper)
    serving.settle()
    clock = iter([10.0, 10.15, 10.6])
    serving.window.clock = lambda: next(clock)
    press(serving, key, key)
    assert [(judged[0], judged[1]) for judged in serving.asked("judge")] == [("M01", seen)]
    press(serving, key)
    assert [judged[0] for judged in serving.asked("judge")] == ["M01", "M02"]


def test_a_doubled_answer_does_not_answer_the_next_question(desk) -> None:
    desk.session.scan(b"code", SIMULATOR)
    desk.settle()
    clock = iter([10.0, 10.1])
    desk.window.clock = lambda: next(clock)
    press(desk, Key.Key_2, Key.Key_2)
    assert desk.asked("declare_visitor") == [], "the proof was not yet asked about"
    assert desk.window.prompt is not None


def test_a_doubled_touch_judges_once(serving) -> None:
    serving.window.clock = lambda: 10.0
    serving.window.step_bar.acted.emit(Action.MISSING)
    serving.settle()
    serving.window.step_bar.acted.emit(Action.MISSING)
    serving.settle()
    assert len(serving.asked("judge")) == 1


def test_what_the_session_says_stands_above_an_open_question(desk) -> None:
    desk.session.message = REVOKED
    desk.session.scan(b"code", SIMULATOR)
    desk.settle()
    panel = desk.window.step_bar.prompt
    assert desk.window.prompt is not None
    assert panel.said.isVisible()
    assert "V-103" in panel.said.words.text()
    assert panel.said.words.property("tone") == "attention"
    assert panel.said.geometry().bottom() < panel.title.geometry().top()
    desk.session.message = None
    desk.session.say()
    desk.settle()
    assert not panel.said.isVisible()


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_message_question_and_header_fit_together(open_a_desk, size, language) -> None:
    desk = open_a_desk(language=language)
    desk.window.resize(*size)
    told = Text("终端内部故障，本步骤未生效，办理仍保留。请重试；" * 2, "This did not take effect. Try again. " * 3)
    desk.session.message = Message(Tone.ATTENTION, told, "V-199", Actor.DEVELOPER)
    desk.session.scan(b"code", SIMULATOR)
    desk.settle()
    with_record(desk, status=PermitStatus.REVOKED)
    for ask in (lambda: None, lambda: desk.window.choose(1), lambda: desk.window.act(Action.MEDICAL)):
        ask()
        desk.settle()
        press(desk, Key.Key_F9)
        desk.settle()
        assert desk.window.size().toTuple() == size
        assert clipped(desk.window) == []


@pytest.mark.parametrize(
    ("status", "said"), [(PermitStatus.REVOKED, words.REVOKED), (PermitStatus.EXPIRED, words.EXPIRED)]
)
def test_a_permit_not_in_force_stands_in_the_header_the_whole_visit(serving, status, said) -> None:
    label = serving.window.header.not_in_force
    assert not label.isVisible()
    with_record(serving, status=status)
    assessed(serving, Outcome.MANUAL_REVIEW)
    assert label.isVisible()
    assert label.text() == said.zh
    assert label.property("tone") == "bad"
    serving.session.close(Closing.ABANDONED)
    serving.settle()
    assert not label.isVisible()


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_M, Key.Key_Space, Key.Key_D, Key.Key_Down, Key.Key_N])
def test_no_key_reaches_the_papers_behind_a_question(serving, key) -> None:
    press(serving, Key.Key_V)
    asked, calls = serving.window.prompt, len(serving.session.calls)
    press(serving, key)
    assert serving.window.prompt is asked
    assert len(serving.session.calls) == calls
    assert serving.window.counter.chosen.key == "M01"
    assert serving.window.step_bar.prompt.hint.text() == "请先回答上面的问题"


def test_no_touch_in_the_list_reaches_past_a_question(serving) -> None:
    press(serving, Key.Key_V)
    serving.window.checklist.picked.emit("M06")
    assert serving.window.counter.chosen.key == "M01"


def test_control_enter_in_a_form_neither_accepts_nor_confirms(serving) -> None:
    press(serving, Key.Key_E)
    serving.window.step_bar.prompt.fill_in(entry="20261020")
    press(serving, Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    assert serving.window.prompt is not None
    assert serving.asked("state_entry_date") == serving.asked("confirm") == []


@pytest.mark.parametrize("opening", [Key.Key_V, Key.Key_I])
def test_language_help_and_tray_work_inside_a_question_and_a_form(open_a_desk, opening) -> None:
    desk = open_a_desk(training=training_people([]))
    desk.window.resize(1920, 1080)
    desk.session.scan(b"code", SIMULATOR)
    desk.settle()
    press(desk, Key.Key_1, opening)
    press(desk, Key.Key_F2, Key.Key_F1, Key.Key_F8)
    asked = desk.window.prompt
    assert asked is not None
    assert desk.window._tongue.language == "en"
    assert desk.window.stage.page is Page.HELP
    assert desk.window.tray.isVisible()
    press(desk, Key.Key_Escape)
    assert desk.window.stage.page is not Page.HELP
    assert desk.window.prompt is asked, "Escape left the help, not the question"


@pytest.mark.parametrize(
    ("opening", "answers", "says"),
    [
        (Key.Key_E, {"entry": "{day}"}, "入境日期不能晚于今天"),
        (Key.Key_I, {"issued": "{day}", "issuer": "Guangzhou IQ"}, "体检日期不能晚于今天"),
    ],
)
def test_a_date_after_today_is_refused_in_words_and_today_is_taken(serving, opening, answers, says) -> None:
    def fill_in(day: date) -> None:
        serving.window.fill_in(**{name: text.format(day=day.isoformat()) for name, text in answers.items()})

    press(serving, opening)
    fill_in(TODAY + timedelta(days=1))
    assert serving.window.prompt is not None
    assert serving.window.step_bar.prompt.hint.text() == says
    assert serving.asked("state_entry_date") == serving.asked("state_medical") == []
    fill_in(TODAY)
    assert serving.window.prompt is None
    assert len(serving.asked("state_entry_date") + serving.asked("state_medical")) == 1


def test_an_entry_date_the_registry_has_wrong_is_called_wrong_in_the_header(serving) -> None:
    serving.session.state_entry_date(TODAY + timedelta(days=30))
    serving.settle()
    assert serving.window.header.days_left.text() == "入境日期晚于今天，请核对"
    assert serving.window.header.days_left.property("tone") == "bad"


def test_lateness_is_confirmed_in_the_attention_tone_after_the_supervisor(serving) -> None:
    assessed(serving, Outcome.COMPLETE)
    assert serving.window.step_bar.words.property("tone") == ""
    assert not serving.window.step_bar.words_mark.isVisible()
    assessed(serving, Outcome.WARN_ADVERSE)
    assert serving.session.state.step is Step.CONFIRM
    bar = serving.window.step_bar
    assert bar.words.text() == "已逾期：请先报负责人，再由您确认"
    assert bar.words.property("tone") == "attention"
    assert bar.words_mark.isVisible()
    assert first(serving) is Action.STAFF_CONFIRM


def test_fields_that_differ_are_settled_first_before_and_after_the_assessment(serving) -> None:
    serving.session.match_differs = True
    serving.session.capture("M07")
    judge_all(serving)
    assert first(serving) is Action.SETTLE
    assessed(serving, Outcome.MANUAL_REVIEW)
    assert first(serving) is Action.SETTLE
    assert "按 K 判定" in serving.window.step_bar.words.text()
    press(serving, Key.Key_K, Key.Key_1)
    assert first(serving) is Action.ASSESS


def test_a_review_without_fields_goes_to_the_supervisor(serving) -> None:
    assessed(serving, Outcome.MANUAL_REVIEW)
    assert "请报负责人" in serving.window.step_bar.words.text()
    assert serving.window.step_bar.words.property("tone") == "attention"
    assert first(serving) is Action.PRINT


def test_seen_is_not_the_first_key_on_a_passport_that_does_not_agree(serving) -> None:
    serving.session.match_differs = True
    serving.window.pick("M07")
    press(serving, Key.Key_Space)
    assert first(serving) is Action.SETTLE
    press(serving, Key.Key_K, Key.Key_2)
    serving.window.pick("M07")
    assert first(serving) is Action.DIFFERS
    press(serving, Key.Key_K)
    assert serving.window.prompt is None
    serving.session.settle_field("passport", "passport_number", True)
    serving.settle()
    serving.window.pick("M07")
    assert first(serving) is Action.CONFIRM


@pytest.mark.parametrize(
    ("code", "subject", "says"),
    [
        ("DIFFERS", "passport.passport_number", words.BY_STAFF_FIELDS),
        ("MANUAL_REVIEW", "entry_date", words.BY_STAFF_ENTRY),
        ("MANUAL_REVIEW", "deadline", words.BY_STAFF),
        ("MANUAL_REVIEW", "permit_status", Text("报负责人", "Report")),
    ],
)
def test_what_staff_must_review_is_said_to_staff(code, subject, says) -> None:
    own = Text("报负责人", "Report")
    review = Finding("R", code, Severity.REVIEW, subject, "", "", Text("", ""), own, "")
    assert staff_remedy(review) == says
    assert staff_remedy(replace(review, severity=Severity.DEFECT)) == own


def test_a_key_that_comes_too_early_says_why(serving) -> None:
    said = serving.window.step_bar.said
    press(serving, Key.Key_A)
    assert said.text() == f"还有 {len(PAPERS)} 件未核，核完才能评定"
    assert said.isVisible()
    press(serving, Key.Key_F9)
    assert said.text().startswith("请先评定")
    press(serving, Key.Key_P)
    assert said.text().startswith("请先评定")
    press(serving, Key.Key_K)
    assert said.text() == "没有待判定的字段"
    press(serving, Key.Key_Down)
    assert said.text() == "", "the word is gone with the next key"
    assessed(serving, Outcome.MANUAL_REVIEW)
    press(serving, Key.Key_F9)
    assert "不能确认" in said.text()
    assert serving.asked("confirm") == serving.asked("assess") == []


def test_after_the_confirmation_a_judging_key_says_that_it_stands(serving) -> None:
    judge_all(serving)
    press(serving, Key.Key_A, Key.Key_F9, Key.Key_M)
    assert serving.window.step_bar.said.text() == "您已确认核验，不再更改"


def test_n_ends_a_visit_without_a_record_without_a_question(desk) -> None:
    desk.session._note(e.VisitOpened(e.Face.DESK, "gz", "12", "S-01"))
    desk.settle()
    assert desk.session.state.step is Step.SCAN
    press(desk, Key.Key_N)
    assert desk.window.prompt is None
    assert desk.asked("close") == [(Closing.ABANDONED,)]


def test_a_scan_that_fails_under_a_question_is_seen(serving) -> None:
    press(serving, Key.Key_D)
    other = Message(Tone.ATTENTION, Text("这是另一份许可。", "This is another permit."), "V-102", Actor.STAFF)
    serving.session.scan = lambda *_, **__: (setattr(serving.session, "message", other), serving.session.say())
    serving.running.bridge.on_event(DeviceKind.CODE_SCANNER, Scan(b"other", SIMULATOR))
    serving.qtbot.waitUntil(lambda: serving.window.step_bar.prompt.said.isVisible())
    assert "V-102" in serving.window.step_bar.prompt.said.words.text()
