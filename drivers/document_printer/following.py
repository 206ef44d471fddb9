"""Follows a job that was sent until the printer proves how it ended, or time and patience are over."""

import time
from dataclasses import dataclass

from drivers.document_printer.ipp_jobs import IppJobs
from drivers.document_printer.job_state import JobReport, JobState
from drivers.document_printer.printer_state import PrinterReport
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.printing import PrintOutcome, PrintResult


@dataclass(frozen=True)
class SentJob:
    """A job that may be at the printer: the printer's number for it, and its up-time when it was sent."""

    job_id: str
    number: int | None
    up_time: int | None


@dataclass(frozen=True)
class Patience:
    """Seconds between two questions, and how long a fault, a lost printer or a late count is waited out.

    A fault that stands longer ends the wait with UNKNOWN, so that a person is asked to act; the job stays at the
    printer and is adopted when it is asked for again.
    """

    every: float = 0.3
    fault: float = 20.0
    lost: float = 10.0
    count: float = 2.0


class Following:
    """One job's end, found out by asking again and again."""

    def __init__(self, jobs: IppJobs, sent: SentJob, pages: int, patience: Patience) -> None:
        self._jobs = jobs
        self._job_id = sent.job_id
        self._number = sent.number
        self._up_time = sent.up_time
        self._pages = pages
        self._patience = patience
        self._since: dict[str, float] = {}
        self._last = "the printer has not said how it stands"

    def result(self, deadline: float) -> PrintResult:
        """Ask until the answer is final, or ``deadline`` (monotonic seconds) passes."""
        while True:
            result = self._look()
            if result is not None:
                return result
            if time.monotonic() >= deadline:
                return self._unknown(self._error(DeviceErrorCode.TIMEOUT, "the job did not end in time"))
            time.sleep(self._patience.every)

    def _look(self) -> PrintResult | None:
        """What one round of questions tells; None while it is open."""
        try:
            job = self._job()
            printer = self._jobs.printer()
        except DeviceError as error:
            if self._stands("lost", self._patience.lost):
                return self._unknown(self._error(error.code, error.vendor_text))
            return None
        self._since.pop("lost", None)
        if self._has_restarted(printer):
            return self._unknown(self._error(DeviceErrorCode.OFFLINE, "the printer was restarted meanwhile"))
        if job is None or (job.name is not None and job.name != self._job_id):
            return self._unknown(
                self._error(DeviceErrorCode.FAILURE, "the printer does not know the job (any more)")
            )
        self._last = str(job)
        return self._end(job, printer) if job.has_ended else self._fault_that_stands(printer)

    def _job(self) -> JobReport | None:
        if self._number is not None:
            return self._jobs.job(self._number)
        found = self._jobs.find(self._job_id)
        self._number = found.job_id if found is not None else None
        return found

    def _has_restarted(self, printer: PrinterReport) -> bool:
        before, self._up_time = self._up_time, printer.up_time
        return before is not None and printer.up_time is not None and printer.up_time < before

    def _end(self, job: JobReport, printer: PrinterReport) -> PrintResult | None:
        outcome = job.outcome(self._pages, device_counts=self._jobs.counts_impressions)
        if outcome is PrintOutcome.PRINTED:
            return PrintResult(self._job_id, outcome, self._last)
        counts_late = outcome is PrintOutcome.UNKNOWN and job.state == JobState.COMPLETED
        if counts_late and not self._stands("count", self._patience.count):
            return None
        nothing_came = outcome is PrintOutcome.NOT_PRINTED
        error = printer.fault(retry_safe=nothing_came) or DeviceError(
            DeviceErrorCode.FAILURE, self._jobs.locus, self._last, retry_safe=nothing_came
        )
        return PrintResult(self._job_id, outcome, self._last, error)

    def _fault_that_stands(self, printer: PrinterReport) -> PrintResult | None:
        fault = printer.fault(retry_safe=False)
        if fault is None:
            self._since.pop("fault", None)
            return None
        return self._unknown(fault) if self._stands("fault", self._patience.fault) else None

    def _stands(self, what: str, patience: float) -> bool:
        """Whether ``what`` has been so for longer than ``patience`` seconds."""
        now = time.monotonic()
        return now - self._since.setdefault(what, now) >= patience

    def _unknown(self, error: DeviceError) -> PrintResult:
        return PrintResult(self._job_id, PrintOutcome.UNKNOWN, self._last, error)

    def _error(self, code: DeviceErrorCode, text: str) -> DeviceError:
        return DeviceError(code, self._jobs.locus, text, retry_safe=False)
