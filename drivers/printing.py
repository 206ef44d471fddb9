"""What a printer can truthfully say of a job: printed, not printed, or unknown."""

from dataclasses import dataclass
from enum import StrEnum

from drivers.errors import DeviceError
from drivers.statistics import Statistics


class PrintOutcome(StrEnum):
    """UNKNOWN is shown to a person and never repeated by itself."""

    PRINTED = "printed"
    NOT_PRINTED = "not_printed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class PrintResult:
    """How a job ended. ``error`` names the fault where there was one; ``evidence`` what the device said."""

    job_id: str
    outcome: PrintOutcome
    evidence: str
    error: DeviceError | None = None


_JOBS = {
    PrintOutcome.PRINTED: "M_PrintedJobCount",
    PrintOutcome.NOT_PRINTED: "M_NotPrintedJobCount",
    PrintOutcome.UNKNOWN: "M_UnknownJobCount",
}


def count_job(statistics: Statistics, result: PrintResult) -> None:
    """Count a job by its outcome, and the fault that it met."""
    statistics.count(_JOBS[result.outcome])
    if result.error is None:
        return
    statistics.count("PrinterFaultCount")
    statistics.failed("print", result.error)
