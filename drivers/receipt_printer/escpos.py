"""ESC/POS printers over TCP, serial or a node: status asked, bands sent, and the end proven by the printer."""

import secrets
import time
from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from importlib.metadata import version

from drivers.device import Capabilities, Provenance, Source
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.observation import Observation, Observed
from drivers.printing import PrintOutcome, PrintResult
from drivers.receipt_printer import ReceiptPrinter
from drivers.receipt_printer.conversation import Conversation, Mark
from drivers.receipt_printer.job_memory import JobMemory
from drivers.receipt_printer.reach import line_attached, line_driver, line_service
from drivers.receipt_printer.replies import known_fault, read_status
from drivers.receipt_printer.sample_strip import sample_strip
from drivers.receipt_printer.transports import Transport, connect, locus_of
from drivers.status import DeviceStatus, Readiness, StatusChanged

STATUS_EVERY_SECONDS = 2.0
BAND_SECONDS = 20.0
"""The longest band (128 rows) takes 9.6 s at 9,600 baud."""
MARK_SECONDS = 8.0
"""How long the end mark may take, for each of the two ways to ask for it."""
LAST_STATUS_SECONDS = 6.0
"""Kept back from the operation's time, to ask why a job did not end."""

_CUT = b"\x1b@\x1dVB\x00"


class EscPosPrinter(ReceiptPrinter):
    """Any ESC/POS printer behind a line; the backends say what the line is.

    A job id is sent once in the life of this object: asked again, a job that was printed, or may have been,
    returns its result instead. A reprint is a job of its own, under a new id. A mark that comes late (after a
    refill, say) turns that result from UNKNOWN to PRINTED.
    """

    operation_timeout = 60.0
    mark_seconds = MARK_SECONDS
    status_every_seconds = STATUS_EVERY_SECONDS

    def __init__(self, locus: str) -> None:
        self._locus = locus
        self._line: Conversation | None = None
        self._told: DeviceStatus | None = None
        self._next_status_at = 0.0
        self._jobs = JobMemory()
        self._process_id = secrets.randbelow(10_000)
        self._answers_process_id = True
        self._uncut = False

    @property
    def capabilities(self) -> Capabilities:
        """The line carries one conversation; a printer that has no such sensor says NOT_SUPPORTED."""
        sensors = frozenset({"paper", "cover", "cutter", "head", "mechanism", "line"})
        return Capabilities(sensors, exclusive=True, exercises=True)

    def do_open(self) -> None:
        """Nothing to reach before the line itself."""

    def do_claim(self) -> None:
        """Connect. A printer that is there but does not answer is claimed, with an UNKNOWN status."""
        self._line = Conversation(self._connect(), self._jobs.mark_came_back)

    def do_close(self) -> None:
        """See Device."""
        self.do_release()

    def do_release(self) -> None:
        """Hang up."""
        line, self._line, self._told = self._line, None, None
        self._jobs.forget_line()
        if line is not None:
            line.close()

    def do_poll(self, timeout: float) -> StatusChanged | None:
        """Ask the status every two seconds; yields StatusChanged when it differs from the last one told."""
        told = self._told
        if told is not None and time.monotonic() < self._next_status_at:
            self._open_line().listen(timeout)
            return None
        self._told = self.do_status()
        return StatusChanged(self._told) if told not in (None, self._told) else None

    def do_status(self) -> DeviceStatus:
        """Ask DLE EOT 1 to 4, about 3 s at most."""
        line = self._open_line()
        status = read_status(line.ask_all(), line.port_says())
        self._next_status_at = time.monotonic() + self.status_every_seconds
        self._told = self._told or status
        return status

    def do_answer(self) -> str:
        """Ask the status and, where it is good, an end mark on the idle line; moves no paper. TIMEOUT."""
        status = self.do_status()
        if status.readiness in (Readiness.NEEDS_ATTENTION, Readiness.OFFLINE):
            return Observation(Observed.STATUS_ANSWERED)
        evidence = self._end_mark(None, time.monotonic() + self.operation_timeout)
        if not evidence:
            raise DeviceError(DeviceErrorCode.TIMEOUT, self._locus, Observation(Observed.NO_END_MARK))
        return evidence

    def do_exercise(self) -> str:
        """Print a short strip with a QR code, and cut it; the fault where the printer does not prove it."""
        token = secrets.token_hex(4)
        strip = sample_strip(f"HEALTH CHECK {token}")
        result = self.do_print_bands(f"health-check-{token}", strip)
        self.count_print(result, len(strip))
        if result.outcome is not PrintOutcome.PRINTED:
            raise result.error or DeviceError(DeviceErrorCode.FAILURE, self._locus, result.evidence)
        return Observation(Observed.STRIP_PRINTED, result.evidence)

    def do_print_bands(self, job_id: str, bands: Sequence[bytes]) -> PrintResult:
        """See ReceiptPrinter."""
        earlier = self._jobs.result_of_sent(job_id)
        if earlier is not None:
            return earlier
        deadline = time.monotonic() + self.operation_timeout - LAST_STATUS_SECONDS
        return self._jobs.settle(self._refuse(job_id, bands) or self._send(job_id, bands, deadline))

    @abstractmethod
    def _connect(self) -> Transport:
        """Open the line to the printer."""

    def _open_line(self) -> Conversation:
        if self._line is None:
            raise DeviceError(DeviceErrorCode.OFFLINE, self._locus, "not connected")
        return self._line

    def _drop_line(self) -> None:
        """After a failure in mid-stream nobody knows where the printer stands: the next poll reports it gone."""
        line, self._line = self._line, None
        if line is not None:
            line.close()

    def _refuse(self, job_id: str, bands: Sequence[bytes]) -> PrintResult | None:
        """Why nothing of this job may be sent; None when it may. An unknown status alone is no reason."""
        fault = None
        if not bands:
            fault = DeviceError(DeviceErrorCode.DOCUMENT_REFUSED, self._locus, "a receipt without a band")
        else:
            try:
                fault = known_fault(self.do_status(), self._locus, retry_safe=True)
            except DeviceError as error:
                self._drop_line()
                fault = DeviceError(error.code, error.locus, error.vendor_text, retry_safe=True)
        return PrintResult(job_id, PrintOutcome.NOT_PRINTED, "nothing was sent", fault) if fault else None

    def _send(self, job_id: str, bands: Sequence[bytes], deadline: float) -> PrintResult:
        number = 0
        try:
            line = self._open_line()
            if self._uncut:
                line.send(_CUT, _left(deadline, self._locus))
            self._uncut = True
            for number, band in enumerate(bands, start=1):
                if number > 1 and line.is_stopped():
                    fault = self._fault_or(DeviceErrorCode.OFFLINE, "stopped between bands")
                    evidence = f"{number - 1} of {len(bands)} bands sent"
                    return PrintResult(job_id, PrintOutcome.UNKNOWN, evidence, fault)
                line.send(band, _left(deadline, self._locus))
            self._uncut = False
            return self._settle(job_id, deadline)
        except DeviceError as error:
            self._drop_line()
            return PrintResult(job_id, PrintOutcome.UNKNOWN, f"failed after band {number} of {len(bands)}", error)

    def _settle(self, job_id: str, deadline: float) -> PrintResult:
        evidence = self._end_mark(job_id, deadline)
        if evidence:
            return PrintResult(job_id, PrintOutcome.PRINTED, evidence)
        fault = self._fault_or(DeviceErrorCode.TIMEOUT, "no end mark")
        return PrintResult(job_id, PrintOutcome.UNKNOWN, "all bands sent, no end mark", fault)

    def _fault_or(self, code: DeviceErrorCode, text: str) -> DeviceError:
        fault = known_fault(self.do_status(), self._locus, retry_safe=False)
        return fault or DeviceError(code, self._locus, text, retry_safe=False)

    def _end_mark(self, job_id: str | None, deadline: float) -> str:
        """Ask for a mark behind everything sent so far; returns the evidence, or "" when none came.

        A printer that never answers a process id (many do not know it) but does answer the paper status in order
        is asked only that from then on.
        """
        line = self._open_line()
        if self._answers_process_id:
            self._process_id = (self._process_id + 1) % 10_000
            mark = f"{self._process_id:04d}".encode("ascii")
            line.ask_process_id(mark, _left(deadline, self._locus))
            if self._await_mark(line, mark, job_id, deadline):
                return Observation(Observed.PROCESS_ID_ANSWERED)
            if line.is_stopped():
                return ""
        if self._await_mark(line, line.ask_paper(_left(deadline, self._locus)), job_id, deadline):
            self._answers_process_id = False
            return Observation(Observed.PAPER_STATUS_ANSWERED)
        return ""

    def _await_mark(self, line: Conversation, mark: Mark, job_id: str | None, deadline: float) -> bool:
        """Wait for a mark, asking about once a second whether the printer has stopped meanwhile."""
        self._jobs.expect(mark, job_id)
        until = min(time.monotonic() + self.mark_seconds, deadline)
        while (left := until - time.monotonic()) > 0:
            if line.listen(min(left, 1.0), lambda: self._jobs.came_back(mark)):
                return True
            if line.is_stopped():
                break
        return self._jobs.came_back(mark)


