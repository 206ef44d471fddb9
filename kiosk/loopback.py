"""The INTERACTIVE health check: the receipt printer prints a code made up now, another device reads it back."""

import queue
import secrets
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from drivers.code_scanner import Scan
from drivers.device import DeviceKind
from drivers.document_camera import Frame
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.health import HealthLevel, HealthReport, Rung, RungFinding, RungResult
from drivers.printing import PrintOutcome
from drivers.receipt_printer import ReceiptPrinter
from drivers.receipt_printer.sample_strip import sample_strip
from drivers.status import Readiness
from kiosk.device_problems import DeviceProblem
from kiosk.station import HEALTH_SECONDS, Station

if TYPE_CHECKING:
    from kiosk.codes.voting import FrameVote

READ_BACK_SECONDS = 45.0
"""How long a person has to hold the strip before a reader."""
PREFIX = "LOOPBACK "
NO_READER = "could not be tried: no code scanner and no document camera is up to read it back"
READERS = (DeviceKind.CODE_SCANNER, DeviceKind.DOCUMENT_CAMERA)
CROSSED = (DeviceKind.RECEIPT_PRINTER, *READERS)
_LOOK_SECONDS = 0.2
_VOTE_SECONDS = 0.5
"""For one frame of the camera, with those before it: meanwhile the scanner waits to be heard."""


@dataclass(frozen=True)
class Readback:
    """What was read, by which device, how long after the strip came out."""

    reader: DeviceKind
    seconds: float


def check_interactive(
    station: Station,
    kind: DeviceKind,
    hold_strip: Callable[[], None],
    seconds: float = READ_BACK_SECONDS,
) -> "Future[HealthReport]":
    """Climb one device's ladder, and where it takes part in it cross the loopback, on a thread of its own.

    ``hold_strip`` is called on that thread when the strip is out: a face asks a person to hold it before a reader,
    and whoever runs simulators hands it over. For a scanner or a camera only that very device's reading counts.
    """
    done: Future[HealthReport] = Future()

    def work() -> None:
        try:
            done.set_result(_check(station, kind, hold_strip, seconds))
        except DeviceError as error:
            done.set_exception(error)
        except Exception as error:  # noqa: BLE001  whoever waits for the check shall hear of it
            done.set_exception(error)

    threading.Thread(target=work, name=f"interactive check of {kind}", daemon=True).start()
    return done


def loopback(
    station: Station,
    hold_strip: Callable[[], None],
    readers: tuple[DeviceKind, ...] = READERS,
    seconds: float = READ_BACK_SECONDS,
) -> tuple[RungFinding, RungFinding]:
    """Print the strip (EXERCISE) and wait for its reading (LOOPBACK); for no thread of a device nor the screen."""
    began = time.perf_counter()
    token = secrets.token_hex(8).upper()
    reading = _Reading(f"{PREFIX}{token}", readers, lambda: station.arm(DeviceKind.CODE_SCANNER))
    station.listen(reading.hear)
    try:
        evidence = _print(station, reading.expected)
    except DeviceError as error:
        failed = RungFinding(Rung.EXERCISE, RungResult.FAILED, str(error), _since(began), error)
        return failed, RungFinding(Rung.LOOPBACK, RungResult.NOT_REACHED)
    else:
        printed = RungFinding(Rung.EXERCISE, RungResult.PASSED, f"strip printed: {evidence}", _since(began))
        return printed, _read_back(station, reading, hold_strip, seconds)
    finally:
        station.unlisten(reading.hear)
        station.disarm(DeviceKind.CODE_SCANNER)


def _check(station: Station, kind: DeviceKind, hold_strip: Callable[[], None], seconds: float) -> HealthReport:
    level = HealthLevel.INTERNAL if kind is DeviceKind.RECEIPT_PRINTER else HealthLevel.EXTERNAL
    report = station.check_health(kind, level).result(HEALTH_SECONDS + 1)
    findings = report.findings
    if kind not in CROSSED:
        crossing: tuple[RungFinding, ...] = (RungFinding(Rung.LOOPBACK, RungResult.NOT_SUPPORTED),)
    elif report.stopped_at is not None:
        crossing = (RungFinding(Rung.LOOPBACK, RungResult.NOT_REACHED),)
    elif kind is DeviceKind.RECEIPT_PRINTER:
        crossing = loopback(station, hold_strip, seconds=seconds)
    else:
        printed, read = loopback(station, hold_strip, (kind,), seconds)
        crossing = (read if printed.error is None else _hindered(printed.error),)
    return HealthReport(HealthLevel.INTERACTIVE, (*findings, *crossing))


