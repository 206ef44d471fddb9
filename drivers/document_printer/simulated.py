"""A simulated document printer: each document that comes out is left as a file."""

import threading
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import Any

from drivers.device import Provenance, Source
from drivers.document_printer import MAX_DOCUMENT_BYTES, DocumentPrinter
from drivers.document_printer.pdf import fault_of_pdf
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.printing import PrintOutcome, PrintResult
from drivers.simulation import Simulated
from drivers.status import DeviceStatus, Readiness, Sensor, StatusChanged

KEPT = 50
"""Documents kept in memory; the files are all kept."""
_LOCUS = "simulated document printer"


class DocumentPrinterFault(StrEnum):
    """What can be wrong with it. UNKNOWN: the document goes in and the printer never says what became of it."""

    PAPER_OUT = "paper_out"
    JAM = "jam"
    TONER_EMPTY = "toner_empty"
    OFFLINE = "offline"
    UNKNOWN = "unknown"


_FAULTS = {
    DocumentPrinterFault.PAPER_OUT: ("paper", DeviceErrorCode.PAPER_OUT),
    DocumentPrinterFault.JAM: ("path", DeviceErrorCode.PAPER_JAM),
    DocumentPrinterFault.TONER_EMPTY: ("toner", DeviceErrorCode.TONER_EMPTY),
    DocumentPrinterFault.OFFLINE: ("line", DeviceErrorCode.OFFLINE),
}
_SENSORS = ("paper", "path", "cover", "toner", "output", "line")


class SimulatedDocumentPrinter(DocumentPrinter, Simulated):
    """Leaves each document in ``output_directory`` as document-001.pdf … and in ``documents``.

    A jam happens on the way: what is sent into it is UNKNOWN and comes out nowhere. The other faults refuse.
    """

    def __init__(self, output_directory: str | None = None) -> None:
        self._directory = Path(output_directory) if output_directory is not None else None
        self._fault: DocumentPrinterFault | None = None
        self._changed = threading.Event()
        self._told: DeviceStatus | None = None
        self._results: dict[str, PrintResult] = {}
        self.documents: list[bytes] = []

    @property
    def provenance(self) -> Provenance:
        """See Device."""
        return Provenance(Source.SIMULATOR, "simulated", version("service-hall-terminal"))

    def present(self, stimulus: Any) -> None:
        """Break the printer with a DocumentPrinterFault's name, or mend it with None."""
        self._fault = None if stimulus is None else DocumentPrinterFault(stimulus)
        self._changed.set()

    def do_open(self) -> None:
        """See Device."""
        self._told = None

    def do_close(self) -> None:
        """See Device."""

    def do_poll(self, timeout: float) -> StatusChanged | None:
        """Yields StatusChanged when it was broken or mended."""
        if not self._changed.wait(timeout):
            return None
        self._changed.clear()
        status = self.do_status()
        news, self._told = status != self._told, status
        return StatusChanged(status) if news else None

    def do_status(self) -> DeviceStatus:
        """See Device."""
        fault = self._fault
        sensors = dict.fromkeys(_SENSORS, Sensor.GOOD)
        if fault is None:
            return DeviceStatus(Readiness.ONLINE, tuple(sensors.items()))
        if fault is DocumentPrinterFault.UNKNOWN:
            return DeviceStatus(Readiness.UNKNOWN, tuple(dict.fromkeys(_SENSORS, Sensor.UNKNOWN).items()), fault)
        sensors[_FAULTS[fault][0]] = Sensor.BAD
        offline = fault is DocumentPrinterFault.OFFLINE
        readiness = Readiness.OFFLINE if offline else Readiness.NEEDS_ATTENTION
        return DeviceStatus(readiness, tuple(sensors.items()), fault)

    def do_answer(self) -> str:
        """See Device; prints nothing. TIMEOUT under the fault UNKNOWN."""
        if self._fault is DocumentPrinterFault.UNKNOWN:
            raise DeviceError(DeviceErrorCode.TIMEOUT, _LOCUS, "no answer")
        return "would take a PDF on A4"

    def do_print_pdf(self, job_id: str, pdf: bytes, pages: int) -> PrintResult:
        """See DocumentPrinter."""
        earlier = self._results.get(job_id)
        if earlier is not None and earlier.outcome is not PrintOutcome.NOT_PRINTED:
            return earlier
        result = self._printed(job_id, pdf, pages)
        self._results[job_id] = result
        return result

    def _printed(self, job_id: str, pdf: bytes, pages: int) -> PrintResult:
        refused = fault_of_pdf(pdf, pages)
        if len(pdf) > MAX_DOCUMENT_BYTES:
            return _ended(job_id, PrintOutcome.NOT_PRINTED, DeviceErrorCode.OVERSIZE)
        if refused:
            return _ended(job_id, PrintOutcome.NOT_PRINTED, DeviceErrorCode.DOCUMENT_REFUSED, refused)
        fault = self._fault
        if fault is DocumentPrinterFault.UNKNOWN:
            return _ended(job_id, PrintOutcome.UNKNOWN, DeviceErrorCode.TIMEOUT)
        if fault is not None:
            outcome = PrintOutcome.UNKNOWN if fault is DocumentPrinterFault.JAM else PrintOutcome.NOT_PRINTED
            return _ended(job_id, outcome, _FAULTS[fault][1], fault)
        self._keep(pdf)
        return PrintResult(job_id, PrintOutcome.PRINTED, f"{pages} simulated sheets")

    def _keep(self, pdf: bytes) -> None:
        self.documents.append(pdf)
        del self.documents[:-KEPT]
        if self._directory is not None:
            self._directory.mkdir(parents=True, exist_ok=True)
            _next_file(self._directory).write_bytes(pdf)


def _ended(job_id: str, outcome: PrintOutcome, code: DeviceErrorCode, text: str = "") -> PrintResult:
    safe = outcome is PrintOutcome.NOT_PRINTED
    return PrintResult(job_id, outcome, "simulated", DeviceError(code, _LOCUS, text, retry_safe=safe))


def _next_file(directory: Path) -> Path:
    numbers = (path.stem.removeprefix("document-") for path in directory.glob("document-*.pdf"))
    last = max((int(number) for number in numbers if number.isdecimal()), default=0)
    return directory / f"document-{last + 1:03d}.pdf"
