"""The health check as a ladder: each rung proves one thing more, and the first that fails says what to mend."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from drivers.errors import DeviceError, DeviceErrorCode
from drivers.lifecycle import DeviceState
from drivers.status import Sensor, bad_sensor

if TYPE_CHECKING:
    from drivers.device import Device, DeviceKind


class HealthLevel(StrEnum):
    """How far a health check may go (UnifiedPOS: CheckHealth)."""

    INTERNAL = "internal"
    """Nothing moves and nobody is asked."""
    EXTERNAL = "external"
    """The device does something that can be seen: prints a strip, takes a still."""
    INTERACTIVE = "interactive"
    """A person, or another device, takes part: the printed code is read back."""


class Rung(StrEnum):
    """The rungs, from the cable up."""

    ATTACHED = "attached"
    OS_DRIVER = "os_driver"
    SERVICE = "service"
    OPENED = "opened"
    CLAIMED = "claimed"
    ANSWERS = "answers"
    SENSORS = "sensors"
    EXERCISE = "exercise"
    LOOPBACK = "loopback"


class RungResult(StrEnum):
    """How a rung went. UNKNOWN: the device does not say; NOT_SUPPORTED: there is nothing here to find out."""

    PASSED = "passed"
    FAILED = "failed"
    UNKNOWN = "unknown"
    NOT_SUPPORTED = "not_supported"
    NOT_REACHED = "not_reached"


class Verdict(StrEnum):
    """What a climb came to. UNKNOWN: nothing failed, and at least one rung's question stayed open."""

    PASSED = "passed"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class RungFinding:
    """One rung: how it went, what was seen (for the technician), how long it took, the fault where it failed.

    ``hindered_by``: the other device whose fault ``error`` is, where this rung could not be tried for it.
    """

    rung: Rung
    result: RungResult
    seen: str = ""
    milliseconds: float = 0.0
    error: DeviceError | None = None
    hindered_by: "DeviceKind | None" = None


@dataclass(frozen=True)
class HealthReport:
    """A climb: every rung of the level, in order."""

    level: HealthLevel
    findings: tuple[RungFinding, ...]

    @property
    def stopped_at(self) -> RungFinding | None:
        """The rung that failed; None when the top was reached."""
        return next((finding for finding in self.findings if finding.result is RungResult.FAILED), None)

    @property
    def verdict(self) -> Verdict:
        """A rung that failed outweighs one that stayed open, and that outweighs all that passed."""
        if self.stopped_at is not None:
            return Verdict.FAILED
        return Verdict.UNKNOWN if self.open_at else Verdict.PASSED

    @property
    def open_at(self) -> tuple[RungFinding, ...]:
        """The rungs whose question stayed open: nobody said, or it could not be tried."""
        unanswered = (RungResult.UNKNOWN, RungResult.NOT_REACHED)
        return tuple(finding for finding in self.findings if finding.result in unanswered)

    @property
    def passed(self) -> bool:
        """Whether every rung there is answered, and none failed."""
        return self.verdict is Verdict.PASSED

    @property
    def milliseconds(self) -> float:
        """How long the climb took."""
        return sum(finding.milliseconds for finding in self.findings)


_INTERNAL = (
    Rung.ATTACHED, Rung.OS_DRIVER, Rung.SERVICE, Rung.OPENED, Rung.CLAIMED, Rung.ANSWERS, Rung.SENSORS,
)  # fmt: skip


class Unsure(str):
    """What was seen, where it leaves the rung's question open."""


Step = Callable[[], "str | None"]
"""Does one rung: what was seen, or None where the device has no such thing; DeviceError where it fails."""


class Progress:
    """A climb under way, for whoever waits on another thread: a rung that never comes back hides none below it."""

    def __init__(self, level: HealthLevel) -> None:
        self._level = level
        self._lock = threading.Lock()
        self._findings: tuple[RungFinding, ...] = ()
        self._at: Rung | None = None
        self._since = 0.0

    def begins(self, rung: Rung) -> None:
        """The climb stands on this rung now."""
        with self._lock:
            self._at, self._since = rung, time.perf_counter()

    def ended(self, finding: RungFinding) -> None:
        """The rung is behind it."""
        with self._lock:
            self._findings, self._at = (*self._findings, finding), None

    def given_up(self, error: DeviceError) -> HealthReport | None:
        """The climb as far as it came, ``error`` on the rung it hangs at; None where it stands on none."""
        with self._lock:
            found, at, since = self._findings, self._at, self._since
        if at is None:
            return None
        rungs = _rungs(self._level)
        hangs = RungFinding(at, RungResult.FAILED, str(error), _since(since), error)
        above = (RungFinding(rung, RungResult.NOT_REACHED) for rung in rungs[rungs.index(at) + 1 :])
        return HealthReport(self._level, (*found, hangs, *above))

    def told(self, climbing: "Future[HealthReport]") -> "Future[HealthReport]":
        """The report of a climb on another thread, or the rungs it had climbed when it was given up."""
        report: Future[HealthReport] = Future()

        def ended(done: "Future[HealthReport]") -> None:
            error = DeviceError(DeviceErrorCode.CANCELLED, "health") if done.cancelled() else done.exception()
            so_far = self.given_up(error) if isinstance(error, DeviceError) else None
            if error is None:
                report.set_result(done.result())
            elif so_far is not None:
                report.set_result(so_far)
            else:
                report.set_exception(error)

        climbing.add_done_callback(ended)
        return report


