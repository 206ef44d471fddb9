"""A paper's bytes for its printer."""

from drivers.errors import Actor
from kiosk.printouts.decision import decision_pdf
from kiosk.printouts.notice import notice_pdf
from kiosk.printouts.receipt import receipt_document
from kiosk.problems import Problem
from kiosk.rules.assessment import Text
from kiosk.visits.events import Paper
from kiosk.visits.state import VisitState
from kiosk.visits.tools import Tools
from printing.a4 import page_count
from printing.errors import PrintingError
from printing.escpos import encode_bands
from printing.receipt_image import receipt_image


class PaperUnprintable(Problem):
    """A paper cannot be composed as it should be, for instance a character no font has (P-101)."""

    def __init__(self, why: str) -> None:
        super().__init__(
            "P-101",
            Actor.TECHNICIAN,
            Text(
                f"无法生成该文件（{why}），未打印。请技术人员检查字体。",
                f"The paper cannot be composed ({why}); nothing was printed. A technician must check the fonts.",
            ),
        )


class NoDecision(Problem):
    """The authority has not issued a decision, and the terminal never writes one (P-102)."""

    def __init__(self) -> None:
        super().__init__(
            "P-102",
            Actor.STAFF,
            Text(
                "审批机关尚未下达决定书，不能打印。",
                "The authority has issued no decision yet; there is none to print.",
            ),
        )


def receipt_bands(visit: VisitState, tools: Tools, copy: int) -> list[bytes]:
    """The receipt as ESC/POS bands. Raises PaperUnprintable."""
    try:
        return encode_bands(receipt_image(receipt_document(visit, tools, copy)))
    except PrintingError as error:
        raise PaperUnprintable(str(error)) from error


def document_pdf(visit: VisitState, tools: Tools, paper: Paper, copy: int) -> tuple[bytes, int]:
    """An A4 paper as PDF, and its pages. Raises PaperUnprintable, NoDecision."""
    try:
        if paper is Paper.CORRECTION_NOTICE:
            pdf = notice_pdf(visit, tools, copy)
        elif visit.decision is None:
            raise NoDecision
        else:
            pdf = decision_pdf(visit.decision, visit, tools, copy)
    except PrintingError as error:
        raise PaperUnprintable(str(error)) from error
    return pdf, page_count(pdf)
