"""What can go wrong with a device, said so that the right person can act."""

from dataclasses import dataclass
from enum import StrEnum


class Actor(StrEnum):
    """Who must act on a fault (XFS4IoT's error action, in the hall's words)."""

    USER = "user"
    STAFF = "staff"
    TECHNICIAN = "technician"
    DEVELOPER = "developer"


class DeviceErrorCode(StrEnum):
    """Failure codes shown on every face; UnifiedPOS's distinctions, one number each."""

    CLOSED = "D-101"
    NO_HARDWARE = "D-102"
    OFFLINE = "D-103"
    CLAIMED_ELSEWHERE = "D-104"
    BUSY = "D-105"
    TIMEOUT = "D-106"
    SERVICE_DOWN = "D-107"
    CONFIGURATION = "D-108"
    FAILURE = "D-109"
    OVERSIZE = "D-110"
    NOT_CLAIMED = "D-111"
    DISABLED = "D-112"
    CANCELLED = "D-113"
    HUNG = "D-114"
    INCOMPLETE = "D-115"
    CARD_ABSENT = "D-201"
    CARD_TORN = "D-202"
    CARD_MUTE = "D-203"
    FRAME_STALE = "D-301"
    FRAME_DARK = "D-302"
    PAPER_OUT = "D-401"
    COVER_OPEN = "D-402"
    PAPER_JAM = "D-403"
    CUTTER_ERROR = "D-404"
    OVERHEATED = "D-405"
    MEDIA_UNSUPPORTED = "D-406"
    DOCUMENT_REFUSED = "D-407"
    TONER_EMPTY = "D-408"
    OUTPUT_FULL = "D-409"


INPUT_REFUSED = frozenset({DeviceErrorCode.OVERSIZE, DeviceErrorCode.INCOMPLETE})
"""What came from outside was not kept; the device is well and goes on."""

_ACTORS = {
    DeviceErrorCode.CLOSED: Actor.DEVELOPER,
    DeviceErrorCode.NO_HARDWARE: Actor.TECHNICIAN,
    DeviceErrorCode.OFFLINE: Actor.STAFF,
    DeviceErrorCode.CLAIMED_ELSEWHERE: Actor.TECHNICIAN,
    DeviceErrorCode.BUSY: Actor.STAFF,
    DeviceErrorCode.TIMEOUT: Actor.STAFF,
    DeviceErrorCode.SERVICE_DOWN: Actor.TECHNICIAN,
    DeviceErrorCode.CONFIGURATION: Actor.TECHNICIAN,
    DeviceErrorCode.FAILURE: Actor.TECHNICIAN,
    DeviceErrorCode.OVERSIZE: Actor.STAFF,
    DeviceErrorCode.NOT_CLAIMED: Actor.DEVELOPER,
    DeviceErrorCode.DISABLED: Actor.DEVELOPER,
    DeviceErrorCode.CANCELLED: Actor.STAFF,
    DeviceErrorCode.HUNG: Actor.TECHNICIAN,
    DeviceErrorCode.INCOMPLETE: Actor.STAFF,
    DeviceErrorCode.CARD_ABSENT: Actor.USER,
    DeviceErrorCode.CARD_TORN: Actor.USER,
    DeviceErrorCode.CARD_MUTE: Actor.USER,
    DeviceErrorCode.FRAME_STALE: Actor.TECHNICIAN,
    DeviceErrorCode.FRAME_DARK: Actor.STAFF,
    DeviceErrorCode.PAPER_OUT: Actor.STAFF,
    DeviceErrorCode.COVER_OPEN: Actor.STAFF,
    DeviceErrorCode.PAPER_JAM: Actor.STAFF,
    DeviceErrorCode.CUTTER_ERROR: Actor.TECHNICIAN,
    DeviceErrorCode.OVERHEATED: Actor.STAFF,
    DeviceErrorCode.MEDIA_UNSUPPORTED: Actor.TECHNICIAN,
    DeviceErrorCode.DOCUMENT_REFUSED: Actor.DEVELOPER,
    DeviceErrorCode.TONER_EMPTY: Actor.STAFF,
    DeviceErrorCode.OUTPUT_FULL: Actor.STAFF,
}


@dataclass
class DeviceError(Exception):
    """A fault of a device, or of the way to it.

    ``locus`` names where (a path, a reader, an address), never a person's data. ``vendor_text`` is what the
    driver below said, for the technician. ``retry_safe`` is false where a repeat could do the thing twice.
    """

    code: DeviceErrorCode
    locus: str
    vendor_text: str = ""
    retry_safe: bool = True

    @property
    def actor(self) -> Actor:
        """Who must act."""
        return _ACTORS[self.code]

    def __str__(self) -> str:
        detail = f": {self.vendor_text}" if self.vendor_text else ""
        return f"{self.code} {self.code.name} at {self.locus}{detail}"


class OperationRefused(Exception):
    """Base of what an operation handed to a device may say no with; it reaches the caller as it is.

    Everything else an operation raises is taken for a fault and becomes a DeviceError.
    """
