"""Every real counterpart with its plug at hand: what strikes it, what mends it, and the driver that must notice."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from drivers.card_reader.pcsc import PcscCardReader
from drivers.code_scanner.serial import SerialCodeScanner
from drivers.device import Device
from drivers.document_camera.isolated import IsolatedDocumentCamera
from drivers.document_camera.mjpeg import MjpegDocumentCamera
from drivers.document_camera.opencv import OpenCvDocumentCamera
from drivers.document_printer.cups import CupsDocumentPrinter
from drivers.document_printer.ipp import IppDocumentPrinter
from drivers.receipt_printer.escpos import EscPosReceiptPrinter
from tests.helpers.cupsd import cups
from tests.helpers.escpos_printer import tcp_line
from tests.helpers.ippeveprinter import ippeveprinter
from tests.helpers.mjpeg_server import mjpeg_server
from tests.helpers.pcscd import Pcscd
from tests.helpers.pty_scanner import pty_scanner


@dataclass(frozen=True)
class Case:
    """One device and one fault of the way to it. ``watched`` gives the device as it is, to strike its process."""

    make: Callable[[], Device[Any]]
    strike: Callable[[Any], object]
    mend: Callable[[], object]


@contextmanager
def scanner_unplugged(folder: Path, _bus: str) -> Iterator[Case]:
    with pty_scanner(folder / "scanner") as unit:
        yield Case(lambda: SerialCodeScanner(str(unit.link)), lambda _: unit.unplug(), unit.plug_in)


@contextmanager
def reader_service_killed(_folder: Path, _bus: str) -> Iterator[Case]:
    with Pcscd() as service:
        yield Case(PcscCardReader, lambda _: service.kill(), service.start)


@contextmanager
def camera_gone(_folder: Path, _bus: str) -> Iterator[Case]:
    with mjpeg_server() as server:
        yield Case(lambda: MjpegDocumentCamera(server.url), lambda _: server.vanish(), server.come_up)


@contextmanager
def camera_silent(_folder: Path, _bus: str) -> Iterator[Case]:
    with mjpeg_server() as server:
        yield Case(lambda: MjpegDocumentCamera(server.url), lambda _: server.stall(), server.stalled.clear)


@contextmanager
def opencv_camera_gone(_folder: Path, _bus: str) -> Iterator[Case]:
    with mjpeg_server() as server:
        yield Case(lambda: OpenCvDocumentCamera(server.url), lambda _: server.vanish(), server.come_up)


@contextmanager
def opencv_camera_silent(_folder: Path, _bus: str) -> Iterator[Case]:
    with mjpeg_server() as server:
        yield Case(lambda: OpenCvDocumentCamera(server.url), lambda _: server.stall(), server.stalled.clear)


@contextmanager
def library_crashed(folder: Path, _bus: str) -> Iterator[Case]:
    with _isolated(folder, signal.SIGSEGV) as case:
        yield case


@contextmanager
def library_hung(folder: Path, _bus: str) -> Iterator[Case]:
    with _isolated(folder, signal.SIGSTOP) as case:
        yield case


@contextmanager
def receipt_printer_power_cycled(_folder: Path, _bus: str) -> Iterator[Case]:
    with tcp_line() as line:
        yield Case(lambda: EscPosReceiptPrinter(line.served.url), lambda _: line.power_off(), line.power_on)


@contextmanager
def ipp_printer_power_cycled(folder: Path, bus: str) -> Iterator[Case]:
    with ippeveprinter(folder / "printer", bus) as printer:
        yield Case(lambda: IppDocumentPrinter(printer.url), lambda _: printer.power_off(), printer.power_on)


@contextmanager
def cups_restarted(folder: Path, bus: str) -> Iterator[Case]:
    with ippeveprinter(folder / "printer", bus) as printer, cups(printer.url) as scheduler:
        yield Case(lambda: CupsDocumentPrinter(scheduler.url), lambda _: scheduler.stop(), scheduler.start)


@contextmanager
def _isolated(folder: Path, blow: signal.Signals) -> Iterator[Case]:
    film = folder / "film.avi"
    writer = cv2.VideoWriter(str(film), cv2.VideoWriter.fourcc(*"MJPG"), 20.0, (64, 48))
    for number in range(10):
        writer.write(np.full((48, 64, 3), 20 + 20 * number, np.uint8))
    writer.release()
    yield Case(
        lambda: IsolatedDocumentCamera(source=str(film)),
        lambda device: os.kill(device.process_id, blow),
        lambda: None,
    )
