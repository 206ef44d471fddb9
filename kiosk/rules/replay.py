"""A stored assessment judged once more: the same verdict, or what a newer profile would decide otherwise."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kiosk.rules.assess import assess
from kiosk.rules.assessment import Assessment, Deadline, Finding, Shown, shown_days
from kiosk.rules.calendars import Calendar
from kiosk.rules.facts import Facts
from kiosk.rules.profile import Profile


@dataclass(frozen=True)
class StoredAssessment:
    """What was decided, and all the facts it was decided from. The assessment names profile, calendar and rules."""

    facts: Facts
    assessment: Assessment


class What(StrEnum):
    """What may differ between a stored assessment and its replay."""

    PROFILE = "profile"
    CALENDAR = "calendar"
    RULES = "rules"
    OUTCOME = "outcome"
    FINDING = "finding"
    DEADLINE = "deadline"


_VERSIONS = (What.PROFILE, What.CALENDAR, What.RULES)


@dataclass(frozen=True)
class Change:
    """One difference: ``before`` as stored, ``now`` as judged again; empty where one side has nothing.

    Of a finding both are the same where it only shows another value, which may be a person's.
    """

    what: What
    before: str
    now: str


@dataclass(frozen=True)
class Replay:
    """A stored assessment beside the same facts judged again, and every difference between the two."""

    stored: Assessment
    now: Assessment
    changes: tuple[Change, ...]

    @property
    def same_verdict(self) -> bool:
        """Whether outcome, findings and deadlines are what they were."""
        return all(change.what in _VERSIONS for change in self.changes)

    @property
    def is_explained(self) -> bool:
        """Whether another verdict can come from another version; if not, the record or the engine is wrong."""
        return self.same_verdict or any(change.what in _VERSIONS for change in self.changes)


def replay(stored: StoredAssessment, profile: Profile, calendar: Calendar) -> Replay:
    """Judges the stored facts again, on the day they were judged, under this profile and calendar."""
    before = stored.assessment
    now = assess(stored.facts, profile, calendar, before.assessed_on)
    return Replay(before, now, tuple(_changes(before, now)))


def _changes(before: Assessment, now: Assessment) -> Iterator[Change]:
    yield from _unless_same(What.PROFILE, before.profile, now.profile)
    yield from _unless_same(What.CALENDAR, before.calendar, now.calendar)
    yield from _unless_same(What.RULES, " ".join(before.rules), " ".join(now.rules))
    yield from _unless_same(What.OUTCOME, before.outcome, now.outcome)
    yield from _findings(before.findings, now.findings)
    if [*map(_dated, before.deadlines)] != [*map(_dated, now.deadlines)]:
        yield Change(What.DEADLINE, _days(before.deadlines), _days(now.deadlines))


def _findings(before: Sequence[Finding], now: Sequence[Finding]) -> Iterator[Change]:
    """Each finding that went or came, and in one change what only has another source, weight or value."""
    then, today = ({_judged(finding) for finding in each} for each in (before, now))
    gone = [finding for finding in before if _judged(finding) not in today]
    come = [finding for finding in now if _judged(finding) not in then]
    for finding in gone:
        stayed = next((other for other in come if _point(other) == _point(finding)), None)
        if stayed is not None:
            come.remove(stayed)
        yield Change(What.FINDING, _named(finding), "" if stayed is None else _named(stayed))
    for finding in come:
        yield Change(What.FINDING, "", _named(finding))


def _point(finding: Finding) -> tuple[str, ...]:
    """What a finding speaks of."""
    return (finding.rule, finding.code, finding.subject)


def _judged(finding: Finding) -> tuple[str, ...]:
    """What a finding decides, without its wording: better words years later are no other verdict."""
    values = (_value(shown) for shown in (finding.expected, finding.seen))
    return (finding.rule, finding.code, finding.severity, finding.subject, finding.source, *values)


def _value(shown: Shown) -> str:
    """What is shown without the words around it: its days where it names any, else a value as it stands."""
    days = shown_days(shown)
    if days:
        return " ".join(map(str, days))
    return shown if isinstance(shown, str) else ""


def _dated(deadline: Deadline) -> tuple[object, ...]:
    return (deadline.name, deadline.anchor, deadline.come_by, deadline.overdue_after, deadline.ends_at)


def _unless_same(what: What, before: str, now: str) -> Iterator[Change]:
    if before != now:
        yield Change(what, before, now)


def _named(finding: Finding) -> str:
    """A finding in one line, without names or numbers of the person it speaks of."""
    return f"{finding.rule} {finding.code} {finding.subject} ({finding.severity}; {finding.source})"


def _days(deadlines: tuple[Deadline, ...]) -> str:
    return "; ".join(f"{deadline.name} {deadline.come_by} {deadline.overdue_after}" for deadline in deadlines)
