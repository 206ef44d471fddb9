"""What a driver needs of any scanner protocol: bytes in, whole scans out, and what must be sent back."""

from typing import Protocol

from drivers.code_scanner.assembly import IDLE_SECONDS, OfSeveral, Refused, ScanAssembler


class ScanReceiver(Protocol):
    """One protocol's state. Times are ``time.monotonic()`` seconds, given by the caller.

    A driver's loop: wait for bytes at most ``seconds_until_idle``; ``feed`` them, or say ``idle`` when none came;
    write what ``to_send`` gives; take scans from ``next_scan``. A scan's identifier, where the unit sends one,
    stands before its data (``aim.split_identifier``).
    """

    def feed(self, data: bytes, now: float) -> None:
        """Take bytes that arrived at ``now``."""

    def idle(self, now: float) -> None:
        """Say that nothing had arrived by ``now``."""

    def seconds_until_idle(self, now: float) -> float | None:
        """How long until silence means something; None when it means nothing."""

    def next_scan(self) -> bytes | OfSeveral | Refused | None:
        """The oldest whole scan, or that one was refused; None when there is none."""

    def to_send(self) -> bytes:
        """What must be written to the unit now; each byte is given out once."""

    def trigger(self, on: bool, now: float) -> None:
        """Have the unit look for a code, or stop; does nothing where the protocol has no such command."""


HONEYWELL_TRIGGER = {True: b"\x16T\r", False: b"\x16U\r"}
"""SYN T CR and SYN U CR; the unit gives no answer, and must be set to take serial triggers."""


class PlainReceiver(ScanAssembler):
    """Scans ended by a suffix or a pause, and the commands that press and release the trigger, if any."""

    def __init__(
        self, suffix: str = "any", idle_seconds: float = IDLE_SECONDS, triggers: dict[bool, bytes] | None = None
    ) -> None:
        super().__init__(suffix, idle_seconds)
        self._triggers = triggers or {}
        self._outgoing = b""

    def trigger(self, on: bool, now: float) -> None:
        """Press or release the trigger. Only the last word counts when both wait to be sent."""
        self._outgoing = self._triggers.get(on, b"")

    def to_send(self) -> bytes:
        """The trigger's command, once."""
        outgoing, self._outgoing = self._outgoing, b""
        return outgoing
