"""Calls things at their time: one thread that keeps the deadlines of every device."""

import heapq
import itertools
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

FEW = 256
"""Alarms kept before those cancelled are looked for."""


@dataclass(order=True)
class Alarm:
    """One call to come. ``cancel`` may be called from any thread, also after it has rung."""

    due: float
    number: int
    ring: Callable[[], None] = field(compare=False)
    cancelled: bool = field(default=False, compare=False)

    def cancel(self) -> None:
        """Do not ring, and let go of what would have been rung for."""
        self.cancelled = True
        self.ring = _nothing


def _nothing() -> None:
    return


class Watch:
    """Rings alarms in order on a thread of its own. What rings must return at once and never raise."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._alarms: list[Alarm] = []
        self._tidy_at = FEW
        self._numbers = itertools.count()
        self._stopped = False
        self._thread: threading.Thread | None = None

    def after(self, seconds: float, ring: Callable[[], None]) -> Alarm:
        """Ring in ``seconds``; the thread is started with the first alarm."""
        alarm = Alarm(time.monotonic() + seconds, next(self._numbers), ring)
        with self._changed:
            if self._thread is None and not self._stopped:
                self._thread = threading.Thread(target=self._run, name="deadlines", daemon=True)
                self._thread.start()
            if len(self._alarms) >= self._tidy_at:
                self._tidy()
            heapq.heappush(self._alarms, alarm)
            if self._alarms[0] is alarm:
                self._changed.notify()
        return alarm

    def stop(self) -> None:
        """End the thread; what has not rung by then never will."""
        with self._changed:
            self._stopped = True
            self._alarms.clear()
            self._changed.notify()
            thread = self._thread
        if thread is not None and thread is not threading.current_thread():
            thread.join()

    def _tidy(self) -> None:
        """Most alarms are cancelled long before their time: forget those."""
        self._alarms = [alarm for alarm in self._alarms if not alarm.cancelled]
        heapq.heapify(self._alarms)
        self._tidy_at = max(FEW, 2 * len(self._alarms))

    def _run(self) -> None:
        while (alarm := self._next()) is not None:
            if not alarm.cancelled:
                alarm.ring()

    def _next(self) -> Alarm | None:
        """The next alarm when its time has come; None when stopped."""
        with self._changed:
            while not self._stopped:
                while self._alarms and self._alarms[0].cancelled:
                    heapq.heappop(self._alarms)
                left = self._alarms[0].due - time.monotonic() if self._alarms else None
                if left is not None and left <= 0:
                    return heapq.heappop(self._alarms)
                self._changed.wait(left)
            return None
