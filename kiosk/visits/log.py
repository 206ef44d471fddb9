"""The visit at hand: its state, and the one way to add to it, durable first and folded after."""

import time
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol
from uuid import UUID

from drivers.errors import Actor
from drivers.printing import PrintOutcome
from kiosk.problems import Problem
from kiosk.rules.assessment import Text
from kiosk.rules.replay import StoredAssessment
from kiosk.visits.events import Event, Face, PrintSettled, ProblemNoted, VisitOpened
from kiosk.visits.folding import apply, fold
from kiosk.visits.state import RecordedEvent, VisitState
from kiosk.visits.stored import stored_assessments

SAME_PROBLEM_SECONDS = 2.0
"""The same problem so soon, with nothing in between, is one: a scanner in noise reads 60 codes at once."""


class NoVisit(Problem):
    """Something was asked of a visit while none is open (V-101)."""

    def __init__(self) -> None:
        super().__init__(
            "V-101",
            Actor.STAFF,
            Text("请先扫描许可通知上的二维码。", "Scan the code on the permit notice first."),
        )


class EventLog(Protocol):
    """What a visit needs of the store (``kiosk.records.event_store.EventStore``)."""

    def open_visit(self, event: VisitOpened) -> RecordedEvent:
        """Begin a visit."""

    def append(
        self, visit_id: UUID, after: int, events: Sequence[Event], picture: bytes | None = None
    ) -> Sequence[RecordedEvent]:
        """Write the events after sequence ``after``, all or none."""

    def load(self, visit_id: UUID) -> Sequence[RecordedEvent]:
        """All events of a visit."""

    def open_visits(self) -> Sequence[UUID]:
        """Visits begun and not closed."""

    def earlier_visits(self, permit_number: str, before: UUID) -> Iterator[Sequence[RecordedEvent]]:
        """The visits for that permit begun before that visit, newest first; what cannot be read is left out."""

    def picture(self, visit_id: UUID, digest: str) -> bytes:
        """A stored picture."""


class VisitLog:
    """One visit at a time. Used from the session's thread only. ``clock`` gives seconds that only grow."""

    def __init__(self, store: EventLog, clock: Callable[[], float] = time.monotonic) -> None:
        self._store = store
        self._clock = clock
        self._noted: tuple[UUID, int, str] | None = None
        self._noted_at = 0.0
        self._before: tuple[tuple[UUID, str], StoredAssessment | None] | None = None
        self.state: VisitState | None = None

    @property
    def visit(self) -> VisitState:
        """The open visit; raises NoVisit."""
        if self.state is None:
            raise NoVisit
        return self.state

    def begin(self, opened: VisitOpened) -> None:
        """Begin a new visit; the one before must have been left."""
        self.state = fold([self._store.open_visit(opened)])

    def note(self, *events: Event, picture: bytes | None = None) -> VisitState:
        """Write ``events``, all or none, and fold them; when this returns they are durable."""
        visit = self.visit
        for recorded in self._store.append(visit.visit_id, visit.sequence, events, picture):
            visit = apply(visit, recorded)
        self.state = visit
        return visit

    def note_problem(self, problem: Problem) -> None:
        """Write down what went wrong, where a visit is open to write it into.

        The same problem within ``SAME_PROBLEM_SECONDS`` of having been written as the last event is written once.
        """
        visit, now = self.state, self._clock()
        if visit is None:
            return
        again = self._noted == (visit.visit_id, visit.sequence, problem.code)
        if again and now - self._noted_at < SAME_PROBLEM_SECONDS:
            return
        visit = self.note(ProblemNoted(problem.code, problem.actor.value, problem.message))
        self._noted, self._noted_at = (visit.visit_id, visit.sequence, problem.code), now

    def told_before(self, permit_number: str) -> StoredAssessment | None:
        """What the last visit for this permit was told, with its facts: its notice named that and no more.

        Looked up once a visit: what came before it does not change.
        """
        wanted = (self.visit.visit_id, permit_number)
        if self._before is None or self._before[0] != wanted:
            self._before = wanted, self._last_told(permit_number)
        return self._before[1]

    def _last_told(self, permit_number: str) -> StoredAssessment | None:
        for events in self._store.earlier_visits(permit_number, self.visit.visit_id):
            if assessments := stored_assessments(events):
                return assessments[-1]
        return None

    def leave(self) -> None:
        """Put the visit down; its events stay."""
        self.state = self._before = None

    def resume(self, face: Face, window: str) -> bool:
        """Take up the newest visit of this very face that was never closed, at the step where it stood.

        A print that was under way when the terminal stopped is UNKNOWN: a person must look at the tray.
        """
        states = (fold(self._store.load(visit_id)) for visit_id in reversed(self._store.open_visits()))
        here = (state for state in states if state and (state.face, state.window) == (face, window))
        self.state = next(here, None)
        if self.state is None:
            return False
        for job in self.visit.prints:
            if job.outcome is None:
                self.note(
                    PrintSettled(job.job_id, PrintOutcome.UNKNOWN, "the terminal stopped during the print", None)
                )
        return True

    def picture(self, digest: str) -> bytes:
        """A picture of the open visit, as JPEG."""
        return self._store.picture(self.visit.visit_id, digest)
