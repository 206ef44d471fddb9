"""Attached but unusable is told apart, rung by rung, by the real drivers against their real counterparts."""

import socket
from collections.abc import Iterator

import numpy as np
import pytest

from drivers.card_reader.pcsc import PcscCardReader
from drivers.code_scanner.serial import SerialCodeScanner
from drivers.device import Device
from drivers.document_camera.mjpeg import MjpegDocumentCamera
from drivers.document_printer.ipp import IppDocumentPrinter
from drivers.errors import DeviceErrorCode
from drivers.faults import Fault
from drivers.health import HealthLevel, HealthReport, Rung, RungResult
from drivers.receipt_printer.escpos import EscPosReceiptPrinter
from drivers.receipt_printer.virtual_printer import VirtualEscPosPrinter
from drivers.usb import UsbDevice
from kiosk.codes.decode import decode_image
from tests.helpers.escpos_printer import tcp_printer
from tests.helpers.ippeveprinter import dns_sd, ippeveprinter
from tests.helpers.mjpeg_server import mjpeg_server
from tests.helpers.pcscd import Pcscd
from tests.helpers.pty_scanner import pty_scanner

pytestmark = pytest.mark.counterpart


def stopped(device: Device, level: HealthLevel = HealthLevel.INTERNAL) -> tuple[Rung, DeviceErrorCode]:
    finding = device.check_health(level).stopped_at
    assert finding is not None
    assert finding.error is not None
    return finding.rung, finding.error.code


def results(report: HealthReport) -> dict[Rung, RungResult]:
    return {finding.rung: finding.result for finding in report.findings}


