"""The number on a paper: readable aloud, never a person's number, and the same on every copy."""

from kiosk.rules.dates import civil_date
from kiosk.visits.state import VisitState


def visit_number(visit: VisitState) -> str:
    """For instance ``GZ-20261120-3F9A52C1``: locality, civil day, and 32 bits of the visit's own id."""
    return f"{visit.profile.upper()}-{civil_date(visit.opened_at):%Y%m%d}-{visit.visit_id.hex[-8:].upper()}"
