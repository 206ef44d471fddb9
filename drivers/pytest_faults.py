"""Fixtures for tests of whatever uses devices: ``pytest_plugins = ["drivers.pytest_faults"]`` brings them in."""

from collections.abc import Iterator

import pytest

from drivers.clock import VirtualClock
from drivers.fault_course import FaultCourse
from drivers.fault_plan import FaultPlan, PlannedFault
from drivers.simulation import Simulated


class Rehearsal:
    """``rehearse(device, planned, …)`` lets simulators fail by a plan; ``clock`` is moved on by the test."""

    def __init__(self, clock: VirtualClock) -> None:
        self.clock = clock
        self._courses: list[FaultCourse] = []

    def __call__(self, device: Simulated, *faults: PlannedFault, seed: int = 0) -> FaultCourse:
        """Let ``device``, not yet opened, fail so, and by hand through the course that is returned."""
        course = FaultCourse(device.kind, FaultPlan(faults, seed), self.clock)
        device.follow(course)
        self._courses.append(course)
        return course

    def mend_all(self) -> None:
        """Let whatever is held up come back."""
        for course in self._courses:
            course.suffer(None)


@pytest.fixture
def virtual_clock() -> VirtualClock:
    """A clock that stands still until it is moved on."""
    return VirtualClock()


@pytest.fixture
def rehearse(virtual_clock: VirtualClock) -> Iterator[Rehearsal]:
    """Lets simulators fail on purpose under ``virtual_clock``; at the end of the test everything is mended."""
    rehearsal = Rehearsal(virtual_clock)
    yield rehearsal
    rehearsal.mend_all()
