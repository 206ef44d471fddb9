"""R-GEN-08: how the permit itself stands at the registry."""

from collections.abc import Iterator

from kiosk.permits import PermitStatus
from kiosk.rules.assessment import Finding
from kiosk.rules.case import Case
from kiosk.rules.findings import finding
from kiosk.rules.names import standing_name


def check(case: Case) -> Iterator[Finding]:
    """A permit not in force is for staff: the sources define no refusal for it."""
    status = case.facts.permit_status
    if status is not None and status is not PermitStatus.APPROVED:
        expected = standing_name(PermitStatus.APPROVED)
        yield finding("permit.not_in_force", "permit_status", expected=expected, seen=standing_name(status))