class EscPosReceiptPrinter(EscPosPrinter):
    """A printer at ``tcp://host:9100``, ``file:///dev/usb/lp0`` or ``serial:///dev/ttyUSB0?baud=…&flow=…``."""

    def __init__(self, url: str) -> None:
        super().__init__(locus_of(url))
        self._url = url

    @property
    def provenance(self) -> Provenance:
        """See Device."""
        return Provenance(Source.HARDWARE, "escpos", version("service-hall-terminal"))

    @property
    def capabilities(self) -> Capabilities:
        """A port or a node is ours alone; on a network the printer takes a second caller, and lets it wait."""
        alone = not self._url.startswith("tcp:")
        return replace(super().capabilities, exclusive=alone, names_holder=alone, can_be_held=alone)

    def do_find(self) -> str:
        """See Device; a printer we are connected to is not knocked at again, as many take one connection."""
        return Observation(Observed.CONNECTED, self._locus) if self._line else line_attached(self._url, self._locus)

    def do_find_os_driver(self) -> str | None:
        """See Device; None for a network printer."""
        return line_driver(self._url, self._locus)

    def do_find_service(self) -> str | None:
        """Whether a network printer takes connections; OFFLINE where its port is closed."""
        return Observation(Observed.CONNECTED, self._locus) if self._line else line_service(self._url)

    def _connect(self) -> Transport:
        return connect(self._url)


def _left(deadline: float, locus: str) -> float:
    """Seconds one send may take; DeviceError(TIMEOUT) when the operation has none left."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise DeviceError(DeviceErrorCode.TIMEOUT, locus, "the receipt took too long", retry_safe=False)
    return min(BAND_SECONDS, left)
