"""What the rules say of a case before anybody has judged it: whether to come, before what, and by when."""

from dataclasses import dataclass
from datetime import date

from kiosk.printouts.time_limit import TimeLimit, time_limits
from kiosk.rules.assess import assess
from kiosk.rules.assessment import Assessment, Deadline, Finding, Outcome
from kiosk.rules.calendars import Calendar
from kiosk.rules.profile import Profile
from kiosk.visits.facts import facts_of
from kiosk.visits.state import VisitState


@dataclass(frozen=True)
class Foreseen:
    """Taken from the assessment of what is known so far.

    ``not_required`` says why nothing is verified on site in this case, None where it is; ``order`` before what the
    originals must be verified, where the locality says so; ``limits`` the last day, as papers tell it.
    """

    deadlines: tuple[Deadline, ...] = ()
    not_required: Finding | None = None
    order: Finding | None = None
    limits: tuple[TimeLimit, ...] = ()


def foreseen(visit: VisitState, profile: Profile, calendar: Calendar, today: date) -> Foreseen:
    """What to tell whoever has the permit of this visit, also before the visit is assessed."""
    assessment = visit.assessment or assess(facts_of(visit), profile, calendar, today)
    not_required = _coded(assessment, Outcome.NOT_REQUIRED)
    if not_required is not None:
        return Foreseen(not_required=not_required)
    return Foreseen(
        assessment.deadlines,
        order=_coded(assessment, "BEFORE_RESIDENCE_PERMIT"),
        limits=time_limits(assessment.deadlines, visit.entry_date, profile, today),
    )


def _coded(assessment: Assessment, code: str) -> Finding | None:
    return next((finding for finding in assessment.findings if finding.code == code), None)
