"""The health checks a technician started: one at a time for a device, its last report, and what to say of it."""

from concurrent.futures import Future
from functools import partial

from PySide6.QtCore import QObject, Signal

from drivers.device import DeviceKind
from drivers.errors import DeviceError
from drivers.health import HealthLevel, HealthReport
from kiosk.device_problems import DeviceProblem
from kiosk.loopback import READ_BACK_SECONDS, Hold, check_interactive
from kiosk.rules.assessment import Text
from ui.bridge import Bridge, failure_of
from ui.context import FaceContext
from ui.i18n import literal


class Checks(QObject):
    """``changed``: a check began or ended; ``strip_out``: a person shall hold this printer's paper to a reader."""

    changed = Signal(object)
    strip_out = Signal(object)

    def __init__(self, context: FaceContext, bridge: Bridge) -> None:
        super().__init__()
        self._context, self._bridge = context, bridge
        self._running: dict[DeviceKind, HealthLevel] = {}
        self.reports: dict[DeviceKind, HealthReport] = {}
        self.failures: dict[DeviceKind, Text] = {}

    def running(self, kind: DeviceKind) -> bool:
        """Whether a check of this device is under way."""
        return kind in self._running

    @property
    def any_running(self) -> bool:
        """Whether any check is under way."""
        return bool(self._running)

    def start(self, kind: DeviceKind, level: HealthLevel) -> None:
        """Start one, unless one of this device is under way; two cannot wait for the same strip."""
        interactive = level is HealthLevel.INTERACTIVE
        if self.running(kind) or (interactive and level in self._running.values()):
            return
        self._running[kind] = level
        self.failures.pop(kind, None)
        station = self._context.station
        checking = (
            check_interactive(station, kind, self._paper_is_out(), READ_BACK_SECONDS)
            if interactive
            else station.check_health(kind, level)
        )
        self._bridge.when_done(checking, partial(self._ended, kind))
        self.changed.emit(kind)

    def _paper_is_out(self) -> Hold:
        printed: Future[DeviceKind] = Future()
        self._bridge.when_done(printed, lambda done: self.strip_out.emit(done.result()))

        def paper_is_out(printer: DeviceKind) -> None:
            printed.set_result(printer)
            self._context.hold_paper(printer)

        return paper_is_out

    def _ended(self, kind: DeviceKind, done: "Future[HealthReport]") -> None:
        self._running.pop(kind, None)
        failure = failure_of(done)
        if failure is None:
            self.reports[kind] = done.result()
        else:
            self.reports.pop(kind, None)
            error = failure if isinstance(failure, DeviceError) else None
            self.failures[kind] = DeviceProblem(kind, error).message if error else literal(type(failure).__name__)
        self.changed.emit(kind)
