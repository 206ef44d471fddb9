"""Which faults each kind of hardware can have, and how each shows: the table every simulator is held to."""

from collections.abc import Mapping
from dataclasses import dataclass

from drivers.device import DeviceKind
from drivers.errors import DeviceErrorCode
from drivers.faults import Fault
from drivers.printing import PrintOutcome
from drivers.status import Sensor


@dataclass(frozen=True)
class Sign:
    """How a fault shows; what is None or false does not.

    ``down``: the device is reported failed with this. ``work``: its work (a read, a still, a print) ends with
    this. ``outcome``: the print's. ``notice``: reported, and the device goes on. ``check``: the EXTERNAL health
    check stops at this. ``sensor``: its name and reading in the status. ``spoilt``: something comes, and is not
    what was put before the device. ``silent``: nothing comes. ``late``: the right thing comes, late. ``hangs``: the
    call never comes back, so the work ends with its deadline and the device is given up.
    """

    down: DeviceErrorCode | None = None
    work: DeviceErrorCode | None = None
    outcome: PrintOutcome | None = None
    notice: DeviceErrorCode | None = None
    check: DeviceErrorCode | None = None
    sensor: tuple[str, Sensor] | None = None
    spoilt: bool = False
    silent: bool = False
    late: bool = False
    hangs: bool = False


_EVERY: Mapping[Fault, Sign] = {
    Fault.SLOW: Sign(late=True),
    Fault.HUNG: Sign(hangs=True),
    Fault.UNPLUGGED: Sign(down=DeviceErrorCode.NO_HARDWARE),
    Fault.FLAPPING: Sign(down=DeviceErrorCode.NO_HARDWARE),
}
_TAKEN = {Fault.CLAIMED_ELSEWHERE: Sign(down=DeviceErrorCode.CLAIMED_ELSEWHERE)}
_SERVED = {Fault.SERVICE_DOWN: Sign(down=DeviceErrorCode.SERVICE_DOWN)}


def _stopped(code: DeviceErrorCode, sensor: str) -> Sign:
    return Sign(work=code, outcome=PrintOutcome.NOT_PRINTED, check=code, sensor=(sensor, Sensor.BAD))


def _unknown(code: DeviceErrorCode, sensor: tuple[str, Sensor] | None = None) -> Sign:
    return Sign(work=code, outcome=PrintOutcome.UNKNOWN, sensor=sensor)


_PRINTING: Mapping[Fault, Sign] = {
    Fault.TORN: _unknown(DeviceErrorCode.OFFLINE),
    Fault.OFFLINE: _stopped(DeviceErrorCode.OFFLINE, "line"),
    Fault.PAPER_OUT: _stopped(DeviceErrorCode.PAPER_OUT, "paper"),
    Fault.PAPER_ENDS: _unknown(DeviceErrorCode.PAPER_OUT),
    Fault.NEAR_END: Sign(outcome=PrintOutcome.PRINTED, sensor=("paper", Sensor.LOW)),
    Fault.COVER_OPEN: _stopped(DeviceErrorCode.COVER_OPEN, "cover"),
}
_NOT_SAID = ("paper", Sensor.UNKNOWN)

SIGNS: Mapping[DeviceKind, Mapping[Fault, Sign]] = {
    DeviceKind.CODE_SCANNER: {
        **_EVERY,
        **_TAKEN,
        Fault.MUTE: Sign(silent=True),
        Fault.GARBAGE: Sign(spoilt=True),
        Fault.SHORT: Sign(spoilt=True),
        Fault.OVERSIZE: Sign(notice=DeviceErrorCode.OVERSIZE),
    },
    DeviceKind.CARD_READER: {
        **_EVERY,
        **_TAKEN,
        **_SERVED,
        Fault.MUTE: Sign(work=DeviceErrorCode.CARD_MUTE, sensor=("card", Sensor.BAD)),
        Fault.GARBAGE: Sign(spoilt=True),
        Fault.SHORT: Sign(spoilt=True),
        Fault.OVERSIZE: Sign(spoilt=True),
        Fault.TORN: Sign(work=DeviceErrorCode.CARD_TORN),
    },
    DeviceKind.DOCUMENT_CAMERA: {
        **_EVERY,
        **_TAKEN,
        Fault.MUTE: Sign(work=DeviceErrorCode.FRAME_STALE, down=DeviceErrorCode.FRAME_STALE),
        Fault.FROZEN_FRAME: Sign(work=DeviceErrorCode.FRAME_STALE, down=DeviceErrorCode.FRAME_STALE),
        Fault.BLACK_FRAME: Sign(spoilt=True, check=DeviceErrorCode.FRAME_DARK),
        Fault.GARBAGE: Sign(spoilt=True),
        Fault.SHORT: Sign(spoilt=True),
    },
    DeviceKind.RECEIPT_PRINTER: {
        **_EVERY,
        **_TAKEN,
        **_PRINTING,
        Fault.MUTE: _unknown(DeviceErrorCode.TIMEOUT, _NOT_SAID),
        Fault.GARBAGE: _unknown(DeviceErrorCode.TIMEOUT, _NOT_SAID),
        Fault.SHORT: _unknown(DeviceErrorCode.TIMEOUT, _NOT_SAID),
        Fault.UNKNOWN_STATUS: Sign(outcome=PrintOutcome.PRINTED, sensor=_NOT_SAID),
        Fault.CUTTER_ERROR: _stopped(DeviceErrorCode.CUTTER_ERROR, "cutter"),
        Fault.COOLING: _stopped(DeviceErrorCode.OVERHEATED, "head"),
        Fault.JAM: _stopped(DeviceErrorCode.FAILURE, "mechanism"),
    },
    DeviceKind.DOCUMENT_PRINTER: {
        **_EVERY,
        **_SERVED,
        **_PRINTING,
        Fault.MUTE: Sign(down=DeviceErrorCode.TIMEOUT),
        Fault.GARBAGE: Sign(down=DeviceErrorCode.FAILURE),
        Fault.SHORT: Sign(down=DeviceErrorCode.FAILURE),
        Fault.UNKNOWN_STATUS: _unknown(DeviceErrorCode.TIMEOUT, _NOT_SAID),
        Fault.JAM: Sign(
            work=DeviceErrorCode.PAPER_JAM,
            outcome=PrintOutcome.UNKNOWN,
            check=DeviceErrorCode.PAPER_JAM,
            sensor=("path", Sensor.BAD),
        ),
        Fault.TONER_EMPTY: _stopped(DeviceErrorCode.TONER_EMPTY, "toner"),
        Fault.OUTPUT_FULL: _stopped(DeviceErrorCode.OUTPUT_FULL, "output"),
    },
}
"""A fault that a kind is not listed with, its hardware cannot have: a simulator refuses it."""


def faults_of(kind: DeviceKind) -> tuple[Fault, ...]:
    """The faults a kind of hardware can have, in the order of the enum."""
    return tuple(fault for fault in Fault if fault in SIGNS[kind])


def require_fault(kind: DeviceKind, fault: Fault) -> None:
    """ValueError where hardware of this kind cannot fail so."""
    if fault not in SIGNS[kind]:
        raise ValueError(f"a {kind} cannot be {fault}; it can be {', '.join(faults_of(kind))}")
