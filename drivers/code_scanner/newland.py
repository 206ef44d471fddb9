"""Newland's unified commands: triggering, and telling the unit's answers from scans in one stream of bytes."""

from enum import Enum

from drivers.code_scanner.assembly import IDLE_SECONDS
from drivers.code_scanner.receiving import PlainReceiver

_COMMAND_HEAD = b"~\x010000"
_ANSWER_HEAD = b"\x02\x010000"
_TAIL = b";\x03"
MAX_ANSWER_BYTES = 256
ANSWER_SECONDS = 1.0
"""How long an answer is waited for before the bytes that looked like its beginning are taken for a scan's."""


class NewlandAnswer(Enum):
    """What the unit said to a command: the byte before the answer's end."""

    ACCEPTED = b"\x06"
    REFUSED = b"\x15"
    NOT_SUPPORTED = b"\x05"


def newland_command(tag: str, *, kept: bool = False) -> bytes:
    """A command to the unit. ``kept``: over a restart too, which wears its memory; otherwise for now."""
    return _COMMAND_HEAD + (b"@" if kept else b"#") + tag.encode("ascii") + _TAIL


NEWLAND_TRIGGER = {True: newland_command("SCNTRG1"), False: newland_command("SCNTRG0")}


class NewlandReceiver(PlainReceiver):
    """Takes the unit's answers out of the stream; the rest is scans as any other unit's."""

    def __init__(self, suffix: str = "any", idle_seconds: float = IDLE_SECONDS) -> None:
        super().__init__(suffix, idle_seconds, NEWLAND_TRIGGER)
        self._held = bytearray()
        self._held_since = 0.0
        self.last_answer: NewlandAnswer | None = None

    def feed(self, data: bytes, now: float) -> None:
        """Take bytes that arrived at ``now``."""
        if not self._held:
            self._held_since = now
        self._held += data
        while self._held:
            if not self._take(now):
                return

    def idle(self, now: float) -> None:
        """Say that nothing had arrived by ``now``; what only began like an answer is a scan's after a while."""
        if self._held and now >= self._held_since + ANSWER_SECONDS:
            rest, self._held = bytes(self._held), bytearray()
            super().feed(rest, now)
        super().idle(now)

    def seconds_until_idle(self, now: float) -> float | None:
        """How long until a pause ends a scan, or an answer is given up."""
        waits = [super().seconds_until_idle(now)]
        if self._held:
            waits.append(max(0.0, self._held_since + ANSWER_SECONDS - now))
        return min((wait for wait in waits if wait is not None), default=None)

    def _take(self, now: float) -> bool:
        """Take what is surely a scan's, or one whole answer; False where more bytes must come first."""
        start = _first_beginning(self._held, _ANSWER_HEAD)
        if start:
            super().feed(bytes(self._held[:start]), now)
            del self._held[:start]
            self._held_since = now
            return True
        end = self._held.find(_TAIL)
        if end < 0 and len(self._held) <= MAX_ANSWER_BYTES:
            return False
        if end < 0 or end > MAX_ANSWER_BYTES or bytes(self._held[end - 1 : end]) not in _ANSWERS:
            super().feed(bytes(self._held[:1]), now)
            del self._held[:1]
            return True
        self.last_answer = NewlandAnswer(bytes(self._held[end - 1 : end]))
        del self._held[: end + len(_TAIL)]
        return True


_ANSWERS = frozenset(answer.value for answer in NewlandAnswer)


def _first_beginning(data: bytearray, head: bytes) -> int:
    """Where ``head``, or a beginning of it that the data's end cuts off, first stands; the length where nowhere."""
    whole = data.find(head)
    if whole >= 0:
        return whole
    for size in range(min(len(head) - 1, len(data)), 0, -1):
        if data.endswith(head[:size]):
            return len(data) - size
    return len(data)