def _hindered(error: DeviceError) -> RungFinding:
    """No strip, so nothing a reader could have failed at: the fault is the printer's."""
    printer = DeviceKind.RECEIPT_PRINTER
    seen = f"could not be tried: {DeviceProblem(printer, error).message.en}"
    return RungFinding(Rung.LOOPBACK, RungResult.NOT_REACHED, seen, 0.0, error, printer)


def _print(station: Station, payload: str) -> str:
    def work(printer: object) -> str:
        if not isinstance(printer, ReceiptPrinter):
            raise DeviceError(DeviceErrorCode.CONFIGURATION, type(printer).__name__, "is no receipt printer")
        result = printer.print_bands(payload, sample_strip(payload))
        if result.outcome is not PrintOutcome.PRINTED:
            raise result.error or DeviceError(DeviceErrorCode.FAILURE, "receipt printer", result.evidence)
        return result.evidence

    try:
        return station.ask(DeviceKind.RECEIPT_PRINTER, work)
    except DeviceProblem as problem:
        raise problem.error from problem


def _read_back(
    station: Station, reading: "_Reading", hold_strip: Callable[[], None], seconds: float
) -> RungFinding:
    began = time.perf_counter()
    up = [view.kind for view in station.devices() if view.kind in reading.readers and _may_read(view.readiness)]
    if not up:
        return RungFinding(Rung.LOOPBACK, RungResult.NOT_REACHED, NO_READER, _since(began))
    reading.arm()
    hold_strip()
    found = reading.wait(seconds)
    if found is None:
        looked = ", ".join(up)
        error = DeviceError(DeviceErrorCode.TIMEOUT, looked, f"the strip was not read in {seconds:g} s")
        return RungFinding(Rung.LOOPBACK, RungResult.FAILED, str(error), _since(began), error)
    seen = f"read back by the {found.reader} after {found.seconds:.1f} s"
    return RungFinding(Rung.LOOPBACK, RungResult.PASSED, seen, _since(began))


class _Reading:
    """Hears what the readers deliver, on their threads, and looks for the token, on its caller's."""

    def __init__(self, expected: str, readers: tuple[DeviceKind, ...], arm: Callable[[], None]) -> None:
        self.expected = expected
        self.readers = readers
        self._arm = arm
        self._scans: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._frame: Frame | None = None
        self._vote: FrameVote | None = None

    def hear(self, kind: DeviceKind, event: Any) -> None:
        """Take note, and return at once; of a camera's pictures the newest will do.

        Another code may come before ours: the scanner is armed again before it can read the next.
        """
        if kind in self.readers and isinstance(event, Scan):
            self._scans.put(event.data)
            self.arm()
        elif kind in self.readers and isinstance(event, Frame):
            self._frame = event

    def arm(self) -> None:
        """Let the scanner deliver the next code, where it takes part."""
        if DeviceKind.CODE_SCANNER in self.readers:
            self._arm()

    def wait(self, seconds: float) -> Readback | None:
        """Wait until somebody has read it; None when the time is over."""
        began = time.monotonic()
        while time.monotonic() - began < seconds:
            reader = self._scanned() or self._seen()
            if reader is not None:
                return Readback(reader, time.monotonic() - began)
        return None

    def _scanned(self) -> DeviceKind | None:
        try:
            data = self._scans.get(timeout=_LOOK_SECONDS)
        except queue.Empty:
            return None
        return DeviceKind.CODE_SCANNER if data == self.expected.encode("ascii") else None

    def _seen(self) -> DeviceKind | None:
        frame, self._frame = self._frame, None
        if frame is None:
            return None
        if self._vote is None:
            from kiosk.codes.voting import FrameVote  # the decoders are large: loaded by who needs them

            self._vote = FrameVote()
        read = any(code.text == self.expected for code in self._vote.look(frame.image, _VOTE_SECONDS))
        return DeviceKind.DOCUMENT_CAMERA if read else None


def _may_read(readiness: Readiness) -> bool:
    return readiness in (Readiness.ONLINE, Readiness.UNKNOWN)


def _since(began: float) -> float:
    return (time.perf_counter() - began) * 1000
