"""assess: one case in, one assessment out, with every finding at once. Pure: the same input, the same answer."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from operator import attrgetter

from kiosk.rules import registry
from kiosk.rules.assessment import Assessment, Deadline, Finding, Outcome, Severity
from kiosk.rules.business import HANDLED_HERE, BusinessType
from kiosk.rules.calendars import Calendar
from kiosk.rules.case import Case
from kiosk.rules.facts import Facts
from kiosk.rules.families.obligation import Obligation, obligation
from kiosk.rules.outcome import business_outcome, outcome
from kiosk.rules.profile import Profile

_MAY_FOLLOW = (Outcome.VERIFIED, Outcome.COMPLETE, Outcome.WARN_ADVERSE)


def assess(facts: Facts, profile: Profile, calendar: Calendar, today: date) -> Assessment:
    """Judges the case on the civil day ``today`` (Asia/Shanghai). Total: any facts give an assessment.

    Findings stand heaviest first, then by subject; their order and the outcome do not depend on the order of facts.
    """
    case = Case(facts, profile, calendar, today)
    if facts.business not in HANDLED_HERE:
        return _other_business(case)
    asked = obligation(case)
    findings = _ordered(_findings(case, asked))
    result = outcome(case, asked, findings)
    if result in _MAY_FOLLOW:
        findings = _ordered([*findings, *_checked(registry.WHEN_COMPLETE, case)])
    return Assessment(
        outcome=result,
        findings=findings,
        deadlines=_deadlines(case, asked),
        profile=f"{profile.id} {profile.version}",
        assessed_on=today,
        calendar=calendar.version,
        rules=_rules_asked(asked),
    )


def _other_business(case: Case) -> Assessment:
    """What the terminal guides, diagnoses or takes in, without judging originals (domain §4)."""
    business = case.facts.business
    findings = _ordered(_checked(registry.families_of(business), case))
    return Assessment(
        outcome=business_outcome(case, findings),
        findings=findings,
        deadlines=(),
        profile=f"{case.profile.id} {case.profile.version}",
        assessed_on=case.today,
        calendar=case.calendar.version,
        rules=_rules_of(business),
    )


@cache
def _rules_of(business: BusinessType) -> tuple[str, ...]:
    return tuple(sorted({rule for family in registry.families_of(business) for rule in family.rules}))


def _findings(case: Case, asked: Obligation) -> list[Finding]:
    found = _checked(registry.ALWAYS, case)
    if asked is Obligation.REQUIRED:
        return found + _checked(registry.WHEN_REQUIRED, case)
    return found + [_for_review(finding) for finding in _checked(registry.WHEN_NOT_REQUIRED, case)]


@cache
def _rules_asked(asked: Obligation) -> tuple[str, ...]:
    main = registry.WHEN_REQUIRED if asked is Obligation.REQUIRED else registry.WHEN_NOT_REQUIRED
    families = registry.ALWAYS + main + registry.WHEN_COMPLETE
    return tuple(sorted({rule for family in families for rule in family.rules}))


def _checked(families: Iterable[registry.Family], case: Case) -> list[Finding]:
    found: list[Finding] = []
    for family in families:
        found += family.check(case)
    return found


def _for_review(finding: Finding) -> Finding:
    """What is not asked here is no defect, but worth a person's look."""
    return replace(finding, severity=Severity.REVIEW) if finding.severity is Severity.DEFECT else finding


def _ordered(found: list[Finding]) -> tuple[Finding, ...]:
    """Each finding once, heaviest first, then by subject; in an order that does not depend on how they came."""
    alone = len(set(map(_SUBJECT, found))) == len(found)
    return tuple(sorted(sorted(found, key=_SUBJECT) if alone else _once(found), key=_weight))


def _once(found: list[Finding]) -> list[Finding]:
    """The same by subject, rule and code; only findings alike in all of these are told apart by their words."""
    placed = {_PLACE(finding): finding for finding in found}
    if len(placed) < len(found):
        return sorted(sorted(set(found), key=repr), key=_PLACE)
    return [placed[place] for place in sorted(placed)]


_SUBJECT = attrgetter("subject")
_PLACE = attrgetter("subject", "rule", "code", "severity")
_WEIGHTS = {severity: weight for weight, severity in enumerate(Severity)}


def _weight(finding: Finding) -> int:
    return _WEIGHTS[finding.severity]


def _deadlines(case: Case, asked: Obligation) -> tuple[Deadline, ...]:
    return case.deadlines if asked is Obligation.REQUIRED else ()
