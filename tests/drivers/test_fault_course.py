"""A plan makes the same course under the same seed, and each fault lasts as long as it says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.clock import VirtualClock
from drivers.device import DeviceKind
from drivers.fault_course import FaultCourse
from drivers.fault_plan import FaultPlan, Lasting, PlannedFault
from drivers.fault_signs import faults_of
from drivers.faults import Fault

READER = DeviceKind.CARD_READER
OPERATIONS = ("open", "claim", "power_on", "transmit", "status", "poll")

lastings = st.one_of(
    st.just(Lasting()),
    st.builds(Lasting, operations=st.integers(1, 3)),
    st.builds(Lasting, seconds=st.floats(0.1, 5.0)),
)
planned_faults = st.builds(
    PlannedFault,
    kind=st.just(READER),
    fault=st.sampled_from(faults_of(READER)),
    operation=st.sampled_from((*OPERATIONS, "*")),
    at=st.one_of(st.integers(1, 6), st.tuples(st.integers(1, 3), st.integers(3, 9))),
    lasting=lastings,
)
plans = st.builds(FaultPlan, st.lists(planned_faults, max_size=5).map(tuple), seed=st.integers())
steps = st.lists(st.tuples(st.sampled_from(OPERATIONS), st.floats(0.0, 2.0)), max_size=40)


def played(plan: FaultPlan, operations: list[tuple[str, float]]) -> list[object]:
    """What a device suffers at each of its operations, and the noise it makes."""
    clock = VirtualClock()
    course = FaultCourse(READER, plan, clock)
    seen: list[object] = []
    for operation, seconds in operations:
        seen += [course.begin(operation), course.standing, course.noise(3)]
        clock.advance(seconds)
    return [*seen, course.happened]


@given(plan=plans, operations=steps)
def test_the_same_seed_makes_the_same_course(plan: FaultPlan, operations: list[tuple[str, float]]) -> None:
    assert played(plan, operations) == played(plan, operations)


@given(seed=st.integers(), first=st.integers(1, 5), more=st.integers(0, 5))
def test_the_seed_chooses_an_occurrence_within_the_plans_bounds(seed: int, first: int, more: int) -> None:
    planned = PlannedFault(READER, Fault.TORN, "transmit", (first, first + more))
    course = FaultCourse(READER, FaultPlan((planned,), seed))
    for _ in range(first + more):
        course.begin("transmit")
    (happening,) = course.happened
    assert first <= happening.occurrence <= first + more


def test_seeds_differ() -> None:
    planned = PlannedFault(READER, Fault.TORN, "transmit", (1, 50))
    chosen = set()
    for seed in range(20):
        course = FaultCourse(READER, FaultPlan((planned,), seed))
        for _ in range(50):
            course.begin("transmit")
        chosen.add(course.happened[0].occurrence)
    assert len(chosen) > 5


def course_of(*planned: PlannedFault) -> tuple[FaultCourse, VirtualClock]:
    clock = VirtualClock()
    return FaultCourse(READER, FaultPlan(planned), clock), clock


def faults(course: FaultCourse, operation: str, times: int) -> list[Fault | None]:
    found = []
    for _ in range(times):
        ailments = (*course.standing, *course.begin(operation), *course.standing)
        found.append(ailments[-1].fault if ailments else None)
    return found


def test_a_fault_counted_in_operations_spoils_these_and_no_others() -> None:
    course, _ = course_of(PlannedFault(READER, Fault.GARBAGE, "transmit", 2, Lasting(operations=2)))
    assert faults(course, "power_on", 3) == [None] * 3
    assert faults(course, "transmit", 2) == [None, Fault.GARBAGE]
    assert faults(course, "power_on", 1) == [None]
    assert faults(course, "transmit", 2) == [Fault.GARBAGE, None]


def test_a_fault_counted_in_seconds_is_the_whole_devices_until_they_are_over() -> None:
    course, clock = course_of(PlannedFault(READER, Fault.MUTE, "transmit", 1, Lasting(seconds=2.0)))
    assert faults(course, "transmit", 1) == faults(course, "status", 1) == [Fault.MUTE]
    clock.advance(2.5)
    assert faults(course, "transmit", 1) == [None]


def test_a_fault_until_mended_stays_until_then_and_does_not_come_again() -> None:
    course, clock = course_of(PlannedFault(READER, Fault.UNPLUGGED, "transmit", 2))
    assert faults(course, "transmit", 3) == [None, Fault.UNPLUGGED, Fault.UNPLUGGED]
    clock.advance(1e6)
    assert faults(course, "open", 1) == [Fault.UNPLUGGED]
    course.suffer(None)
    assert faults(course, "transmit", 3) == [None] * 3


def test_any_operation_counts_all_that_is_asked_for_but_not_the_listening() -> None:
    course, _ = course_of(PlannedFault(READER, Fault.MUTE, "*", 3, Lasting(operations=1)))
    assert faults(course, "poll", 5) == [None] * 5
    assert faults(course, "open", 1) == faults(course, "claim", 1) == [None]
    assert faults(course, "poll", 1) == [None]
    assert faults(course, "status", 2) == [Fault.MUTE, None]


def test_of_two_faults_each_ends_by_its_own_course() -> None:
    course, clock = course_of(
        PlannedFault(READER, Fault.SLOW, "status", 1),
        PlannedFault(READER, Fault.MUTE, "transmit", 1, Lasting(seconds=1.0)),
    )
    assert faults(course, "status", 1) == [Fault.SLOW]
    assert faults(course, "transmit", 1) == [Fault.MUTE]
    assert [ailment.fault for ailment in course.standing] == [Fault.SLOW, Fault.MUTE]
    clock.advance(1.0)
    assert faults(course, "status", 1) == [Fault.SLOW]


def test_one_fault_is_mended_and_the_others_stay() -> None:
    course, _ = course_of(PlannedFault(READER, Fault.GARBAGE, "transmit", 1, Lasting(operations=9)))
    course.suffer(Fault.SLOW, 0.5)
    course.suffer(Fault.MUTE, beside=True)
    course.suffer(Fault.SLOW, 2.0, beside=True)
    assert [(ailment.fault, ailment.measure) for ailment in course.standing] == [(Fault.MUTE, 0), (Fault.SLOW, 2)]
    assert [ailment.fault for ailment in course.begin("transmit")] == [Fault.GARBAGE]
    course.mend(Fault.MUTE)
    assert [ailment.fault for ailment in course.standing] == [Fault.SLOW]
    assert [ailment.fault for ailment in course.begin("transmit")] == [Fault.GARBAGE]
    course.mend(Fault.GARBAGE)
    assert course.begin("transmit") == ()
    course.suffer(Fault.TORN)
    assert [ailment.fault for ailment in course.standing] == [Fault.TORN], "without beside it takes their place"


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: PlannedFault(READER, Fault.PAPER_OUT),
        lambda: PlannedFault(READER, Fault.MUTE, at=0),
        lambda: PlannedFault(READER, Fault.MUTE, at=(3, 2)),
        lambda: PlannedFault(READER, Fault.MUTE, operation=""),
        lambda: PlannedFault(READER, Fault.MUTE, operation="print_bands"),
        lambda: PlannedFault(READER, Fault.MUTE, operation="close"),
        lambda: PlannedFault(READER, Fault.MUTE, measure=2.0),
        lambda: PlannedFault(READER, Fault.SLOW, measure=0.0),
        lambda: Lasting(operations=1, seconds=1.0),
        lambda: Lasting(operations=0),
        lambda: Lasting(seconds=0.0),
        lambda: VirtualClock().advance(-1.0),
    ],
)
def test_what_cannot_be_planned_is_refused(wrong: object) -> None:
    with pytest.raises(ValueError):
        wrong()  # type: ignore[operator]


@pytest.mark.parametrize("number", [float("nan"), float("inf"), 0.0, -1.0])
def test_a_plan_takes_no_number_that_cannot_be_counted_to(number: float) -> None:
    with pytest.raises(ValueError, match="not for ever"):
        Lasting(seconds=number)
    with pytest.raises(ValueError, match="more than nothing"):
        PlannedFault(DeviceKind.CARD_READER, Fault.SLOW, measure=number)
