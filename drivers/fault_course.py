"""The course of one device's faults: what the plan and people's hands make of it, operation by operation."""

import math
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from random import Random

from drivers.clock import SYSTEM_CLOCK, Clock
from drivers.device import DeviceKind
from drivers.fault_plan import ANY_OPERATION, NO_FAULTS, FaultPlan, PlannedFault, require_measure
from drivers.fault_signs import require_fault
from drivers.faults import USUAL_MEASURE, Fault

KEPT = 1000
"""Happenings kept to look back at."""


@dataclass(frozen=True)
class Ailment:
    """One fault in force. ``until`` in the clock's seconds; ``mendings`` of it by then: a later one ends it."""

    fault: Fault
    measure: float
    began: float
    until: float
    mendings: int


@dataclass(frozen=True)
class Happening:
    """A fault began: at which occurrence of which operation, or by hand ("" and 0)."""

    fault: Fault
    operation: str = ""
    occurrence: int = 0


@dataclass
class _Pending:
    """A planned fault with the occurrence that the seed chose, and how many operations it still spoils."""

    planned: PlannedFault
    at: int
    left: int = 0
    begun: bool = False


def never_came(
    plan: FaultPlan, kind: DeviceKind, happened: Iterable[Happening]
) -> tuple[tuple[PlannedFault, int], ...]:
    """What of the plan for one device has not begun, each with the occurrence that it waits for."""
    left, missed = list(happened), []
    # A fault at "any operation" began at one of some name: it takes what the named ones leave.
    for planned, at in sorted(plan.chosen, key=lambda entry: entry[0].operation == ANY_OPERATION):
        if planned.kind is kind and (begun := next((one for one in left if _is_of(one, planned, at)), None)):
            left.remove(begun)
        elif planned.kind is kind:
            missed.append((planned, at))
    return tuple(missed)


def _is_of(one: Happening, planned: PlannedFault, at: int) -> bool:
    if planned.operation == ANY_OPERATION:
        return one.fault is planned.fault and one.operation != ""
    return one == Happening(planned.fault, planned.operation, at)


class FaultCourse:
    """From any thread. Outlives the device objects: a fault belongs to the hardware, not to its driver's object."""

    def __init__(self, kind: DeviceKind, plan: FaultPlan = NO_FAULTS, clock: Clock = SYSTEM_CLOCK) -> None:
        self.kind = kind
        self.clock = clock
        self.changed = threading.Condition()
        self._mendings: Counter[Fault] = Counter()
        self.follow(plan)

    def follow(self, plan: FaultPlan) -> None:
        """Begin anew with another plan: everything is mended and counted from nothing."""
        with self.changed:
            self._mendings.update(Fault)
            self._seen: Counter[str] = Counter()
            self._standing: list[Ailment] = []
            self._happened: deque[Happening] = deque(maxlen=KEPT)
            self._noise = Random(f"{plan.seed} {self.kind} noise")
            self._pending = [_Pending(planned, at) for planned, at in plan.chosen if planned.kind is self.kind]
            self.changed.notify_all()

    def suffer(self, fault: Fault | None, measure: float | None = None, *, beside: bool = False) -> None:
        """Make the device fail so until mended, in the place of what it suffers, or ``beside`` it; None mends it.

        What the plan has still to come stays to come. ValueError for what this kind of hardware cannot have.
        """
        if fault is not None:
            require_fault(self.kind, fault)
            require_measure(fault, measure)
        with self.changed:
            self._mend((fault,) if beside and fault is not None else Fault)
            if fault is not None:
                self._standing.append(self._ailment(fault, measure))
                self._happened.append(Happening(fault))
            self.changed.notify_all()

    def mend(self, fault: Fault) -> None:
        """End one fault; the others, and what is still to come, stay."""
        with self.changed:
            self._mend((fault,))
            self.changed.notify_all()

    def _mend(self, faults: Iterable[Fault]) -> None:
        ended = frozenset(faults)
        self._mendings.update(ended)
        self._standing = [ailment for ailment in self._standing if ailment.fault not in ended]
        for pending in self._pending:
            if pending.planned.fault in ended:
                pending.left = 0

    @property
    def standing(self) -> tuple[Ailment, ...]:
        """All that the device suffers as a whole, in the order it began; each ends by its own course."""
        with self.changed:
            return tuple(ailment for ailment in self._standing if self.lasts(ailment))

    @property
    def happened(self) -> tuple[Happening, ...]:
        """The faults that have begun, in order."""
        with self.changed:
            return tuple(self._happened)

    def lasts(self, ailment: Ailment) -> bool:
        """Whether it is still in force."""
        return ailment.mendings == self._mendings[ailment.fault] and self.clock.now() < ailment.until

    def begin(self, operation: str) -> tuple[Ailment, ...]:
        """Count an operation that begins now; the faults that the plan has for this operation alone."""
        with self.changed:
            self._standing = [ailment for ailment in self._standing if self.lasts(ailment)]
            self._seen[operation] += 1
            if operation != "poll":
                self._seen[ANY_OPERATION] += 1
            entries = [one for one in self._pending if one.planned.operation in (operation, ANY_OPERATION)]
            met = [self._meet(pending, operation) for pending in entries]
            return tuple(ailment for ailment in met if ailment is not None)

    def _meet(self, pending: _Pending, operation: str) -> Ailment | None:
        """Let a planned fault begin where its occurrence has come; returns it where it is this operation's own."""
        planned = pending.planned
        if planned.operation == ANY_OPERATION and operation == "poll":
            return None
        if not pending.begun and self._seen[planned.operation] == pending.at:
            pending.begun = True
            pending.left = planned.lasting.operations or 0
            self._happened.append(Happening(planned.fault, operation, self._seen[operation]))
            if not pending.left:
                self._stand(planned)
        if not pending.left:
            return None
        pending.left -= 1
        return self._ailment(planned.fault, planned.measure)

    def _stand(self, planned: PlannedFault) -> None:
        ailment = self._ailment(planned.fault, planned.measure)
        seconds = planned.lasting.seconds
        until = math.inf if seconds is None else ailment.began + seconds
        self._standing.append(replace(ailment, until=until))
        self.changed.notify_all()

    def _ailment(self, fault: Fault, measure: float | None) -> Ailment:
        usual = USUAL_MEASURE.get(fault, 0.0)
        return Ailment(fault, measure or usual, self.clock.now(), math.inf, self._mendings[fault])

    def noise(self, length: int) -> bytes:
        """Bytes that mean nothing; the seed's, in order."""
        with self.changed:
            return self._noise.randbytes(length)

    def wait(self, met: Callable[[], bool], seconds: float) -> bool:
        """Wait by the clock until ``met``, at most ``seconds``; ``met`` is also looked at when a fault runs out."""
        with self.changed:
            until = self.clock.now() + seconds
            while not met() and (left := until - self.clock.now()) > 0:
                self.clock.wait(self.changed, met, min(left, self._until_one_is_over()))
            return met()

    def wake(self) -> None:
        """Let every ``wait`` look again."""
        with self.changed:
            self.changed.notify_all()

    def _until_one_is_over(self) -> float:
        now = self.clock.now()
        return min((ailment.until - now for ailment in self._standing if ailment.until > now), default=math.inf)
