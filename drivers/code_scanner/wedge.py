"""A scanner that types like a keyboard: key events to scans, and a person's typing told from a scanner's."""

from collections import deque

from drivers.code_scanner import MAX_SCAN_BYTES
from drivers.code_scanner import us_keyboard as us
from drivers.code_scanner.assembly import Refused

SCANNER_GAP_SECONDS = 0.025
"""Average time between characters up to which nobody but a scanner types; units need 7 to 16 ms."""

MIN_SCAN_CHARACTERS = 6
"""Shorter runs are taken for a person's: two quick keys prove nothing."""

IDLE_SECONDS = 0.1
"""A pause this long ends a scan; longer than a suffix-less scanner's, for the kernel may deliver late."""

UP, DOWN, REPEAT = 0, 1, 2
"""A key event's value."""

_ENDS = frozenset({us.KEY_ENTER, us.KEY_KPENTER, us.KEY_TAB})
_SHIFTS = frozenset({us.KEY_LEFTSHIFT, us.KEY_RIGHTSHIFT})
_CTRLS = frozenset({us.KEY_LEFTCTRL, us.KEY_RIGHTCTRL})
_ALTS = frozenset({us.KEY_LEFTALT, us.KEY_RIGHTALT})
_MODIFIERS = _SHIFTS | _CTRLS | _ALTS


class WedgeReceiver:
    """Key events in, scans out, for a scanner set to a US keyboard. Times are seconds, from the events themselves.

    Reads key codes, so neither the desktop's layout nor an input method touches it. What a person types is
    forgotten at once and only counted (``typed``); a run with a key that means no character is ``unreadable``.
    """

    def __init__(self, min_characters: int = MIN_SCAN_CHARACTERS, gap_seconds: float = SCANNER_GAP_SECONDS) -> None:
        self._min_characters, self._gap = min_characters, gap_seconds
        self._held: set[int] = set()
        self._caps = False
        self._alt_digits = ""
        self._run = bytearray()
        self._length = 0
        self._odd = False
        self._first_at = self._last_at = 0.0
        self._scans: deque[bytes | Refused] = deque()
        self.typed = 0
        self.unreadable = 0

    def key(self, code: int, value: int, at: float) -> None:
        """Take one key event: Linux's code, UP, DOWN or REPEAT, and when."""
        self.idle(at)
        if value == REPEAT:
            return
        if code in _MODIFIERS:
            self._modifier(code, value, at)
        elif value == DOWN:
            self._pressed(code, at)

    def idle(self, now: float) -> None:
        """Say that nothing had arrived by ``now``: a pause ends the run at hand."""
        if self.seconds_until_idle(now) == 0.0:
            self._finish()

    def seconds_until_idle(self, now: float) -> float | None:
        """How long until a pause ends the run at hand; None when there is none."""
        return max(0.0, self._last_at + IDLE_SECONDS - now) if self._length else None

    def next_scan(self) -> bytes | Refused | None:
        """The oldest scan; None when there is none."""
        return self._scans.popleft() if self._scans else None

    def _modifier(self, code: int, value: int, at: float) -> None:
        if value == DOWN:
            self._held.add(code)
            return
        self._held.discard(code)
        if code in _ALTS and self._alt_digits:
            number, self._alt_digits = int(self._alt_digits), ""
            self._add(number if number <= 0xFF else None, at)

    def _pressed(self, code: int, at: float) -> None:
        if code == us.KEY_CAPSLOCK:
            self._caps = not self._caps
        elif code == us.KEY_NUMLOCK:
            return
        elif self._held & _ALTS:
            self._alt_key(code, at)
        elif code in _ENDS:
            self._finish()
        elif self._held & _CTRLS:
            self._add(us.control_character(code), at)
        else:
            self._add(self._character(code), at)

    def _alt_key(self, code: int, at: float) -> None:
        """Alt with keypad digits spells a byte, which comes when Alt is let go."""
        digit = us.KEYPAD.get(code, "")
        if digit.isdigit() and len(self._alt_digits) < 4:
            self._alt_digits += digit
        else:
            self._add(None, at)

    def _character(self, code: int) -> int | None:
        shifted = bool(self._held & _SHIFTS)
        plain = us.PLAIN.get(code, "")
        if plain.isalpha() and self._caps:
            shifted = not shifted
        character = us.SHIFTED[code] if shifted and plain else plain or us.KEYPAD.get(code, "")
        return ord(character) if character else None

    def _add(self, byte: int | None, at: float) -> None:
        if not self._length:
            self._first_at = at
        self._last_at = at
        self._length += 1
        self._odd = self._odd or byte is None
        if byte is not None and len(self._run) <= MAX_SCAN_BYTES:
            self._run.append(byte)

    def _finish(self) -> None:
        """End the run at hand: a scanner's is a scan, a person's is forgotten."""
        data, length, odd = bytes(self._run), self._length, self._odd
        lasted = self._last_at - self._first_at
        self._run.clear()
        self._length, self._odd = 0, False
        if length < self._min_characters or lasted > self._gap * (length - 1):
            self.typed += length
        elif odd:
            self.unreadable += 1
        else:
            self._scans.append(data if len(data) <= MAX_SCAN_BYTES else Refused.OVERSIZE)
