"""A unit's trigger, pressed while a scan is wanted: by the device's own thread, whoever armed it."""

import time

from drivers.code_scanner.receiving import ScanReceiver

PRESS_SECONDS = 5.0
"""Units let a session end by themselves after a while: while a scan is wanted, the trigger is pressed again."""


class Trigger:
    """Follows the arming of one unit from between two reads, so that nothing is written from another thread."""

    def __init__(self) -> None:
        self._pressed = False
        self._pressed_at = 0.0

    def follow(self, receiver: ScanReceiver, *, armed: bool) -> None:
        """Press or release it where the arming changed, or where a press has grown old; for ``to_send`` to say."""
        now = time.monotonic()
        if armed and (not self._pressed or now >= self._pressed_at + PRESS_SECONDS):
            self._pressed_at = now
        elif armed == self._pressed:
            return
        self._pressed = armed
        receiver.trigger(armed, now)
