"""Document printers: a finished PDF on A4, with the device's own word on whether it came out."""

from abc import ABC, abstractmethod
from typing import ClassVar

from drivers.device import Device, DeviceKind
from drivers.printing import PrintOutcome, PrintResult, count_job
from drivers.status import StatusChanged

MAX_DOCUMENT_BYTES = 20 * 1024 * 1024


class DocumentPrinter(Device[StatusChanged], ABC):
    """A page printer (IPP names: media, job-state, printer-state-reasons)."""

    kind: ClassVar[DeviceKind] = DeviceKind.DOCUMENT_PRINTER

    def print_pdf(self, job_id: str, pdf: bytes, pages: int) -> PrintResult:
        """Print ``pages`` sheets of ISO A4. An earlier job of the same ``job_id`` is adopted, never sent again.

        Faults of the printer are in the result; raised is only
        CLOSED, NOT_CLAIMED or DISABLED. Within ``operation_timeout``.
        """
        result = self.use("print_pdf", self.do_print_pdf, job_id, pdf, pages)
        self.count_print(result, pages)
        return result

    def count_print(self, result: PrintResult, pages: int) -> None:
        """Count what came of one job of so many sheets; a health check's page is paper too."""
        count_job(self.statistics, result)
        if result.outcome is PrintOutcome.PRINTED:
            self.statistics.count("M_PrintedSheetCount", pages)

    @abstractmethod
    def do_print_pdf(self, job_id: str, pdf: bytes, pages: int) -> PrintResult:
        """See ``print_pdf``."""
