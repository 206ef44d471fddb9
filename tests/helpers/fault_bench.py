"""One simulator of each kind under its runner and a virtual clock, and the work that shows whether it is well."""

import queue
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import numpy as np
import pytest

from drivers import runner as runner_module
from drivers.card_reader.simulated import SimulatedCardReader
from drivers.card_reader.virtual_card import RecordFile, VirtualCard
from drivers.clock import VirtualClock
from drivers.code_scanner import Scan
from drivers.code_scanner.simulated import SimulatedCodeScanner
from drivers.device import DeviceKind
from drivers.document_camera import Frame
from drivers.document_camera.simulated import SimulatedDocumentCamera
from drivers.document_printer.simulated import SimulatedDocumentPrinter
from drivers.errors import DeviceError
from drivers.fault_course import FaultCourse
from drivers.fault_plan import NO_FAULTS, FaultPlan
from drivers.operation import Operation
from drivers.printing import PrintOutcome
from drivers.receipt_printer.simulated import SimulatedReceiptPrinter
from drivers.runner import DeviceRunner
from drivers.simulation import Simulated
from drivers.worker import DeviceReady, Pace
from tests.helpers.a4_pdf import a4_pdf
from tests.helpers.receipt_bands import picture, receipt
from tests.helpers.scripted_device import Heard

PATIENCE = 40.0
CODE = b"THE CODE ON A NOTICE"
PAGE = np.full((200, 150, 3), 255, np.uint8)
SELECT = bytes.fromhex("00a404000a") + b"APPLICATIO" + b"\x00"
MAKERS: dict[DeviceKind, Callable[[], Any]] = {
    DeviceKind.CODE_SCANNER: SimulatedCodeScanner,
    DeviceKind.CARD_READER: SimulatedCardReader,
    DeviceKind.DOCUMENT_CAMERA: partial(SimulatedDocumentCamera, 64, 36),
    DeviceKind.RECEIPT_PRINTER: SimulatedReceiptPrinter,
    DeviceKind.DOCUMENT_PRINTER: SimulatedDocumentPrinter,
}
RECEIPT = receipt(picture(400), 150)


class FaultBench:
    """``work`` starts the device's work; ``good`` says whether what came of it is what a well device gives."""

    def __init__(self, kind: DeviceKind, plan: FaultPlan = NO_FAULTS, *, replaced: bool = False) -> None:
        self.kind, self.clock, self.heard, self.jobs = kind, VirtualClock(), Heard(), 0
        self.course = FaultCourse(kind, plan, self.clock)
        self.runner: DeviceRunner[Any] = DeviceRunner(
            self._made(),
            self._hear,
            replacement=self._made if replaced else None,
            pace=Pace(poll=0.02, reopen=0.02, steady=0.0),
        )

    def _made(self) -> Simulated:
        device = MAKERS[self.kind]()
        device.follow(self.course)
        return device

    def _hear(self, event: object) -> None:
        if not isinstance(event, Frame):
            self.heard(event)

    @property
    def device(self) -> Any:
        return self.runner.device

    def work(self) -> "Operation[Any]":
        """The work of the kind, with everything put before the device that it takes."""
        self.jobs += 1
        if self.kind is DeviceKind.CODE_SCANNER:
            self.device.present(CODE)
            return self.runner.submit(lambda device: None)
        if self.kind is DeviceKind.CARD_READER:
            self.device.present(VirtualCard(b"\x3b\x00", {b"APPLICATION": {0x0001: RecordFile((b"\x01",))}}))
            return self.runner.submit(lambda device: (device.power_on(), device.transmit(SELECT))[1])
        if self.kind is DeviceKind.DOCUMENT_CAMERA:
            self.device.present(PAGE)
            return self.runner.submit(lambda device: device.capture().image)
        job = f"job {self.jobs}"
        if self.kind is DeviceKind.RECEIPT_PRINTER:
            return self.runner.submit(lambda device: device.print_bands(job, RECEIPT))
        return self.runner.submit(lambda device: device.print_pdf(job, a4_pdf(), 1))

    def arrived(self, operation: "Operation[Any]") -> Any:
        """What came of the work: a scan's bytes, an answer, a picture, a print's result; a DeviceError."""
        if self.kind is DeviceKind.CODE_SCANNER:
            return self.hear(lambda event: isinstance(event, Scan)).data
        self.until(operation.done)
        error = operation.exception()
        return error if isinstance(error, DeviceError) else operation.result()

    def good(self, arrived: Any) -> bool:
        """Whether that is what a well device gives."""
        if isinstance(arrived, DeviceError):
            return False
        if self.kind is DeviceKind.CODE_SCANNER:
            return bool(arrived == CODE)
        if self.kind is DeviceKind.CARD_READER:
            return bytes(arrived).endswith(b"APPLICATION\x90\x00") and len(arrived) == 17
        if self.kind is DeviceKind.DOCUMENT_CAMERA:
            lower = arrived[-20:, arrived.shape[1] // 2]
            return 100 < arrived.mean() < 200 and lower.mean() > 20 and arrived.std() > 60 and _calm(arrived)
        return bool(arrived.outcome is PrintOutcome.PRINTED)

    def works(self) -> bool:
        """Whether the work goes well now."""
        return self.good(self.arrived(self.work()))

    def hear(self, wanted: Callable[[Any], bool]) -> Any:
        """The next event that is ``wanted``; moves the clock on meanwhile."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            event = self._next()
            if event is not None and wanted(event):
                return event
            self.clock.advance(0.5)
        raise AssertionError("nothing of the kind was heard")

    def _next(self) -> Any:
        try:
            return self.heard.next(0.03)
        except queue.Empty:
            return None

    def until(self, met: Callable[[], bool], *, moving: bool = True) -> None:
        """Wait until something is so; moves the clock on meanwhile, unless told otherwise."""
        until = time.monotonic() + PATIENCE
        while not met():
            assert time.monotonic() < until, "waited in vain"
            time.sleep(0.005)
            if moving:
                self.clock.advance(0.25)


def _calm(image: Any) -> bool:
    """Neighbouring dots of a picture are alike; those of noise are not."""
    return float(np.abs(np.diff(image.astype(int), axis=1)).mean()) < 30


@contextmanager
def fault_bench(kind: DeviceKind, plan: FaultPlan = NO_FAULTS, *, replaced: bool = False) -> Iterator[FaultBench]:
    """A bench whose device is up; at the end everything is mended, and the thread ends."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runner_module, "HUNG_GRACE_SECONDS", 0.1)
        patch.setattr(runner_module, "LOOK_SECONDS", 0.05)
        bench = FaultBench(kind, plan, replaced=replaced)
        bench.runner.start()
        bench.runner.device.auto_disarm = False
        bench.runner.arm()
        try:
            bench.hear(lambda event: isinstance(event, DeviceReady))
            yield bench
        finally:
            bench.course.suffer(None)
            assert bench.runner.stop()
