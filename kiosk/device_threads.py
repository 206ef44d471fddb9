"""The threads the devices run on: what is asked of a device is asked here, and ends by its deadline."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

from drivers.blame import blamed
from drivers.device import Device, DeviceKind
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.health import HealthLevel, HealthReport, Rung
from drivers.health_progress import Progress
from drivers.held_climb import climb_on
from drivers.runner import DeviceRunner
from drivers.watch import Watch
from kiosk.device_problems import DeviceProblem
from kiosk.device_views import DeviceViews

ResultT = TypeVar("ResultT")

HEALTH_SECONDS = 60.0
GRACE_SECONDS = 1.0
"""How much longer than a device's own deadline a caller waits, so that it is the device that answers."""


def _made(make: Callable[[], Device[Any]], locus: str) -> Device[Any]:
    with blamed(locus):
        return make()


class DeviceThreads:
    """One runner a device, all under one watch; what the devices tell goes to ``views``."""

    def __init__(self, views: DeviceViews) -> None:
        self._views = views
        self._watch = Watch()
        self._runners: dict[DeviceKind, DeviceRunner[Any]] = {}
        self._climbs: dict[DeviceKind, Progress] = {}

    def add(self, kind: DeviceKind, driver: str, address: str, make: Callable[[], Device[Any]]) -> None:
        """Make a device, and another should it hang; a driver that cannot be made is a fault that is shown."""
        made = partial(_made, make, f"{kind} {driver}")
        try:
            device = made()
        except DeviceError as error:
            self._views.cannot_be_made(kind, driver, error, address)
            return
        self._views.begin(kind, driver, device.provenance, address)
        self._runners[kind] = DeviceRunner(
            device,
            lambda event: self._views.heard(kind, event, self._runners[kind].device.provenance),
            replacement=made,
            watch=self._watch,
        )

    def now(self, kind: DeviceKind) -> Device[Any] | None:
        """The device of a kind as it is now, another object after it hung; None where there is none."""
        runner = self._runners.get(kind)
        return runner.device if runner is not None else None

    def all(self) -> Iterator[tuple[DeviceKind, Device[Any]]]:
        """Every device as it is now."""
        for kind, runner in self._runners.items():
            yield kind, runner.device

    def start(self) -> None:
        """Start every device's thread."""
        for runner in self._runners.values():
            runner.start()

    def stop(self) -> tuple[DeviceKind, ...]:
        """Close every device, all at a time; the kinds whose thread did not end in time."""
        with ThreadPoolExecutor(len(self._runners) or 1, "closing") as closing:
            ended = tuple(closing.map(DeviceRunner.stop, self._runners.values()))
        self._watch.stop()
        return tuple(kind for kind, done in zip(self._runners, ended, strict=True) if not done)

    def arm(self, kind: DeviceKind) -> None:
        """Let the device deliver its next input, once."""
        if kind in self._runners:
            self._runners[kind].arm()

    def disarm(self, kind: DeviceKind) -> None:
        """Let the device drop its input."""
        if kind in self._runners:
            self._runners[kind].disarm()

    def why_not(self, kind: DeviceKind) -> DeviceError:
        """What is wrong with a device that has no thread."""
        view = self._views.of(kind)
        return (view and view.last_error) or DeviceError(DeviceErrorCode.NO_HARDWARE, kind.value, "not configured")

    def submit(
        self,
        kind: DeviceKind,
        operation: Callable[[Any], ResultT],
        timeout: float | None = None,
        *,
        even_down: bool = False,
    ) -> "Future[ResultT]":
        """Queue an operation on one device's thread; its future fails at once where there is no such device."""
        runner = self._runners.get(kind)
        if runner is None:
            refused: Future[ResultT] = Future()
            refused.set_exception(self.why_not(kind))
            return refused
        return runner.submit(operation, timeout, even_down=even_down)

    def ask(self, kind: DeviceKind, operation: Callable[[Any], ResultT], timeout: float | None = None) -> ResultT:
        """Do an operation and wait for it; never for the GUI thread. Raises DeviceProblem."""
        future = self.submit(kind, operation, timeout)
        device = self.now(kind)
        limit = timeout if timeout is not None else (device.operation_timeout if device else 0.0)
        try:
            return future.result(limit + GRACE_SECONDS)
        except DeviceError as error:
            raise DeviceProblem(kind, error) from error
        except TimeoutError as error:
            late = DeviceError(DeviceErrorCode.TIMEOUT, kind.value, retry_safe=False)
            raise DeviceProblem(kind, late) from error

    def check_health(self, kind: DeviceKind, level: HealthLevel) -> "Future[HealthReport]":
        """Start a climb: see ``drivers.held_climb``; at the latest after ``HEALTH_SECONDS`` it is over."""
        runner = self._runners.get(kind)
        if runner is None:
            refused: Future[HealthReport] = Future()
            refused.set_exception(self.why_not(kind))
            return refused
        self._climbs[kind] = progress = Progress(level)
        return climb_on(runner, progress, HEALTH_SECONDS, self._watch)

    def stands_on(self, kind: DeviceKind) -> Rung | None:
        """The rung that the device's climb stands on now; None while there is none."""
        climb = self._climbs.get(kind)
        return climb.stands_on if climb is not None else None
