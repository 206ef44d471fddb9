"""At a second visit: what the first notice could have named and did not (P-01: everything is told once)."""

from dataclasses import dataclass
from datetime import date

from kiosk.rules.assessment import Assessment, Finding, Text, shown_text
from kiosk.rules.facts import Facts, OriginalFact
from kiosk.rules.names import checklist_key
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

    A defect was visible where everything known of its subject was the same at the first visit, under the same
    profile; what only the days between brought about was not. Judged from the facts alone, without the rules, so
    that rules which let one defect hide another are found out.
    """
    if not _comparable(first.assessment, second.assessment):
        return ()
    named = {(finding.code, finding.subject) for finding in first.assessment.findings}
    day = first.assessment.assessed_on
    return tuple(
        ToldLate(finding, day)
        for finding in second.assessment.defects
        if (finding.code, finding.subject) not in named
        and _known_of(finding.subject, first.facts) == _known_of(finding.subject, second.facts)
        and not _came_with_time(finding, day)
    )


def _comparable(first: Assessment, second: Assessment) -> bool:
    same = (first.profile, first.calendar) == (second.profile, second.calendar)
    return same and first.assessed_on <= second.assessed_on


def _came_with_time(finding: Finding, first_day: date) -> bool:
    """Whether it had not yet expired on that day; an expiry shows its last valid day as what was seen."""
    return finding.code == "EXPIRED" and shown_text(finding.seen).en >= f"{first_day}"


def _known_of(subject: str, facts: Facts) -> tuple[object, ...]:
    """Everything a defect of that subject can rest on; all facts where the subject is of no known kind."""
    key = checklist_key(subject)
    head, _, field = subject.partition(".")
    if head not in _BESIDES and key is None and head not in _READ:
        return (facts,)
    readings = frozenset(match for match in facts.matches if (match.subject, match.field) == (head, field))
    besides = tuple(getattr(facts, name) for name in _BESIDES.get(head, ()))
    return (facts.permit_class, facts.business, _judged(key, facts), readings, *besides)


def _judged(key: str | None, facts: Facts) -> frozenset[OriginalFact]:
    return frozenset(original for original in facts.originals if original.key == key)


_VISITOR = ("visitor", "proof", "originals")
_BESIDES = {
    "visitor": _VISITOR,
    "D-POA": _VISITOR,
    "M13": _VISITOR,
    "D-MED": ("medical", "entry_date"),
    "D-VCOPY": ("visa_copy", "residence_permit_copy"),
    "M08": ("photo", "photo_image", "photo_taken_on", "submitted_on"),
    "contract": ("contract", "submitted", "submitted_on"),
    "entry_date": ("entry_date",),
}
"""The facts each kind of subject rests on besides class, business, the paper itself and its readings."""
_READ = ("card",)
"""Read against the record, and no paper of the checklist."""
