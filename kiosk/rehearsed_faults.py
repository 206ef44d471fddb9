"""The faults that are rehearsed on this terminal's simulators: by hand, or by a plan."""

from collections.abc import Callable, Iterable, Mapping

from drivers.clock import Clock
from drivers.device import DeviceKind
from drivers.fault_course import FaultCourse, Happening
from drivers.fault_plan import FaultPlan
from drivers.faults import Fault
from drivers.lifecycle import Lifecycle
from drivers.simulation import Simulated
from kiosk.device_problems import DEVICE_NAMES
from kiosk.terminal_problems import NotASimulator

DeviceNow = Callable[[DeviceKind], Lifecycle | None]
"""The device of a kind as it is now, another object after it hung; None where there is none."""


class RehearsedFaults:
    """One course a device, which outlives the device's objects; hardware follows none."""

    def __init__(self, kinds: Iterable[DeviceKind], clock: Clock, device_now: DeviceNow) -> None:
        self._courses: Mapping[DeviceKind, FaultCourse] = {kind: FaultCourse(kind, clock=clock) for kind in kinds}
        self._device_now = device_now

    def lead(self, kind: DeviceKind, device: Lifecycle) -> None:
        """Let a device that was just made go on with the faults that the one before it had."""
        if isinstance(device, Simulated):
            device.follow(self._courses[kind])

    def is_simulated(self, kind: DeviceKind) -> bool:
        """Whether this device is a simulator."""
        return isinstance(self._device_now(kind), Simulated)

    def simulator(self, kind: DeviceKind) -> Simulated:
        """The simulator of a kind; raises NotASimulator for hardware, and where there is none."""
        device = self._device_now(kind)
        if not isinstance(device, Simulated):
            raise NotASimulator(DEVICE_NAMES[kind])
        return device

    def suffered(self, kind: DeviceKind) -> tuple[Fault, ...]:
        """All that is wrong on purpose with one device now, the last to begin last; nothing for hardware."""
        course = self._courses.get(kind)
        return tuple(dict.fromkeys(ailment.fault for ailment in course.standing)) if course is not None else ()

    def plan(self, plan: FaultPlan) -> None:
        """Follow ``plan`` from now on in the place of everything before. Raises NotASimulator."""
        for kind in sorted(plan.kinds):
            self.simulator(kind)
        for kind, course in self._courses.items():
            course.follow(plan)
            if self.is_simulated(kind):
                self.simulator(kind).feel()

    def happened(self, kind: DeviceKind) -> tuple[Happening, ...]:
        """The faults on purpose that have begun at one device, in order."""
        course = self._courses.get(kind)
        return course.happened if course is not None else ()
