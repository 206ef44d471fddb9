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
    _of_this_call: Ailment | None = None
    _felt: tuple[Ailment | None, Fault | None] = (None, None)
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

    def suffer(self, fault: Fault | None, measure: float | None = None) -> None:
        """Fail so from now on, or with None be mended; from any thread. ValueError: this kind cannot fail so."""
        self.course.suffer(fault, measure)
        self.feel()

    @property
    def ailment(self) -> Ailment | None:
        """What is wrong now: with this operation, or else with the device."""
        own = self._of_this_call
        return own if own is not None and self.course.lasts(own) else self.course.standing

    @property
    def fault(self) -> Fault | None:
        """The same by name; one that flaps is unplugged, or not."""
        ailment = self.ailment
        if ailment is None or ailment.fault is not Fault.FLAPPING:
            return ailment.fault if ailment is not None else None
        turns = (self.course.clock.now() - ailment.began) // ailment.measure
        return Fault.UNPLUGGED if turns % 2 == 0 else None

    def feel(self) -> None:
        """Look whether another fault is in force, and let the simulator know."""
        with self._feeling:
            feels = (self.ailment, self.fault)
            if feels != self._felt:
                self._felt = feels
                self.fault_changed(feels[1])

    def fault_changed(self, fault: Fault | None) -> None:
        """Another fault is in force, or with None none; for a simulator that has something to do at that moment."""

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
        if self.fault is Fault.UNPLUGGED:
            raise DeviceError(DeviceErrorCode.NO_HARDWARE, self.locus, Observation(Observed.UNPLUGGED))
        return None

    def do_find_service(self) -> str | None:
        """See Device; SERVICE_DOWN while it is down."""
        if self.fault is Fault.SERVICE_DOWN:
            raise DeviceError(DeviceErrorCode.SERVICE_DOWN, self.locus, Observation(Observed.SERVICE_NOT_RUNNING))
        return None

    def hold(self, fault: Fault, seconds: float = math.inf) -> bool:
        """Wait while ``fault`` is in force, at most ``seconds`` of its clock; whether it still is. CANCELLED."""
        self.course.wait(
            lambda: self._cancels != self._cancels_before or self.fault is not fault,
            seconds,
        )
        if self._cancels != self._cancels_before:
            raise DeviceError(DeviceErrorCode.CANCELLED, self.locus, f"held up by {fault}", retry_safe=False)
        return self.fault is fault

    def way_error(self, operation: str = "") -> DeviceError | None:
        """What stands between the terminal and the device now."""
        code: DeviceErrorCode | None = None
        fault = self.fault
        if fault is Fault.UNPLUGGED:
            code = DeviceErrorCode.NO_HARDWARE if operation == "open" else DeviceErrorCode.OFFLINE
        elif fault is Fault.CLAIMED_ELSEWHERE and operation != "open":
            code = DeviceErrorCode.CLAIMED_ELSEWHERE
        elif fault is Fault.SERVICE_DOWN:
            code = DeviceErrorCode.SERVICE_DOWN
        return DeviceError(code, self.locus, fault or "") if code is not None else None

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
            self._of_this_call = None
            self.feel()

    def _be_held_up(self, operation: str) -> None:
        if self.fault is Fault.HUNG:
            self.hold(Fault.HUNG)
        ailment = self.ailment
        if ailment is not None and ailment.fault is Fault.SLOW and operation not in _BRINGING_UP:
            self.hold(Fault.SLOW, ailment.measure)
