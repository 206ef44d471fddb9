"""R-ONE-01: one-card services, only those the locality lists."""

from collections.abc import Iterator

from kiosk.rules.assessment import Finding
from kiosk.rules.case import Case, undecided
from kiosk.rules.findings import finding


def check(case: Case) -> Iterator[Finding]:
    """Listed here or not; what is not listed is hidden and never promised."""
    services, asked = case.profile.one_card.services, case.facts.electronic_card.service
    if services.value is None:
        yield from undecided(services, "one_card.services")
        return
    listed = ", ".join(services.value)
    shown = bool(services.value) and (asked is None or asked in services.value)
    kind = "one_card.listed" if shown else "one_card.hidden"
    yield finding(kind, "service", expected=listed, seen=asked or "", source=services.source)
