"""Turns what a trace tells of a result back into the value a driver gives."""

from collections.abc import Callable, Mapping
from typing import Any

from drivers.card_reader import CardInserted, CardRemoved
from drivers.code_scanner import Scan
from drivers.device import Provenance
from drivers.printing import PrintOutcome, PrintResult
from drivers.redaction_frame import frame_of
from drivers.status import DeviceStatus, Readiness, Sensor, StatusChanged
from drivers.trace import error_of

Told = Mapping[str, Any]


def value_of(told: Any, provenance: Provenance) -> Any:
    """The value; every reading in it is stamped with ``provenance``."""
    return _VALUES[told["is"]](told, provenance) if isinstance(told, dict) else told


def status_of(told: Told, _: Provenance | None = None) -> DeviceStatus:
    """A status; a reading this version does not know is UNKNOWN."""
    known = set(Sensor)
    sensors = (
        (name, Sensor(value) if value in known else Sensor.UNKNOWN) for name, value in told["sensors"].items()
    )
    return DeviceStatus(Readiness(told["readiness"]), tuple(sensors), told["text"])


def _print_result(told: Told, _: Provenance) -> PrintResult:
    error = None if told["error"] is None else error_of(told["error"])
    return PrintResult(told["job"], PrintOutcome(told["outcome"]), told["evidence"], error)


_VALUES: Mapping[str, Callable[[Any, Provenance], Any]] = {
    "bytes": lambda told, stamp: bytes.fromhex(told["hex"]),
    "text": lambda told, stamp: told["text"],
    "status": status_of,
    "status_changed": lambda told, stamp: StatusChanged(status_of(told["status"])),
    "card_inserted": lambda told, stamp: CardInserted(bytes.fromhex(told["hex"])),
    "card_removed": lambda told, stamp: CardRemoved(),
    "scan": lambda told, stamp: Scan(bytes.fromhex(told["hex"]), stamp, told["aim"], told.get("of_several", False)),
    "frame": frame_of,
    "print_result": _print_result,
    "other": lambda told, stamp: None,
}
