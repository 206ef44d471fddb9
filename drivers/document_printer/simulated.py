"""A simulated document printer: each document that comes out is left as a file."""

import threading
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any, ClassVar

from drivers.device import Capabilities, Provenance, Source
from drivers.document_printer import MAX_DOCUMENT_BYTES, DocumentPrinter
from drivers.document_printer.pdf import fault_of_pdf
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.faults import Fault
from drivers.observation import Observation, Observed
from drivers.printing import PrintOutcome, PrintResult
from drivers.simulation import PATIENCE_SECONDS, Simulated
from drivers.status import DeviceStatus, Readiness, Sensor, StatusChanged

KEPT = 50
"""Documents kept in memory; the files are all kept."""


_STOPPED: Mapping[Fault, tuple[str, DeviceErrorCode]] = {
    Fault.PAPER_OUT: ("paper", DeviceErrorCode.PAPER_OUT),
    Fault.COVER_OPEN: ("cover", DeviceErrorCode.COVER_OPEN),
    Fault.JAM: ("path", DeviceErrorCode.PAPER_JAM),
    Fault.TONER_EMPTY: ("toner", DeviceErrorCode.TONER_EMPTY),
    Fault.OUTPUT_FULL: ("output", DeviceErrorCode.OUTPUT_FULL),
    Fault.OFFLINE: ("line", DeviceErrorCode.OFFLINE),
}
"""Faults that a sensor tells, and what is said of a print then."""
_NOT_HEARD: Mapping[Fault, DeviceErrorCode] = {
    Fault.UNKNOWN_STATUS: DeviceErrorCode.TIMEOUT,
    Fault.MUTE: DeviceErrorCode.TIMEOUT,
    Fault.GARBAGE: DeviceErrorCode.FAILURE,
    Fault.SHORT: DeviceErrorCode.FAILURE,
}
"""Faults under which the printer says nothing of what it is given, nor why it would refuse it."""
_ON_THE_WAY: Mapping[Fault, DeviceErrorCode] = {
    Fault.JAM: DeviceErrorCode.PAPER_JAM,
    Fault.PAPER_ENDS: DeviceErrorCode.PAPER_OUT,
    Fault.TORN: DeviceErrorCode.OFFLINE,
}
"""Faults that come when the document is under way: what was sent into them is UNKNOWN."""
_SENSORS = ("paper", "path", "cover", "toner", "output", "line")


