"""Real backends of printers on the conformance bench, with the printer at the other end of each."""

from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from drivers.conformance.bench import Bench
from drivers.conformance.stimulus import By, Stimulus
from drivers.device import Device, DeviceKind
from drivers.document_printer.cups import CupsDocumentPrinter
from drivers.document_printer.ipp import IppDocumentPrinter
from drivers.document_printer.ipp_client import IppClient, PrinterAddress
from drivers.document_printer.ipp_jobs import IppJobs
from drivers.faults import Fault
from drivers.receipt_printer.escpos import EscPosReceiptPrinter
from drivers.receipt_printer.virtual_printer import VirtualEscPosPrinter
from tests.helpers.cupsd import PrivateCups, cups
from tests.helpers.escpos_printer import ServedPrinter, TcpLine, serial_printer
from tests.helpers.hasty_printer import hasty
from tests.helpers.ippeveprinter import IppEvePrinter, wait_for
from tests.helpers.other_program import Holder

LATE_SECONDS = 0.5
_FAULTS = {
    Stimulus.SILENT: Fault.MUTE,
    Stimulus.BLOCKED: Fault.MUTE,
    Stimulus.STATUS_UNSAID: Fault.UNKNOWN_STATUS,
    Stimulus.PAPER_OUT: Fault.PAPER_OUT,
}
_PAGE_FAULTS = {
    Stimulus.PAPER_OUT: ("media-empty", ""),
    Stimulus.LATE: ("late", str(LATE_SECONDS)),
    Stimulus.BLOCKED: ("slow", ""),
}
"""The files of ippeveprinter's print command."""
IDLE = 3
"""Its printer-state (RFC 8011, 5.4.12)."""
_FREEZES = frozenset({Stimulus.SILENT, Stimulus.STATUS_UNSAID})


def quick_receipts(url: str) -> EscPosReceiptPrinter:
    device = EscPosReceiptPrinter(url)
    device.mark_seconds = 1.0
    device.status_every_seconds = 0.1
    return device


class ReceiptBench(Bench):
    """A printer that draws what it is sent, at the other end of a line; a subclass says which."""

    by = By.COUNTERPART
    can = frozenset({Stimulus.UNPLUGGED, Stimulus.LATE, *_FAULTS})

    def __init__(self, url: str) -> None:
        self.url = url
        super().__init__("receipt_printer.escpos", DeviceKind.RECEIPT_PRINTER, lambda: quick_receipts(url))

    @property
    def served(self) -> ServedPrinter:
        """The printer that is there now."""
        raise NotImplementedError

    def plug_in(self) -> None:
        raise NotImplementedError

    def unplug(self) -> None:
        raise NotImplementedError

    def begin(self, stimulus: Stimulus) -> None:
        if stimulus is Stimulus.UNPLUGGED:
            self.unplug()
        elif stimulus is Stimulus.LATE:
            self.served.answer_late(LATE_SECONDS)
        else:
            self.served.set_fault(_FAULTS[stimulus])

    def end(self, stimulus: Stimulus) -> None:
        if stimulus is Stimulus.UNPLUGGED:
            self.plug_in()
        elif stimulus is Stimulus.LATE:
            self.served.answer_late(0.0)
        else:
            self.served.set_fault(None)

    def close(self) -> None:
        self.unplug()


class TcpPrinterBench(ReceiptBench):
    """A printer's port 9100."""

    def __init__(self) -> None:
        self._line = TcpLine(VirtualEscPosPrinter())
        super().__init__(self._line.served.url)

    @property
    def served(self) -> ServedPrinter:
        return self._line.served

    def plug_in(self) -> None:
        self._line.power_on()

    def unplug(self) -> None:
        self._line.power_off()

    def came_out(self) -> int | None:
        return len(self.served.receipts)


