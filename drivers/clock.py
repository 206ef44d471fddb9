"""The clock that faults go by: the machine's own, or a virtual one that a test or a rehearsal moves on."""

import threading
import time
from collections.abc import Callable
from typing import Protocol


class Clock(Protocol):
    """Seconds since some moment, and waiting by them."""

    def now(self) -> float:
        """Seconds; never goes back."""

    def wait(self, changed: threading.Condition, met: Callable[[], bool], seconds: float) -> bool:
        """Wait until ``met``, looked at whenever ``changed`` (held by the caller) is notified; whether it was."""


class SystemClock:
    """``time.monotonic``."""

    def now(self) -> float:
        """See Clock."""
        return time.monotonic()

    def wait(self, changed: threading.Condition, met: Callable[[], bool], seconds: float) -> bool:
        """See Clock."""
        return changed.wait_for(met, min(seconds, threading.TIMEOUT_MAX))


class VirtualClock:
    """Stands still until ``advance``: what would take an hour takes no time, and happens at the same moment."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._now = 0.0
        self._waiting: list[threading.Condition] = []

    def now(self) -> float:
        """See Clock."""
        return self._now

    @property
    def waiting(self) -> int:
        """How many wait for it to move on."""
        with self._lock:
            return len(self._waiting)

    def advance(self, seconds: float) -> None:
        """Move on, and wake whoever waited for that."""
        if seconds < 0:
            raise ValueError("no clock goes back")
        with self._lock:
            self._now += seconds
            waiting = list(self._waiting)
        for changed in waiting:
            with changed:
                changed.notify_all()

    def wait(self, changed: threading.Condition, met: Callable[[], bool], seconds: float) -> bool:
        """See Clock; waits without end where nobody moves it on."""
        with self._lock:
            self._waiting.append(changed)
            until = self._now + seconds
        try:
            changed.wait_for(lambda: met() or self.now() >= until)
        finally:
            with self._lock:
                self._waiting.remove(changed)
        return met()


SYSTEM_CLOCK = SystemClock()
