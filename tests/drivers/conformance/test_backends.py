"""The real backends pass the same suite, each against its real counterpart."""

from pathlib import Path

import pytest

from drivers.conformance.bench import Bench
from drivers.conformance.stimulus import By
from drivers.document_camera import streaming
from drivers.document_camera.isolated import IsolatedDocumentCamera
from drivers.document_camera.mjpeg import MjpegDocumentCamera
from drivers.document_camera.opencv import OpenCvDocumentCamera
from drivers.document_printer import ipp_client
from tests.helpers.conformance_run import failures, findings_of, tried, untried
from tests.helpers.input_device import InputDevice, answered_by
from tests.helpers.ippeveprinter import dns_sd, ippeveprinter
from tests.helpers.picture_benches import StreamBench
from tests.helpers.printer_benches import CupsBench, PagePrinterBench, PortPrinterBench, TcpPrinterBench
from tests.helpers.pty_scanner import pty_scanner
from tests.helpers.reader_benches import PcscBench
from tests.helpers.scanner_benches import EvdevBench, HidrawBench, KeyboardBench, SerialBench

pytestmark = [pytest.mark.counterpart, pytest.mark.timeout(300)]


def passes(bench: Bench, least: int) -> None:
    """Every case is kept, or closed by a capability; fewer than ``least`` mean that some were closed by mistake."""
    found = findings_of(bench)
    assert failures(found) == []
    assert untried(found) == []
    assert tried(found) >= least


@pytest.fixture
def hasty_cameras(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures are stale sooner."""
    monkeypatch.setattr(streaming, "STALE_SECONDS", 0.6)


@pytest.fixture
def hasty_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    """A printer that says nothing is given up sooner."""
    monkeypatch.setattr(ipp_client, "ANSWER_SECONDS", 2.0)


def test_a_scanner_on_a_serial_line(tmp_path: Path) -> None:
    passes(SerialBench(tmp_path), 38)


def test_a_scanner_that_types(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pty_scanner(tmp_path / "by-id-event-kbd") as line:
        unit = InputDevice(line)
        answered_by(unit, monkeypatch)
        bench = EvdevBench(unit)
        assert bench.by is By.DOUBLE
        passes(bench, 38)


def test_a_scanner_set_to_hid_pos(tmp_path: Path) -> None:
    passes(HidrawBench(tmp_path), 33)


def test_a_scanner_that_types_into_the_face() -> None:
    passes(KeyboardBench(), 25)


def test_a_reader_behind_pcscd() -> None:
    passes(PcscBench(), 39)


@pytest.mark.usefixtures("hasty_cameras")
def test_a_camera_over_http() -> None:
    passes(StreamBench("mjpeg", MjpegDocumentCamera), 37)


@pytest.mark.usefixtures("hasty_cameras")
def test_a_camera_through_opencv() -> None:
    passes(StreamBench("opencv", OpenCvDocumentCamera), 37)


def test_a_camera_in_a_process_of_its_own() -> None:
    passes(StreamBench("opencv-isolated", lambda url: IsolatedDocumentCamera(source=url)), 37)


def test_a_receipt_printer_on_the_network() -> None:
    passes(TcpPrinterBench(), 41)


@pytest.mark.parametrize("form", ["serial://{}?baud=115200", "file://{}"])
def test_a_receipt_printer_at_a_port_or_a_node(tmp_path: Path, form: str) -> None:
    passes(PortPrinterBench(tmp_path, form), 46)


@pytest.mark.usefixtures("hasty_questions")
def test_a_page_printer_over_ipp(tmp_path: Path) -> None:
    with dns_sd() as bus, ippeveprinter(tmp_path / "printer", bus) as printer:
        passes(PagePrinterBench(printer), 41)


@pytest.mark.usefixtures("hasty_questions")
def test_a_page_printer_through_cups(tmp_path: Path) -> None:
    with dns_sd() as bus, ippeveprinter(tmp_path / "printer", bus) as printer:
        passes(CupsBench(printer), 41)
