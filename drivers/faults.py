"""Every way a device of this hall can fail, by one name each."""

from collections.abc import Mapping
from enum import StrEnum


class Fault(StrEnum):
    """What can be wrong with a device. ``measure`` in brackets: what the number that goes with it means."""

    MUTE = "mute"
    """It says nothing more; its driver waits, and gives up by its own patience."""
    SLOW = "slow"
    """It does everything, late (measure: seconds each time)."""
    HUNG = "hung"
    """The driver's call does not come back: until mended, cancelled or closed."""
    GARBAGE = "garbage"
    """What it says is noise."""
    SHORT = "short"
    """What it says breaks off in the middle."""
    OVERSIZE = "oversize"
    """It says more than anybody may believe (measure: bytes)."""
    TORN = "torn"
    """It is cut off in the middle of its work: the card pulled, the line broken."""
    UNPLUGGED = "unplugged"
    """It is not there."""
    FLAPPING = "flapping"
    """It goes and comes back, over and over (measure: seconds of each)."""
    CLAIMED_ELSEWHERE = "claimed_elsewhere"
    """Another program has taken it."""
    SERVICE_DOWN = "service_down"
    """The system's service it is reached through is not running."""
    UNKNOWN_STATUS = "unknown_status"
    """It works and does not say how it stands."""
    OFFLINE = "offline"
    """It was switched off-line at its own panel."""
    PAPER_OUT = "paper_out"
    PAPER_ENDS = "paper_ends"
    """The paper runs out in the middle of the next print (measure: rows of dots still on the roll)."""
    NEAR_END = "near_end"
    """There is little paper left; it still prints."""
    JAM = "jam"
    COVER_OPEN = "cover_open"
    CUTTER_ERROR = "cutter_error"
    COOLING = "cooling"
    """Its head is too hot, it waits."""
    TONER_EMPTY = "toner_empty"
    OUTPUT_FULL = "output_full"
    FROZEN_FRAME = "frozen_frame"
    """The same picture stands, no new one comes."""
    BLACK_FRAME = "black_frame"
    """Pictures without light: a lens cap, a lamp that is off."""


USUAL_MEASURE: Mapping[Fault, float] = {
    Fault.SLOW: 3.0,
    Fault.OVERSIZE: 5000,
    Fault.FLAPPING: 1.0,
    Fault.PAPER_ENDS: 200,
}
"""The number that goes with a fault where none is given; the others take none."""
