"""The INTERACTIVE health check: a printer prints a code made up now, and another device reads it back."""

import secrets
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future

from drivers.device import DeviceKind
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.health import HealthLevel, HealthReport, Rung, RungFinding, RungResult
from drivers.observation import Observation, Observed
from drivers.status import Readiness
from kiosk.code_paper import PAPERS, print_code
from kiosk.device_problems import DeviceProblem
from kiosk.device_threads import HEALTH_SECONDS
from kiosk.read_back import Reading
from kiosk.station import Station

READ_BACK_SECONDS = 45.0
"""How long a person has to hold the paper before a reader."""
PREFIX = "LOOPBACK "
NO_READER = Observation(Observed.NO_READER)
READERS = (DeviceKind.CODE_SCANNER, DeviceKind.DOCUMENT_CAMERA)
PRINTERS = tuple(PAPERS)

Hold = Callable[[DeviceKind], None]
"""Told which printer's paper is out: a face asks a person to hold it before a reader, simulators are handed it."""


def check_interactive(
    station: Station, kind: DeviceKind, hold: Hold, seconds: float = READ_BACK_SECONDS
) -> "Future[HealthReport]":
    """Climb one device's ladder, and where it takes part in it cross the loopback, on a thread of its own.

    ``hold`` is called on that thread when the paper is out. For a scanner or a camera only that very device's
    reading counts.
    """
    done: Future[HealthReport] = Future()

    def work() -> None:
        try:
            done.set_result(_check(station, kind, hold, seconds))
        except DeviceError as error:
            done.set_exception(error)
        except Exception as error:  # noqa: BLE001  whoever waits for the check shall hear of it
            done.set_exception(error)

    threading.Thread(target=work, name=f"interactive check of {kind}", daemon=True).start()
    return done


def printer_for(station: Station, kind: DeviceKind) -> DeviceKind:
    """Whose paper the check of ``kind`` reads back: its own; for a reader the first printer that may print."""
    if kind in PRINTERS:
        return kind
    views = {view.kind: view for view in station.devices() if view.kind in PRINTERS}
    well = (printer for printer in PRINTERS if printer in views and _may_work(views[printer].readiness))
    return next(well, next((printer for printer in PRINTERS if printer in views), PRINTERS[0]))


def loopback(
    station: Station,
    hold: Hold,
    printer: DeviceKind = DeviceKind.RECEIPT_PRINTER,
    readers: tuple[DeviceKind, ...] = READERS,
    seconds: float = READ_BACK_SECONDS,
) -> tuple[RungFinding, RungFinding]:
    """Print the code (EXERCISE) and wait for its reading (LOOPBACK); for no thread of a device nor the screen."""
    began = time.perf_counter()
    token = secrets.token_hex(8).upper()
    reading = Reading(f"{PREFIX}{token}", readers, lambda: station.arm(DeviceKind.CODE_SCANNER))
    station.listen(reading.hear)
    try:
        evidence = print_code(station, printer, reading.expected)
    except DeviceError as error:
        failed = RungFinding(Rung.EXERCISE, RungResult.FAILED, str(error), _since(began), error)
        return failed, RungFinding(Rung.LOOPBACK, RungResult.NOT_REACHED)
    else:
        seen = Observation(PAPERS[printer].printed, evidence)
        printed = RungFinding(Rung.EXERCISE, RungResult.PASSED, seen, _since(began))
        return printed, _read_back(station, reading, hold, printer, seconds)
    finally:
        station.unlisten(reading.hear)
        station.disarm(DeviceKind.CODE_SCANNER)


def _check(station: Station, kind: DeviceKind, hold: Hold, seconds: float) -> HealthReport:
    level = HealthLevel.INTERNAL if kind in PRINTERS else HealthLevel.EXTERNAL
    report = station.check_health(kind, level).result(HEALTH_SECONDS + 1)
    if kind not in (*PRINTERS, *READERS):
        crossing: tuple[RungFinding, ...] = (RungFinding(Rung.LOOPBACK, RungResult.NOT_SUPPORTED),)
    elif report.stopped_at is not None:
        crossing = (RungFinding(Rung.LOOPBACK, RungResult.NOT_REACHED),)
    elif kind in PRINTERS:
        crossing = loopback(station, hold, kind, seconds=seconds)
    else:
        printer = printer_for(station, kind)
        printed, read = loopback(station, hold, printer, (kind,), seconds)
        crossing = (read if printed.error is None else _hindered(printer, printed.error),)
    return HealthReport(HealthLevel.INTERACTIVE, (*report.findings, *crossing))


def _hindered(printer: DeviceKind, error: DeviceError) -> RungFinding:
    """No paper, so nothing a reader could have failed at: the fault is the printer's."""
    seen = f"could not be tried: {DeviceProblem(printer, error).message.en}"
    return RungFinding(Rung.LOOPBACK, RungResult.NOT_REACHED, seen, 0.0, error, printer)


def _read_back(station: Station, reading: Reading, hold: Hold, printer: DeviceKind, seconds: float) -> RungFinding:
    began = time.perf_counter()
    up = [view.kind for view in station.devices() if view.kind in reading.readers and _may_work(view.readiness)]
    if not up:
        return RungFinding(Rung.LOOPBACK, RungResult.NOT_REACHED, NO_READER, _since(began))
    reading.arm()
    hold(printer)
    found = reading.wait(seconds)
    if found is None:
        text = Observation(PAPERS[printer].not_read, seconds)
        error = DeviceError(DeviceErrorCode.TIMEOUT, ", ".join(up), text)
        return RungFinding(Rung.LOOPBACK, RungResult.FAILED, str(error), _since(began), error)
    seen = Observation(Observed.READ_BACK, found.reader, f"{found.seconds:.1f}")
    return RungFinding(Rung.LOOPBACK, RungResult.PASSED, seen, _since(began))


def _may_work(readiness: Readiness) -> bool:
    return readiness in (Readiness.ONLINE, Readiness.UNKNOWN)


def _since(began: float) -> float:
    return (time.perf_counter() - began) * 1000
