"""A scanner that types: text to the key events of a US keyboard."""

from drivers.code_scanner import us_keyboard as us
from drivers.code_scanner.wedge import DOWN, UP, WedgeReceiver

SCANNER = 0.008
"""Seconds a key, as units type."""


class Typist:
    """Types text on a US keyboard, a character each ``gap`` seconds, shift held where it must be."""

    def __init__(self, receiver: WedgeReceiver, gap: float = SCANNER) -> None:
        self.receiver, self.gap, self.now = receiver, gap, 100.0

    def type(self, text: str, end: int | None = us.KEY_ENTER) -> None:
        for character in text:
            code, shifted = us.KEY_CODES[character]
            if shifted:
                self.receiver.key(us.KEY_LEFTSHIFT, DOWN, self.now)
            self.press(code)
            if shifted:
                self.receiver.key(us.KEY_LEFTSHIFT, UP, self.now)
        if end is not None:
            self.press(end)

    def press(self, code: int) -> None:
        self.receiver.key(code, DOWN, self.now)
        self.receiver.key(code, UP, self.now)
        self.now += self.gap

    def pause(self, seconds: float = 1.0) -> None:
        self.now += seconds
        self.receiver.idle(self.now)
