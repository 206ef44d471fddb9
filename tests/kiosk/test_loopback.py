"""A printed code is read back across devices: by simulators through a person's hand, and by real counterparts."""

import threading

import cv2
import numpy as np
import pytest

from drivers.device import DeviceKind
from drivers.errors import DeviceErrorCode
from drivers.faults import Fault
from drivers.health import HealthReport, Rung, RungFinding, RungResult, Verdict
from drivers.worker import DeviceFailed, DeviceReady
from kiosk.config import DeviceConfig
from kiosk.loopback import NO_READER, check_interactive
from kiosk.station import Station
from tests.helpers.escpos_printer import tcp_printer
from tests.helpers.mjpeg_server import mjpeg_server
from ui.cli.held_strip import hold_printed_strip

SIMULATED = DeviceConfig(driver="simulated")


class Running:
    """A station whose devices have come up or failed."""

    def __init__(self, devices: dict[DeviceKind, DeviceConfig]) -> None:
        self.station = Station(devices)
        self._waiting = set(devices)
        self._settled = threading.Event()
        self.station.listen(self._heard)

    def _heard(self, kind: DeviceKind, event: object) -> None:
        if isinstance(event, DeviceReady | DeviceFailed):
            self._waiting.discard(kind)
        if not self._waiting:
            self._settled.set()

    def __enter__(self) -> Station:
        self.station.start()
        assert self._settled.wait(10)
        return self.station

    def __exit__(self, *_: object) -> None:
        self.station.stop()


def top(report: HealthReport) -> RungFinding:
    assert report.findings[-1].rung is Rung.LOOPBACK
    return report.findings[-1]


def nobody() -> None:
    """Nobody holds the strip anywhere."""


@pytest.mark.parametrize(
    "readers",
    [
        (DeviceKind.CODE_SCANNER,),
        (DeviceKind.DOCUMENT_CAMERA,),
        (DeviceKind.CODE_SCANNER, DeviceKind.DOCUMENT_CAMERA),
    ],
)
def test_simulators_read_back_what_the_simulated_printer_printed(readers) -> None:
    with Running(dict.fromkeys((DeviceKind.RECEIPT_PRINTER, *readers), SIMULATED)) as station:
        for kind in (DeviceKind.RECEIPT_PRINTER, *readers):
            report = check_interactive(station, kind, lambda: hold_printed_strip(station), 10).result(30)
            assert report.passed
            assert "read back by the" in top(report).seen
        assert report.findings[-1].milliseconds < 10_000


def test_a_real_printer_is_read_back_by_a_real_camera() -> None:
    """ESC/POS over TCP, what that printer drew, an MJPEG stream of it, and the decoder."""
    with tcp_printer() as printer, mjpeg_server() as camera:
        devices = {
            DeviceKind.RECEIPT_PRINTER: DeviceConfig(driver="escpos", options={"url": printer.url}),
            DeviceKind.DOCUMENT_CAMERA: DeviceConfig(driver="mjpeg", options={"url": camera.url}),
        }

        def hold_strip() -> None:
            [strip] = printer.wait_for_receipts(1)
            camera.shown = under_the_camera(strip)

        with Running(devices) as station:
            report = check_interactive(station, DeviceKind.RECEIPT_PRINTER, hold_strip, 10).result(30)
    results = {finding.rung: finding.result for finding in report.findings}
    assert results[Rung.EXERCISE] is RungResult.PASSED
    assert results[Rung.LOOPBACK] is RungResult.PASSED
    assert "document_camera" in top(report).seen


def under_the_camera(strip: np.ndarray) -> np.ndarray:
    """A strip on a dark mat, a little turned, lit unevenly, as a camera sees it."""
    paper = np.where(strip, 40, 225).astype(np.uint8)
    scene = np.full((900, 1200), 70, np.uint8)
    height, width = paper.shape
    scene[100 : 100 + height, 200 : 200 + width] = paper[:800, :1000]
    turn = cv2.getRotationMatrix2D((600, 450), 7, 1.0)
    turned = cv2.warpAffine(scene, turn, (1200, 900), borderValue=70)
    light = np.linspace(0.75, 1.1, 1200)[None, :]
    return cv2.cvtColor(np.clip(turned * light, 0, 255).astype(np.uint8), cv2.COLOR_GRAY2BGR)


