"""When nobody is there any more: a warning after a minute, then the wipe."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ui.theme import DURATIONS, Durations


class IdleWatch(QObject):
    """Counts seconds since the last sign of a person. ``now`` is ``time.monotonic``; tests give their own.

    ``warned`` carries the seconds left, once each tick; ``expired`` comes once. Watching starts with ``touch``.
    """

    warned = Signal(int)
    expired = Signal()

    def __init__(self, now: Callable[[], float], durations: Durations = DURATIONS) -> None:
        super().__init__()
        self._now, self._durations = now, durations
        self._last: float | None = None
        self._timer = QTimer(self, interval=durations.idle_tick)
        self._timer.timeout.connect(self.tick)

    def touch(self) -> None:
        """Somebody is there."""
        self._last = self._now()
        self._timer.start()

    def rest(self) -> None:
        """Nobody's data is on the screen; nothing to watch."""
        self._last = None
        self._timer.stop()

    @Slot()
    def tick(self) -> None:
        """Look at the clock."""
        if self._last is None:
            return
        idle = self._now() - self._last
        left = self._durations.idle_seconds + self._durations.idle_warning_seconds - idle
        if left <= 0:
            self.rest()
            self.expired.emit()
        elif idle >= self._durations.idle_seconds:
            self.warned.emit(int(left + 0.999))
