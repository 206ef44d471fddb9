"""A climb under way, as others see it: a rung that never comes back hides none below it."""

import threading
import time
from concurrent.futures import Future

from drivers.errors import DeviceError, DeviceErrorCode
from drivers.health import HealthLevel, HealthReport, Rung, RungFinding, RungResult, rungs
from drivers.lifecycle import DeviceState
from drivers.observation import Observation, Observed

_HELD_AT = {
    DeviceState.CLOSED: Rung.OPENED,
    DeviceState.OPENED: Rung.CLAIMED,
    DeviceState.CLAIMED: Rung.CLAIMED,
    DeviceState.ENABLED: Rung.ANSWERS,
}
"""Which rung a device stands before that was brought up so far and no further."""
_PROVEN = {Rung.OPENED: Observed.OPENED, Rung.CLAIMED: Observed.ENABLED}


class Progress:
    """A climb under way, for whoever waits on another thread: a rung that never comes back hides none below it."""

    def __init__(self, level: HealthLevel) -> None:
        self._level = level
        self._lock = threading.Lock()
        self._findings: tuple[RungFinding, ...] = ()
        self._at: Rung | None = None
        self._since = 0.0

    @property
    def stands_on(self) -> Rung | None:
        """The rung that is being tried now; None before the first and after the last."""
        with self._lock:
            return self._at

    def begins(self, rung: Rung) -> None:
        """The climb stands on this rung now."""
        with self._lock:
            self._at, self._since = rung, time.perf_counter()

    def ended(self, finding: RungFinding) -> None:
        """The rung is behind it."""
        with self._lock:
            self._findings, self._at = (*self._findings, finding), None

    @property
    def level(self) -> HealthLevel:
        """How far it shall go."""
        return self._level

    @property
    def seconds_on_it(self) -> float:
        """How long it has stood on that rung; 0 where it stands on none."""
        with self._lock:
            return 0.0 if self._at is None else time.perf_counter() - self._since

    def held(self, state: DeviceState) -> None:
        """The climb cannot begin: a call holds the device, which was brought up to ``state``."""
        at = _HELD_AT[state]
        ladder = rungs(self._level)
        below = ladder[: ladder.index(at)]
        with self._lock:
            self._findings = tuple(
                RungFinding(rung, RungResult.PASSED, Observation(_PROVEN[rung]))
                if rung in _PROVEN
                else RungFinding(rung, RungResult.NOT_REACHED)
                for rung in below
            )
            self._at, self._since = at, time.perf_counter()

    def given_up(self, error: DeviceError) -> HealthReport | None:
        """The climb as far as it came, ``error`` on the rung it hangs at; None where it stands on none."""
        with self._lock:
            found, at, since = self._findings, self._at, self._since
        if at is None:
            return None
        ladder = rungs(self._level)
        hangs = RungFinding(at, RungResult.FAILED, str(error), (time.perf_counter() - since) * 1000, error)
        above = (RungFinding(rung, RungResult.NOT_REACHED) for rung in ladder[ladder.index(at) + 1 :])
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
