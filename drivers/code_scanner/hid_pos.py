"""USB HID point-of-sale scanners (usage page 0x8C): reports of 64 bytes, a code in as many as it takes."""

from collections import deque
from dataclasses import dataclass

from drivers.code_scanner import MAX_SCAN_BYTES
from drivers.code_scanner.assembly import Refused

REPORT_BYTES = 64
SCANNED_DATA = 2
"""The report that carries a code; units have others, which are passed over."""

MAX_REPORT_DATA = 56
_AIM = slice(2, 5)
_DATA_AT = 5
_SYMBOLOGY_AT = 61
_FLAGS_AT = 63
_MORE = 0x01
NEXT_REPORT_SECONDS = 1.0
"""How long a code's next report may take; units send one each few milliseconds."""

COMMAND_REPORT = 253
MAX_COMMAND_BYTES = 62


@dataclass(frozen=True)
class ScannedDataReport:
    """A report: its piece of the code, the AIM identifier, the unit's own fourth byte, and whether more follows."""

    data: bytes
    aim_identifier: bytes
    symbology: int
    more: bool


def parse_report(report: bytes) -> ScannedDataReport | None:
    """The report, its number first as hidraw gives it; None for another report or one that contradicts itself."""
    if len(report) != REPORT_BYTES or report[0] != SCANNED_DATA or report[1] > MAX_REPORT_DATA:
        return None
    aim = report[_AIM]
    if aim[:1] != b"]" and any(aim):
        return None
    data = report[_DATA_AT : _DATA_AT + report[1]]
    return ScannedDataReport(data, aim if any(aim) else b"", report[_SYMBOLOGY_AT], bool(report[_FLAGS_AT] & _MORE))


def command_report(command: bytes) -> bytes:
    """A unit's serial command (a trigger, say) as the output report that Honeywell's and Access-IS's units take."""
    if len(command) > MAX_COMMAND_BYTES:
        raise ValueError(f"a report takes {MAX_COMMAND_BYTES} bytes of command")
    return bytes((COMMAND_REPORT, len(command))) + command.ljust(MAX_COMMAND_BYTES, b"\0")


class HidPosReceiver:
    """A ScanReceiver that is fed whole reports, as hidraw gives them: anything else fed is dropped.

    A code whose reports stop, or go on under another identifier, is forgotten: half a code is none.
    """

    def __init__(self, triggers: dict[bool, bytes] | None = None) -> None:
        self._triggers = triggers or {}
        self._outgoing = b""
        self._pieces = bytearray()
        self._identity: tuple[bytes, int] | None = None
        self._last_report_at = 0.0
        self._scans: deque[bytes | Refused] = deque()

    def feed(self, data: bytes, now: float) -> None:
        """Take one or more reports that arrived at ``now``."""
        for start in range(0, len(data), REPORT_BYTES):
            report = parse_report(data[start : start + REPORT_BYTES])
            if report is not None:
                self._take(report, now)

    def idle(self, now: float) -> None:
        """Say that nothing had arrived by ``now``."""
        if self.seconds_until_idle(now) == 0.0:
            self._forget()

    def seconds_until_idle(self, now: float) -> float | None:
        """How long until the code at hand is given up; None when there is none."""
        if self._identity is None:
            return None
        return max(0.0, self._last_report_at + NEXT_REPORT_SECONDS - now)

    def next_scan(self) -> bytes | Refused | None:
        """The oldest code, its AIM identifier first; None when there is none."""
        return self._scans.popleft() if self._scans else None

    def to_send(self) -> bytes:
        """The trigger's report, once."""
        outgoing, self._outgoing = self._outgoing, b""
        return outgoing

    def trigger(self, on: bool, now: float) -> None:
        """Press or release the trigger of a unit that takes serial commands in reports."""
        command = self._triggers.get(on)
        self._outgoing = command_report(command) if command else b""

    def _take(self, report: ScannedDataReport, now: float) -> None:
        identity = (report.aim_identifier, report.symbology)
        if self._identity != identity:
            self._forget()
        self._identity, self._last_report_at = identity, now
        self._pieces += report.data
        del self._pieces[MAX_SCAN_BYTES + 1 :]
        if not report.more:
            self._finish(report.aim_identifier)

    def _finish(self, identifier: bytes) -> None:
        if len(self._pieces) > MAX_SCAN_BYTES:
            self._scans.append(Refused.OVERSIZE)
        elif self._pieces:
            self._scans.append(identifier + bytes(self._pieces))
        self._forget()

    def _forget(self) -> None:
        self._pieces.clear()
        self._identity = None