@pytest.fixture
def nobody() -> Iterator[int]:
    """A port of this machine at which nobody listens; kept from everybody else."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield int(held.getsockname()[1])


def test_a_receipt_printer_prints_a_strip_that_reads_back() -> None:
    with tcp_printer() as served:
        report = EscPosReceiptPrinter(served.url).check_health(HealthLevel.EXTERNAL)
        assert results(report) == {
            Rung.ATTACHED: RungResult.PASSED,
            Rung.OS_DRIVER: RungResult.NOT_SUPPORTED,
            Rung.SERVICE: RungResult.PASSED,
            Rung.OPENED: RungResult.PASSED,
            Rung.CLAIMED: RungResult.PASSED,
            Rung.ANSWERS: RungResult.PASSED,
            Rung.SENSORS: RungResult.PASSED,
            Rung.EXERCISE: RungResult.PASSED,
        }
        [strip] = served.wait_for_receipts(1)
    [code] = decode_image(np.where(strip, 0, 255).astype(np.uint8), thorough=False)
    assert code.text is not None
    assert code.text.startswith("HEALTH CHECK ")


def test_a_receipt_printer_that_is_there_with_its_port_closed(nobody) -> None:
    printer = EscPosReceiptPrinter(f"tcp://127.0.0.1:{nobody}")
    assert stopped(printer) == (Rung.SERVICE, DeviceErrorCode.OFFLINE)


def test_a_receipt_printer_that_takes_connections_and_says_nothing() -> None:
    mute = VirtualEscPosPrinter()
    mute.set_fault(Fault.MUTE)
    with tcp_printer(mute) as served:
        printer = EscPosReceiptPrinter(served.url)
        printer.mark_seconds = 0.2
        assert stopped(printer) == (Rung.ANSWERS, DeviceErrorCode.TIMEOUT)


def test_a_receipt_printer_that_answers_and_has_no_paper() -> None:
    empty = VirtualEscPosPrinter()
    empty.set_fault(Fault.PAPER_OUT)
    with tcp_printer(empty) as served:
        printer = EscPosReceiptPrinter(served.url)
        assert stopped(printer, HealthLevel.EXTERNAL) == (Rung.SENSORS, DeviceErrorCode.PAPER_OUT)


def test_a_receipt_printer_on_a_node_that_is_not_there(tmp_path) -> None:
    printer = EscPosReceiptPrinter(f"serial://{tmp_path}/ttyUSB0?baud=9600")
    assert stopped(printer) == (Rung.ATTACHED, DeviceErrorCode.NO_HARDWARE)


def test_a_page_printer_prints_a_test_page_only_when_asked_to_move(tmp_path) -> None:
    with dns_sd() as bus, ippeveprinter(tmp_path, bus) as printer:
        device = IppDocumentPrinter(printer.url)
        inner = device.check_health(HealthLevel.INTERNAL)
        assert inner.passed
        assert printer.documents == []
        outer = device.check_health(HealthLevel.EXTERNAL)
        assert results(outer)[Rung.EXERCISE] is RungResult.PASSED
        assert len(printer.documents) == 1


def test_a_page_printer_whose_service_is_off(nobody) -> None:
    printer = IppDocumentPrinter(f"ipp://127.0.0.1:{nobody}/ipp/print")
    assert stopped(printer) == (Rung.SERVICE, DeviceErrorCode.OFFLINE)


def test_a_card_reader_without_its_service_with_none_and_with_all(monkeypatch) -> None:
    monkeypatch.setattr("drivers.card_reader.pcsc_ladder.smart_card_readers", lambda: ())
    reader = PcscCardReader()
    service_down = reader.check_health(HealthLevel.INTERNAL)
    assert results(service_down)[Rung.ATTACHED] is RungResult.UNKNOWN
    assert stopped(reader) == (Rung.SERVICE, DeviceErrorCode.SERVICE_DOWN)
    with Pcscd(readers=False):
        assert stopped(reader) == (Rung.ATTACHED, DeviceErrorCode.NO_HARDWARE)
    with Pcscd():
        assert reader.check_health(HealthLevel.INTERNAL).passed


def test_a_card_reader_on_usb_that_another_driver_keeps(monkeypatch) -> None:
    taken = UsbDevice("072f", "2200", "ACS ACR122U", ("pn533_usb",))
    monkeypatch.setattr("drivers.card_reader.pcsc_ladder.smart_card_readers", lambda: (taken,))
    assert stopped(PcscCardReader()) == (Rung.OS_DRIVER, DeviceErrorCode.CONFIGURATION)


def test_a_card_reader_on_usb_that_pcsc_does_not_know(monkeypatch) -> None:
    plugged = UsbDevice("072f", "90cc", "ACS ACR38U")
    monkeypatch.setattr("drivers.card_reader.pcsc_ladder.smart_card_readers", lambda: (plugged,))
    with Pcscd(readers=False):
        assert stopped(PcscCardReader()) == (Rung.OPENED, DeviceErrorCode.NO_HARDWARE)


def test_a_serial_scanner_that_is_there_and_one_that_is_not(tmp_path) -> None:
    scanner = SerialCodeScanner(str(tmp_path / "scanner"))
    assert stopped(scanner) == (Rung.ATTACHED, DeviceErrorCode.NO_HARDWARE)
    with pty_scanner(tmp_path / "scanner"):
        report = scanner.check_health(HealthLevel.INTERNAL)
    assert report.passed
    assert "→" in report.findings[0].seen


def test_a_network_camera_that_is_there_and_one_that_is_not(nobody) -> None:
    with mjpeg_server() as served:
        assert MjpegDocumentCamera(served.url).check_health(HealthLevel.EXTERNAL).passed
    gone = MjpegDocumentCamera(f"http://127.0.0.1:{nobody}/stream")
    assert stopped(gone) == (Rung.SERVICE, DeviceErrorCode.OFFLINE)


def test_what_an_exercise_uses_up_is_counted(tmp_path) -> None:
    with tcp_printer() as served:
        receipts = EscPosReceiptPrinter(served.url)
        assert receipts.check_health(HealthLevel.EXTERNAL).passed
    with dns_sd() as bus, ippeveprinter(tmp_path, bus) as printer:
        pages = IppDocumentPrinter(printer.url)
        assert pages.check_health(HealthLevel.EXTERNAL).passed
    with mjpeg_server() as camera:
        stills = MjpegDocumentCamera(camera.url)
        assert stills.check_health(HealthLevel.EXTERNAL).passed
    assert receipts.statistics.snapshot()["PaperCutCount"] == 1
    assert receipts.statistics.snapshot()["M_PrintedJobCount"] == 1
    assert pages.statistics.snapshot()["M_PrintedSheetCount"] == 1
    assert stills.statistics.snapshot()["M_StillCount"] == 1