class SimulatedDocumentPrinter(Simulated, DocumentPrinter):
    """Leaves each document in ``output_directory`` as document-001.pdf … and in ``documents``.

    A jam happens on the way: what is sent into it is UNKNOWN and comes out nowhere. An empty tray refuses.
    """

    locus: ClassVar[str] = "simulated document printer"

    def __init__(self, output_directory: str | None = None) -> None:
        self._directory = Path(output_directory) if output_directory is not None else None
        self._changed = threading.Event()
        self._told: DeviceStatus | None = None
        self._results: dict[str, PrintResult] = {}
        self.documents: list[bytes] = []

    @property
    def provenance(self) -> Provenance:
        """See Device."""
        return Provenance(Source.SIMULATOR, "simulated", version("service-hall-terminal"))

    @property
    def capabilities(self) -> Capabilities:
        """The sensors of a page printer; what holds it up, a fault, ends with a cancel."""
        return Capabilities(frozenset(_SENSORS), cancels=True)

    def present(self, stimulus: Any) -> None:
        """Nobody hands anything to a printer."""
        raise TypeError("a printer is presented nothing")

    def faults_changed(self, faults: frozenset[Fault]) -> None:
        """See Simulated; the next poll tells the status."""
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
        """See Device. TIMEOUT from a mute printer, FAILURE from one that answers nonsense."""
        self._require_answer()
        faults = self.faults
        if Fault.UNKNOWN_STATUS in faults:
            unknown = dict.fromkeys(_SENSORS, Sensor.UNKNOWN)
            return DeviceStatus(Readiness.UNKNOWN, tuple(unknown.items()), Fault.UNKNOWN_STATUS)
        sensors = dict.fromkeys(_SENSORS, Sensor.GOOD)
        if faults & {Fault.NEAR_END, Fault.PAPER_ENDS}:
            sensors["paper"] = Sensor.LOW
        stopped = [fault for fault in _STOPPED if fault in faults]
        for fault in stopped:
            sensors[_STOPPED[fault][0]] = Sensor.BAD
        readiness = Readiness.NEEDS_ATTENTION if stopped else Readiness.ONLINE
        if stopped == [Fault.OFFLINE]:
            readiness = Readiness.OFFLINE
        return DeviceStatus(readiness, tuple(sensors.items()), ", ".join(stopped))

    def do_answer(self) -> str:
        """See Device; prints nothing. TIMEOUT where it does not say how it stands."""
        self._require_answer()
        if self.has(Fault.UNKNOWN_STATUS):
            raise DeviceError(DeviceErrorCode.TIMEOUT, self.locus, Observation(Observed.NO_ANSWER))
        return Observation(Observed.TAKES_PDF_ON_A4)

    def _require_answer(self) -> None:
        if self.has(Fault.MUTE) and self.hold(Fault.MUTE, PATIENCE_SECONDS):
            raise DeviceError(DeviceErrorCode.TIMEOUT, self.locus, Observation(Observed.NO_ANSWER))
        if self.faults & {Fault.GARBAGE, Fault.SHORT}:
            raise DeviceError(DeviceErrorCode.FAILURE, self.locus, "an answer that is none")

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
            return _refused(job_id, DeviceErrorCode.OVERSIZE)
        if refused:
            return _refused(job_id, DeviceErrorCode.DOCUMENT_REFUSED, refused)
        error = self._fault_of_print()
        if error is not None:
            outcome = PrintOutcome.NOT_PRINTED if error.retry_safe else PrintOutcome.UNKNOWN
            return PrintResult(job_id, outcome, "simulated", error)
        self._keep(pdf)
        return PrintResult(job_id, PrintOutcome.PRINTED, Observation(Observed.SIMULATED_SHEETS, pages))

    def _fault_of_print(self) -> DeviceError | None:
        """Why a good document does not come out; safe to repeat where nothing of it was taken."""
        error = self.way_error()
        if error is not None:
            return error
        if self.has(Fault.MUTE):
            self.hold(Fault.MUTE, PATIENCE_SECONDS)
        faults = self.faults
        for fault in faults & _NOT_HEARD.keys():
            return DeviceError(_NOT_HEARD[fault], self.locus, fault, retry_safe=False)
        for fault in (fault for fault in _STOPPED if fault in faults and fault not in _ON_THE_WAY):
            return DeviceError(_STOPPED[fault][1], self.locus, fault)
        for fault in (fault for fault in _ON_THE_WAY if fault in faults):
            return DeviceError(_ON_THE_WAY[fault], self.locus, fault, retry_safe=False)
        return None

    def _keep(self, pdf: bytes) -> None:
        self.documents.append(pdf)
        del self.documents[:-KEPT]
        if self._directory is not None:
            self._directory.mkdir(parents=True, exist_ok=True)
            _next_file(self._directory).write_bytes(pdf)


def _refused(job_id: str, code: DeviceErrorCode, text: str = "") -> PrintResult:
    error = DeviceError(code, SimulatedDocumentPrinter.locus, text)
    return PrintResult(job_id, PrintOutcome.NOT_PRINTED, "simulated", error)


def _next_file(directory: Path) -> Path:
    numbers = (path.stem.removeprefix("document-") for path in directory.glob("document-*.pdf"))
    last = max((int(number) for number in numbers if number.isdecimal()), default=0)
    return directory / f"document-{last + 1:03d}.pdf"
