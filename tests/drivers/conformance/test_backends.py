"""The real backends pass the same suite, each against its real counterpart."""

from pathlib import Path

import pytest

from drivers.conformance.bench import Bench
from drivers.conformance.stimulus import By
from drivers.document_camera import streaming
from drivers.document_camera.isolated import IsolatedDocumentCamera
from drivers.document_camera.mjpeg import MjpegDocumentCamera
from drivers.document_camera.opencv import OpenCvDocumentCamera
from tests.helpers.conformance_run import failures, findings_of, tried
from tests.helpers.input_device import answered_by
from tests.helpers.ippeveprinter import dns_sd, ippeveprinter
from tests.helpers.picture_benches import StreamBench
from tests.helpers.printer_benches import CupsBench, PagePrinterBench, PortPrinterBench, TcpPrinterBench
from tests.helpers.pty_scanner import pty_scanner
from tests.helpers.scanner_benches import EvdevBench, GrabbedOnce, PcscBench, SerialBench

pytestmark = pytest.mark.counterpart


def passes(bench: Bench, least: int) -> None:
    found = findings_of(bench)
    assert failures(found) == []
    assert tried(found) >= least


@pytest.fixture
def hasty_cameras(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures are stale sooner."""
    monkeypatch.setattr(streaming, "STALE_SECONDS", 0.6)


def test_a_scanner_on_a_serial_line(tmp_path: Path) -> None:
    passes(SerialBench(tmp_path), 38)


def test_a_scanner_that_types(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pty_scanner(tmp_path / "by-id-event-kbd") as line:
        unit = GrabbedOnce(line)
        answered_by(unit, monkeypatch)
        bench = EvdevBench(unit)
        assert bench.by is By.DOUBLE
        passes(bench, 38)


def test_a_reader_behind_pcscd() -> None:
    passes(PcscBench(), 39)


@pytest.mark.usefixtures("hasty_cameras")
def test_a_camera_over_http() -> None:
    passes(StreamBench("mjpeg", MjpegDocumentCamera), 34)


@pytest.mark.usefixtures("hasty_cameras")
def test_a_camera_through_opencv() -> None:
    passes(StreamBench("opencv", OpenCvDocumentCamera), 34)


def test_a_camera_in_a_process_of_its_own() -> None:
    passes(StreamBench("opencv-isolated", lambda url: IsolatedDocumentCamera(source=url)), 34)


def test_a_receipt_printer_on_the_network() -> None:
    passes(TcpPrinterBench(), 37)


@pytest.mark.parametrize("form", ["serial://{}?baud=115200", "file://{}"])
def test_a_receipt_printer_at_a_port_or_a_node(tmp_path: Path, form: str) -> None:
    passes(PortPrinterBench(tmp_path, form), 42)


def test_a_page_printer_over_ipp(tmp_path: Path) -> None:
    with dns_sd() as bus, ippeveprinter(tmp_path / "printer", bus) as printer:
        passes(PagePrinterBench(printer), 39)


def test_a_page_printer_through_cups(tmp_path: Path) -> None:
    with dns_sd() as bus, ippeveprinter(tmp_path / "printer", bus) as printer:
        passes(CupsBench(printer), 39)
