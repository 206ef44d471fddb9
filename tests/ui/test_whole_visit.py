"""One visit from scan to next visitor with nothing but the keyboard, in both endings."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from drivers.code_scanner import Scan
from drivers.device import DeviceKind
from kiosk.rules.facts import Seen
from kiosk.visits.events import Closing, Paper
from kiosk.visits.state import Step
from tests.helpers.faces import PAPERS, SIMULATOR, FakeSession
from ui.desk.actions import BINDINGS, Action

Key = Qt.Key


def press(desk, *keys) -> None:
    for key in keys:
        QTest.keyClick(desk.window.focusWidget() or desk.window, key)
        desk.settle()


def type_in(desk, text: str) -> None:
    desk.window.focusWidget().insert(text)  # as an input method does
    press(desk, Key.Key_Return)


@pytest.mark.parametrize("defects", [False, True])
def test_a_whole_visit_needs_no_mouse(open_a_desk, defects) -> None:
    desk = open_a_desk(open_session=lambda on_view: FakeSession(on_view, defects=defects))
    desk.running.bridge.on_event(DeviceKind.CODE_SCANNER, Scan(b"code", SIMULATOR))
    desk.qtbot.waitUntil(lambda: desk.window.prompt is not None)
    press(desk, Key.Key_1, Key.Key_C)
    for key, *_ in PAPERS:
        press(desk, Key.Key_Space)
        if defects and key == "M03":
            press(desk, Key.Key_M)
            continue
        press(desk, Key.Key_Return)
        if key == "M11":
            type_in(desk, "20261020")
        if key == "M12":
            QTest.keyClicks(desk.window.focusWidget(), "20260801")
            press(desk, Key.Key_Tab)
            type_in(desk, "广州国际旅行卫生保健中心")
    press(desk, Key.Key_K, Key.Key_1)
    assert desk.session.state.step is Step.ASSESS
    press(desk, Key.Key_A)
    if not defects:
        press(desk, Key.Key_F9)
    press(desk, Key.Key_P, Key.Key_P)
    assert desk.session.state.step is Step.CLOSE
    press(desk, Key.Key_N)
    first = Paper.CORRECTION_NOTICE if defects else Paper.DECISION
    assert desk.asked("print_paper") == [(first,), (Paper.RECEIPT,)]
    assert desk.asked("close") == [(Closing.DONE,)]
    judged = {key: seen for key, seen, *_ in desk.asked("judge")}
    assert set(judged) == {key for key, *_ in PAPERS}
    assert judged["M03"] is (Seen.MISSING if defects else Seen.CONFIRMED)
    assert desk.asked("confirm") == ([] if defects else [()])


def test_at_every_step_the_first_key_on_the_screen_moves_the_visit_on(desk) -> None:
    """The one next step is never a dead end: its own key changes the visit or asks something."""
    desk.session.scan(b"code", SIMULATOR)
    desk.settle()
    desk.window.choose(1)
    desk.settle()
    steps = set()
    for _ in range(60):
        first = next(offer for offer in desk.window.step_bar.offers if offer.first)
        steps.add(desk.session.state.step)
        before = (desk.session.state.sequence, len(desk.session.calls))
        if first.action is Action.NEXT:
            break
        press(desk, BINDINGS[first.action].keys[0])
        if desk.window.prompt is not None:
            answers = {"entry": "20261020", "issued": "20260801", "issuer": "IQ"}
            if desk.window.prompt.fields:
                desk.window.fill_in(**{field.name: answers[field.name] for field in desk.window.prompt.fields})
            else:
                desk.window.choose(1)
        desk.settle()
        assert (desk.session.state.sequence, len(desk.session.calls)) > before
    assert {Step.ORIGINALS, Step.ASSESS, Step.CONFIRM, Step.PRINT, Step.CLOSE} <= steps
