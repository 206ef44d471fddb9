"""What the desk shows: of each state the right things, in both languages, nothing clipped, nothing forgotten."""

import time
from dataclasses import replace
from statistics import median

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from drivers.device import DeviceKind
from drivers.errors import Actor, DeviceError, DeviceErrorCode
from drivers.status import DeviceStatus, Readiness, Sensor
from drivers.worker import DeviceFailed
from kiosk.rules.assessment import Text
from kiosk.rules.facts import OriginalFact, Seen
from kiosk.visits.view import Message, Tone
from tests.helpers.clipping import clipped
from tests.helpers.faces import CANARY, DEADLINE, PAPERS, SIMULATOR, FakeSession, frame, training_people
from ui.desk.actions import Action
from ui.desk.checklist import sign_of
from ui.desk.compared import marked
from ui.desk.stage import Page
from ui.widgets.marks import Sign


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def serve(desk, *, judged: bool = False, defects: bool = False) -> None:
    desk.session._defects = defects
    desk.session.scan(b"code", SIMULATOR)
    desk.settle()
    desk.window.choose(1)
    desk.settle()
    if judged:
        for key, *_ in PAPERS:
            desk.session.judge(key, Seen.CONFIRMED)
        desk.settle()


def stations_of_a_visit(desk):
    """Every kind of screen in turn."""
    window = desk.window
    yield "idle"
    window.act(Action.HELP)
    yield "help"
    window.act(Action.BACK)
    window.act(Action.TYPE_NUMBER)
    yield "number"
    QTest.keyClick(window, Qt.Key.Key_Escape)
    desk.session.scan(b"code", SIMULATOR)
    desk.running.worker.offer(frame())
    desk.settle()
    yield "visitor"
    window.choose(2)
    yield "unit proof"
    window.choose(1)
    desk.settle()
    yield "originals"
    window.act(Action.DIFFERS)
    yield "differs"
    window.choose(6)
    yield "other reason"
    window.fill_in(reason="page 2 is torn")
    desk.settle()
    desk.session.match_differs = True
    window.pick("M07")
    window.act(Action.CAPTURE)
    desk.session.read_card()
    desk.settle()
    yield "passport"
    window.act(Action.SETTLE)
    yield "settle"
    window.choose(1)
    window.choose(1)
    desk.settle()
    for key, *_ in PAPERS:
        desk.session.judge(key, Seen.CONFIRMED)
    desk.settle()
    window.act(Action.MEDICAL)
    yield "medical"
    window.fill_in(issued="20260801", issuer="Guangzhou IQ")
    desk.session.state_entry_date(DEADLINE.anchor)
    desk.settle()
    yield "assess"
    window.act(Action.ASSESS)
    desk.settle()
    yield "assessed"
    if not desk.session._defects:
        window.act(Action.STAFF_CONFIRM)
        desk.settle()
        yield "confirmed"
    window.act(Action.PRINT)
    desk.settle()
    yield "printed one"
    window.act(Action.PRINT)
    desk.settle()
    yield "printed all"
    window.act(Action.PRINT)
    yield "copies"
    QTest.keyClick(window, Qt.Key.Key_Escape)
    code = DeviceErrorCode.CARD_TORN
    broken(desk, DeviceKind.CARD_READER, code)
    window.show_devices()
    yield "fault"
    window.act(Action.NEXT)
    desk.settle()
    yield "next"


def broken(desk, kind: DeviceKind, code: DeviceErrorCode) -> None:
    view = desk.station.views[kind]
    offline = DeviceStatus(Readiness.OFFLINE)
    desk.station.views[kind] = replace(view, status=offline, last_error=DeviceError(code, "somewhere"))


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768)])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("defects", [False, True])
def test_nothing_is_clipped_on_any_screen(open_a_desk, size, language, defects) -> None:
    desk = open_a_desk(language=language, open_session=lambda on_view: FakeSession(on_view, defects=defects))
    desk.window.resize(*size)
    seen = 0
    for name in stations_of_a_visit(desk):
        desk.settle()
        assert desk.window.size().toTuple() == size, f"{name}: the window grew"
        assert clipped(desk.window) == [], name
        seen += 1
    assert seen >= 18


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_control_has_an_accessible_name(open_a_desk, language) -> None:
    desk = open_a_desk(language=language, training=training_people([]))
    for name in stations_of_a_visit(desk):
        for control in desk.window.findChildren(QAbstractButton) + desk.window.findChildren(QLineEdit):
            if control.isVisible():
                assert control.accessibleName().strip(), f"{name}: {control}"


