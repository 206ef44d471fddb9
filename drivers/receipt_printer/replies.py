"""What a receipt printer sends back: real-time status bytes, in-order paper status, and end-of-job marks."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from types import MappingProxyType

from drivers.errors import DeviceError, DeviceErrorCode
from drivers.status import DeviceStatus, Readiness, Sensor

PROCESS_ID_REPLY = b"\x37\x22"
_PROCESS_ID_REPLY_BYTES = 7
_AUTOMATIC_STATUS_BYTES = 4


class ReplyKind(Enum):
    """The four things a printer may say."""

    STATUS = auto()
    """Answer to DLE EOT n."""
    PAPER = auto()
    """Answer to GS r 1, in order with the data before it."""
    PROCESS_ID = auto()
    """Answer to GS ( H, once all data before it is done."""
    UNASKED = auto()
    """Automatic status, flow control or noise: believed in nothing."""


@dataclass(frozen=True)
class Reply:
    """One reply; ``data`` is the status byte, or the four bytes of a process id."""

    kind: ReplyKind
    data: bytes


def is_status_byte(byte: int) -> bool:
    """Whether a byte has the fixed bits of a DLE EOT answer."""
    return byte & 0x93 == 0x12


def take_reply(buffer: bytearray) -> Reply | None:
    """Take the first whole reply off ``buffer``; None when there is none yet."""
    if not buffer:
        return None
    first = buffer[0]
    if first == PROCESS_ID_REPLY[0]:
        if len(buffer) < _PROCESS_ID_REPLY_BYTES and PROCESS_ID_REPLY.startswith(buffer[:2]):
            return None
        if buffer[1] == PROCESS_ID_REPLY[1] and buffer[6] == 0:
            return _take(buffer, ReplyKind.PROCESS_ID, _PROCESS_ID_REPLY_BYTES, slice(2, 6))
    elif is_status_byte(first):
        return _take(buffer, ReplyKind.STATUS, 1)
    elif first & 0x93 == 0x10:
        if len(buffer) < _AUTOMATIC_STATUS_BYTES:
            return None
        return _take(buffer, ReplyKind.UNASKED, _AUTOMATIC_STATUS_BYTES)
    elif first & 0x90 == 0:
        return _take(buffer, ReplyKind.PAPER, 1)
    return _take(buffer, ReplyKind.UNASKED, 1)


def _take(buffer: bytearray, kind: ReplyKind, length: int, part: slice = slice(None)) -> Reply:
    data = bytes(buffer[:length])
    del buffer[:length]
    return Reply(kind, data[part])


_SAYS_NOTHING: Mapping[str, Sensor] = MappingProxyType({})


def read_status(answers: dict[int, int], port: Mapping[str, Sensor] = _SAYS_NOTHING) -> DeviceStatus:
    """The status that the answers to DLE EOT 1–4 amount to. A missing answer is UNKNOWN, never good or bad.

    ``port``: what is known of a silent printer by the line it hangs on.
    """
    sensors = {
        "line": _sensor(answers, 1, bad=0x08),
        "cover": _sensor(answers, 2, bad=0x04),
        "paper": _paper(answers),
        "cutter": _sensor(answers, 3, bad=0x08),
        "head": _sensor(answers, 3, bad=0x40),
        "mechanism": _sensor(answers, 3, bad=0x20),
    }
    for name, reading in port.items():
        if sensors[name] is Sensor.UNKNOWN:
            sensors[name] = reading
    return DeviceStatus(_readiness(sensors), tuple(sensors.items()))


def _sensor(answers: dict[int, int], number: int, *, bad: int) -> Sensor:
    if number not in answers:
        return Sensor.UNKNOWN
    return Sensor.BAD if answers[number] & bad else Sensor.GOOD


def _paper(answers: dict[int, int]) -> Sensor:
    if answers.get(2, 0) & 0x20 or answers.get(4, 0) & 0x60:
        return Sensor.BAD
    if 4 not in answers:
        return Sensor.UNKNOWN
    return Sensor.LOW if answers[4] & 0x0C else Sensor.GOOD


def _readiness(sensors: dict[str, Sensor]) -> Readiness:
    if any(reading is Sensor.BAD for name, reading in sensors.items() if name != "line"):
        return Readiness.NEEDS_ATTENTION
    if sensors["line"] is Sensor.BAD:
        return Readiness.OFFLINE
    if Sensor.UNKNOWN in sensors.values():
        return Readiness.UNKNOWN
    return Readiness.ONLINE


_FAULTS = {
    "cover": DeviceErrorCode.COVER_OPEN,
    "paper": DeviceErrorCode.PAPER_OUT,
    "cutter": DeviceErrorCode.CUTTER_ERROR,
    "head": DeviceErrorCode.OVERHEATED,
    "mechanism": DeviceErrorCode.FAILURE,
    "line": DeviceErrorCode.OFFLINE,
}
"""The code of each sensor's BAD, the likeliest cause of the others first."""


def known_fault(status: DeviceStatus, locus: str, *, retry_safe: bool) -> DeviceError | None:
    """The fault that keeps the printer from printing; None when no sensor says so."""
    sensors = dict(status.sensors)
    for name, code in _FAULTS.items():
        if sensors.get(name) is Sensor.BAD:
            return DeviceError(code, locus, f"{name}: {Sensor.BAD}", retry_safe)
    return None
