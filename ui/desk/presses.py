"""Tells a second press from the echo of the first."""

from collections.abc import Callable

DOUBLED_SECONDS = 0.4
"""The second press of a key within this time is the first one's echo: it never judges the next paper unseen."""


class Presses:
    """``clock`` gives seconds that only go forward."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._at: dict[object, float] = {}

    def is_doubled(self, key: object) -> bool:
        """Whether this press follows one of the same key so soon that nobody can have looked in between."""
        now = self._clock()
        if now - self._at.get(key, -DOUBLED_SECONDS) < DOUBLED_SECONDS:
            return True
        self._at[key] = now
        return False
