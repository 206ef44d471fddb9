"""A device that does again what a trace says one did; the part that is the same for every kind."""

import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

from drivers.clock import SYSTEM_CLOCK, Clock
from drivers.device import Capabilities, Device, Provenance, Source
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.observation import Observation, Observed
from drivers.redaction_kinds import Redactor
from drivers.replay_course import Course, Difference
from drivers.replay_values import value_of
from drivers.status import DeviceStatus, Readiness
from drivers.trace import Trace, TraceLine


class Replay(Device[Any]):
    """Answers as recorded, in the recorded order; stamped REPLAY with the recorded driver, version and serial.

    ``timing``: each answer takes the time it took, by ``clock``. Asked for something the trace does not have next,
    it says so (FAILURE, naming the line, what was asked and what was recorded) and keeps it in ``differences``.
    Opened again where the trace holds no further opening, it begins anew.
    """

    def __init__(self, file: str, trace: Trace, *, timing: bool = True, clock: Clock = SYSTEM_CLOCK) -> None:
        self._locus = f"replay:{Path(file).name}"
        self._header = trace.header
        self._course = Course(trace.lines)
        self._redactor = Redactor()
        self._timing, self._clock = timing, clock
        self._changed = threading.Condition()
        self._cancelled = False
        self._done_at = clock.now()
        self._stamp = trace.header.provenance

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Where it was asked for something else than was recorded."""
        return self._course.differences

    @property
    def provenance(self) -> Provenance:
        """See Device."""
        return replace(self._stamp, source=Source.REPLAY)

    @property
    def capabilities(self) -> Capabilities:
        """What was recorded; a file keeps nobody out, and can always be cancelled."""
        shows = self._header.capabilities.exercises and self._course.holds("exercise")
        return replace(
            self._header.capabilities, exclusive=False, names_holder=False, cancels=True, exercises=shows
        )

    def do_open(self) -> None:
        """See Device; from the start again where no further opening was recorded."""
        if not self._course.has_ahead("open"):
            self._course.rewind()
            self._redactor = Redactor()  # names its jobs anew, as the recording does
        self._done_at = self._clock.now()
        self._step("open")

    def do_claim(self) -> None:
        """See Device."""
        self._step("claim")

    def do_enable(self) -> None:
        """See Device."""
        self._step("enable")

    def do_disable(self) -> None:
        """See Device."""
        self._step("disable")

    def do_release(self) -> None:
        """See Device."""
        self._step("release")

    def do_close(self) -> None:
        """See Device."""

    def do_cancel(self) -> None:
        """What is waiting for its recorded time ends with CANCELLED."""
        with self._changed:
            self._cancelled = True
            self._changed.notify_all()

    def do_poll(self, timeout: float) -> Any:
        """The next recorded event, in its time."""
        line = self._course.next_event()
        due = timeout if line is None else self._due_in(line)
        if line is None or due > timeout:
            self._wait(timeout)
            return None
        self._wait(due)
        return self._answered(self._course.take(line))

    def do_status(self) -> DeviceStatus:
        """As recorded about here; UNKNOWN where the trace has no status."""
        line = self._course.status()
        if line is None:
            return DeviceStatus(Readiness.UNKNOWN, text="not recorded")
        status: DeviceStatus = self._answered(line)
        return status

    def do_answer(self) -> str:
        """What it said when it was asked, or that it was not."""
        return self._said("answer") or Observation(Observed.NOT_RECORDED)

    def do_exercise(self) -> str | None:
        """See Device."""
        return self._said("exercise")

    def do_find(self) -> str | None:
        """The trace stands in for the cable."""
        stamp = self._stamp
        return Observation(Observed.TRACE_OF, stamp.driver, stamp.driver_version, self._header.recorded_at)

    def _said(self, operation: str) -> str | None:
        if not self._course.has_ahead(operation):
            return None
        told: str | None = self._answered(self._course.find(operation, [], self._locus))
        return told

    def again(self, operation: str, *arguments: Any) -> Any:
        """Do one recorded operation again; DeviceError(FAILURE) where the trace has another one here."""
        line = self._course.find(operation, self._redactor.arguments(operation, arguments), self._locus)
        if self._timing and self._wait(line.took_ms / 1000):
            raise DeviceError(DeviceErrorCode.CANCELLED, self._locus, f"line {line.line}", retry_safe=False)
        return self._answered(line)

    def _step(self, operation: str) -> None:
        line = self._course.lifecycle(operation)
        if line is not None:
            self._answered(line)

    def _answered(self, line: TraceLine) -> Any:
        self._done_at = self._clock.now()
        if line.provenance is not None:
            self._stamp = line.provenance
        if line.error is not None:
            raise replace(line.error)
        return value_of(line.result, self.provenance)

    def _due_in(self, line: TraceLine) -> float:
        """Seconds until what came so long after the operation before it."""
        if not self._timing:
            return 0.0
        return max(0.0, self._course.pause_before(line) - (self._clock.now() - self._done_at))

    def _wait(self, seconds: float) -> bool:
        """Wait, and tell whether it was cancelled."""
        with self._changed:
            self._cancelled = False
            if seconds > 0:
                self._clock.wait(self._changed, lambda: self._cancelled, seconds)
            return self._cancelled
