"""A simulated receipt printer: the real driver over a printer in software; every receipt ends as a PNG."""

import threading
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from drivers.device import Provenance, Source
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.receipt_printer.escpos import EscPosPrinter
from drivers.receipt_printer.escpos_commands import EscPosSyntaxError
from drivers.receipt_printer.transports import Transport
from drivers.receipt_printer.virtual_printer import WIDTH_DOTS, PageImage, PrinterFault, VirtualEscPosPrinter
from drivers.simulation import Simulated

KEPT = 50
"""Receipts kept in memory; the files are all kept."""
_RUN_OUT_AFTER = f"{PrinterFault.PAPER_OUT}_after:"


class SimulatedReceiptPrinter(EscPosPrinter, Simulated):
    """Leaves each receipt in ``output_directory`` as receipt-001.png, receipt-002.png … and in ``receipts``."""

    mark_seconds = 1.0
    status_every_seconds = 0.3

    def __init__(self, output_directory: str | None = None, width_dots: int = WIDTH_DOTS) -> None:
        super().__init__("simulated receipt printer")
        self._directory = Path(output_directory) if output_directory is not None else None
        self._line_inside = _InProcessLine(width_dots, self._keep)
        self.receipts: list[PageImage] = []

    @property
    def provenance(self) -> Provenance:
        """See Device."""
        return Provenance(Source.SIMULATOR, "simulated", version("service-hall-terminal"))

    def present(self, stimulus: Any) -> None:
        """Break the printer: a PrinterFault's name, or ``paper_out_after:ROWS``; mend it with None."""
        if isinstance(stimulus, str) and stimulus.startswith(_RUN_OUT_AFTER):
            self._line_inside.run_out_after(int(stimulus.removeprefix(_RUN_OUT_AFTER)))
        else:
            self._line_inside.set_fault(None if stimulus is None else PrinterFault(stimulus))

    def _connect(self) -> Transport:
        return self._line_inside

    def _keep(self, receipt: PageImage) -> None:
        self.receipts.append(receipt)
        del self.receipts[:-KEPT]
        if self._directory is not None:
            self._directory.mkdir(parents=True, exist_ok=True)
            save_png(receipt, _next_file(self._directory))


class _InProcessLine:
    """A line whose other end is a printer in this process."""

    def __init__(self, width_dots: int, keep: Callable[[PageImage], None]) -> None:
        self._width_dots = width_dots
        self._keep = keep
        self._changed = threading.Condition()
        self._printer = VirtualEscPosPrinter(width_dots)
        self._replies = b""

    def send(self, data: bytes, timeout: float) -> None:
        """See Transport; a command the printer does not know switches it off and on, and is DOCUMENT_REFUSED."""
        with self._changed:
            try:
                self._replies += self._printer.receive(data)
            except EscPosSyntaxError as error:
                self._printer = VirtualEscPosPrinter(self._width_dots)
                where = "simulated receipt printer"
                raise DeviceError(DeviceErrorCode.DOCUMENT_REFUSED, where, str(error), False) from error
            self._take_paper()

    def receive(self, timeout: float) -> bytes:
        """See Transport."""
        with self._changed:
            self._changed.wait_for(lambda: self._replies, timeout)
            replies, self._replies = self._replies, b""
            return replies

    def close(self) -> None:
        """See Transport; the printer itself stays on."""

    def set_fault(self, fault: PrinterFault | None) -> None:
        with self._changed:
            self._printer.set_fault(fault)
            self._replies += self._printer.take_replies()
            self._take_paper()

    def run_out_after(self, rows: int) -> None:
        with self._changed:
            self._printer.run_out_after(rows)

    def _take_paper(self) -> None:
        for receipt in self._printer.take_receipts():
            self._keep(receipt)
        self._changed.notify_all()


def save_png(receipt: PageImage, path: Path) -> None:
    """Write a receipt as a PNG, black on white, one pixel a dot."""
    picture = np.where(receipt, 0, 255).astype(np.uint8)
    encoded = cv2.imencode(".png", picture, [cv2.IMWRITE_PNG_BILEVEL, 1])[1]
    path.write_bytes(encoded.tobytes())


def _next_file(directory: Path) -> Path:
    numbers = (path.stem.removeprefix("receipt-") for path in directory.glob("receipt-*.png"))
    last = max((int(number) for number in numbers if number.isdecimal()), default=0)
    return directory / f"receipt-{last + 1:03d}.png"
