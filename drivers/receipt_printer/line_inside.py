"""A line whose other end is a printer in this process, and what can be wrong with that line."""

import threading
from collections.abc import Callable

from drivers.errors import DeviceError, DeviceErrorCode
from drivers.fault_course import Ailment
from drivers.faults import Fault
from drivers.receipt_printer.escpos_commands import EscPosSyntaxError
from drivers.receipt_printer.virtual_printer import FAULTS, PageImage, VirtualEscPosPrinter
from drivers.simulation import Simulated

_LONGEST_REQUEST = 16
"""Bytes of a status request or an end mark; what is longer is to be printed."""


class LineInside:
    """The Transport between a simulated driver and its printer; fails by the fault that ``device`` suffers."""

    def __init__(self, device: Simulated, width_dots: int, keep: Callable[[PageImage], None]) -> None:
        self._device = device
        self._width_dots = width_dots
        self._keep = keep
        self._changed = threading.Condition()
        self._printer = VirtualEscPosPrinter(width_dots)
        self._replies = b""
        self._ends: Ailment | None = None

    def send(self, data: bytes, timeout: float) -> None:
        """See Transport; a command the printer does not know switches it off and on, and is DOCUMENT_REFUSED."""
        self._require_line(data)
        with self._changed:
            try:
                self._replies += self._heard(self._printer.receive(data))
            except EscPosSyntaxError as error:
                self._printer = VirtualEscPosPrinter(self._width_dots)
                raise DeviceError(
                    DeviceErrorCode.DOCUMENT_REFUSED, self._device.locus, str(error), False
                ) from error
            self._take_paper()

    def receive(self, timeout: float) -> bytes:
        """See Transport."""
        self._require_line()
        with self._changed:
            self._changed.wait_for(lambda: self._replies, timeout)
            replies, self._replies = self._replies, b""
            return replies

    def close(self) -> None:
        """See Transport; the printer itself stays on."""

    def break_or_mend(self, faults: frozenset[Fault]) -> None:
        """Let the printer have those of ``faults`` that are a printer's own.

        A roll that ends ends once: it stays so whatever else comes and goes, until that is mended.
        """
        with self._changed:
            ends, before = self._device.felt(Fault.PAPER_ENDS), self._ends
            self._ends = ends
            ran_out = ends is not None and ends == before and Fault.PAPER_OUT in self._printer.faults
            self._printer.set_faults((faults & FAULTS) | ({Fault.PAPER_OUT} if ran_out else set()))
            if ends != before:
                self._printer.run_out_after(int(ends.measure) if ends is not None else None)
            self._replies += self._heard(self._printer.take_replies())
            self._take_paper()

    def _require_line(self, data: bytes = b"") -> None:
        error = self._device.way_error()
        if error is None and self._device.has(Fault.TORN) and len(data) > _LONGEST_REQUEST:
            error = DeviceError(DeviceErrorCode.OFFLINE, self._device.locus, "the line broke", retry_safe=False)
        if error is not None:
            raise error

    def _heard(self, replies: bytes) -> bytes:
        """What comes through of what the printer says. Noise has the highest bit set, as no ESC/POS reply has."""
        if self._device.has(Fault.GARBAGE):
            replies = bytes(byte | 0x80 for byte in self._device.course.noise(len(replies)))
        return replies[: len(replies) // 2] if self._device.has(Fault.SHORT) else replies

    def _take_paper(self) -> None:
        for receipt in self._printer.take_receipts():
            self._keep(receipt)
        self._changed.notify_all()
