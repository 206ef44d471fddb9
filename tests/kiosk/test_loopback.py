"""A printed code is read back across devices: by simulators through a person's hand, and by real counterparts."""

import threading
from functools import partial

import cv2
import numpy as np
import pytest

from drivers.device import DeviceKind
from drivers.errors import DeviceErrorCode
from drivers.faults import Fault
from drivers.health import HealthReport, Rung, RungFinding, RungResult, Verdict
from drivers.statistics_file import StatisticsFile
from drivers.worker import DeviceFailed, DeviceReady
from kiosk.config import DeviceConfig
from kiosk.loopback import NO_READER, check_interactive, printer_for
from kiosk.rung_words import rung_seen
from kiosk.station import Station
from tests.helpers.escpos_printer import tcp_printer
from tests.helpers.ippeveprinter import dns_sd, ippeveprinter
from tests.helpers.mjpeg_server import mjpeg_server
from tests.helpers.pdf_tools import picture_of
from tests.helpers.played import wait_for
from ui.cli.held_paper import hold_printed

SIMULATED = DeviceConfig(driver="simulated")


class Running:
    """A station whose devices have come up or failed."""

    def __init__(self, devices: dict[DeviceKind, DeviceConfig], statistics: StatisticsFile | None = None) -> None:
        self.station = Station(devices, statistics=statistics)
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
        assert self._settled.wait(30)
        return self.station

    def __exit__(self, *_: object) -> None:
        self.station.stop()


def top(report: HealthReport) -> RungFinding:
    assert report.findings[-1].rung is Rung.LOOPBACK
    return report.findings[-1]


def nobody(_printer: DeviceKind) -> None:
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
            report = check_interactive(station, kind, partial(hold_printed, station), 10).result(30)
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

        def hold_strip(_printer: DeviceKind) -> None:
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

        def two_codes(printer: DeviceKind) -> None:
            for _ in range(3):
                station.present(DeviceKind.CODE_SCANNER, b"another")
            hold_printed(station, printer)

        report = check_interactive(station, DeviceKind.CODE_SCANNER, two_codes, 10).result(30)
    assert report.passed


def test_an_older_code_is_not_taken_for_the_strip() -> None:
    devices = dict.fromkeys((DeviceKind.RECEIPT_PRINTER, DeviceKind.CODE_SCANNER), SIMULATED)
    with Running(devices) as station:

        def another(_printer: DeviceKind) -> None:
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
                station, DeviceKind.RECEIPT_PRINTER, partial(hold_printed, station), 0.5
            ).result(30)
    assert top(report).result is RungResult.FAILED


PAGES = DeviceKind.DOCUMENT_PRINTER


@pytest.mark.parametrize("reader", [DeviceKind.CODE_SCANNER, DeviceKind.DOCUMENT_CAMERA])
def test_simulators_read_back_the_page_that_the_simulated_a4_printer_printed(reader) -> None:
    with Running(dict.fromkeys((PAGES, reader), SIMULATED)) as station:
        report = check_interactive(station, PAGES, partial(hold_printed, station), 10).result(30)
        by_reader = check_interactive(station, reader, partial(hold_printed, station), 10).result(30)
    assert report.passed
    assert [finding.rung for finding in report.findings[-2:]] == [Rung.EXERCISE, Rung.LOOPBACK]
    assert rung_seen(report.findings[-2]).zh == "已打印带二维码的测试页：模拟 1 张"
    assert by_reader.passed, "without a receipt printer a reader is proven by the page"


def test_a_page_that_nobody_lays_anywhere_is_not_read_and_says_so() -> None:
    with Running(dict.fromkeys((PAGES, DeviceKind.DOCUMENT_CAMERA), SIMULATED)) as station:
        report = check_interactive(station, PAGES, nobody, 0.5).result(30)
    assert top(report).result is RungResult.FAILED
    assert rung_seen(top(report)).zh.endswith("0.5 秒内没有读到测试页")


def test_a_reader_is_proven_by_the_printer_that_can_print() -> None:
    kinds = (DeviceKind.RECEIPT_PRINTER, PAGES, DeviceKind.CODE_SCANNER)
    held = []
    with Running(dict.fromkeys(kinds, SIMULATED)) as station:
        station.suffer(DeviceKind.RECEIPT_PRINTER, Fault.PAPER_OUT)
        wait_for(lambda: printer_for(station, DeviceKind.CODE_SCANNER) is PAGES)

        def hold(printer: DeviceKind) -> None:
            held.append(printer)
            hold_printed(station, printer)

        assert check_interactive(station, DeviceKind.CODE_SCANNER, hold, 10).result(30).passed
    assert held == [PAGES]


@pytest.mark.counterpart
def test_a_real_page_printer_is_read_back_by_a_real_camera(tmp_path) -> None:
    """IPP to ippeveprinter, what came out in its tray, an MJPEG stream of it, and the decoder."""
    with dns_sd() as bus, ippeveprinter(tmp_path, bus) as printer, mjpeg_server() as camera:
        devices = {
            PAGES: DeviceConfig(driver="ipp", options={"url": printer.url}),
            DeviceKind.DOCUMENT_CAMERA: DeviceConfig(driver="mjpeg", options={"url": camera.url}),
        }

        def lay_down(_printer: DeviceKind) -> None:
            wait_for(lambda: printer.documents != [])
            page = np.asarray(picture_of(printer.documents[-1].read_bytes(), dpi=80).convert("RGB"))
            camera.shown = cv2.copyMakeBorder(page, 40, 40, 200, 200, cv2.BORDER_CONSTANT, value=(70, 70, 70))

        with Running(devices) as station:
            report = check_interactive(station, PAGES, lay_down, 20).result(60)
    assert report.passed, [str(finding) for finding in report.findings]
    assert "document_camera" in top(report).seen


def test_what_the_loopback_prints_and_reads_is_counted_in_the_statistics(tmp_path) -> None:
    kinds = (DeviceKind.RECEIPT_PRINTER, PAGES, DeviceKind.CODE_SCANNER)
    devices = dict.fromkeys(kinds, SIMULATED)
    with Running(devices, StatisticsFile(tmp_path / "counts.json")) as station:
        for printer in (DeviceKind.RECEIPT_PRINTER, PAGES):
            assert check_interactive(station, printer, partial(hold_printed, station), 10).result(30).passed
        counted = {counts.key.kind: counts.counts for counts in station.statistics()}
    assert counted[DeviceKind.RECEIPT_PRINTER]["PaperCutCount"] == 1
    assert counted[DeviceKind.RECEIPT_PRINTER]["M_PrintedJobCount"] == 1
    assert counted[PAGES]["M_PrintedSheetCount"] == 1
    assert counted[DeviceKind.CODE_SCANNER]["GoodScanCount"] == 2
