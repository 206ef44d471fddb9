"""What a technician asks of the chosen device or of the whole terminal, and what is said of how it went."""

from collections.abc import Iterable
from concurrent.futures import Future
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from drivers.device import DeviceKind
from drivers.errors import DeviceError
from drivers.faults import Fault
from kiosk.device_problems import DEVICE_NAMES, DeviceProblem
from kiosk.device_views import DeviceView
from kiosk.diagnostics import diagnostics
from kiosk.rules.assessment import Text
from ui.bridge import Bridge, failure_of
from ui.context import FaceContext
from ui.i18n import EMPTY, fill, literal
from ui.i18n import technician as words
from ui.technician.checks import Checks


class Requests(QObject):
    """``said``: a Text for the technician; ``changed``: a device may stand otherwise now."""

    said = Signal(object)
    changed = Signal()

    def __init__(self, context: FaceContext, bridge: Bridge, checks: Checks) -> None:
        super().__init__()
        self._context, self._bridge, self._checks = context, bridge, checks
        self._to_reset: DeviceKind | None = None

    def take_back(self) -> None:
        """Take a question back, and what was said with it."""
        self._say(EMPTY)

    def copy(self, devices: Iterable[DeviceView]) -> None:
        """Put the diagnostics of the whole terminal on the clipboard, and into a file where there is a folder."""
        station, folder = self._context.station, self._context.traces
        text = diagnostics(self._context.versions, devices, self._checks.reports, station.statistics())
        QGuiApplication.clipboard().setText(text)
        if folder is None:
            self._say(words.COPIED)
            return
        file = folder / f"diagnostics-{_now()}.json"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        except OSError as error:
            self._say(fill(words.COPIED_ONLY, why=literal(error.strerror or type(error).__name__)))
        else:
            self._say(fill(words.COPIED_TO, file=literal(str(file))))

    def reset(self, kind: DeviceKind) -> None:
        """Count one device anew: the second time it is asked for."""
        if self._to_reset is not kind:
            self._say(fill(words.RESET_SURE, device=DEVICE_NAMES[kind]))
            self._to_reset = kind
            return
        try:
            self._context.station.reset_statistics(kind)
        except OSError:
            self._say(words.RESET_FAILED)
        else:
            self._say(words.RESET_DONE)
        self.changed.emit()

    def toggle_recording(self, kind: DeviceKind) -> None:
        """Begin a redacted trace of one device, or end it."""
        folder, station = self._context.traces, self._context.station
        if folder is None:
            return
        before = station.recording(kind)
        file = None if before is not None else folder / f"{kind}-{_now()}.jsonl"
        changing = station.record(kind, file)
        self._bridge.when_done(changing, lambda done: self._recording_changed(kind, before, done))

    def _recording_changed(self, kind: DeviceKind, ended: Path | None, done: "Future[None]") -> None:
        failure = failure_of(done)
        if failure is not None:
            told = (
                DeviceProblem(kind, failure).message if isinstance(failure, DeviceError) else literal(str(failure))
            )
            self._say(fill(words.NOT_RECORDED, message=told))
        else:
            self._say(EMPTY if ended is None else fill(words.RECORDED, file=literal(str(ended))))
        self.changed.emit()

    def suffer(self, kind: DeviceKind, fault: Fault | None) -> None:
        """Break a simulator in one way more, or mend it of that; None mends all. Hardware never."""
        station = self._context.station
        if not station.is_simulated(kind):
            return
        if fault is not None and fault in station.suffers(kind):
            station.mend(kind, fault)
        else:
            station.suffer(kind, fault, beside=True)
        self.changed.emit()

    def _say(self, text: Text) -> None:
        self._to_reset = None
        self.said.emit(text)


def _now() -> str:
    return f"{datetime.now(UTC):%Y%m%d-%H%M%S}"
