"""R-GEN-08: the permit verified by the system, by viewing the electronic card, or by scanning; one suffices."""

from collections.abc import Iterator

from kiosk.rules.assessment import Finding
from kiosk.rules.case import Case
from kiosk.rules.findings import finding


def check(case: Case) -> Iterator[Finding]:
    """Each channel that verified it; a person decides where none did."""
    tried = case.facts.permit_check
    verified = False
    for kind, succeeded in (
        ("check.system", tried.system),
        ("check.viewed", tried.viewed),
        ("check.scanned", tried.scanned),
    ):
        if succeeded:
            verified = True
            yield finding(kind, kind.partition(".")[2])
    if not verified:
        yield finding("check.none", "permit")
