"""A page printer's driver that waits less long for what does not come."""

from typing import TypeVar

from drivers.document_printer.following import Patience
from drivers.document_printer.ipp import IppDocumentPrinter

PrinterT = TypeVar("PrinterT", bound=IppDocumentPrinter)


def hasty(device: PrinterT, fault: float = 0.5) -> PrinterT:
    """The same device; ``fault``: how long a fault is waited out, seconds."""
    device.patience = Patience(every=0.05, fault=fault, lost=1.0, count=0.2)
    device.status_every_seconds = 0.1
    return device
