"""Guidance at the desk: one key, a few letters, a slip, and back to a visit that never noticed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from drivers.device import DeviceKind
from drivers.printing import PrintOutcome
from kiosk.rules.assessment import Text
from kiosk.rules.profiles import load_profile
from kiosk.rules.topics import topic_groups
from tests.helpers.clipping import clipped
from tests.helpers.faces import SIMULATOR, PrintResult
from ui.context import Hall
from ui.desk.actions import Action
from ui.desk.stage import Page

SHENZHEN = Hall(Text("深圳", "Shenzhen"), topics=topic_groups(load_profile("sz")))


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def press(desk, *keys: Qt.Key) -> None:
    """As a keyboard does: to whatever has the focus."""
    for key in keys:
        QTest.keyClick(desk.window.focusWidget() or desk.window, key)
        desk.settle()


def type_letters(desk, letters: str) -> None:
    QTest.keyClicks(desk.window.focusWidget(), letters)
    desk.settle()


def test_a_few_letters_enter_and_p_print_where_to_go(desk) -> None:
    press(desk, Qt.Key.Key_G)
    assert desk.window.stage.page is Page.GUIDANCE
    type_letters(desk, "jlxk")
    press(desk, Qt.Key.Key_Return)
    assert desk.window.guidance.topic.guidance.business.value == "BT-18"
    assert "工作地公安出入境管理部门" in texts(desk.window.guidance)
    press(desk, Qt.Key.Key_P)
    desk.settle()
    assert desk.station.submitted == [DeviceKind.RECEIPT_PRINTER]
    assert "指引单已打印" in texts(desk.window.guidance)
    press(desk, Qt.Key.Key_Escape)
    assert desk.window.guidance.topic is None
    press(desk, Qt.Key.Key_Escape)
    assert desk.window.stage.page is Page.WELCOME


def test_p_is_a_letter_while_typing_and_prints_only_on_a_matter(desk) -> None:
    press(desk, Qt.Key.Key_G)
    type_letters(desk, "permit p")
    assert desk.window.guidance.edit.text() == "permit p"
    assert desk.station.submitted == []


def test_arrows_choose_and_stay_within_the_list(desk) -> None:
    press(desk, Qt.Key.Key_G)
    type_letters(desk, "sbk")
    press(desk, Qt.Key.Key_Up)
    assert desk.window.guidance.list.chosen == 0
    press(desk, *[Qt.Key.Key_Down] * 9, Qt.Key.Key_Return)
    assert desk.window.guidance.topic.guidance.business.value == "BT-16"


def test_nothing_found_is_said_and_opens_nothing(desk) -> None:
    press(desk, Qt.Key.Key_G)
    type_letters(desk, "qqq")
    press(desk, Qt.Key.Key_Return)
    assert desk.window.guidance.topic is None
    assert "没有找到" in texts(desk.window.guidance)


def test_letters_reach_the_filter_also_when_the_focus_was_elsewhere(desk) -> None:
    press(desk, Qt.Key.Key_G)
    desk.window.setFocus()
    QTest.keyClicks(desk.window, "vi")
    assert desk.window.guidance.edit.text() == "vi"
    assert desk.session.calls == [("resume",)]


def test_in_a_visit_nothing_of_it_is_lost_and_no_key_reaches_it(desk) -> None:
    desk.session.scan(b"code", SIMULATOR)
    desk.settle()
    desk.window.choose(1)
    desk.settle()
    before, calls = desk.session.state, list(desk.session.calls)
    press(desk, Qt.Key.Key_G)
    assert not desk.window.checklist.isVisible()
    type_letters(desk, "visa")
    press(desk, Qt.Key.Key_Return)
    press(desk, Qt.Key.Key_A, Qt.Key.Key_M, Qt.Key.Key_Space, Qt.Key.Key_N, Qt.Key.Key_F9, Qt.Key.Key_Return)
    press(desk, Qt.Key.Key_Escape, Qt.Key.Key_Escape)
    assert desk.window.stage.page is Page.PICTURE
    assert desk.window.checklist.isVisible()
    assert desk.session.state is before
    assert desk.session.calls == calls
    press(desk, Qt.Key.Key_Space)
    assert desk.asked("capture"), "the keys work on the visit again"


def test_a_question_stays_while_guidance_is_read(desk) -> None:
    desk.session.scan(b"code", SIMULATOR)
    desk.settle()
    asked = desk.window.prompt
    assert asked is not None
    press(desk, Qt.Key.Key_G)
    type_letters(desk, "1")
    assert desk.window.prompt is asked, "the digit was typed, it answered nothing"
    press(desk, Qt.Key.Key_Escape)
    assert desk.window.prompt is asked
    press(desk, Qt.Key.Key_1)
    assert desk.window.prompt is not asked


def test_a_field_being_filled_in_has_the_keys_again_afterwards(desk) -> None:
    press(desk, Qt.Key.Key_T)
    desk.window.act(Action.GUIDANCE)
    press(desk, Qt.Key.Key_Escape)
    type_letters(desk, "GZ1")
    desk.window.step_bar.prompt.accept()
    assert desk.asked("look_up") == [("GZ1",)]


def test_a_code_that_is_presented_goes_before_guidance(desk) -> None:
    press(desk, Qt.Key.Key_G)
    desk.session.scan(b"code", SIMULATOR)
    desk.settle()
    assert desk.window.stage.page is Page.PICTURE


def test_a_key_of_the_visit_behind_only_leaves_guidance(desk) -> None:
    desk.session.scan(b"code", SIMULATOR)
    desk.settle()
    desk.window.choose(1)
    desk.settle()
    desk.window.act(Action.GUIDANCE)
    desk.window.touch(Action.CAPTURE)
    assert desk.window.stage.page is Page.PICTURE
    assert desk.asked("capture") == [], "it was given unseen"
    desk.window.touch(Action.CAPTURE)
    assert desk.asked("capture")


def test_the_step_line_names_the_keys_of_the_page_in_sight(desk) -> None:
    desk.session.scan(b"code", SIMULATOR)
    desk.settle()
    desk.window.choose(1)
    desk.settle()
    desk.window.act(Action.GUIDANCE)
    assert [offer.action for offer in desk.window.step_bar.offers] == [Action.CONFIRM, Action.BACK]
    assert desk.window.step_bar.offers[0].text.en == "Open"
    desk.window.touch(Action.CONFIRM)
    assert desk.window.guidance.topic is not None
    assert [offer.action for offer in desk.window.step_bar.offers] == [Action.PRINT, Action.BACK]
    desk.window.touch(Action.PRINT)
    assert desk.station.submitted == [DeviceKind.RECEIPT_PRINTER]
    desk.window.touch(Action.BACK)
    assert desk.window.guidance.topic is None
    desk.window.touch(Action.BACK)
    assert desk.window.stage.page is Page.PICTURE
    assert Action.CAPTURE in [offer.action for offer in desk.window.step_bar.offers]
    assert desk.asked("judge") == []


def test_guidance_is_that_of_the_locality_of_the_permit(open_a_desk) -> None:
    desk = open_a_desk(localities={"GZ": SHENZHEN})
    desk.window.act(Action.GUIDANCE)
    assert "广州" in desk.window.guidance.title.text()
    desk.window.act(Action.GUIDANCE)
    desk.session.scan(b"code", SIMULATOR)
    desk.settle()
    desk.window.act(Action.GUIDANCE)
    assert "深圳" in desk.window.guidance.title.text()


@pytest.mark.parametrize(
    ("outcome", "told"),
    [(PrintOutcome.UNKNOWN, "P-103"), (PrintOutcome.NOT_PRINTED, "P-104")],
)
def test_a_slip_that_is_not_known_to_be_out_is_told_with_its_code(desk, outcome, told) -> None:
    desk.station.print_outcome = outcome
    desk.window.act(Action.GUIDANCE)
    desk.window.guidance.open(0)
    desk.window.guidance.print_slip()
    desk.settle()
    assert told in texts(desk.window.guidance)


def test_one_slip_at_a_time_and_its_end_is_not_told_on_another_matter(desk) -> None:
    desk.station.print_outcome = None
    desk.window.act(Action.GUIDANCE)
    desk.window.guidance.open(0)
    desk.window.guidance.print_slip()
    desk.window.guidance.print_slip()
    assert len(desk.station.submitted) == 1
    desk.window.guidance.back()
    desk.window.guidance.open(1)
    desk.station.pending[0].set_result(PrintResult("slip", PrintOutcome.PRINTED, "test"))
    desk.settle()
    assert "已打印" not in texts(desk.window.guidance)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768)])
def test_every_matter_can_be_read_whole(desk, size, language) -> None:
    desk.window.resize(*size)
    desk.running.tongue.speak(language)
    desk.window.act(Action.GUIDANCE)
    desk.settle()
    assert clipped(desk.window) == []
    for number in range(25):
        desk.window.guidance.open(number)
        desk.qtbot.wait(1)
        assert clipped(desk.window) == [], desk.window.guidance.name.text()
        desk.window.guidance.back()
    assert desk.window.size().toTuple() == size
