"""At a second visit: what the first notice could have named and did not (P-01: everything is told once)."""

from dataclasses import dataclass
from datetime import date

from kiosk.rules.assessment import Assessment, Finding, Text, shown_days
from kiosk.rules.facts import Facts, Seen
from kiosk.rules.names import checklist_key, copy_subject
from kiosk.rules.replay import StoredAssessment


@dataclass(frozen=True)
class ToldLate:
    """A defect first named at a second visit although it was visible at the first, on ``could_be_told_on``."""

    finding: Finding
    could_be_told_on: date

    @property
    def mark(self) -> Text:
        """The mark beside the finding."""
        day = self.could_be_told_on
        return Text(f"此项{day}即可告知。", f"This could have been told on {day}.")


def told_late(first: StoredAssessment, second: StoredAssessment) -> tuple[ToldLate, ...]:
    """The second visit's defects that the first notice could have named and did not; there must be none.

    A defect was visible where every point it rests on stood the same at the first visit, under the same profile;
    what only the days between brought about was not. A sealed copy is a demand of its own: it could be told as soon
    as its paper was on the list, whatever was said of the original. Judged from the facts alone, without the rules,
    so that rules which let one defect hide another are found out.
    """
    if not _comparable(first.assessment, second.assessment):
        return ()
    return tuple(
        ToldLate(defect, first.assessment.assessed_on)
        for defect in second.assessment.defects
        if not _told(defect, first.assessment) and _visible(defect, first, second.facts)
    )


def _comparable(first: Assessment, second: Assessment) -> bool:
    same = (first.profile, first.calendar) == (second.profile, second.calendar)
    return same and first.assessed_on <= second.assessed_on


def _told(defect: Finding, first: Assessment) -> bool:
    """Whether the first assessment named it; of a copy, whether it asked for that copy in any words."""
    copy = _copy_of(defect.subject)
    if copy is None:
        return any((said.code, said.subject) == (defect.code, defect.subject) for said in first.findings)
    demand = copy_subject(copy)
    return any(_copy_of(said.subject) == copy or said.asks_besides == demand for said in first.findings)


def _visible(defect: Finding, first: StoredAssessment, now: Facts) -> bool:
    before = first.facts
    if (before.permit_class, before.business) != (now.permit_class, now.business):
        return False
    copy = _copy_of(defect.subject)
    if copy is not None:
        return any(not (o.copy_present and o.copy_sealed) for o in before.originals if o.key == copy)
    same = _known_of(defect.subject, before) == _known_of(defect.subject, now)
    return same and not _came_with_time(defect, first.assessment.assessed_on)


def _copy_of(subject: str) -> str | None:
    """The paper whose sealed copy a finding speaks of; None where it speaks of something else."""
    key = checklist_key(subject)
    return key if key is not None and subject.partition(".")[0] == copy_subject(key) else None


def _came_with_time(finding: Finding, first_day: date) -> bool:
    """Whether it had not yet expired on that day; an expiry shows its last valid day as what was seen."""
    return finding.code == "EXPIRED" and any(day >= first_day for day in shown_days(finding.seen))


def _known_of(subject: str, facts: Facts) -> tuple[object, ...]:
    """Every point a defect of that subject can rest on; all facts where the subject is of no known kind."""
    key = checklist_key(subject)
    head, _, field = subject.partition(".")
    if head not in _BESIDES and key is None and head not in _READ:
        return (facts,)
    readings = frozenset(match for match in facts.matches if (match.subject, match.field) == (head, field))
    besides = tuple(getattr(facts, name) for name in _BESIDES.get(head, ()))
    return (_judged({key, head}, facts), readings, *besides)


def _judged(keys: set[str | None], facts: Facts) -> frozenset[tuple[Seen, str]]:
    """What staff said of the paper itself; how its copy stands is another point."""
    return frozenset((original.seen, original.reason) for original in facts.originals if original.key in keys)


_VISITOR = ("visitor", "proof")
_BESIDES = {
    "visitor": (*_VISITOR, "originals"),
    "D-POA": _VISITOR,
    "M13": _VISITOR,
    "D-MED": ("medical", "entry_date"),
    "D-VCOPY": ("visa_copy", "residence_permit_copy"),
    "M08": ("photo", "photo_image", "photo_taken_on", "submitted_on"),
    "contract": ("contract", "submitted", "submitted_on"),
    "entry_date": ("entry_date",),
}
"""The facts each kind of subject rests on besides the paper itself and its readings."""
_READ = ("card",)
"""Read against the record, and no paper of the checklist."""
