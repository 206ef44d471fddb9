"""What a case needs done to a device from outside: the contract between the suite and whatever stands behind."""

from enum import StrEnum


class Stimulus(StrEnum):
    """Begun and ended by the bench. A thing is put before the device; a condition lasts until it is ended."""

    CODE = "code"
    """A code is presented, once."""
    LONG_CODE = "long_code"
    """One longer than any scan may be."""
    CARD = "card"
    """A card is in the reader; ended, it is taken out, whatever it is doing."""
    UNPLUGGED = "unplugged"
    """The device, or its power, is gone."""
    HELD_ELSEWHERE = "held_elsewhere"
    """Another program holds it."""
    SILENT = "silent"
    """It is there and answers nothing."""
    LATE = "late"
    """It answers, half a second late."""
    BLOCKED = "blocked"
    """The work under way does not come to its end."""
    STATUS_UNSAID = "status_unsaid"
    """It does not say how it stands."""
    PAPER_OUT = "paper_out"


class By(StrEnum):
    """Who does it: the weight of the evidence, told in the report."""

    SIMULATOR = "simulator"
    COUNTERPART = "counterpart"
    """A real program or line at the other end: a daemon, a server, a pseudo-terminal."""
    DOUBLE = "double"
    """A stand-in for a part of the system that the test machine does not have."""
    RECORDING = "recording"
    PERSON = "person"
    NOBODY = "nobody"


class NotDone(Exception):
    """The bench could not do it after all, or the person in front of the device passed it over."""
