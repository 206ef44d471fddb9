"""Which papers a visit still owes the visitor, in the order they are printed."""

from drivers.printing import PrintOutcome
from kiosk.visits.events import Paper
from kiosk.visits.state import VisitState


def papers_of(visit: VisitState) -> tuple[Paper, ...]:
    """Every paper this visit comes to: the decision as issued, or the one notice, and always the receipt."""
    if visit.assessment is None:
        return ()
    if visit.staff_confirmed:
        return (Paper.DECISION, Paper.RECEIPT) if visit.decision else (Paper.RECEIPT,)
    return (Paper.CORRECTION_NOTICE, Paper.RECEIPT) if visit.assessment.defects else (Paper.RECEIPT,)


def papers_due(visit: VisitState) -> tuple[Paper, ...]:
    """Those of them that have not come out yet."""
    printed = {job.paper for job in visit.prints if job.outcome is PrintOutcome.PRINTED}
    return tuple(paper for paper in papers_of(visit) if paper not in printed)
