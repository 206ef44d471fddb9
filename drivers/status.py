"""What a device says of itself: readings that may be unknown, or not to be had at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from drivers.errors import DeviceErrorCode


class Readiness(StrEnum):
    """How a device stands. UNKNOWN is an answer of its own and never read as good or bad."""

    ONLINE = "online"
    OFFLINE = "offline"
    NEEDS_ATTENTION = "needs_attention"
    UNKNOWN = "unknown"


class Sensor(StrEnum):
    """A sensor's reading. NOT_SUPPORTED: this device has no such sensor. UNKNOWN: it has, and did not say."""

    GOOD = "good"
    LOW = "low"
    BAD = "bad"
    UNKNOWN = "unknown"
    NOT_SUPPORTED = "not_supported"


@dataclass(frozen=True)
class DeviceStatus:
    """What a device says of itself. ``sensors`` maps a name (paper, cover, cutter, card, …) to its reading."""

    readiness: Readiness
    sensors: tuple[tuple[str, Sensor], ...] = ()
    text: str = ""


@dataclass(frozen=True)
class StatusChanged:
    """A device's readings changed."""

    status: DeviceStatus


_SENSED: Mapping[str, DeviceErrorCode] = {
    "cover": DeviceErrorCode.COVER_OPEN,
    "path": DeviceErrorCode.PAPER_JAM,
    "paper": DeviceErrorCode.PAPER_OUT,
    "cutter": DeviceErrorCode.CUTTER_ERROR,
    "head": DeviceErrorCode.OVERHEATED,
    "temperature": DeviceErrorCode.OVERHEATED,
    "toner": DeviceErrorCode.TONER_EMPTY,
    "output": DeviceErrorCode.OUTPUT_FULL,
    "mechanism": DeviceErrorCode.FAILURE,
    "card": DeviceErrorCode.CARD_MUTE,
    "line": DeviceErrorCode.OFFLINE,
}
"""What a BAD sensor calls for, the likeliest cause of the others first: a printer out of paper goes offline too."""


def bad_sensors(status: DeviceStatus) -> tuple[DeviceErrorCode, ...]:
    """Every failure a status speaks of, the likeliest cause first; a line down beside another is its effect."""
    bad = {name for name, reading in status.sensors if reading is Sensor.BAD}
    codes = tuple(dict.fromkeys(code for name, code in _SENSED.items() if name in bad))
    causes = tuple(code for code in codes if code is not DeviceErrorCode.OFFLINE)
    return causes or codes


def bad_sensor(status: DeviceStatus) -> DeviceErrorCode | None:
    """The failure a status speaks of first, by its sensors; None where none of them is bad."""
    return next(iter(bad_sensors(status)), None)
