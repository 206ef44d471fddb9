"""What every simulator has in common: it is handed what a person would hand it, and fails as it is told to."""

import math
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar, TypeVar

from drivers.device import DeviceKind
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.fault_course import Ailment, FaultCourse
from drivers.faults import Fault
from drivers.lifecycle import Lifecycle
from drivers.observation import Observation, Observed

ResultT = TypeVar("ResultT")

PATIENCE_SECONDS = 5.0
"""How long, by the clock of its faults, a simulated driver waits for a device that is mute."""

_LETTING_GO = frozenset({"disable", "release", "close", "power_off"})
"""Never spoilt: a device that is gone can still be let go of."""
_BRINGING_UP = frozenset({"open", "claim", "enable", "poll"})
"""Not slowed down: what is slow is the device's work."""


class Simulated(Lifecycle, ABC):
    """Every simulated device is one of these, so that a face can tell it apart and never takes it for hardware.

    Stands before the kind's class among the bases, so that faults are met inside every tap. Faults of the way to
    the device (gone, taken, hung, slow) are met here, around each operation; what the device itself does wrong is
    the simulator's own, by ``fault``.
    """

    kind: ClassVar[DeviceKind]
    locus: ClassVar[str]
    _feeling: ClassVar = threading.RLock()
    _course: FaultCourse | None = None
    _of_this_call: tuple[Ailment, ...] = ()
    _felt: tuple[tuple[Ailment, ...], frozenset[Fault]] = ((), frozenset())
    _cancels = 0
    _cancels_before = 0

    @abstractmethod
    def present(self, stimulus: Any) -> None:
        """Put something before the device, from any thread; what it takes is the simulator's own.

        A scanner takes ``bytes``; a card reader a ``VirtualCard`` or None (removed); a camera an image or None
        (the empty mat); a printer nothing. TypeError or ValueError for the rest.
        """

    @property
    def course(self) -> FaultCourse:
        """What goes wrong with this device, and when."""
        if self._course is None:
            with self._feeling:
                self._course = self._course or FaultCourse(self.kind)
        return self._course

    def follow(self, course: FaultCourse) -> None:
        """Fail by this course from now on; before the device is opened."""
        self._course = course

    def suffer(self, fault: Fault | None, measure: float | None = None, *, beside: bool = False) -> None:
        """Fail so from now on, or with None be mended; ``beside`` what it suffers already, or in its place.

        From any thread. ValueError: this kind cannot fail so.
        """
        self.course.suffer(fault, measure, beside=beside)
        self.feel()

    def mend(self, fault: Fault) -> None:
        """Be mended of one fault, from any thread; the others stay."""
        self.course.mend(fault)
        self.feel()

    @property
    def ailments(self) -> tuple[Ailment, ...]:
        """All that is wrong now, with the device and with this operation; the last to begin stands last."""
        own = (ailment for ailment in self._of_this_call if self.course.lasts(ailment))
        return (*self.course.standing, *own)

    @property
    def faults(self) -> frozenset[Fault]:
        """The same by name; one that flaps is unplugged, or not."""
        return frozenset(fault for ailment in self.ailments if (fault := self._now(ailment)) is not None)

    def has(self, fault: Fault) -> bool:
        """Whether this is wrong now."""
        return fault in self.faults

    def felt(self, fault: Fault) -> Ailment | None:
        """The fault of this name that is in force, with its measure; the last to begin."""
        return next((ailment for ailment in reversed(self.ailments) if ailment.fault is fault), None)

    def _now(self, ailment: Ailment) -> Fault | None:
        if ailment.fault is not Fault.FLAPPING:
            return ailment.fault
        turns = (self.course.clock.now() - ailment.began) // ailment.measure
        return Fault.UNPLUGGED if turns % 2 == 0 else None

    def feel(self) -> None:
        """Look whether other faults are in force, and let the simulator know."""
        with self._feeling:
            feels = (self.ailments, self.faults)
            if feels != self._felt:
                self._felt = feels
                self.faults_changed(feels[1])

    def faults_changed(self, faults: frozenset[Fault]) -> None:
        """Others are in force, or none; for a simulator that has something to do at that moment."""

    def operate(self, operation: str, do: Callable[..., ResultT], *arguments: Any) -> ResultT:
        """See Lifecycle; the faults lie inside every tap, where hardware fails."""
        return super().operate(operation, partial(self._meet, operation, do), *arguments)

    def close(self) -> None:
        """See Lifecycle; what is held up by a fault comes back."""
        self.do_cancel()
        super().close()

    def do_cancel(self) -> None:
        """See Lifecycle: what is held up by a fault ends with CANCELLED."""
        self._cancels += 1
        self.course.wake()

    def do_find(self) -> str | None:
        """See Device; NO_HARDWARE while unplugged."""
        if self.has(Fault.UNPLUGGED):
            raise DeviceError(DeviceErrorCode.NO_HARDWARE, self.locus, Observation(Observed.UNPLUGGED))
        return None

    def do_find_service(self) -> str | None:
        """See Device; SERVICE_DOWN while it is down."""
        if self.has(Fault.SERVICE_DOWN):
            raise DeviceError(DeviceErrorCode.SERVICE_DOWN, self.locus, Observation(Observed.SERVICE_NOT_RUNNING))
        return None

    def hold(self, fault: Fault, seconds: float = math.inf) -> bool:
        """Wait while ``fault`` is in force, at most ``seconds`` of its clock; whether it still is. CANCELLED."""
        self.course.wait(
            lambda: self._cancels != self._cancels_before or not self.has(fault),
            seconds,
        )
        if self._cancels != self._cancels_before:
            raise DeviceError(DeviceErrorCode.CANCELLED, self.locus, f"held up by {fault}", retry_safe=False)
        return self.has(fault)

    def way_error(self, operation: str = "") -> DeviceError | None:
        """What stands between the terminal and the device now."""
        faults = self.faults
        if Fault.UNPLUGGED in faults:
            code = DeviceErrorCode.NO_HARDWARE if operation == "open" else DeviceErrorCode.OFFLINE
            return DeviceError(code, self.locus, Fault.UNPLUGGED)
        if Fault.SERVICE_DOWN in faults:
            return DeviceError(DeviceErrorCode.SERVICE_DOWN, self.locus, Fault.SERVICE_DOWN)
        if Fault.CLAIMED_ELSEWHERE in faults and operation != "open":
            return DeviceError(DeviceErrorCode.CLAIMED_ELSEWHERE, self.locus, Fault.CLAIMED_ELSEWHERE)
        return None

    def _meet(self, operation: str, do: Callable[..., ResultT], *arguments: Any) -> ResultT:
        if operation in _LETTING_GO:
            return do(*arguments)
        self._cancels_before = self._cancels
        self._of_this_call = self.course.begin(operation)
        try:
            self.feel()
            self._be_held_up(operation)
            error = self.way_error(operation)
            if error is not None and not operation.startswith("print_"):  # a print ends with a result
                raise error
            return do(*arguments)
        finally:
            self._of_this_call = ()
            self.feel()

    def _be_held_up(self, operation: str) -> None:
        if self.has(Fault.HUNG):
            self.hold(Fault.HUNG)
        slow = self.felt(Fault.SLOW)
        if slow is not None and operation not in _BRINGING_UP:
            self.hold(Fault.SLOW, slow.measure)
