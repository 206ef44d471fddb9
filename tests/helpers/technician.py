"""The technician's face under test: keys pressed, devices broken, and what then stands on the page."""

from concurrent.futures import Future
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from drivers.device import DeviceKind
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.health import HealthLevel, HealthReport, Rung, RungFinding, RungResult
from drivers.status import DeviceStatus, Readiness, Sensor

PRINTER = DeviceKind.RECEIPT_PRINTER


def press(window, *keys: Qt.Key) -> None:
    """Press keys one after the other, wherever the keyboard stands in the window."""
    for key in keys:
        QTest.keyClick(window.focusWidget() or window, key)


def texts(widget) -> str:
    """Every visible text, a line each."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def rung(window, which: Rung) -> str:
    """What one rung says: name, what was seen, how long it took."""
    return " ".join(part.text() for part in window.page.ladder.lines[which][1:])


def broken(window, kind: DeviceKind, code: DeviceErrorCode, locus: str = "", said: str = "", **more: bool) -> None:
    """Let a device be offline with this fault."""
    status = DeviceStatus(Readiness.OFFLINE, (("paper", Sensor.UNKNOWN), ("cutter", Sensor.NOT_SUPPORTED)))
    error = DeviceError(code, locus, said, **more)
    window.station.views[kind] = replace(window.station.views[kind], status=status, last_error=error)
    window.show_devices()


def checks_end_with(window, *findings: RungFinding) -> None:
    """Let every check of the window's devices end so, at once."""

    def check(_kind: DeviceKind, level: HealthLevel) -> "Future[HealthReport]":
        done: Future[HealthReport] = Future()
        done.set_result(HealthReport(level, findings))
        return done

    window.station.check_health = check


def failed(rung: Rung, code: DeviceErrorCode, locus: str = "there", said: str = "") -> RungFinding:
    """A rung that failed."""
    error = DeviceError(code, locus, said)
    return RungFinding(rung, RungResult.FAILED, str(error), 1.0, error)