def test_the_header_says_who_this_is_with_the_permit_number_masked(desk) -> None:
    serve(desk)
    said = texts(desk.window.header)
    assert CANARY in said
    assert "GZ****0123" in said
    assert "GZ2026110000123" not in texts(desk.window)
    assert "B 类" in said
    assert "广州云帆" in said


def test_the_deadline_is_counted_before_and_after_the_assessment(desk) -> None:
    serve(desk)
    assert desk.window.header.days_left.text() == "入境日期待填"
    desk.session.state_entry_date(DEADLINE.anchor)
    desk.settle()
    assert desk.window.header.come_by.text() == "2026-11-18"
    assert desk.window.header.days_left.text() == "还有 8 天"


def test_the_record_stands_there_to_compare_by_eye_before_anything_is_read(desk) -> None:
    serve(desk)
    said = texts(desk.window.comparison)
    assert "C01X00T47" in said
    assert "未读" in said


def test_a_reading_that_differs_shows_where(desk) -> None:
    serve(desk)
    desk.session.match_differs = True
    desk.session.capture("M07")
    desk.settle()
    said = texts(desk.window.comparison)
    assert "不符" in said
    assert marked("C01X00T47", "C01X00T41") in said


def test_marked_text_cannot_carry_markup() -> None:
    assert "<b>" not in marked("A", "<b>A</b>")
    assert marked("AB", "AB") == "AB"


@pytest.mark.parametrize(
    ("original", "sign"),
    [
        (OriginalFact("M01", "", ""), Sign.TODO),
        (OriginalFact("M01", "", "", Seen.CONFIRMED, "", True, True), Sign.GOOD),
        (OriginalFact("M01", "", "", Seen.CONFIRMED, "", None, None), Sign.GOOD),
        (OriginalFact("M01", "", "", Seen.CONFIRMED, "", True, False), Sign.WARNING),
        (OriginalFact("M01", "", "", Seen.CONFIRMED, "", False, None), Sign.WARNING),
        (OriginalFact("M01", "", "", Seen.DIFFERS), Sign.DIFFERS),
        (OriginalFact("M01", "", "", Seen.MISSING), Sign.MISSING),
    ],
)
def test_each_state_of_an_original_has_a_sign_of_its_own(original, sign) -> None:
    assert sign_of(original)[0] is sign


def test_every_defect_stands_there_at_once_with_reason_and_source(desk) -> None:
    serve(desk, judged=True, defects=True)
    desk.window.act(Action.ASSESS)
    desk.settle()
    said = "\n".join(label.text() for label in desk.window.stage.assessment.findChildren(QLabel))
    for part in ("缺少最高学历", "体检报告已超过六个月", "R-VER-03", "R-MED-01", "融合集成常见问题解答（广州）"):
        assert part in said


def test_the_language_changes_in_the_middle_of_everything_and_nothing_is_lost(desk) -> None:
    serve(desk)
    desk.window.act(Action.FOLLOWING)
    desk.window.act(Action.MEDICAL)
    desk.window.step_bar.prompt.fill_in(issued="20260801", issuer="Guangzhou IQ")
    before = desk.session.state
    desk.window._tongue.toggle()
    desk.settle()
    assert desk.session.state is before
    assert desk.window.counter.chosen.key == "M02"
    assert desk.window.step_bar.prompt.title.text() == "Date and issuer printed on the medical report?"
    desk.window.step_bar.prompt.accept()
    assert desk.asked("state_medical")[0][1] == "Guangzhou IQ"
    assert "Originals of this case" in texts(desk.window)


def test_devices_are_quiet_until_somebody_must_act(desk) -> None:
    assert not desk.window.fault.isVisible()
    broken(desk, DeviceKind.RECEIPT_PRINTER, DeviceErrorCode.PAPER_OUT)
    desk.window.hear(DeviceKind.RECEIPT_PRINTER, DeviceFailed(DeviceError(DeviceErrorCode.PAPER_OUT, "x")))
    assert desk.window.fault.isVisible()
    assert "D-401" in desk.window.fault.words.text()
    assert "窗口人员" in desk.window.fault.words.text()
    assert desk.window.edge.lights.light(DeviceKind.RECEIPT_PRINTER).sign is Sign.MISSING
    broken(desk, DeviceKind.CARD_READER, DeviceErrorCode.OFFLINE)
    desk.window.show_devices()
    assert "另有 1 台" in desk.window.fault.words.text()


