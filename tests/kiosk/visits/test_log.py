"""The log writes a problem down once, however often a scanner in noise repeats it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from drivers.errors import Actor
from kiosk.problems import Problem
from kiosk.records.event_store import EventStore
from kiosk.rules.assessment import Text
from kiosk.rules.facts import AgentProof, VisitorRole
from kiosk.visits.events import Face, ProblemNoted, VisitOpened, VisitorDeclared
from kiosk.visits.log import SAME_PROBLEM_SECONDS, VisitLog

NOISE = Problem("Q-101", Actor.STAFF, Text("无法识别", "not understood"))
OTHER = Problem("Q-102", Actor.STAFF, Text("其他", "something else"))


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EventStore]:
    store = EventStore(f"sqlite:///{tmp_path}/records.sqlite")
    yield store
    store.close()


def noted(store: EventStore, log: VisitLog) -> list[str]:
    events = [recorded.event for recorded in store.load(log.visit.visit_id)]
    return [event.code for event in events if isinstance(event, ProblemNoted)]


def test_the_same_problem_at_once_is_one_and_later_another(store: EventStore) -> None:
    clock = Clock()
    log = VisitLog(store, clock)
    log.begin(VisitOpened(Face.DESK, "gz", "12", "S001"))
    for _ in range(60):
        log.note_problem(NOISE)
        clock.now += SAME_PROBLEM_SECONDS / 100
    assert noted(store, log) == ["Q-101"]
    clock.now += SAME_PROBLEM_SECONDS
    log.note_problem(NOISE)
    assert noted(store, log) == ["Q-101", "Q-101"]


def test_another_problem_or_event_in_between_makes_it_a_new_one(store: EventStore) -> None:
    log = VisitLog(store, Clock())
    log.begin(VisitOpened(Face.DESK, "gz", "12", "S001"))
    for problem in (NOISE, OTHER, NOISE):
        log.note_problem(problem)
    log.note(VisitorDeclared(VisitorRole.APPLICANT, AgentProof(), ()))
    log.note_problem(NOISE)
    assert noted(store, log) == ["Q-101", "Q-102", "Q-101", "Q-101"]
    log.begin(VisitOpened(Face.DESK, "gz", "12", "S001"))
    log.note_problem(NOISE)
    assert noted(store, log) == ["Q-101"]


def test_without_a_visit_there_is_nothing_to_write_into(store: EventStore) -> None:
    VisitLog(store).note_problem(NOISE)
    assert store.visits() == []
