"""The technician's page fits, in both languages and sizes, and is worked by the keyboard or a finger alone."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from drivers.device import DeviceKind
from drivers.errors import DeviceErrorCode
from drivers.faults import Fault
from drivers.health import Rung, RungFinding, RungResult
from drivers.status import DeviceStatus, Readiness, Sensor
from tests.helpers.clipping import clipped
from tests.helpers.technician import PRINTER, broken, checks_end_with, failed, press
from ui.technician.commands import KEYS, Command, cap
from ui.theme import SIZES

Key = Qt.Key


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_fits_and_every_button_is_named(open_technicians_face, qtbot, tmp_path, size, language) -> None:
    face = open_technicians_face(language=language, traces=tmp_path)
    face.resize(*size)
    broken(face, PRINTER, DeviceErrorCode.TIMEOUT, "10.0.0.7:9100", "no end mark came back in the time it had")
    for keys in ((Key.Key_4, Key.Key_A), (Key.Key_F,), (Key.Key_R,), (Key.Key_2,), (Key.Key_S,), (Key.Key_F2,)):
        press(face, *keys)
        qtbot.wait(10)
        assert face.size().toTuple() == size
        assert clipped(face) == []
        for button in face.findChildren(QAbstractButton):
            assert not button.isVisible() or button.accessibleName()


def test_under_a_fault_and_a_question_no_rung_is_cut_on_a_low_screen(open_technicians_face, qtbot) -> None:
    face = open_technicians_face(language="en")
    broken(face, PRINTER, DeviceErrorCode.TIMEOUT, "10.0.0.7:9100", "no end mark came back in the time it had")
    climbed = [RungFinding(rung, RungResult.PASSED, "seen", 1) for rung in list(Rung)[:6]]
    checks_end_with(face, *climbed, failed(Rung.SENSORS, DeviceErrorCode.PAPER_JAM, said="mechanism bad, path bad"))
    press(face, Key.Key_4, Key.Key_I)
    qtbot.waitUntil(lambda: "D-403" in face.page.trouble.others.text())
    press(face, Key.Key_R)
    qtbot.wait(20)
    assert face.size().toTuple() == (1366, 768)
    assert clipped(face) == []
    for line in face.page.ladder.lines.values():
        for part in line[1:]:
            assert part.height() >= part.sizeHint().height() or not part.text()
    assert not face.page.ladder.lines[Rung.SENSORS][1].visibleRegion().isEmpty()


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768)])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("at", list(Rung))
def test_no_word_of_the_list_is_cut_at_any_rung_while_a_trace_runs(
    open_technicians_face, qtbot, tmp_path, size, language, at
) -> None:
    face = open_technicians_face(language=language, traces=tmp_path)
    face.resize(*size)
    status = DeviceStatus(Readiness.NEEDS_ATTENTION, (("paper", Sensor.BAD),))
    face.station.views[PRINTER] = replace(face.station.views[PRINTER], status=status)
    face.station.recorded[PRINTER] = tmp_path / "trace.jsonl"
    checks_end_with(face, failed(at, DeviceErrorCode.PAPER_OUT))
    press(face, Key.Key_4, Key.Key_I)
    line = face.list.rows[PRINTER]
    qtbot.waitUntil(lambda: line.check.isVisible() and line.recording.isVisible())
    qtbot.wait(10)
    assert clipped(face) == []


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768)])
def test_every_target_is_large_enough_for_a_finger(open_technicians_face, qtbot, tmp_path, size) -> None:
    face = open_technicians_face(traces=tmp_path)
    face.resize(*size)
    press(face, Key.Key_4, Key.Key_F)
    qtbot.wait(10)
    targets = [button for button in face.findChildren(QAbstractButton) if button.isVisible()]
    assert len(targets) > len(DeviceKind) + 10
    for button in targets:
        assert min(button.size().toTuple()) >= SIZES.target, button.accessibleName()


def test_tab_comes_to_every_key_from_the_devices_to_the_head_and_round_again(
    open_technicians_face, qtbot, tmp_path
) -> None:
    face = open_technicians_face(traces=tmp_path)
    qtbot.waitUntil(lambda: face.focusWidget() is not None)
    in_order = [*face.list.rows.values(), *face.page.keys.values(), *face.frame.keys.values()]
    met = []
    for _ in range(3 * len(in_order)):
        QTest.keyClick(face.focusWidget(), Key.Key_Tab)
        if face.focusWidget() in met:
            break
        met.append(face.focusWidget())
    assert [widget for widget in met if widget in in_order] == in_order
    for widget in met:
        if isinstance(widget, QAbstractButton):
            assert widget.accessibleName()


def test_the_focus_is_seen_on_every_kind_of_button(face, qtbot) -> None:
    press(face, Key.Key_F)
    for button in (
        face.list.rows[PRINTER],
        face.page.keys[Command.INTERNAL],
        face.page.keys[Command.COPY],
        face.page.faults.buttons[Fault.SLOW],
    ):
        face.setFocus()
        qtbot.wait(1)
        before = button.grab().toImage().pixelColor(QPoint(1, button.height() // 2))
        button.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.wait(1)
        assert button.grab().toImage().pixelColor(QPoint(1, button.height() // 2)) != before


def test_space_and_return_press_what_has_the_focus_and_the_arrows_stay_the_lists(face) -> None:
    face.list.rows[PRINTER].setFocus()
    press(face, Key.Key_Space)
    assert face.chosen is PRINTER
    press(face, Key.Key_Down)
    assert face.chosen is DeviceKind.DOCUMENT_PRINTER
    assert face.list.rows[DeviceKind.DOCUMENT_PRINTER].hasFocus(), "the keyboard goes with it"
    face.frame.keys[Command.SERVICES].setFocus()
    press(face, Key.Key_Return)
    assert face.services.isVisible()
    press(face, Key.Key_Escape)
    assert face.page.isVisible()


def test_every_key_there_is_stands_on_the_screen(face) -> None:
    chips = {**face.page.keys, **face.frame.keys}
    told = {Command.NEXT: "↓", Command.BEFORE: "↑", Command.BACK: "Esc"}
    for command in KEYS:
        assert command in chips or told[command] in face.frame.help.text()
    for command, chip in chips.items():
        assert chip.accessibleName().endswith(cap(command))
