"""Receipt printers: ESC/POS bands out, status back, and one truthful outcome a job."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from drivers.device import Device, DeviceKind
from drivers.errors import DeviceErrorCode
from drivers.printing import PrintOutcome, PrintResult, count_job
from drivers.status import StatusChanged

_FAULT_COUNTS = {
    DeviceErrorCode.COVER_OPEN: "ReceiptCoverOpenCount",
    DeviceErrorCode.CUTTER_ERROR: "FailedPaperCutCount",
    DeviceErrorCode.OVERHEATED: "MaximumTempReachedCount",
}
"""UnifiedPOS's names for the faults that a receipt met."""


class ReceiptPrinter(Device[StatusChanged], ABC):
    """An ESC/POS printer; ``poll`` yields changes of paper, cover, cutter and line."""

    kind: ClassVar[DeviceKind] = DeviceKind.RECEIPT_PRINTER

    def print_bands(self, job_id: str, bands: Sequence[bytes]) -> PrintResult:
        """Print one receipt: send each band of ESC/POS whole, asking the status only between bands.

        The first fault before any band is NOT_PRINTED, one after it UNKNOWN; PRINTED needs the printer's own
        mark after the last band. Faults of the printer are in the result; raised is only
        CLOSED, NOT_CLAIMED or DISABLED.
        """
        result = self.use("print_bands", self.do_print_bands, job_id, bands)
        self.count_print(result, len(bands))
        return result

    def count_print(self, result: PrintResult, bands: int) -> None:
        """Count what came of one job of so many bands; a health check's strip is paper too."""
        count_job(self.statistics, result)
        if result.outcome is PrintOutcome.PRINTED:
            self.statistics.count("PaperCutCount")
            self.statistics.count("M_PrintedBandCount", bands)
        elif result.error is not None and result.error.code in _FAULT_COUNTS:
            self.statistics.count(_FAULT_COUNTS[result.error.code])

    @abstractmethod
    def do_print_bands(self, job_id: str, bands: Sequence[bytes]) -> PrintResult:
        """See ``print_bands``."""