def test_a_strip_nobody_holds_is_not_read_and_says_so() -> None:
    devices = dict.fromkeys((DeviceKind.RECEIPT_PRINTER, DeviceKind.CODE_SCANNER), SIMULATED)
    with Running(devices) as station:
        report = check_interactive(station, DeviceKind.CODE_SCANNER, nobody, 0.5).result(30)
    stopped = report.stopped_at
    assert stopped is top(report)
    assert stopped.error is not None
    assert stopped.error.code is DeviceErrorCode.TIMEOUT


def test_a_code_scanned_just_before_the_strip_does_not_keep_it_from_being_read() -> None:
    devices = dict.fromkeys((DeviceKind.RECEIPT_PRINTER, DeviceKind.CODE_SCANNER), SIMULATED)
    with Running(devices) as station:

        def two_codes() -> None:
            for _ in range(3):
                station.present(DeviceKind.CODE_SCANNER, b"another")
            hold_printed_strip(station)

        report = check_interactive(station, DeviceKind.CODE_SCANNER, two_codes, 10).result(30)
    assert report.passed


def test_an_older_code_is_not_taken_for_the_strip() -> None:
    devices = dict.fromkeys((DeviceKind.RECEIPT_PRINTER, DeviceKind.CODE_SCANNER), SIMULATED)
    with Running(devices) as station:

        def another() -> None:
            station.present(DeviceKind.CODE_SCANNER, b"LOOPBACK 0123456789ABCDEF")

        report = check_interactive(station, DeviceKind.RECEIPT_PRINTER, another, 0.5).result(30)
    assert top(report).result is RungResult.FAILED


def test_a_printer_without_paper_never_reaches_the_loopback() -> None:
    devices = dict.fromkeys((DeviceKind.RECEIPT_PRINTER, DeviceKind.CODE_SCANNER), SIMULATED)
    with Running(devices) as station:
        station.suffer(DeviceKind.RECEIPT_PRINTER, Fault.PAPER_OUT)
        printer = check_interactive(station, DeviceKind.RECEIPT_PRINTER, nobody, 0.5).result(30)
        scanner = check_interactive(station, DeviceKind.CODE_SCANNER, nobody, 0.5).result(30)
    assert top(printer).result is RungResult.NOT_REACHED
    assert top(scanner).error is not None
    assert top(scanner).error.code is DeviceErrorCode.PAPER_OUT
    assert scanner.verdict is Verdict.UNKNOWN
    assert (top(scanner).result, top(scanner).hindered_by) == (RungResult.NOT_REACHED, DeviceKind.RECEIPT_PRINTER)
    assert "could not be tried: Receipt printer is out of paper" in top(scanner).seen


def test_without_a_reader_the_printer_cannot_be_read_back() -> None:
    with Running({DeviceKind.RECEIPT_PRINTER: SIMULATED}) as station:
        report = check_interactive(station, DeviceKind.RECEIPT_PRINTER, nobody, 0.5).result(30)
    assert (top(report).result, top(report).seen) == (RungResult.NOT_REACHED, NO_READER)
    assert report.verdict is Verdict.UNKNOWN


def test_a_card_reader_takes_no_part_in_the_loopback() -> None:
    with Running({DeviceKind.CARD_READER: SIMULATED}) as station:
        report = check_interactive(station, DeviceKind.CARD_READER, nobody, 0.5).result(30)
    assert top(report).result is RungResult.NOT_SUPPORTED


def test_nothing_is_handed_over_where_a_device_is_real() -> None:
    with tcp_printer() as printer:
        devices = {
            DeviceKind.RECEIPT_PRINTER: DeviceConfig(driver="escpos", options={"url": printer.url}),
            DeviceKind.CODE_SCANNER: SIMULATED,
        }
        with Running(devices) as station:
            report = check_interactive(
                station, DeviceKind.RECEIPT_PRINTER, lambda: hold_printed_strip(station), 0.5
            ).result(30)
    assert top(report).result is RungResult.FAILED
