"""The assessments of a recorded visit, with the facts they were made from, for replay and for a second visit."""

from collections.abc import Iterable

from kiosk.rules.replay import StoredAssessment
from kiosk.visits.events import Assessed
from kiosk.visits.state import RecordedEvent


def stored_assessments(events: Iterable[RecordedEvent]) -> tuple[StoredAssessment, ...]:
    """Every assessment of the visit that can be replayed, oldest first; those stored without facts are left out."""
    return tuple(
        StoredAssessment(recorded.event.facts, recorded.event.assessment)
        for recorded in events
        if isinstance(recorded.event, Assessed) and recorded.event.facts is not None
    )
