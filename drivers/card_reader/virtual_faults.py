"""What a virtual card does wrong when told to: silence, tearing, lateness, and answers no card should give."""

import time
from dataclasses import dataclass

OK = b"\x90\x00"
MORE_WITHOUT_END = b"\x61\xff"
WRONG_LENGTH_WITHOUT_END = b"\x6c\x10"


class CardGone(Exception):
    """The card left the reader before it could answer."""


@dataclass(frozen=True)
class CardFaults:
    """What goes wrong, counted in command APDUs since the card was powered (1 is the first); None: nothing.

    From ``mute_from`` on the card says nothing; at ``torn_at`` it is gone; the answer to ``oversize_at`` is
    filled up to ``oversize_bytes``, status included, and that to ``short_at`` is one byte. From ``late_from`` on
    every answer takes ``late_seconds``. From ``chained_from`` on it always has more to fetch (61FF), from
    ``corrected_from`` on every length is wrong (6C10). The answer to ``status_at`` is ``status`` alone. A card
    that is ``mute_at_reset`` gives no answer to that, as one put in upside down.
    """

    mute_from: int | None = None
    torn_at: int | None = None
    oversize_at: int | None = None
    oversize_bytes: int = 4002
    short_at: int | None = None
    late_from: int | None = None
    late_seconds: float = 1.0
    chained_from: int | None = None
    corrected_from: int | None = None
    status_at: int | None = None
    status: bytes = b"\x6f\x00"
    mute_at_reset: bool = False

    def begin(self, count: int) -> None:
        """Before the command is looked at. Raises CardGone where the card is torn out."""
        if _since(self.torn_at, count):
            raise CardGone
        if _since(self.late_from, count):
            time.sleep(self.late_seconds)

    def answer(self, count: int, right: bytes) -> bytes:
        """The answer to the command of that number instead of the ``right`` one, or that itself."""
        if _since(self.mute_from, count):
            return b""
        if _since(self.chained_from, count):
            return MORE_WITHOUT_END
        if _since(self.corrected_from, count):
            return WRONG_LENGTH_WITHOUT_END
        if count == self.status_at:
            return self.status
        if count == self.short_at:
            return right[:1]
        if count == self.oversize_at:
            return right[:-2].ljust(self.oversize_bytes - 2, b"\x00") + OK
        return right


def _since(first: int | None, count: int) -> bool:
    return first is not None and count >= first
