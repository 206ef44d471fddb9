"""R-GEN-08: how the permit itself stands at the registry."""

from collections.abc import Iterator

from kiosk.permits import PermitStatus
from kiosk.rules.assessment import Finding
from kiosk.rules.business import HANDLED_HERE
from kiosk.rules.case import Case
from kiosk.rules.findings import finding
from kiosk.rules.names import standing_name


def check(case: Case) -> Iterator[Finding]:
    """A permit not in force, or not verified by any channel, is for staff: the sources define no refusal."""
    status, tried = case.facts.permit_status, case.facts.permit_check
    if status is None:
        if case.facts.business in HANDLED_HERE and not (tried.system or tried.viewed or tried.scanned):
            yield finding("permit.unknown", "permit")
    elif status is not PermitStatus.APPROVED:
        expected = standing_name(PermitStatus.APPROVED)
        yield finding("permit.not_in_force", "permit_status", expected=expected, seen=standing_name(status))
