"""R-VER-04: who may come to the window, and with what proof."""

from collections.abc import Iterator
from functools import cache

from kiosk.rules.assessment import Finding, Severity, Text
from kiosk.rules.case import Case, undecided
from kiosk.rules.facts import Seen, VisitorRole
from kiosk.rules.findings import finding
from kiosk.rules.names import enumerated, role_name, seen_words
from kiosk.rules.profile_value import Value

POWER_OF_ATTORNEY = "M13"


def check(case: Case) -> Iterator[Finding]:
    """Someone not entitled, or an agent whose proof is missing; only a review where the source names no one."""
    visitors = case.profile.verification.visitors
    if visitors.value is None:
        yield from undecided(visitors, "verification.visitors")
        return
    role = _role(case)
    expected = _names(visitors.value)
    if role is None:
        yield finding("visitor.unknown", "visitor", expected=expected, source=visitors.source)
        return
    if role not in visitors.value:
        settled = case.profile.verification.visitors_exclusive.value
        yield finding(
            "visitor.not_entitled" if settled else "visitor.to_review",
            "visitor",
            expected=expected,
            seen=role_name(role),
            source=visitors.source,
            rule=visitors.rule,
            words={"who": expected},
        )
    if role in (VisitorRole.POA_AGENT, VisitorRole.OTHER):
        yield from _power_of_attorney(case, visitors)
    if role is VisitorRole.UNIT_AGENT:
        yield from _unit_proof(case)


@cache
def _names(roles: tuple[VisitorRole, ...]) -> Text:
    return enumerated(role_name(role) for role in roles)


def _role(case: Case) -> VisitorRole | None:
    """The visitor's role; anyone who brings a power of attorney is an agent with one."""
    role = case.facts.visitor
    if role is VisitorRole.OTHER and case.present(POWER_OF_ATTORNEY, case.facts.proof.power_of_attorney):
        return VisitorRole.POA_AGENT
    return role


def _power_of_attorney(case: Case, visitors: Value[tuple[VisitorRole, ...]]) -> Iterator[Finding]:
    proof = case.facts.proof
    brought = case.present(POWER_OF_ATTORNEY, proof.power_of_attorney)
    signed = proof.power_of_attorney_signed
    if signed is None and case.judgement(POWER_OF_ATTORNEY) is Seen.CONFIRMED:
        signed = True
    weight = Severity.DEFECT if case.profile.verification.visitors_exclusive.value else Severity.REVIEW
    if brought is False or (case.facts.visitor is VisitorRole.OTHER and not brought):
        yield finding(
            "poa.missing",
            "D-POA",
            expected=seen_words("signed_power_of_attorney"),
            seen=seen_words("not_brought"),
            severity=weight,
            source=visitors.source,
            rule=visitors.rule,
        )
    elif brought is None:
        if case.judgement(POWER_OF_ATTORNEY) is None:
            yield finding("poa.not_yet", "D-POA", source=visitors.source, rule=visitors.rule)
    elif signed is False:
        yield finding(
            "poa.unsigned",
            "D-POA.signature",
            expected=seen_words("signed_power_of_attorney"),
            seen=seen_words("not_signed"),
            severity=weight,
            source=visitors.source,
            rule=visitors.rule,
        )
    elif signed is None:
        yield finding("poa.signature_not_yet", "D-POA.signature", source=visitors.source, rule=visitors.rule)


def _unit_proof(case: Case) -> Iterator[Finding]:
    """The unit's proof rests on public material alone, so its absence is for staff to weigh, never a defect."""
    asked = case.profile.verification.unit_agent_proof
    if asked.value and not case.facts.proof.unit_proof:
        if case.facts.proof.unit_proof is None:
            yield finding("unit_proof.not_yet", "unit_proof", source=asked.source)
        else:
            yield finding(
                "unit_proof.not_brought", "unit_proof", seen=seen_words("not_brought"), source=asked.source
            )
