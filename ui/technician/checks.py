"""The health checks a technician started: one at a time for a device, and what came of the last."""

import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal

from drivers.device import DeviceKind
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.health import HealthLevel, HealthReport, Rung
from drivers.status import Readiness
from kiosk.device_problems import DeviceProblem
from kiosk.device_threads import HEALTH_SECONDS
from kiosk.device_views import DeviceView
from kiosk.loopback import READ_BACK_SECONDS, Hold, check_interactive
from ui.bridge import Bridge, failure_of
from ui.context import FaceContext

LIMITS: Mapping[HealthLevel, float] = {
    HealthLevel.INTERNAL: HEALTH_SECONDS,
    HealthLevel.EXTERNAL: HEALTH_SECONDS,
    HealthLevel.INTERACTIVE: HEALTH_SECONDS + READ_BACK_SECONDS,
}
"""Seconds after which a check of each level has ended, come what may."""


@dataclass(frozen=True)
class UnderWay:
    """A check that has not ended; ``began`` by the monotonic clock. ``stands_on`` tells its rung, if known."""

    level: HealthLevel
    began: float
    stands_on: Callable[[], Rung | None]

    @property
    def seconds(self) -> float:
        """How long it has run."""
        return time.monotonic() - self.began


@dataclass(frozen=True)
class Checked:
    """What came of a check: the report, or why there is none.

    ``overtaken``: it met a trouble, and what it met has been down and is well again.
    """

    kind: DeviceKind
    level: HealthLevel
    at: datetime
    report: HealthReport | None
    problem: DeviceProblem | None = None
    overtaken: bool = False

    @property
    def concerned(self) -> frozenset[DeviceKind]:
        """The devices whose faults it met; empty where all went well."""
        findings = self.report.findings if self.report is not None else ()
        return frozenset(finding.hindered_by or self.kind for finding in findings if finding.error is not None) | (
            {self.kind} if self.problem is not None else frozenset()
        )


class Checks(QObject):
    """``changed``: a check began or ended; ``strip_out``: a person shall hold this printer's paper to a reader."""

    changed = Signal(object)
    strip_out = Signal(object)

    def __init__(self, context: FaceContext, bridge: Bridge) -> None:
        super().__init__()
        self._context, self._bridge = context, bridge
        self._running: dict[DeviceKind, UnderWay] = {}
        self._last: dict[DeviceKind, Checked] = {}
        self._down_since: dict[DeviceKind, set[DeviceKind]] = {}
        self._reading_back: set[DeviceKind] = set()

    def running(self, kind: DeviceKind) -> UnderWay | None:
        """The check of this device that is under way."""
        return self._running.get(kind)

    def last(self, kind: DeviceKind) -> Checked | None:
        """What came of the last check of this device."""
        return self._last.get(kind)

    def look_at(self, views: Iterable[DeviceView]) -> None:
        """See which devices a check met in trouble have been down since, and are all well again."""
        well = {view.kind: view.readiness is Readiness.ONLINE for view in views}
        for kind, checked in self._last.items():
            down = {one for one in checked.concerned if not well.get(one, False)}
            was = self._down_since.setdefault(kind, set())
            if was and not down:
                self._last[kind] = replace(checked, overtaken=True)
            was |= down

    @property
    def any_running(self) -> bool:
        """Whether any check is under way."""
        return bool(self._running)

    @property
    def reports(self) -> dict[DeviceKind, HealthReport]:
        """The last report of every device that has one."""
        return {kind: one.report for kind, one in self._last.items() if one.report is not None}

    def start(self, kind: DeviceKind, level: HealthLevel) -> None:
        """Start one, unless one of this device is under way; two cannot wait for the same strip."""
        interactive = level is HealthLevel.INTERACTIVE
        levels = [one.level for one in self._running.values()]
        if kind in self._running or (interactive and level in levels):
            return
        self._running[kind] = UnderWay(level, time.monotonic(), partial(self._rung, kind))
        station = self._context.station
        checking = (
            check_interactive(station, kind, self._paper_is_out(kind), READ_BACK_SECONDS)
            if interactive
            else station.check_health(kind, level)
        )
        self._bridge.when_done(checking, partial(self._ended, kind))
        self.changed.emit(kind)

    def _rung(self, kind: DeviceKind) -> Rung | None:
        return Rung.LOOPBACK if kind in self._reading_back else self._context.station.stands_on(kind)

    def _paper_is_out(self, kind: DeviceKind) -> Hold:
        printed: Future[DeviceKind] = Future()
        self._bridge.when_done(printed, lambda done: self._now_read_back(kind, done.result()))

        def paper_is_out(printer: DeviceKind) -> None:
            printed.set_result(printer)
            self._context.hold_paper(printer)

        return paper_is_out

    def _now_read_back(self, kind: DeviceKind, printer: DeviceKind) -> None:
        if kind in self._running:
            self._reading_back.add(kind)
        self.strip_out.emit(printer)

    def _ended(self, kind: DeviceKind, done: "Future[HealthReport]") -> None:
        level = self._running.pop(kind).level
        self._down_since.pop(kind, None)
        self._reading_back.discard(kind)
        failure, at = failure_of(done), datetime.now().astimezone()
        if failure is None:
            self._last[kind] = Checked(kind, level, at, done.result())
        else:
            bug = DeviceError(DeviceErrorCode.FAILURE, kind.value, type(failure).__name__)
            error = failure if isinstance(failure, DeviceError) else bug
            self._last[kind] = Checked(kind, level, at, None, DeviceProblem(kind, error))
        self.changed.emit(kind)
