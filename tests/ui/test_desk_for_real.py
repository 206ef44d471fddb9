"""The keys on the real thing: session, store, rules, registry and simulators, from the tray to the papers."""

from itertools import count
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.visits.events import Face
from kiosk.visits.state import Step
from ui.cli.simulated import simulated_hall
from ui.cli.terminal import open_terminal
from ui.cli.training_tray import simulated_face_context
from ui.desk.actions import BINDINGS
from ui.desk.app import open_desk
from ui.theme import dress

Key = Qt.Key
PATIENCE = 30_000
PERSON = "lukasz"


def test_a_training_visit_is_served_by_keys_alone(tmp_path: Path, qtbot: QtBot, qapp) -> None:
    dress(qapp)
    with simulated_hall(tmp_path) as (config, people), open_terminal(config) as terminal:
        window, running = open_desk(simulated_face_context(terminal, Face.DESK, people))
        window.resize(1366, 768)
        window.clock = count().__next__
        window.show()
        running.start()
        try:
            person = next(one for one in people if one.key == PERSON)
            serve(window, qtbot, [one.key for one in people].index(PERSON), person)
        finally:
            window.close()
            running.stop()
            window.deleteLater()
    papers = sorted(paper.suffix for paper in (tmp_path / "papers").iterdir())
    assert papers == [".pdf", ".png"]


def serve(window, qtbot: QtBot, place: int, person) -> None:
    def press(key: Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(window.focusWidget() or window, key, modifier)

    def settled() -> bool:
        return window.counter.view.busy is None and not window.counter.awaiting

    press(Key.Key_F8)
    for _ in range(place):
        press(Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: all(view.status.readiness == "online" for view in running_devices(window)))
    press(Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.prompt is not None, timeout=PATIENCE)
    press(Key.Key_1)
    qtbot.waitUntil(lambda: window.counter.visit.step is Step.ORIGINALS, timeout=PATIENCE)
    for _ in range(60):
        qtbot.waitUntil(settled, timeout=PATIENCE)
        visit = window.counter.visit
        if visit.step is Step.CLOSE:
            break
        before = visit.sequence
        press_first(window, press, person)
        qtbot.waitUntil(lambda before=before: window.counter.visit.sequence > before, timeout=PATIENCE)
    assert window.counter.visit.decision is not None
    press(Key.Key_N)
    qtbot.waitUntil(lambda: window.counter.visit is None, timeout=PATIENCE)


def press_first(window, press, person) -> None:
    """Confirm what is looked at, or do what the screen says first; answer what is asked."""
    visit = window.counter.visit
    if visit.step is Step.ORIGINALS:
        press(Key.Key_Return)
    else:
        first = next(offer for offer in window.step_bar.offers if offer.first)
        press(BINDINGS[first.action].keys[0])
    if window.prompt is not None and window.prompt.choices:
        press(Key.Key_2)
    if window.prompt is not None and window.prompt.fields:
        report = person.bundle.medical
        answers = {
            "entry": person.entry_date.isoformat(),
            "issued": report.issued_on.isoformat(),
            "issuer": report.issuer,
        }
        window.fill_in(**{field.name: answers[field.name] for field in window.prompt.fields})


def running_devices(window):
    return window._context.station.devices()
