"""Page printers over IPP, spoken to directly: each document is printed once, and proven by the device."""

import secrets
import time
from collections import OrderedDict
from importlib.metadata import version

from drivers.device import Capabilities, Provenance, Source
from drivers.document_printer import MAX_DOCUMENT_BYTES, DocumentPrinter
from drivers.document_printer.following import Following, Patience, SentJob
from drivers.document_printer.ipp_client import IppClient, PrinterAddress
from drivers.document_printer.ipp_jobs import IppJobs
from drivers.document_printer.pdf import fault_of_pdf
from drivers.document_printer.sample_page import sample_page
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.network import find_machine, find_port
from drivers.observation import Observation, Observed
from drivers.printing import PrintOutcome, PrintResult
from drivers.status import DeviceStatus, StatusChanged

STATUS_EVERY_SECONDS = 2.0
LAST_ANSWER_SECONDS = 18.0
"""Kept back from the operation's time for the last round of questions."""
REMEMBERED_JOBS = 256


class IppDocumentPrinter(DocumentPrinter):
    """A printer at ``ipp://host:631/ipp/print`` (or ``ipps://``, with the PEM of its own certificate).

    A job is known to the printer by its ``job_id`` as job-name. One that this object has sent, or that the printer
    still lists, is never sent again: its outcome is asked once more, so what was UNKNOWN for want of paper becomes
    PRINTED after the refill. Only a job that surely left no page may be sent again.
    """

    operation_timeout = 90.0
    status_every_seconds = STATUS_EVERY_SECONDS
    patience = Patience()
    driver = "ipp"
    client_type: type[IppClient] = IppClient
    jobs_type: type[IppJobs] = IppJobs

    def __init__(self, url: str, certificate: str | None = None) -> None:
        address = PrinterAddress.parse(url)
        self._address = address
        self._locus = address.locus
        self._jobs = self.jobs_type(self.client_type(address, certificate))
        self._is_open = False
        self._told: DeviceStatus | None = None
        self._next_status_at = 0.0
        self._sent: OrderedDict[str, SentJob] = OrderedDict()
        self._printed: OrderedDict[str, PrintResult] = OrderedDict()
        self._serial: str | None = None

    @property
    def provenance(self) -> Provenance:
        """See Device; the serial is the printer's UUID."""
        return Provenance(Source.HARDWARE, self.driver, version("service-hall-terminal"), self._serial)

    @property
    def capabilities(self) -> Capabilities:
        """Shared by nature; a sensor this printer does not tell of is missing from its status."""
        sensors = frozenset({"paper", "path", "cover", "toner", "output", "line"})
        return Capabilities(sensors, exercises=True, can_be_held=False)

    def do_find(self) -> str:
        """Whether the printer's machine answers: CONFIGURATION (no such name), OFFLINE."""
        return find_machine(self._address.host, self._address.port)

    def do_find_service(self) -> str:
        """Whether IPP is served there; OFFLINE where the port is closed."""
        return find_port(self._address.host, self._address.port)

    def do_open(self) -> None:
        """Ask the printer what it is; MEDIA_UNSUPPORTED where it takes no PDF or no A4."""
        report = self._jobs.printer()
        report.demand_suitable()
        self._serial = next((str(uuid) for uuid in report.attributes.get("printer-uuid", ())), None)
        self._is_open = True

    def do_close(self) -> None:
        """See Device; there is no standing connection."""
        self._is_open = False
        self._told = None

    def do_cancel(self) -> None:
        """End a question that the printer does not answer; a document that is being sent goes on."""
        self._jobs.hang_up()

    def do_poll(self, timeout: float) -> StatusChanged | None:
        """Ask the status every two seconds; yields StatusChanged when it differs from the last one told."""
        told = self._told
        wait = self._next_status_at - time.monotonic()
        if told is not None and wait > 0:
            time.sleep(min(timeout, wait))
            return None
        self._told = self.do_status()
        return StatusChanged(self._told) if told not in (None, self._told) else None

    def do_status(self) -> DeviceStatus:
        """Ask Get-Printer-Attributes."""
        status = self._jobs.printer().status
        self._next_status_at = time.monotonic() + self.status_every_seconds
        self._told = self._told or status
        return status

    def do_answer(self) -> str:
        """Ask whether the printer would take an A4 PDF now (Validate-Job); prints nothing. MEDIA_UNSUPPORTED."""
        report = self._jobs.printer()
        report.demand_suitable()
        self._jobs.prepare("health-check", report)
        return Observation(Observed.TAKES_PDF_ON_A4)

    def do_exercise(self) -> str:
        """Print a page that says what it is; the fault where the printer does not prove it."""
        job_id = f"health-check-{secrets.token_hex(4)}"
        lines = ("Service hall terminal: printer test page", f"Job {job_id}", "SPECIMEN. Holds nothing of anybody.")
        result = self.do_print_pdf(job_id, sample_page(lines), 1)
        self.count_print(result, 1)
        if result.outcome is not PrintOutcome.PRINTED:
            raise result.error or DeviceError(DeviceErrorCode.FAILURE, self._locus, result.evidence)
        return Observation(Observed.PAGE_PRINTED, result.evidence)

    def do_print_pdf(self, job_id: str, pdf: bytes, pages: int) -> PrintResult:
        """See DocumentPrinter."""
        deadline = time.monotonic() + self.operation_timeout - LAST_ANSWER_SECONDS
        if job_id in self._printed:
            return self._printed[job_id]
        try:
            self._demand_printable(pdf, pages)
            sent = self._earlier(job_id) or self._submit(job_id, pdf, deadline)
        except DeviceError as error:
            return PrintResult(job_id, PrintOutcome.NOT_PRINTED, "nothing was sent", error)
        return self._follow(sent, pages, deadline)

    def _demand_printable(self, pdf: bytes, pages: int) -> None:
        if not self._is_open:
            raise DeviceError(DeviceErrorCode.CLOSED, self._locus)
        if len(pdf) > MAX_DOCUMENT_BYTES:
            raise DeviceError(DeviceErrorCode.OVERSIZE, self._locus, f"more than {MAX_DOCUMENT_BYTES} bytes")
        fault = fault_of_pdf(pdf, pages)
        if fault:
            raise DeviceError(DeviceErrorCode.DOCUMENT_REFUSED, self._locus, fault)

    def _earlier(self, job_id: str) -> SentJob | None:
        """The job of this id that must not be sent again, by this object or a session before it; None if none."""
        sent = self._sent.get(job_id)
        if sent is not None:
            return None if self._left_nothing(sent) else sent
        found = self._jobs.find(job_id)
        return self._remember(SentJob(job_id, found.job_id, None)) if found is not None else None

    def _left_nothing(self, sent: SentJob) -> bool:
        if sent.number is None:
            return False
        try:
            job = self._jobs.job(sent.number)
        except DeviceError:
            return False
        return job is not None and job.name == sent.job_id and job.surely_left_nothing

    def _submit(self, job_id: str, pdf: bytes, deadline: float) -> SentJob:
        """Send the document; raises only where it surely did not arrive."""
        printer = self._jobs.printer()
        printer.demand_suitable()
        fault = printer.fault(retry_safe=True)
        if fault is not None:
            raise fault
        attributes = self._jobs.prepare(job_id, printer)
        number = None
        try:
            number = self._jobs.submit(job_id, pdf, attributes, deadline - time.monotonic()).job_id
        except DeviceError as error:
            if error.retry_safe:
                raise
            # The answer is lost, the document perhaps not: the printer is asked for a job of that name.
        return self._remember(SentJob(job_id, number, printer.up_time))

    def _remember(self, sent: SentJob) -> SentJob:
        self._sent[sent.job_id] = sent
        while len(self._sent) > REMEMBERED_JOBS:
            self._sent.popitem(last=False)
        return sent

    def _follow(self, sent: SentJob, pages: int, deadline: float) -> PrintResult:
        result = Following(self._jobs, sent, pages, self.patience).result(deadline)
        if result.outcome is PrintOutcome.PRINTED:
            self._printed[sent.job_id] = result
            while len(self._printed) > REMEMBERED_JOBS:
                self._printed.popitem(last=False)
        return result
