"""The paper of a loopback: a strip or a page with a code made up for this one check."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from drivers.device import DeviceKind
from drivers.document_printer import DocumentPrinter
from drivers.document_printer.sample_page import sample_page
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.observation import Observed
from drivers.printing import PrintOutcome, PrintResult
from drivers.receipt_printer import ReceiptPrinter
from drivers.receipt_printer.sample_strip import sample_strip
from kiosk.device_problems import DeviceProblem
from kiosk.station import Station


@dataclass(frozen=True)
class CodePaper:
    """How one kind of printer prints a code, and the words for it."""

    send: Callable[[Any, str], PrintResult]
    printed: Observed
    not_read: Observed


def _strip(printer: Any, payload: str) -> PrintResult:
    if not isinstance(printer, ReceiptPrinter):
        raise DeviceError(DeviceErrorCode.CONFIGURATION, type(printer).__name__, "is no receipt printer")
    return printer.print_bands(payload, sample_strip(payload))


def _page(printer: Any, payload: str) -> PrintResult:
    if not isinstance(printer, DocumentPrinter):
        raise DeviceError(DeviceErrorCode.CONFIGURATION, type(printer).__name__, "is no document printer")
    lines = ("Service hall terminal: printer test page", payload, "SPECIMEN. Holds nothing of anybody.")
    return printer.print_pdf(payload, sample_page(lines, payload), 1)


PAPERS: Mapping[DeviceKind, CodePaper] = {
    DeviceKind.RECEIPT_PRINTER: CodePaper(_strip, Observed.STRIP_PRINTED, Observed.STRIP_NOT_READ),
    DeviceKind.DOCUMENT_PRINTER: CodePaper(_page, Observed.CODE_PAGE_PRINTED, Observed.PAGE_NOT_READ),
}


def print_code(station: Station, printer: DeviceKind, payload: str) -> str:
    """Print the paper and wait for it: what proves that it came out. Raises DeviceError."""

    def work(device: Any) -> str:
        result = PAPERS[printer].send(device, payload)
        if result.outcome is not PrintOutcome.PRINTED:
            raise result.error or DeviceError(DeviceErrorCode.FAILURE, printer.value, result.evidence)
        return result.evidence

    try:
        return station.ask(printer, work)
    except DeviceProblem as problem:
        raise problem.error from problem