class PortPrinterBench(ReceiptBench):
    """A printer at a port or a node, whose path stays the same over replugging; ``form`` is its address."""

    can = ReceiptBench.can | {Stimulus.HELD_ELSEWHERE}

    def __init__(self, folder: Path, form: str) -> None:
        self._link = folder / "printer"
        self._plugged: AbstractContextManager[ServedPrinter] | None = None
        self._served: list[ServedPrinter] = []
        self._holder = Holder()
        self.plug_in()
        super().__init__(form.format(self._link))

    @property
    def served(self) -> ServedPrinter:
        return self._served[-1]

    def begin(self, stimulus: Stimulus) -> None:
        if stimulus is Stimulus.HELD_ELSEWHERE:
            self._holder.take(self._link)
        else:
            super().begin(stimulus)

    def end(self, stimulus: Stimulus) -> None:
        if stimulus is Stimulus.HELD_ELSEWHERE:
            self._holder.give_back()
        else:
            super().end(stimulus)

    def came_out(self) -> int | None:
        return sum(len(served.receipts) for served in self._served)

    def plug_in(self) -> None:
        self._plugged = serial_printer(None, "serial://{}")
        self._served.append(self._plugged.__enter__())
        self._link.symlink_to(urlsplit(self.served.url).path)

    def unplug(self) -> None:
        plugged, self._plugged = self._plugged, None
        self._link.unlink(missing_ok=True)
        if plugged is not None:
            plugged.__exit__(None, None, None)


class PagePrinterBench(Bench):
    """ippeveprinter at the other end."""

    by = By.COUNTERPART
    can = frozenset({Stimulus.UNPLUGGED, *_PAGE_FAULTS, *_FREEZES})
    patience = 10.0

    def __init__(self, printer: IppEvePrinter) -> None:
        self.printer = printer
        super().__init__("document_printer.ipp", DeviceKind.DOCUMENT_PRINTER, self._quick)

    def begin(self, stimulus: Stimulus) -> None:
        if stimulus is Stimulus.UNPLUGGED:
            self.printer.power_off()
        elif stimulus in _FREEZES:
            self.printer.freeze()
        else:
            self.printer.fault(*_PAGE_FAULTS[stimulus])

    def end(self, stimulus: Stimulus) -> None:
        if stimulus is Stimulus.UNPLUGGED:
            self.printer.power_on()
        elif stimulus in _FREEZES:
            self.printer.thaw()
        else:
            self.printer.mend(_PAGE_FAULTS[stimulus][0])
        # What a case left the printer doing is the next one's refusal: it takes one job at a time.
        wait_for(self._is_idle, "the printer's next job", lambda: "it is still busy")

    def came_out(self) -> int | None:
        return len(self.printer.documents)

    def _is_idle(self) -> bool:
        report = IppJobs(IppClient(PrinterAddress.parse(self.printer.url))).printer()
        return report.attributes.get("printer-state") == [IDLE]

    def _quick(self) -> Device[Any]:
        return hasty(IppDocumentPrinter(self.printer.url))


class CupsBench(PagePrinterBench):
    """CUPS with a queue to ippeveprinter; unplugged or silent is CUPS itself, stopped or frozen."""

    def __init__(self, printer: IppEvePrinter) -> None:
        super().__init__(printer)
        self.driver = "document_printer.cups"
        self._running = ExitStack()
        self._scheduler: PrivateCups = self._running.enter_context(cups(printer.url))
        self.make = lambda: hasty(CupsDocumentPrinter(self._scheduler.url))

    def begin(self, stimulus: Stimulus) -> None:
        if stimulus is Stimulus.UNPLUGGED:
            self._scheduler.stop()
        elif stimulus in _FREEZES:
            self._scheduler.freeze()
        else:
            super().begin(stimulus)

    def end(self, stimulus: Stimulus) -> None:
        if stimulus is Stimulus.UNPLUGGED:
            self._scheduler.start()
        elif stimulus in _FREEZES:
            self._scheduler.thaw()
        else:
            super().end(stimulus)

    def close(self) -> None:
        self._running.close()
