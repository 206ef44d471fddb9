"""The one outcome of a case from all its findings, by the precedence of domain §9."""

from collections.abc import Iterable, Mapping
from enum import IntEnum, auto

from kiosk.rules.assessment import Finding, Outcome, Severity
from kiosk.rules.business import businesses
from kiosk.rules.case import Case
from kiosk.rules.facts import Seen
from kiosk.rules.families.obligation import Obligation
from kiosk.rules.profile_verification import Incomplete

_BASIS = ("permit_class", "permit_status")
_DEFECTS = (Severity.ERROR, Severity.DEFECT)


class _Claim(IntEnum):
    """What one finding claims of the whole case, the stronger first (domain §9)."""

    DATE_ERROR = auto()
    VISITOR_NOT_ENTITLED = auto()
    BASIS_UNKNOWN = auto()
    DEFECT = auto()
    REVIEW = auto()
    LATE = auto()
    NOTHING = auto()


_OUTCOMES: Mapping[_Claim, Outcome] = {
    _Claim.DATE_ERROR: Outcome.ERROR_DATE,
    _Claim.VISITOR_NOT_ENTITLED: Outcome.VISITOR_NOT_ENTITLED,
    _Claim.BASIS_UNKNOWN: Outcome.MANUAL_REVIEW,
    _Claim.REVIEW: Outcome.MANUAL_REVIEW,
    _Claim.LATE: Outcome.WARN_ADVERSE,
}


def outcome(case: Case, asked: Obligation, findings: Iterable[Finding]) -> Outcome:
    """ERROR_DATE, then a visitor not entitled, class or profile unknown, defects, open reviews, lateness.

    Only what is left without any of these is not required, verified or complete.
    """
    strongest = _strongest(findings)
    if strongest is _Claim.DEFECT:
        return _incomplete(case)
    if strongest is not _Claim.NOTHING:
        return _OUTCOMES[strongest]
    if asked is Obligation.NOT_REQUIRED:
        return Outcome.NOT_REQUIRED
    return Outcome.VERIFIED if _all_confirmed(case) else Outcome.COMPLETE


def _strongest(findings: Iterable[Finding]) -> _Claim:
    return min(map(_claim, findings), default=_Claim.NOTHING)


def _claim(finding: Finding) -> _Claim:
    if finding.code == "ERROR_DATE":
        return _Claim.DATE_ERROR
    if finding.severity in _DEFECTS:
        return _Claim.VISITOR_NOT_ENTITLED if finding.code == "VISITOR_NOT_ENTITLED" else _Claim.DEFECT
    if finding.severity is Severity.REVIEW:
        return _Claim.BASIS_UNKNOWN if _is_of_basis(finding.subject) else _Claim.REVIEW
    return _Claim.LATE if finding.code == "WARN_ADVERSE" else _Claim.NOTHING


def _is_of_basis(subject: str) -> bool:
    """Whether the permit, its class or the profile itself is in doubt, so that nothing is held against anyone."""
    return subject in _BASIS or subject.startswith("profile.")


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
    strongest = _strongest(found)
    if strongest in (_Claim.VISITOR_NOT_ENTITLED, _Claim.DEFECT):
        return _of_defects([finding.code for finding in found if finding.severity in _DEFECTS])
    if strongest < _Claim.LATE:
        return _OUTCOMES[strongest]
    codes = {finding.code for finding in found}
    return next((decided for decided in _DECISIVE if decided in codes), businesses()[case.facts.business].outcome)


def _of_defects(codes: list[str]) -> Outcome:
    """One refusal to accept is enough; only what can all be put right here and now is for the spot (P-01)."""
    if Outcome.NOT_ACCEPTED_INCOMPLETE in codes:
        return Outcome.NOT_ACCEPTED_INCOMPLETE
    on_spot = all(code == Outcome.CORRECT_ON_SPOT for code in codes)
    return Outcome.CORRECT_ON_SPOT if on_spot else Outcome.CORRECTION_NOTICE
