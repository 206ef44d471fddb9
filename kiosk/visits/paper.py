"""Printing for a visit: asked for durably, settled truthfully, and never repeated by itself."""

from collections.abc import Callable

from drivers.device import DeviceKind, Provenance
from drivers.document_printer import DocumentPrinter
from drivers.errors import Actor
from drivers.printing import PrintOutcome, PrintResult
from drivers.receipt_printer import ReceiptPrinter
from kiosk.device_problems import DeviceProblem
from kiosk.printouts.compose import document_pdf, receipt_bands
from kiosk.problems import Problem
from kiosk.rules.assessment import Text
from kiosk.visits.events import Paper, PrintRequested, PrintSettled
from kiosk.visits.log import VisitLog
from kiosk.visits.state import VisitState
from kiosk.visits.tools import Tools
from kiosk.visits.view import Message, Tone


class LookAtTheTray(Problem):
    """An earlier print may or may not have come out; a person must say before anything more is printed (V-110)."""

    def __init__(self) -> None:
        super().__init__(
            "V-110",
            Actor.STAFF,
            Text(
                "上一份打印结果不明。请先查看出纸口，确认是否已打印。",
                "It is not known whether the last print came out. Look at the tray and say so first.",
            ),
        )


class NotPrinted(Problem):
    """The printer says that nothing came out, and not why (V-111)."""

    def __init__(self) -> None:
        super().__init__(
            "V-111",
            Actor.STAFF,
            Text("未打印。请检查打印机后重试。", "Not printed. Check the printer and try again."),
        )


def print_paper(log: VisitLog, tools: Tools, paper: Paper) -> Message:
    """Print one paper of this visit. Raises the device's problem where nothing was printed."""
    if log.visit.unsettled_print is not None:
        raise LookAtTheTray
    copy = 1 + sum(job.paper is paper and job.outcome is PrintOutcome.PRINTED for job in log.visit.prints)
    attempt = 1 + sum(job.paper is paper for job in log.visit.prints)
    kind, send = _prepared(log.visit, tools, paper, copy)
    job_id = f"{log.visit.visit_id}-{paper.value}-{attempt}"
    log.note(PrintRequested(job_id, paper, copy))
    result = _send(tools, kind, job_id, send)
    log.note(PrintSettled(job_id, result.outcome, result.evidence, _stamp(tools, kind)))
    return _told(result, kind)


def _prepared(
    visit: VisitState, tools: Tools, paper: Paper, copy: int
) -> tuple[DeviceKind, Callable[[object, str], PrintResult]]:
    """Which printer, and what to do with it; composed before anything is promised."""
    if paper is Paper.RECEIPT:
        bands = receipt_bands(visit, tools, copy)
        return DeviceKind.RECEIPT_PRINTER, lambda printer, job_id: _receipt(printer, job_id, bands)
    pdf, pages = document_pdf(visit, tools, paper, copy)
    return DeviceKind.DOCUMENT_PRINTER, lambda printer, job_id: _document(printer, job_id, pdf, pages)


def _receipt(printer: object, job_id: str, bands: list[bytes]) -> PrintResult:
    if not isinstance(printer, ReceiptPrinter):
        raise TypeError(f"{type(printer).__name__} is no receipt printer")
    return printer.print_bands(job_id, bands)


def _document(printer: object, job_id: str, pdf: bytes, pages: int) -> PrintResult:
    if not isinstance(printer, DocumentPrinter):
        raise TypeError(f"{type(printer).__name__} is no document printer")
    return printer.print_pdf(job_id, pdf, pages)


def _send(tools: Tools, kind: DeviceKind, job_id: str, send: Callable[[object, str], PrintResult]) -> PrintResult:
    try:
        return tools.station.ask(kind, lambda printer: send(printer, job_id))
    except DeviceProblem as problem:
        outcome = PrintOutcome.NOT_PRINTED if problem.error.retry_safe else PrintOutcome.UNKNOWN
        return PrintResult(job_id, outcome, problem.code, problem.error)


def _stamp(tools: Tools, kind: DeviceKind) -> Provenance | None:
    """Which printer it was; None where this terminal has none."""
    try:
        return tools.station.provenance(kind)
    except DeviceProblem:
        return None


def _told(result: PrintResult, kind: DeviceKind) -> Message:
    if result.outcome is PrintOutcome.PRINTED:
        return Message(Tone.GOOD, Text("已打印，请取走。", "Printed. Please take it."))
    if result.outcome is PrintOutcome.UNKNOWN:
        raise LookAtTheTray
    raise DeviceProblem(kind, result.error) if result.error else NotPrinted()


def settle_print(log: VisitLog, tools: Tools, job_id: str, outcome: PrintOutcome) -> None:
    """A person looked at the tray and says whether the paper came out."""
    evidence = "a person looked at the tray"
    log.note(PrintSettled(job_id, outcome, evidence, None, tools.operator))
