"""R-GEN-03, R-GEN-07: businesses nobody handles any more, and where each of them went."""

from collections.abc import Iterator

from kiosk.rules.assessment import Finding
from kiosk.rules.business import BusinessType, business_name, businesses
from kiosk.rules.case import Case
from kiosk.rules.families import transit
from kiosk.rules.findings import finding
from kiosk.rules.names import enumerated

_FORMER_CARDS = (BusinessType.APPLICATION_AFTER_ENTRY, BusinessType.PHYSICAL_CARD)


def check(case: Case) -> Iterator[Finding]:
    """That it is removed, with its replacement; after entry no physical card is to be applied for."""
    business = businesses()[case.facts.business]
    yield finding(
        "business.removed",
        business.type,
        seen=enumerated(business_name(other) for other in business.replaced_by),
        source=business.source,
        words={"name": business.name, "hint": business.hint or business.name},
    )
    if business.type is BusinessType.PHYSICAL_CARD and case.entered:
        yield finding("business.no_card", "D-PHYS")
    if business.type in _FORMER_CARDS and transit.is_old_notice_without_permit(case):
        yield finding("transit.resubmit", "BT-06")
