"""Drivers that break the contract, one way each: what the conformance suite must catch."""

import socket
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from drivers.card_reader.simulated import SimulatedCardReader
from drivers.code_scanner import Scan
from drivers.code_scanner.simulated import SimulatedCodeScanner
from drivers.device import Capabilities, Device, Provenance, Source
from drivers.document_camera import Frame
from drivers.document_camera.simulated import SimulatedDocumentCamera
from drivers.document_printer.simulated import SimulatedDocumentPrinter
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.faults import Fault
from drivers.health import HealthLevel, HealthReport
from drivers.health_progress import Progress
from drivers.printing import PrintOutcome, PrintResult
from drivers.receipt_printer.escpos import EscPosReceiptPrinter
from drivers.receipt_printer.line_inside import LineInside
from drivers.receipt_printer.simulated import SimulatedReceiptPrinter
from drivers.receipt_printer.transports import Transport
from drivers.status import DeviceStatus, Sensor

leaked: list[Callable[[], object]] = []
"""Undoes what the leaky ones left; called by the test."""


def _leak_thread() -> None:
    ending = threading.Event()
    thread = threading.Thread(target=ending.wait, name="leaked")
    thread.start()
    leaked.append(ending.set)
    leaked.append(thread.join)


def _leak_socket() -> None:
    leaked.append(socket.socket().close)


class MapsUnknownToGood(SimulatedReceiptPrinter):
    def do_status(self) -> DeviceStatus:
        status = super().do_status()
        read = ((name, Sensor.GOOD if seen is Sensor.UNKNOWN else seen) for name, seen in status.sensors)
        return replace(status, sensors=tuple(read))


class DeclaresNoSensor(SimulatedDocumentPrinter):
    capabilities = Capabilities()


class LeaksAThread(SimulatedCodeScanner):
    def do_open(self) -> None:
        _leak_thread()
        super().do_open()


class LeaksASocket(SimulatedCardReader):
    def do_claim(self) -> None:
        _leak_socket()


class OpensWhenMade(SimulatedCodeScanner):
    def __init__(self) -> None:
        super().__init__()
        _leak_socket()


class PrintsTwice(SimulatedDocumentPrinter):
    def do_print_pdf(self, job_id: str, pdf: bytes, pages: int) -> PrintResult:
        self._results.clear()
        return super().do_print_pdf(job_id, pdf, pages)


class SaysPrinted(SimulatedReceiptPrinter):
    def do_print_bands(self, job_id: str, bands: Sequence[bytes]) -> PrintResult:
        super().do_print_bands(job_id, bands)
        return PrintResult(job_id, PrintOutcome.PRINTED, "of course")


class IgnoresTheDeadline(SimulatedCodeScanner):
    def do_poll(self, timeout: float) -> Scan | None:
        time.sleep(1.2)
        return super().do_poll(timeout)


class DeliversTwice(SimulatedCodeScanner):
    auto_disarm = False


class DeliversItAgainWhenArmed(SimulatedCodeScanner):
    _kept: Scan | None = None

    def do_poll(self, timeout: float) -> Scan | None:
        if self._kept is not None and self.armed:
            kept, self._kept = self._kept, None
            return kept
        self._kept = super().do_poll(timeout)
        return self._kept


class DeliversUnasked(SimulatedCodeScanner):
    def poll(self, timeout: float) -> Scan | None:
        self.arm()
        return super().poll(timeout)


class WorksWhileClosed(SimulatedCardReader):
    def poll(self, timeout: float) -> Any:
        return self.do_poll(timeout)


class StampsHardware(SimulatedDocumentCamera):
    provenance = Provenance(Source.HARDWARE, "acme", "1", "0815")


class NoticesNoUnplugging(SimulatedCardReader):
    def way_error(self, operation: str = "") -> DeviceError | None:
        return None if operation in ("poll", "status") else super().way_error(operation)


