"""The health check as a ladder: each rung proves one thing more, and the first that fails says what to mend."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from drivers.errors import DeviceError

if TYPE_CHECKING:
    from drivers.device import DeviceKind


class HealthLevel(StrEnum):
    """How far a health check may go (UnifiedPOS: CheckHealth)."""

    INTERNAL = "internal"
    """Nothing moves and nobody is asked."""
    EXTERNAL = "external"
    """The device does something that can be seen: prints a strip, takes a still."""
    INTERACTIVE = "interactive"
    """A person, or another device, takes part: the printed code is read back."""


class Rung(StrEnum):
    """The rungs, from the cable up."""

    ATTACHED = "attached"
    OS_DRIVER = "os_driver"
    SERVICE = "service"
    OPENED = "opened"
    CLAIMED = "claimed"
    ANSWERS = "answers"
    SENSORS = "sensors"
    EXERCISE = "exercise"
    LOOPBACK = "loopback"


class RungResult(StrEnum):
    """How a rung went. UNKNOWN: the device does not say; NOT_SUPPORTED: there is nothing here to find out."""

    PASSED = "passed"
    FAILED = "failed"
    UNKNOWN = "unknown"
    NOT_SUPPORTED = "not_supported"
    NOT_REACHED = "not_reached"


class Verdict(StrEnum):
    """What a climb came to. UNKNOWN: nothing failed, and at least one rung's question stayed open."""

    PASSED = "passed"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class RungFinding:
    """One rung: how it went, what was seen (an ``Observation``), how long it took, the fault where it failed.

    ``hindered_by``: the other device whose fault ``error`` is, where this rung could not be tried for it.
    """

    rung: Rung
    result: RungResult
    seen: str = ""
    milliseconds: float = 0.0
    error: DeviceError | None = None
    hindered_by: "DeviceKind | None" = None


@dataclass(frozen=True)
class HealthReport:
    """A climb: every rung of the level, in order."""

    level: HealthLevel
    findings: tuple[RungFinding, ...]

    @property
    def stopped_at(self) -> RungFinding | None:
        """The rung that failed; None when the top was reached."""
        return next((finding for finding in self.findings if finding.result is RungResult.FAILED), None)

    @property
    def verdict(self) -> Verdict:
        """A rung that failed outweighs one that stayed open, and that outweighs all that passed."""
        if self.stopped_at is not None:
            return Verdict.FAILED
        return Verdict.UNKNOWN if self.open_at else Verdict.PASSED

    @property
    def open_at(self) -> tuple[RungFinding, ...]:
        """The rungs whose question stayed open: nobody said, or it could not be tried."""
        unanswered = (RungResult.UNKNOWN, RungResult.NOT_REACHED)
        return tuple(finding for finding in self.findings if finding.result in unanswered)

    @property
    def passed(self) -> bool:
        """Whether every rung there is answered, and none failed."""
        return self.verdict is Verdict.PASSED

    @property
    def milliseconds(self) -> float:
        """How long the climb took."""
        return sum(finding.milliseconds for finding in self.findings)


_INTERNAL = (
    Rung.ATTACHED, Rung.OS_DRIVER, Rung.SERVICE, Rung.OPENED, Rung.CLAIMED, Rung.ANSWERS, Rung.SENSORS,
)  # fmt: skip


def rungs(level: HealthLevel) -> tuple[Rung, ...]:
    """The rungs that one device climbs by itself, in order; ``LOOPBACK`` crosses devices."""
    return _INTERNAL if level is HealthLevel.INTERNAL else (*_INTERNAL, Rung.EXERCISE)
