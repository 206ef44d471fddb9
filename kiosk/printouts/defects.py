"""The defects of a visit as its papers list them."""

from kiosk.rules.assessment import Finding
from kiosk.rules.names import checklist_key
from kiosk.visits.state import VisitState


def defects_in_order(visit: VisitState) -> tuple[Finding, ...]:
    """Every defect, in the checklist's order; what is of no paper of it comes first."""
    if visit.assessment is None:
        return ()
    places = {original.key: place for place, original in enumerate(visit.originals)}
    return tuple(
        sorted(visit.assessment.defects, key=lambda defect: places.get(checklist_key(defect.subject) or "", -1))
    )