class RaisesWhatItLikes(SimulatedDocumentCamera):
    def way_error(self, operation: str = "") -> DeviceError | None:
        if self.has(Fault.UNPLUGGED):
            raise OSError("gone")
        return super().way_error(operation)


class SaysNotWhere(SimulatedDocumentPrinter):
    def way_error(self, operation: str = "") -> DeviceError | None:
        error = super().way_error(operation)
        return error and replace(error, locus="")


class SaysTimeoutForAbsent(SimulatedCardReader):
    def way_error(self, operation: str = "") -> DeviceError | None:
        error = super().way_error(operation)
        return error and replace(error, code=DeviceErrorCode.TIMEOUT)


class AnswersForACardThatIsGone(SimulatedCardReader):
    def do_transmit(self, apdu: bytes) -> bytes:
        try:
            return super().do_transmit(apdu)
        except DeviceError:
            return b"\x90\x00"


class GivesAnOldStill(SimulatedDocumentCamera):
    _old: Frame | None = None

    def do_capture(self) -> Frame:
        self._old = self._old or super().do_capture()
        return replace(self._old, taken_at=self._old.taken_at - 5)


class CannotBeCancelled(SimulatedDocumentCamera):
    def do_cancel(self) -> None:
        pass


class CountsNothing(SimulatedDocumentCamera):
    def capture(self) -> Frame:
        return self.use("capture", self.do_capture)


class SkipsARung(SimulatedCodeScanner):
    def check_health(self, level: HealthLevel, progress: Progress | None = None) -> HealthReport:
        report = super().check_health(level, progress)
        return replace(report, findings=report.findings[:-1])


class HasAThreadOfItsOwnInside(SimulatedCodeScanner):
    def do_enable(self) -> None:
        self._ending = threading.Event()
        self._inside = threading.Thread(target=self._go_on, name="inside")
        self._inside.start()

    def do_disable(self) -> None:
        self._ending.set()
        self._inside.join()

    def _go_on(self) -> None:
        while not self._ending.wait(0.001):
            self.operate("status", self.do_status)


class FallsBackToASimulator(EscPosReceiptPrinter):
    def _connect(self) -> Transport:
        try:
            return super()._connect()
        except DeviceError:
            return LineInside(SimulatedReceiptPrinter(), 576, lambda receipt: None)


MUTANTS: dict[type[Device[Any]], str] = {
    MapsUnknownToGood: "truth.unsaid_is_unknown",
    DeclaresNoSensor: "truth.sensors_are_declared",
    LeaksAThread: "leaving.cycles_leave_nothing",
    LeaksASocket: "leaving.cycles_leave_nothing",
    OpensWhenMade: "lifecycle.made_without_touching",
    PrintsTwice: "printing.same_job_prints_once",
    SaysPrinted: "absence.unplugged_before_its_work",
    IgnoresTheDeadline: "time_kept.poll_keeps_its_time",
    DeliversTwice: "input.one_delivery_an_arming",
    DeliversItAgainWhenArmed: "input.one_code_is_one_scan",
    DeliversUnasked: "input.nothing_unasked",
    WorksWhileClosed: "lifecycle.refusals_are_kept_apart",
    StampsHardware: "truth.stamp_is_whole",
    NoticesNoUnplugging: "absence.unplugged_while_listened_to",
    RaisesWhatItLikes: "absence.absent_does_not_come_up",
    SaysNotWhere: "absence.absent_does_not_come_up",
    SaysTimeoutForAbsent: "absence.absent_does_not_come_up",
    AnswersForACardThatIsGone: "input.torn_card_is_said",
    GivesAnOldStill: "truth.pictures_are_fresh",
    CannotBeCancelled: "time_kept.cancelled_work_ends_soon",
    CountsNothing: "counting.work_is_counted",
    SkipsARung: "health.well_climbs_the_ladder",
    HasAThreadOfItsOwnInside: "threads.one_thread_in_the_device",
}
"""Each with the case that must catch it."""
