"""Bytes as they arrive to whole scans: a suffix ends one, or a pause where there is none; the rest is refused."""

import re
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from drivers.code_scanner import MAX_SCAN_BYTES

IDLE_SECONDS = 0.08
"""A pause this long ends a scan: units pause 16 ms at most within one, and not every unit sends a suffix."""

TORN_SECONDS = 1.0
"""A scan whose suffix has not come after a pause this long is torn: a slow line pauses less, a person more."""

SUFFIXES: Mapping[str, re.Pattern[bytes] | None] = {
    "any": re.compile(rb"[\r\n\t]"),
    "cr": re.compile(rb"\r"),
    "lf": re.compile(rb"\n"),
    "crlf": re.compile(rb"\r\n"),
    "tab": re.compile(rb"\t"),
    "none": None,
}
"""What ends a scan, by name. "any" splits a payload of several lines: set the unit's own, or "none", for those."""


class Refused(Enum):
    """Stands in the place of a scan that was not kept."""

    OVERSIZE = "oversize"
    TORN = "torn"


@dataclass(frozen=True)
class OfSeveral:
    """A scan whose message is split over several codes, by the unit's own word."""

    data: bytes


class ScanAssembler:
    """Collects bytes and yields scans in order. Times are ``time.monotonic()`` seconds, given by the caller.

    With a suffix of the unit's own, bytes without it are torn, never a scan. "any" takes a pause for an end until
    the unit has once closed what it sent with a suffix: then it is known to send one.
    """

    def __init__(self, suffix: str = "any", idle_seconds: float = IDLE_SECONDS) -> None:
        self._end = SUFFIXES[suffix]
        self._sends_suffix = suffix not in ("any", "none")
        self._idle = idle_seconds
        self._partial = bytearray()
        self._discarding = False
        self._last_byte_at = 0.0
        self._whole: deque[bytes | Refused] = deque()

    def feed(self, data: bytes, now: float) -> None:
        """Take bytes that arrived at ``now``."""
        self._last_byte_at = now
        self._partial += data
        while self._end and (end := self._end.search(self._partial)):
            self._finish(bytes(self._partial[: end.start()]))
            del self._partial[: end.end()]
            # A line end with more behind it may as well be inside a payload of a unit that sends no suffix.
            self._sends_suffix = self._sends_suffix or not self._partial
        # Room for a suffix of two bytes that has half arrived.
        if len(self._partial) > MAX_SCAN_BYTES + 1:
            self._refuse()

    def idle(self, now: float) -> None:
        """Say that nothing had arrived by ``now``: a pause long enough ends the scan at hand, or shows it torn."""
        if self.seconds_until_idle(now) != 0.0:
            return
        if self._sends_suffix and not self._discarding:
            self._whole.append(Refused.TORN)
        else:
            self._finish(bytes(self._partial))
        self._discarding = False
        self._partial.clear()

    def seconds_until_idle(self, now: float) -> float | None:
        """How long until a pause ends the scan at hand, or shows it torn; None when there is none."""
        if not self._partial and not self._discarding:
            return None
        pause = TORN_SECONDS if self._sends_suffix else self._idle
        return max(0.0, self._last_byte_at + pause - now)

    def next_scan(self) -> bytes | Refused | None:
        """The oldest scan that is whole, or that it was refused; None when there is none."""
        return self._whole.popleft() if self._whole else None

    def _finish(self, data: bytes) -> None:
        if self._discarding:
            self._discarding = False
        elif len(data) > MAX_SCAN_BYTES:
            self._whole.append(Refused.OVERSIZE)
        elif data:
            self._whole.append(data)

    def _refuse(self) -> None:
        """Say so at once, and keep only what could be the first half of a suffix."""
        if not self._discarding:
            self._whole.append(Refused.OVERSIZE)
        self._discarding = True
        del self._partial[:-1]
