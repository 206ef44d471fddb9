"""Prints a slip that belongs to no visit, and says in words how that ended."""

from concurrent.futures import CancelledError, Future
from dataclasses import dataclass
from uuid import uuid4

from drivers.device import DeviceKind
from drivers.errors import Actor, DeviceError, OperationRefused
from drivers.printing import PrintOutcome, PrintResult
from drivers.receipt_printer import ReceiptPrinter
from kiosk.device_problems import DeviceProblem
from kiosk.printouts.compose import PaperUnprintable
from kiosk.problems import Problem
from kiosk.rules.assessment import Text
from kiosk.station import Station
from kiosk.visits.view import Message, Tone
from printing.errors import PrintingError
from printing.escpos import encode_bands
from printing.receipt import ReceiptDocument
from printing.receipt_image import receipt_image

SlipResult = PrintResult | PaperUnprintable


class SlipUncertain(Problem):
    """The printer does not say whether the slip came out (P-103). It is never printed again by itself."""

    def __init__(self) -> None:
        super().__init__(
            "P-103",
            Actor.USER,
            Text(
                "指引单可能没有打印完整。请看出纸口；没有拿到，可以再打印一次。",
                "The slip may not have come out whole. Look at the slot; if there is none, print it again.",
            ),
        )


class SlipNotPrinted(Problem):
    """The printer says that no slip came out, and not why (P-104)."""

    def __init__(self) -> None:
        super().__init__(
            "P-104",
            Actor.STAFF,
            Text(
                "指引单未打印。请检查凭条打印机后重试。",
                "No slip was printed. Check the receipt printer, try again.",
            ),
        )


def print_slip(station: Station, document: ReceiptDocument) -> "Future[SlipResult]":
    """Queue the slip on the receipt printer's thread, where it is drawn too: the face never waits."""

    def work(printer: object) -> SlipResult:
        if not isinstance(printer, ReceiptPrinter):
            raise TypeError(f"{type(printer).__name__} is no receipt printer")
        try:
            bands = encode_bands(receipt_image(document))
        except PrintingError as error:
            return PaperUnprintable(str(error))
        return printer.print_bands(f"guidance-{uuid4().hex}", bands)

    return station.submit(DeviceKind.RECEIPT_PRINTER, work)


@dataclass(frozen=True)
class SlipTold:
    """How a slip's print ended, and what to say of it."""

    outcome: PrintOutcome
    message: Message


def slip_told(done: "Future[SlipResult]") -> SlipTold:
    """What came of a finished print: printed, not printed and why, or unknown."""
    try:
        result = done.result(timeout=0)
    except DeviceError as error:
        return _not_printed(error) if error.retry_safe else _uncertain()
    except (CancelledError, OperationRefused):
        return _not_printed(None)
    if isinstance(result, PaperUnprintable):
        return _problem(PrintOutcome.NOT_PRINTED, result)
    if result.outcome is PrintOutcome.PRINTED:
        printed = Text("指引单已打印，请取走。", "The slip is printed. Please take it.")
        return SlipTold(PrintOutcome.PRINTED, Message(Tone.GOOD, printed))
    return _uncertain() if result.outcome is PrintOutcome.UNKNOWN else _not_printed(result.error)


def _not_printed(error: DeviceError | None) -> SlipTold:
    problem = DeviceProblem(DeviceKind.RECEIPT_PRINTER, error) if error is not None else SlipNotPrinted()
    return _problem(PrintOutcome.NOT_PRINTED, problem)


def _uncertain() -> SlipTold:
    return _problem(PrintOutcome.UNKNOWN, SlipUncertain())


def _problem(outcome: PrintOutcome, problem: Problem) -> SlipTold:
    return SlipTold(outcome, Message(Tone.ATTENTION, problem.message, problem.code, problem.actor))
