"""Real backends of printers on the conformance bench, with the printer at the other end of each."""

from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from drivers.conformance.bench import Bench
from drivers.conformance.stimulus import By, Stimulus
from drivers.device import Device, DeviceKind
from drivers.document_printer.cups import CupsDocumentPrinter
from drivers.document_printer.following import Patience
from drivers.document_printer.ipp import IppDocumentPrinter
from drivers.faults import Fault
from drivers.receipt_printer.escpos import EscPosReceiptPrinter
from drivers.receipt_printer.virtual_printer import VirtualEscPosPrinter
from tests.helpers.cupsd import PrivateCups, cups
from tests.helpers.escpos_printer import ServedPrinter, TcpLine, serial_printer
from tests.helpers.ippeveprinter import IppEvePrinter
from tests.helpers.scanner_benches import Holder

LATE_SECONDS = 0.5
_FAULTS = {
    Stimulus.SILENT: Fault.MUTE,
    Stimulus.STATUS_UNSAID: Fault.UNKNOWN_STATUS,
    Stimulus.PAPER_OUT: Fault.PAPER_OUT,
}
_PAGE_FAULTS = {
    Stimulus.PAPER_OUT: ("media-empty", ""),
    Stimulus.LATE: ("late", str(LATE_SECONDS)),
    Stimulus.BLOCKED: ("slow", ""),
}
"""The files of ippeveprinter's print command."""


def quick_receipts(url: str) -> EscPosReceiptPrinter:
    device = EscPosReceiptPrinter(url)
    device.mark_seconds = 1.0
    device.status_every_seconds = 0.1
    return device


class TcpPrinterBench(Bench):
    """A printer's port 9100."""

    by = By.COUNTERPART
    can = frozenset({Stimulus.UNPLUGGED, *_FAULTS})

    def __init__(self) -> None:
        self._line = TcpLine(VirtualEscPosPrinter())
        self.url = self._line.served.url
        super().__init__("receipt_printer.escpos", DeviceKind.RECEIPT_PRINTER, lambda: quick_receipts(self.url))

    def begin(self, stimulus: Stimulus) -> None:
        if stimulus is Stimulus.UNPLUGGED:
            self._line.power_off()
        else:
            self._line.served.set_fault(_FAULTS[stimulus])

    def end(self, stimulus: Stimulus) -> None:
        if stimulus is Stimulus.UNPLUGGED:
            self._line.power_on()
        else:
            self._line.served.set_fault(None)

    def came_out(self) -> int | None:
        return len(self._line.served.receipts)

    def close(self) -> None:
        self._line.power_off()


class PortPrinterBench(Bench):
    """A printer at a port or a node, whose path stays the same over replugging; ``form`` is its address."""

    by = By.COUNTERPART
    can = frozenset({Stimulus.UNPLUGGED, Stimulus.HELD_ELSEWHERE, *_FAULTS})

    def __init__(self, folder: Path, form: str) -> None:
        self._link = folder / "printer"
        self._plugged: AbstractContextManager[ServedPrinter] | None = None
        self._served: list[ServedPrinter] = []
        self._holder = Holder()
        self._plug_in()
        url = form.format(self._link)
        super().__init__("receipt_printer.escpos", DeviceKind.RECEIPT_PRINTER, lambda: quick_receipts(url))

    def begin(self, stimulus: Stimulus) -> None:
        if stimulus is Stimulus.UNPLUGGED:
            self.close()
        elif stimulus is Stimulus.HELD_ELSEWHERE:
            self._holder.take(self._link)
        else:
            self._served[-1].set_fault(_FAULTS[stimulus])

    def end(self, stimulus: Stimulus) -> None:
        if stimulus is Stimulus.UNPLUGGED:
            self._plug_in()
        elif stimulus is Stimulus.HELD_ELSEWHERE:
            self._holder.give_back()
        else:
            self._served[-1].set_fault(None)

    def came_out(self) -> int | None:
        return sum(len(served.receipts) for served in self._served)

    def close(self) -> None:
        plugged, self._plugged = self._plugged, None
        self._link.unlink(missing_ok=True)
        if plugged is not None:
            plugged.__exit__(None, None, None)

    def _plug_in(self) -> None:
        self._plugged = serial_printer(None, "serial://{}")
        self._served.append(self._plugged.__enter__())
        self._link.symlink_to(urlsplit(self._served[-1].url).path)


class PagePrinterBench(Bench):
    """ippeveprinter at the other end."""

    by = By.COUNTERPART
    can = frozenset({Stimulus.UNPLUGGED, *_PAGE_FAULTS})
    patience = 10.0

    def __init__(self, printer: IppEvePrinter) -> None:
        self.printer = printer
        super().__init__("document_printer.ipp", DeviceKind.DOCUMENT_PRINTER, self._quick)

    def begin(self, stimulus: Stimulus) -> None:
        if stimulus is Stimulus.UNPLUGGED:
            self.printer.power_off()
        else:
            self.printer.fault(*_PAGE_FAULTS[stimulus])

    def end(self, stimulus: Stimulus) -> None:
        if stimulus is Stimulus.UNPLUGGED:
            self.printer.power_on()
        else:
            self.printer.mend(_PAGE_FAULTS[stimulus][0])

    def came_out(self) -> int | None:
        return len(self.printer.documents)

    def _quick(self) -> Device[Any]:
        return _quick(IppDocumentPrinter(self.printer.url))


class CupsBench(PagePrinterBench):
    """CUPS with a queue to ippeveprinter; unplugged is CUPS itself stopped."""

    def __init__(self, printer: IppEvePrinter) -> None:
        super().__init__(printer)
        self.driver = "document_printer.cups"
        self._running = ExitStack()
        self._scheduler: PrivateCups = self._running.enter_context(cups(printer.url))
        self.make = lambda: _quick(CupsDocumentPrinter(self._scheduler.url))

    def begin(self, stimulus: Stimulus) -> None:
        if stimulus is Stimulus.UNPLUGGED:
            self._scheduler.stop()
        else:
            super().begin(stimulus)

    def end(self, stimulus: Stimulus) -> None:
        if stimulus is Stimulus.UNPLUGGED:
            self._scheduler.start()
        else:
            super().end(stimulus)

    def close(self) -> None:
        self._running.close()


def _quick(device: IppDocumentPrinter) -> IppDocumentPrinter:
    device.patience = Patience(every=0.05, fault=0.5, lost=1.0, count=0.2)
    device.status_every_seconds = 0.1
    return device