def climb(device: "Device[Any]", level: HealthLevel, progress: Progress | None = None) -> HealthReport:
    """Check a device rung by rung up to the first that fails; leaves the device in the state it was in.

    ``LOOPBACK`` crosses devices and is climbed by whoever has them all (``kiosk.loopback``).
    """
    was = device.state
    told = progress or Progress(level)
    findings: list[RungFinding] = []
    try:
        for rung in _rungs(level):
            failed = bool(findings) and findings[-1].result in (RungResult.FAILED, RungResult.NOT_REACHED)
            told.begins(rung)
            findings.append(
                RungFinding(rung, RungResult.NOT_REACHED) if failed else _try(rung, _step(device, rung))
            )
            told.ended(findings[-1])
    finally:
        if was is DeviceState.CLOSED:
            _let_go(device)
    return HealthReport(level, tuple(findings))


def _rungs(level: HealthLevel) -> tuple[Rung, ...]:
    return _INTERNAL if level is HealthLevel.INTERNAL else (*_INTERNAL, Rung.EXERCISE)


def _let_go(device: "Device[Any]") -> None:
    """Close; the rungs below the opening may have reached for something too."""
    if device.state is DeviceState.CLOSED:
        device.do_close()
    else:
        device.close()


def _step(device: "Device[Any]", rung: Rung) -> Step:
    return {
        Rung.ATTACHED: device.do_find,
        Rung.OS_DRIVER: device.do_find_os_driver,
        Rung.SERVICE: device.do_find_service,
        Rung.OPENED: lambda: _brought_to(device, DeviceState.OPENED),
        Rung.CLAIMED: lambda: _brought_to(device, DeviceState.ENABLED),
        Rung.ANSWERS: lambda: device.operate("answer", device.do_answer),
        Rung.SENSORS: lambda: _sensors(device),
        Rung.EXERCISE: lambda: device.operate("exercise", device.do_exercise),
    }[rung]


def _try(rung: Rung, step: Step) -> RungFinding:
    began = time.perf_counter()
    try:
        seen = step()
    except DeviceError as error:
        return RungFinding(rung, RungResult.FAILED, str(error), _since(began), error)
    except Exception as bug:  # noqa: BLE001  a driver's own bug is what is wrong with this rung
        # Its kind only: its words may hold what the device had read.
        failure = DeviceError(DeviceErrorCode.FAILURE, rung.value, type(bug).__name__)
        return RungFinding(rung, RungResult.FAILED, str(failure), _since(began), failure)
    if seen is None:
        return RungFinding(rung, RungResult.NOT_SUPPORTED)
    result = RungResult.UNKNOWN if isinstance(seen, Unsure) else RungResult.PASSED
    return RungFinding(rung, result, seen, _since(began))


def _brought_to(device: "Device[Any]", state: DeviceState) -> str:
    if device.state is DeviceState.CLOSED:
        device.open()
    if state > DeviceState.OPENED:
        device.claim()
        device.enable()
    return device.state.name.lower()


def _sensors(device: "Device[Any]") -> str | None:
    status = device.status()
    code = bad_sensor(status)
    if code is not None:
        bad = ", ".join(f"{name} {reading}" for name, reading in status.sensors if reading is Sensor.BAD)
        raise DeviceError(code, device.kind.value, ": ".join(filter(None, (bad, status.text))))
    if all(reading is Sensor.NOT_SUPPORTED for _, reading in status.sensors):
        return None
    text = ", ".join(f"{name} {reading}" for name, reading in status.sensors)
    return text if any(reading in (Sensor.GOOD, Sensor.LOW) for _, reading in status.sensors) else Unsure(text)


def _since(began: float) -> float:
    return (time.perf_counter() - began) * 1000
