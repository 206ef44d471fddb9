"""The driver ``replay:FILE`` of every kind: devices that do again what a trace says one did."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from drivers.card_reader import CardEvent, CardReader
from drivers.clock import SYSTEM_CLOCK, Clock
from drivers.code_scanner import CodeScanner, Scan
from drivers.device import Device, DeviceKind
from drivers.document_camera import DocumentCamera, Frame
from drivers.document_printer import DocumentPrinter
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.printing import PrintOutcome, PrintResult
from drivers.receipt_printer import ReceiptPrinter
from drivers.replay_device import Replay
from drivers.status import StatusChanged
from drivers.trace import TraceUnreadable, read_trace


class ReplayCodeScanner(Replay, CodeScanner):
    """Scans as recorded, every payload masked."""

    def do_poll(self, timeout: float) -> Scan | None:
        """See Device."""
        scan: Scan | None = super().do_poll(timeout)
        return scan


class ReplayCardReader(Replay, CardReader):
    """The recorded card, every value masked."""

    def do_poll(self, timeout: float) -> CardEvent | None:
        """See Device."""
        event: CardEvent | None = super().do_poll(timeout)
        return event

    def do_power_on(self) -> bytes:
        """See CardReader."""
        return bytes(self.again("power_on"))

    def do_transmit(self, apdu: bytes) -> bytes:
        """See CardReader."""
        return bytes(self.again("transmit", apdu))

    def do_power_off(self) -> None:
        """See CardReader."""
        self._step("power_off")


class ReplayDocumentCamera(Replay, DocumentCamera):
    """Frames as recorded: their number, age and size, and of the picture only clouds."""

    def do_poll(self, timeout: float) -> Frame | None:
        """See Device."""
        frame: Frame | None = super().do_poll(timeout)
        return frame

    def do_capture(self) -> Frame:
        """See DocumentCamera."""
        frame: Frame = self.again("capture")
        return frame


class _ReplayPrinter(Replay):
    def do_poll(self, timeout: float) -> StatusChanged | None:
        """See Device."""
        event: StatusChanged | None = super().do_poll(timeout)
        return event

    def _printed(self, job_id: str, operation: str, *arguments: Any) -> PrintResult:
        try:
            result: PrintResult = self.again(operation, job_id, *arguments)
        except DeviceError as error:
            outcome = PrintOutcome.NOT_PRINTED if error.retry_safe else PrintOutcome.UNKNOWN
            return PrintResult(job_id, outcome, "replay", error)
        return replace(result, job_id=job_id)


class ReplayReceiptPrinter(_ReplayPrinter, ReceiptPrinter):
    """Ends jobs of the recorded shape as they ended."""

    def do_print_bands(self, job_id: str, bands: Sequence[bytes]) -> PrintResult:
        """See ReceiptPrinter; NOT_PRINTED where another print was recorded here."""
        return self._printed(job_id, "print_bands", bands)


class ReplayDocumentPrinter(_ReplayPrinter, DocumentPrinter):
    """Ends jobs of the recorded shape as they ended."""

    def do_print_pdf(self, job_id: str, pdf: bytes, pages: int) -> PrintResult:
        """See DocumentPrinter; NOT_PRINTED where another print was recorded here."""
        return self._printed(job_id, "print_pdf", pdf, pages)


_KINDS: dict[DeviceKind, type[Replay]] = {
    DeviceKind.CODE_SCANNER: ReplayCodeScanner,
    DeviceKind.CARD_READER: ReplayCardReader,
    DeviceKind.DOCUMENT_CAMERA: ReplayDocumentCamera,
    DeviceKind.RECEIPT_PRINTER: ReplayReceiptPrinter,
    DeviceKind.DOCUMENT_PRINTER: ReplayDocumentPrinter,
}


def replay_device(kind: DeviceKind, file: str, *, timing: bool = True, clock: Clock = SYSTEM_CLOCK) -> Device[Any]:
    """The device a trace holds; DeviceError(CONFIGURATION) for a trace that cannot be read, or of another kind."""
    try:
        trace = read_trace(Path(file))
    except TraceUnreadable as error:
        raise DeviceError(DeviceErrorCode.CONFIGURATION, f"replay:{file}", str(error)) from error
    if trace.header.kind is not kind:
        wrong = f"a trace of a {trace.header.kind}, not of a {kind}"
        raise DeviceError(DeviceErrorCode.CONFIGURATION, f"replay:{file}", wrong)
    return _KINDS[kind](file, trace, timing=timing, clock=clock)
