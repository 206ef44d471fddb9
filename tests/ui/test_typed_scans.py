"""A scanner's burst is a scan and reaches no field; whatever a person types arrives, whole and in order."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from drivers.device import DeviceKind
from drivers.worker import DeviceReady
from kiosk.config import DeviceConfig
from kiosk.station import Station
from tests.helpers.faces import context
from ui.technician.app import run_technician
from ui.technician.commands import Command
from ui.technician.window import TechnicianWindow
from ui.typed_scans import TypedScans, stop_listening, typed_scans

TOKEN = "FWPN:ABCDEFGH01234567"
SCANNER, PERSON = 8, 120
"""Milliseconds between two keys."""


@dataclass
class Keys:
    """A field with the filter before it; ``scans`` is what was delivered."""

    field: QLineEdit
    filter: TypedScans
    scans: list[bytes] = field(default_factory=list)
    entered: list[str] = field(default_factory=list)
    now: int = 1000

    def press(
        self, key: int, text: str = "", gap: int = SCANNER, *, repeat: bool = False, shift: bool = False
    ) -> None:
        self.now += gap
        modifiers = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        for kind, at in ((QEvent.Type.KeyPress, self.now), (QEvent.Type.KeyRelease, self.now + 2)):
            event = QKeyEvent(kind, key, modifiers, 0, 0, 0, text, repeat)
            event.setTimestamp(at)
            QCoreApplication.sendEvent(self.field.window().windowHandle(), event)

    def type(self, text: str, gap: int = SCANNER) -> None:
        for character in text:
            self.press(ord(character.upper()), character, gap, shift=character.isupper())

    def enter(self, gap: int = SCANNER) -> None:
        self.press(Qt.Key.Key_Return, "\r", gap)


@pytest.fixture
def keys(qtbot: QtBot) -> Iterator[Keys]:
    entry = QLineEdit()
    qtbot.addWidget(entry)
    entry.show()
    entry.setFocus()
    qtbot.waitExposed(entry)
    scans: list[bytes] = []
    made = Keys(entry, TypedScans(scans.append), scans)
    entry.returnPressed.connect(lambda: made.entered.append(entry.text()))
    QCoreApplication.instance().installEventFilter(made.filter)
    yield made
    stop_listening(made.filter)


def test_a_burst_with_enter_is_a_scan_and_reaches_no_field(keys: Keys) -> None:
    keys.type(TOKEN)
    keys.enter()
    assert keys.scans == [TOKEN.encode()]
    assert (keys.field.text(), keys.entered) == ("", [])


def test_a_burst_without_a_suffix_ends_with_a_pause(keys: Keys, qtbot: QtBot) -> None:
    keys.type(TOKEN)
    qtbot.waitUntil(lambda: keys.scans == [TOKEN.encode()])
    assert keys.field.text() == ""


def test_what_a_person_types_arrives_and_is_no_scan(keys: Keys, qtbot: QtBot) -> None:
    keys.type("Zhang San", PERSON)
    qtbot.waitUntil(lambda: keys.field.text() == "Zhang San")
    keys.enter(PERSON)
    assert keys.entered == ["Zhang San"]
    assert keys.scans == []


def test_two_quick_keys_prove_nothing(keys: Keys) -> None:
    keys.type("no", SCANNER)
    keys.enter()
    assert (keys.entered, keys.scans) == (["no"], [])


def test_a_person_typing_while_a_code_is_scanned_loses_only_the_mix(keys: Keys, qtbot: QtBot) -> None:
    keys.type("ab", PERSON)
    keys.now += PERSON
    keys.type(TOKEN)
    keys.enter()
    assert keys.scans == [TOKEN.encode()]
    qtbot.waitUntil(lambda: keys.field.text() == "ab")


def test_an_editing_key_comes_after_what_was_typed_before_it(keys: Keys) -> None:
    keys.type("abc", SCANNER)
    keys.press(Qt.Key.Key_Backspace)
    assert keys.field.text() == "ab"


def test_a_key_held_down_is_a_persons(keys: Keys, qtbot: QtBot) -> None:
    for _ in range(10):
        keys.press(Qt.Key.Key_A, "a", 5, repeat=True)
    assert keys.field.text() == "a" * 10
    assert keys.scans == []


def test_characters_beyond_ascii_are_kept(keys: Keys, qtbot: QtBot) -> None:
    keys.type("müller", PERSON)
    qtbot.waitUntil(lambda: keys.field.text() == "müller")


def test_a_window_that_is_gone_takes_nothing_with_it(keys: Keys, qtbot: QtBot) -> None:
    keys.type("a")
    keys.field.window().windowHandle().destroy()
    qtbot.wait(100)
    assert keys.scans == []


def test_it_is_installed_only_for_a_scanner_that_types(qtbot: QtBot) -> None:
    serial = Station({DeviceKind.CODE_SCANNER: DeviceConfig(driver="serial", options={"port": "/dev/nothing"})})
    assert typed_scans(serial) is None
    serial.stop()


def test_a_scan_goes_the_way_of_every_other(qtbot: QtBot) -> None:
    entry = QLineEdit()
    qtbot.addWidget(entry)
    entry.show()
    qtbot.waitExposed(entry)
    station = Station({DeviceKind.CODE_SCANNER: DeviceConfig(driver="keyboard")})
    heard: list[object] = []
    station.listen(lambda _kind, event: heard.append(event))
    station.start()
    station.arm(DeviceKind.CODE_SCANNER)
    scans = typed_scans(station)
    assert scans is not None
    qtbot.waitUntil(lambda: any(isinstance(event, DeviceReady) for event in heard))
    burst = Keys(entry, scans)
    burst.type(TOKEN)
    burst.enter()
    qtbot.waitUntil(lambda: any(getattr(event, "data", b"") == TOKEN.encode() for event in heard))
    stop_listening(scans)
    station.stop()


def test_at_the_technicians_face_a_scan_presses_no_key_of_the_page(qtbot: QtBot, monkeypatch) -> None:
    """``RR`` would count a device anew, ``A`` check them all."""
    station = Station({DeviceKind.CODE_SCANNER: DeviceConfig(driver="keyboard")})
    taken: list[bytes] = []
    monkeypatch.setattr(station, "submit", lambda _kind, work: work(SimpleNamespace(typed=taken.append)))
    acted: list[Command] = []

    def scan_once(_start, _stop) -> int:
        [window] = [one for one in QApplication.topLevelWidgets() if isinstance(one, TechnicianWindow)]
        monkeypatch.setattr(window, "act", acted.append)
        window.page.wanted.connect(acted.append)
        handle = window.windowHandle()
        for at, character in enumerate("RRAAFFSS"):
            event = QKeyEvent(QEvent.Type.KeyPress, ord(character), Qt.KeyboardModifier.NoModifier, character)
            event.setTimestamp(1000 + SCANNER * at)
            QCoreApplication.sendEvent(handle, event)
        enter = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r")
        enter.setTimestamp(1000 + SCANNER * 8)
        QCoreApplication.sendEvent(handle, enter)
        window.close()
        window.deleteLater()
        return 0

    monkeypatch.setattr("ui.technician.app.run_until_closed", scan_once)
    assert run_technician(context(station=station)) == 0
    assert (taken, acted) == ([b"RRAAFFSS"], [])
