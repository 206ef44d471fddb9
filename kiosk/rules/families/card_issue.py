"""R-SSC-01 to R-SSC-03, R-AGE-02: the physical social security card, from when, for whom and how."""

from collections.abc import Iterator

from kiosk.rules.assessment import Finding
from kiosk.rules.business import BusinessType
from kiosk.rules.case import Case, undecided
from kiosk.rules.facts import VisitorRole
from kiosk.rules.findings import finding
from kiosk.rules.profile_businesses import CardChannel


def check(case: Case) -> Iterator[Finding]:
    """Not yet open, after enrolment, or by which channel; over the age a person decides."""
    opening = case.profile.social_security_card.open_from
    if opening.value is not None:
        kind = "card.not_open" if case.today < opening.value else "card.open"
        expected, seen = f"≥ {opening.value}", f"{case.today}"
        yield finding(
            kind, "D-SSC", expected=expected, seen=seen, source=opening.source, words={"day": opening.value}
        )
        if case.today < opening.value:
            return
    needs = case.profile.social_security_card.needs_enrolment
    if needs.value is None:
        yield from undecided(needs, "social_security_card.needs_enrolment")
    elif needs.value:
        yield from _after_enrolment(case)
    else:
        yield from _with_permit(case)


def _after_enrolment(case: Case) -> Iterator[Finding]:
    enrolled, needs = case.facts.social_security.enrolled, case.profile.social_security_card.needs_enrolment
    if not enrolled and _is_over_age(case):
        yield finding("card.age_review", "age", seen=f"{case.facts.social_security.age}")
    if enrolled is None:
        yield finding("card.enrolment_unknown", "A-SIA", source=needs.source)
    elif enrolled:
        yield finding("card.issued", "A-SSC", source=needs.source)
    else:
        yield finding("card.after_enrolment", "BT-14", source=needs.source)


def _with_permit(case: Case) -> Iterator[Finding]:
    channels, facts = case.profile.social_security_card.channels, case.facts.social_security
    if facts.permit_event is None:
        yield finding("card.event_unknown", "D-SSC", source=channels.source)
    if _is_over_age(case):
        yield finding("card.age_confirm", "age", seen=f"{facts.age}")
    if channels.value is None:
        yield from undecided(channels, "social_security_card.channels")
        return
    channel = _channel(case)
    if channel not in channels.value:
        yield finding("card.channel_not_named", "A-SSC", source=channels.source)
    elif channel is CardChannel.BATCH:
        seen = "" if facts.persons is None else f"{facts.persons}"
        yield finding("card.batch", "A-SSC", seen=seen, source=channels.source)
    else:
        yield finding("card.individual", "A-SSC", source=channels.source)


def _channel(case: Case) -> CardChannel:
    by_unit = case.facts.visitor is VisitorRole.UNIT_AGENT
    batch = case.facts.business is BusinessType.CARD_BATCH
    replaced_by_unit = case.facts.business is BusinessType.CARD_REPLACEMENT and by_unit
    return CardChannel.BATCH if batch or replaced_by_unit else CardChannel.INDIVIDUAL


def _is_over_age(case: Case) -> bool:
    age, limit = case.facts.social_security.age, case.profile.social_security_card.review_from_age.value
    return age is not None and limit is not None and age >= limit
