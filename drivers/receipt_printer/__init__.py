"""Receipt printers: ESC/POS bands out, status back, and one truthful outcome a job."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from drivers.device import Device, DeviceKind
from drivers.printing import PrintResult, count_job
from drivers.status import StatusChanged


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
        count_job(self.statistics, result)
        return result

    @abstractmethod
    def do_print_bands(self, job_id: str, bands: Sequence[bytes]) -> PrintResult:
        """See ``print_bands``."""
