"""A fault plan: which device fails at which of its operations, how, and for how long, under a seed."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from drivers.device import DeviceKind
from drivers.fault_signs import require_fault
from drivers.faults import USUAL_MEASURE, Fault

ANY_OPERATION = "*"
"""Stands for every operation that is asked for; listening for events (``poll``) is not."""

_OF_EVERY_KIND = ("open", "claim", "enable", "poll", "status", "answer", "exercise")
_OF_ONE_KIND: Mapping[DeviceKind, tuple[str, ...]] = {
    DeviceKind.CARD_READER: ("power_on", "transmit"),
    DeviceKind.DOCUMENT_CAMERA: ("capture",),
    DeviceKind.RECEIPT_PRINTER: ("print_bands",),
    DeviceKind.DOCUMENT_PRINTER: ("print_pdf",),
}


def operations_of(kind: DeviceKind) -> tuple[str, ...]:
    """The operations that a fault can begin at; letting go of a device never fails."""
    return (ANY_OPERATION, *_OF_EVERY_KIND, *_OF_ONE_KIND.get(kind, ()))


def is_quantity(number: float | None) -> bool:
    """Whether it is more than nothing and can be counted to; None is left open, and may be."""
    return number is None or (math.isfinite(number) and number > 0)


@dataclass(frozen=True)
class Lasting:
    """How long a fault lasts: a count of operations, seconds of the clock, or, with neither, until mended.

    Counted in operations it is there only while these run; otherwise it is the whole device's, from then on.
    """

    operations: int | None = None
    seconds: float | None = None

    def __post_init__(self) -> None:
        if self.operations is not None and self.seconds is not None:
            raise ValueError("a fault lasts a count of operations or some seconds, not both")
        if (self.operations is not None and self.operations < 1) or not is_quantity(self.seconds):
            raise ValueError("a fault lasts at least one operation, or longer than no time, and not for ever")


UNTIL_MENDED = Lasting()


@dataclass(frozen=True)
class PlannedFault:
    """One entry: at which occurrence (from 1) of an operation the fault begins.

    ``at`` is an occurrence, or the first and the last of several: then the seed chooses. ``measure`` is the number
    that goes with some faults (``drivers.faults``). ValueError for what cannot be.
    """

    kind: DeviceKind
    fault: Fault
    operation: str = ANY_OPERATION
    at: int | tuple[int, int] = 1
    lasting: Lasting = UNTIL_MENDED
    measure: float | None = None

    def __post_init__(self) -> None:
        require_fault(self.kind, self.fault)
        require_measure(self.fault, self.measure)
        first, last = self.occurrences
        if not 1 <= first <= last:
            raise ValueError(f"no occurrence of an operation lies between {first} and {last}")
        known = operations_of(self.kind)
        if self.operation not in known:
            raise ValueError(f"a {self.kind} has no operation {self.operation!r}, only {', '.join(known)}")

    @property
    def occurrences(self) -> tuple[int, int]:
        """The first and the last occurrence it may begin at."""
        return (self.at, self.at) if isinstance(self.at, int) else self.at


@dataclass(frozen=True)
class FaultPlan:
    """What shall go wrong in one run; the same seed makes the same course."""

    faults: tuple[PlannedFault, ...] = ()
    seed: int = 0

    @property
    def kinds(self) -> frozenset[DeviceKind]:
        """The devices it has something for."""
        return frozenset(planned.kind for planned in self.faults)

    @property
    def chosen(self) -> tuple[tuple[PlannedFault, int], ...]:
        """Every entry with the occurrence it begins at, as the seed chooses."""
        return tuple(
            (planned, Random(f"{self.seed} {number}").randint(*planned.occurrences))
            for number, planned in enumerate(self.faults)
        )


NO_FAULTS = FaultPlan()


def require_measure(fault: Fault, measure: float | None) -> None:
    """ValueError where this fault takes no number, or not such a one."""
    if measure is None:
        return
    if fault not in USUAL_MEASURE:
        raise ValueError(f"{fault} takes no measure")
    if not is_quantity(measure):
        raise ValueError(f"the measure of {fault} is a number, and more than nothing")
