"""Tells a scanner that types like a keyboard from a person, by the time between keys; no person's key is lost.

Every character is held back for a moment. What goes on too fast for fingers is a scan and reaches no window; all
else is typed after all, in its order, ``HOLD_SECONDS`` late at most.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QWindow

from drivers.code_scanner import MAX_SCAN_BYTES
from drivers.code_scanner.wedge import MIN_SCAN_CHARACTERS, SCANNER_GAP_SECONDS
from drivers.device import DeviceKind

if TYPE_CHECKING:
    from kiosk.station import Station

HOLD_SECONDS = 0.05
"""How long a character waits for the next; units type one every 7 to 16 ms."""

DRIVER = "keyboard"
_ENDS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
_SHIFTS = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_CapsLock})
_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
_KEYS = frozenset({QEvent.Type.KeyPress, QEvent.Type.KeyRelease})


@dataclass(frozen=True)
class _Held:
    """A key event that waits, and the window it was for."""

    window: QWindow
    event: QKeyEvent


class TypedScans(QObject):
    """An event filter for the application; ``deliver`` is called with each scan, on the GUI's thread."""

    def __init__(self, deliver: Callable[[bytes], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._deliver = deliver
        self._held: list[_Held] = []
        self._text: list[str] = []
        self._first_at = self._last_at = 0.0
        self._swallow_release: int | None = None
        self._replaying = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setTimerType(Qt.TimerType.PreciseTimer)
        self._pause.setInterval(round(HOLD_SECONDS * 1000))
        self._pause.timeout.connect(self._settle)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See QObject. Looks at a key where it enters a window, before any widget."""
        if self._replaying or event.type() not in _KEYS:
            return False
        if not isinstance(watched, QWindow) or not isinstance(event, QKeyEvent):
            return False
        return (
            self._pressed(watched, event) if event.type() == QEvent.Type.KeyPress else self._let_go(watched, event)
        )

    def _pressed(self, window: QWindow, event: QKeyEvent) -> bool:
        key, at = event.key(), event.timestamp() / 1000
        if self._text and at - self._last_at > HOLD_SECONDS:
            self._settle()
        if key in _SHIFTS:
            return self._hold(window, event) if self._text else False
        if self._is_character(event):
            self._first_at = self._first_at if self._text else at
            self._last_at = at
            self._text.append(event.text())
            self._pause.start()
            return self._hold(window, event)
        if key in _ENDS and not event.isAutoRepeat() and self._is_scan():
            self._settle()
            self._swallow_release = key
            return True
        self._settle()
        return False

    def _let_go(self, window: QWindow, event: QKeyEvent) -> bool:
        if event.key() == self._swallow_release and not event.isAutoRepeat():
            self._swallow_release = None
            return True
        return self._hold(window, event) if self._text else False

    def _hold(self, window: QWindow, event: QKeyEvent) -> bool:
        self._held.append(_Held(window, _copy(event)))
        return True

    @staticmethod
    def _is_character(event: QKeyEvent) -> bool:
        text = event.text()
        with_shift_at_most = not event.modifiers() & ~_PLAIN
        return len(text) == 1 and text.isprintable() and with_shift_at_most and not event.isAutoRepeat()

    def _is_scan(self) -> bool:
        lasted = self._last_at - self._first_at
        return len(self._text) >= MIN_SCAN_CHARACTERS and lasted <= SCANNER_GAP_SECONDS * (len(self._text) - 1)

    def _settle(self) -> None:
        """The run is over: a scan is delivered, anything else is typed after all."""
        self._pause.stop()
        held, self._held = self._held, []
        data, is_scan = "".join(self._text).encode()[: MAX_SCAN_BYTES + 1], self._is_scan()
        self._text.clear()
        if is_scan:
            self._deliver(data)
            return
        self._replaying = True
        try:
            for key in held:
                if shiboken6.isValid(key.window):
                    QCoreApplication.sendEvent(key.window, key.event)
        finally:
            self._replaying = False


def typed_scans(station: Station) -> TypedScans | None:
    """The filter, installed, where the station's code scanner is one that types; see ``stop_listening``."""
    application = QCoreApplication.instance()
    drivers = {view.kind: view.driver for view in station.devices()}
    if application is None or drivers.get(DeviceKind.CODE_SCANNER) != DRIVER:
        return None

    def deliver(data: bytes) -> None:
        station.submit(DeviceKind.CODE_SCANNER, lambda scanner: scanner.typed(data))

    scans = TypedScans(deliver)
    application.installEventFilter(scans)
    return scans


def stop_listening(scans: TypedScans | None) -> None:
    """Take the filter away again."""
    application = QCoreApplication.instance()
    if scans is not None and application is not None:
        application.removeEventFilter(scans)


def _copy(event: QKeyEvent) -> QKeyEvent:
    copy = QKeyEvent(
        event.type(),
        event.key(),
        event.modifiers(),
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        event.text(),
        event.isAutoRepeat(),
        event.count(),
    )
    copy.setTimestamp(event.timestamp())
    return copy
