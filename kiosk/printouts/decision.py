"""From the decision the registry issued to the paper; the terminal adds the sheet to sign, no word more."""

from kiosk.permits import Decision
from kiosk.visits.state import VisitState
from kiosk.visits.tools import Tools
from printing.a4 import DecisionPaper, DeliveryReceipt, decision


def decision_pdf(issued: Decision, visit: VisitState, tools: Tools, copy: int) -> bytes:
    """The decision as PDF; ``copy`` 1 is the first print."""
    specimen = issued.specimen or visit.simulated
    return decision(
        DecisionPaper(
            number=issued.number,
            title=issued.title,
            addressee=issued.addressee,
            paragraphs=issued.paragraphs,
            authority=issued.authority,
            issued_on=issued.issued_on,
            verification_code=issued.verification_code,
            specimen=specimen,
            reprint=copy - 1,
            delivery=DeliveryReceipt(
                authority=issued.authority,
                document_title=issued.title,
                document_number=issued.number,
                recipient=issued.addressee,
                server=visit.operator,
                place=tools.window,
                specimen=specimen,
                reprint=copy - 1,
            ),
        )
    )