def test_a_sensor_that_is_bad_speaks_up_and_a_low_one_does_not(desk) -> None:
    kind = DeviceKind.RECEIPT_PRINTER
    low = DeviceStatus(Readiness.ONLINE, (("paper", Sensor.LOW),))
    desk.station.views[kind] = replace(desk.station.views[kind], status=low)
    desk.window.show_devices()
    assert not desk.window.fault.isVisible()
    bad = DeviceStatus(Readiness.NEEDS_ATTENTION, (("cover", Sensor.BAD),))
    desk.station.views[kind] = replace(desk.station.views[kind], status=bad)
    desk.window.show_devices()
    assert "盖" in desk.window.fault.words.text()


def test_a_message_shows_its_code_and_who_must_act(desk) -> None:
    desk.session.message = Message(Tone.ATTENTION, Text("码已过期。", "The code is expired."), "T-3", Actor.STAFF)
    desk.session.say()
    desk.settle()
    assert desk.window.step_bar.said.text() == "码已过期。（代码 T-3，由窗口人员处理）"
    assert desk.window.step_bar.said.property("tone") == "attention"


def test_what_takes_longer_than_a_moment_is_seen_to_be_running(desk) -> None:
    desk.session.say(Text("正在读卡", "Reading the card"))
    desk.qtbot.waitUntil(desk.window.step_bar.busy._delay.isActive)
    assert not desk.window.step_bar.busy.isVisible()
    desk.qtbot.waitUntil(desk.window.step_bar.busy.isVisible)
    desk.session.say()
    desk.settle()
    assert not desk.window.step_bar.busy.isVisible()


def test_training_is_said_all_the_time(open_a_desk) -> None:
    desk = open_a_desk()
    assert desk.window._training_strip.isVisible(), "the session says that it runs on simulators"
    assert "模拟" in desk.window.training.text()


def test_after_a_visit_the_desk_keeps_neither_name_nor_picture(desk) -> None:
    serve(desk)
    desk.window.act(Action.CAPTURE)
    desk.qtbot.waitUntil(lambda: desk.window.stage.picture.view.picture is not None)
    desk.session.close(None)
    desk.settle()
    desk.qtbot.wait(10)
    assert desk.window.stage.picture.view.picture is None
    assert desk.window.stage.page is Page.WELCOME
    for widget in desk.window.findChildren(QWidget):
        said = widget.accessibleName() + (widget.text() if hasattr(widget, "text") else "")
        assert CANARY not in said
        assert "C01X00T47" not in said


def test_showing_a_view_does_not_take_long(desk) -> None:
    serve(desk)
    took = []
    for number in range(20):
        desk.session.message = Message(Tone.INFO, Text(str(number), str(number)))
        desk.session.say()
        begin = time.perf_counter()
        desk.settle()
        took.append(time.perf_counter() - begin)
    assert median(took) < 0.25


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_longest_names_and_messages_still_fit(open_a_desk, size, language) -> None:
    desk = open_a_desk(language=language)
    desk.window.resize(*size)
    serve(desk)
    long_name = "Copy of the valid work visa or of the work-type residence permit, with the page of the last entry"
    state = desk.session.state
    originals = (
        replace(state.originals[0], name_zh="境内检验检疫机构出具的体检报告及其附页" * 2, name_en=long_name),
    )
    record = replace(state.record, name="WOLFESCHLEGELSTEINHAUSENBERGERDORFF MAXIMILIAN")
    desk.session.state = replace(state, originals=originals, record=record)
    told = Text(
        "终端内部故障，本步骤未生效，办理仍保留。请重试；" * 2, "This step did not take effect. Try again. " * 3
    )
    desk.session.message = Message(Tone.ATTENTION, told, "V-199", Actor.DEVELOPER)
    desk.session.say()
    desk.settle()
    desk.settle()
    assert desk.window.size().toTuple() == size
    assert clipped(desk.window) == []
    desk.window.act(Action.DIFFERS)
    desk.settle()
    assert desk.window.size().toTuple() == size
    assert clipped(desk.window) == []
    desk.window.choose(1)
    desk.session.capture("M01")
    desk.settle()
    desk.window.pick("M01")
    desk.settle()
    assert long_name in desk.window.picture.caption.spoken.en
    assert desk.window.size().toTuple() == size
    assert clipped(desk.window) == []
