"""The assessments of recorded visits, with the facts they were made from, for replay and for second visits."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kiosk.rules.replay import StoredAssessment
from kiosk.rules.second_visit import ToldLate, told_late
from kiosk.visits.events import Assessed, RecordFound
from kiosk.visits.state import RecordedEvent


@dataclass(frozen=True)
class SecondVisit:
    """A visit for a permit that had come before, and what it was told late; ``late`` must be empty."""

    first: UUID
    second: UUID
    late: tuple[ToldLate, ...]


def stored_assessments(events: Iterable[RecordedEvent]) -> tuple[StoredAssessment, ...]:
    """Every assessment of the visit that can be replayed, oldest first; those stored without facts are left out."""
    return tuple(
        StoredAssessment(recorded.event.facts, recorded.event.assessment)
        for recorded in events
        if isinstance(recorded.event, Assessed) and recorded.event.facts is not None
    )


def assessment_moments(events: Iterable[RecordedEvent]) -> tuple[datetime, ...]:
    """When each of ``stored_assessments`` was made, in the same order."""
    return tuple(
        recorded.recorded_at
        for recorded in events
        if isinstance(recorded.event, Assessed) and recorded.event.facts is not None
    )


def second_visits(visits: Iterable[Sequence[RecordedEvent]]) -> Iterator[SecondVisit]:
    """Each assessed visit, oldest first, beside the assessed visit for the same permit before it.

    A visit's last assessment is the one its notice was printed from.
    """
    before: dict[str, tuple[UUID, StoredAssessment]] = {}
    for events in visits:
        permit, assessments = _permit_number(events), stored_assessments(events)
        if permit is None or not assessments:
            continue
        visit = events[0].visit_id
        if permit in before:
            first, told = before[permit]
            yield SecondVisit(first, visit, told_late(told, assessments[-1]))
        before[permit] = (visit, assessments[-1])


def _permit_number(events: Iterable[RecordedEvent]) -> str | None:
    found = (recorded.event.record.permit_number for recorded in events if isinstance(recorded.event, RecordFound))
    return next(found, None)
