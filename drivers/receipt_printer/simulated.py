"""A simulated receipt printer: the real driver over a printer in software; every receipt ends as a PNG."""

from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any, ClassVar

import cv2
import numpy as np

from drivers.device import Capabilities, Provenance, Source
from drivers.faults import Fault
from drivers.options import Positive
from drivers.receipt_printer.escpos import EscPosPrinter
from drivers.receipt_printer.line_inside import LineInside
from drivers.receipt_printer.transports import Transport
from drivers.receipt_printer.virtual_printer import WIDTH_DOTS, PageImage
from drivers.simulation import Simulated

KEPT = 50
"""Receipts kept in memory; the files are all kept."""


class SimulatedReceiptPrinter(Simulated, EscPosPrinter):
    """Leaves each receipt in ``output_directory`` as receipt-001.png, receipt-002.png … and in ``receipts``."""

    locus: ClassVar[str] = "simulated receipt printer"
    mark_seconds = 1.0
    status_every_seconds = 0.3

    def __init__(self, output_directory: str | None = None, width_dots: Positive = WIDTH_DOTS) -> None:
        super().__init__(self.locus)
        self._directory = Path(output_directory) if output_directory is not None else None
        self._line_inside = LineInside(self, width_dots, self._keep)
        self.receipts: list[PageImage] = []

    @property
    def provenance(self) -> Provenance:
        """See Device."""
        return Provenance(Source.SIMULATOR, "simulated", version("service-hall-terminal"))

    @property
    def capabilities(self) -> Capabilities:
        """The real driver's; but nobody is kept out of a printer in software, and what holds it up can be ended."""
        return replace(super().capabilities, exclusive=False, cancels=True)

    def present(self, stimulus: Any) -> None:
        """Nobody hands anything to a printer."""
        raise TypeError("a printer is presented nothing")

    def faults_changed(self, faults: frozenset[Fault]) -> None:
        """See Simulated; the printer at the other end breaks, or goes on with what it was sent."""
        self._line_inside.break_or_mend(faults)

    def _connect(self) -> Transport:
        return self._line_inside

    def _keep(self, receipt: PageImage) -> None:
        self.receipts.append(receipt)
        del self.receipts[:-KEPT]
        if self._directory is not None:
            self._directory.mkdir(parents=True, exist_ok=True)
            save_png(receipt, _next_file(self._directory))


def save_png(receipt: PageImage, path: Path) -> None:
    """Write a receipt as a PNG, black on white, one pixel a dot."""
    picture = np.where(receipt, 0, 255).astype(np.uint8)
    encoded = cv2.imencode(".png", picture, [cv2.IMWRITE_PNG_BILEVEL, 1])[1]
    path.write_bytes(encoded.tobytes())


def _next_file(directory: Path) -> Path:
    numbers = (path.stem.removeprefix("receipt-") for path in directory.glob("receipt-*.png"))
    last = max((int(number) for number in numbers if number.isdecimal()), default=0)
    return directory / f"receipt-{last + 1:03d}.png"
