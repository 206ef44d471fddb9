"""Document printers: a finished PDF on A4, with the device's own word on whether it came out."""

from abc import ABC, abstractmethod
from typing import ClassVar

from drivers.device import Device, DeviceKind
from drivers.printing import PrintResult, StatusChanged

MAX_DOCUMENT_BYTES = 20 * 1024 * 1024


class DocumentPrinter(Device[StatusChanged], ABC):
    """A page printer (IPP names: media, job-state, printer-state-reasons)."""

    kind: ClassVar[DeviceKind] = DeviceKind.DOCUMENT_PRINTER

    @abstractmethod
    def print_pdf(self, job_id: str, pdf: bytes, pages: int) -> PrintResult:
        """Print ``pages`` sheets of ISO A4. An earlier job of the same ``job_id`` is adopted, never sent again.

        Does not raise for faults of the printer: they are in the result. Within ``operation_timeout``.
        """
