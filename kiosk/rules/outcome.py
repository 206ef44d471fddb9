"""The one outcome of a case from all its findings, by the precedence of domain §9."""

from collections.abc import Callable, Iterable

from kiosk.rules.assessment import Finding, Outcome, Severity
from kiosk.rules.business import businesses
from kiosk.rules.case import Case
from kiosk.rules.facts import Seen
from kiosk.rules.families.obligation import Obligation
from kiosk.rules.profile import Incomplete

_BASIS = ("permit_class", "permit_status")
_DEFECTS = (Severity.ERROR, Severity.DEFECT)


def outcome(case: Case, asked: Obligation, findings: Iterable[Finding]) -> Outcome:
    """ERROR_DATE, then a visitor not entitled, class or profile unknown, defects, open reviews, lateness.

    Only what is left without any of these is not required, verified or complete.
    """
    found = tuple(findings)
    for applies, result in _PRECEDENCE:
        if any(map(applies, found)):
            return result or _incomplete(case)
    if asked is Obligation.NOT_REQUIRED:
        return Outcome.NOT_REQUIRED
    return Outcome.VERIFIED if _all_confirmed(case) else Outcome.COMPLETE


def _is_date_error(finding: Finding) -> bool:
    return finding.code == "ERROR_DATE"


def _is_visitor_error(finding: Finding) -> bool:
    return finding.code == "VISITOR_NOT_ENTITLED" and finding.severity in _DEFECTS


def _is_basis_unknown(finding: Finding) -> bool:
    """Whether the permit, its class or the profile itself is in doubt, so that nothing is held against anyone."""
    basis = finding.subject in _BASIS or finding.subject.startswith("profile.")
    return basis and finding.severity is Severity.REVIEW


def _is_defect(finding: Finding) -> bool:
    return finding.severity in _DEFECTS


def _is_review(finding: Finding) -> bool:
    return finding.severity is Severity.REVIEW


def _is_late(finding: Finding) -> bool:
    return finding.code == "WARN_ADVERSE"


_PRECEDENCE: tuple[tuple[Callable[[Finding], bool], Outcome | None], ...] = (
    (_is_date_error, Outcome.ERROR_DATE),
    (_is_visitor_error, Outcome.VISITOR_NOT_ENTITLED),
    (_is_basis_unknown, Outcome.MANUAL_REVIEW),
    (_is_defect, None),
    (_is_review, Outcome.MANUAL_REVIEW),
    (_is_late, Outcome.WARN_ADVERSE),
)


def _incomplete(case: Case) -> Outcome:
    """What the locality calls an incomplete case; the list printed is the same (P-01)."""
    if case.profile.verification.incomplete_outcome.value is Incomplete.NOT_ACCEPTED_INCOMPLETE:
        return Outcome.NOT_ACCEPTED_INCOMPLETE
    return Outcome.CORRECTION_NOTICE


def _all_confirmed(case: Case) -> bool:
    originals = case.facts.originals
    return case.facts.staff_confirmed and all(original.seen is Seen.CONFIRMED for original in originals)


_DECISIVE = (
    Outcome.NOT_REQUIRED,
    Outcome.BUSINESS_REMOVED,
    Outcome.NOT_YET_OPEN,
    Outcome.CANCEL_AND_REAPPLY,
    Outcome.COMPLETE,
    Outcome.REFER,
    Outcome.REFER_ONLINE,
)
"""Codes of findings that say by themselves how a business ends, the stronger first."""


def business_outcome(case: Case, findings: Iterable[Finding]) -> Outcome:
    """What a business other than verification comes to: the same precedence, then what its findings decide.

    A profile that does not decide goes before defects, defects before open reviews; with neither, the strongest
    deciding finding answers, else what domain §4 says of the business.
    """
    found = tuple(findings)
    if any(_is_date_error(finding) for finding in found):
        return Outcome.ERROR_DATE
    if any(_is_basis_unknown(finding) for finding in found):
        return Outcome.MANUAL_REVIEW
    if defects := [finding.code for finding in found if _is_defect(finding)]:
        return _of_defects(defects)
    if any(_is_review(finding) for finding in found):
        return Outcome.MANUAL_REVIEW
    codes = {finding.code for finding in found}
    return next((decided for decided in _DECISIVE if decided in codes), businesses()[case.facts.business].outcome)


def _of_defects(codes: list[str]) -> Outcome:
    """One refusal to accept is enough; only what can all be put right here and now is for the spot (P-01)."""
    if Outcome.NOT_ACCEPTED_INCOMPLETE in codes:
        return Outcome.NOT_ACCEPTED_INCOMPLETE
    on_spot = all(code == Outcome.CORRECT_ON_SPOT for code in codes)
    return Outcome.CORRECT_ON_SPOT if on_spot else Outcome.CORRECTION_NOTICE
