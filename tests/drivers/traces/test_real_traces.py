"""Traces of the real backends at their real counterparts, which the simulators are held to."""

from pathlib import Path

import pytest

from drivers.card_reader import CardInserted, CardRemoved
from drivers.card_reader.pcsc import PcscCardReader
from drivers.card_reader.virtual_card import CardFaults
from drivers.code_scanner import MAX_SCAN_BYTES
from drivers.code_scanner.serial import SerialCodeScanner
from drivers.document_camera.mjpeg import MjpegDocumentCamera
from drivers.document_printer.ipp import IppDocumentPrinter
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.faults import Fault
from drivers.printing import PrintOutcome
from drivers.receipt_printer.escpos import EscPosReceiptPrinter
from drivers.trace import read_trace
from kiosk.cards.problems import CardLost
from kiosk.cards.reading import read_card
from kiosk.cards.virtual import virtual_card_of
from tests.helpers.a4_pdf import a4_pdf
from tests.helpers.card_events import wait_for
from tests.helpers.cards import HOLDER, records_of
from tests.helpers.escpos_printer import tcp_printer
from tests.helpers.hasty_printer import hasty
from tests.helpers.ippeveprinter import dns_sd, ippeveprinter
from tests.helpers.mjpeg_server import mjpeg_server
from tests.helpers.pcscd import Pcscd
from tests.helpers.pty_scanner import pty_scanner
from tests.helpers.receipt_bands import picture, receipt
from tests.helpers.traces import checked_against_simulator, next_event, recorded
from tests.helpers.vpcd import CardInReader

pytestmark = pytest.mark.counterpart


def shapes_of(file: Path) -> list[str]:
    return [f"{line.operation} {line.shape}".rstrip() for line in read_trace(file).lines]


def test_a_scanner_on_a_line_and_the_simulated_one_do_the_same(tmp_path: Path) -> None:
    file = tmp_path / "scanner.jsonl"
    with pty_scanner(tmp_path / "line") as unit, recorded(SerialCodeScanner(str(unit.link)), file) as scanner:
        scanner.bring_up()
        scanner.status()
        for payload in (b"FWPN:ABCDEFGH01234567", "姓名：张三 110101199003078515".encode(), b"x" * 300):
            scanner.arm()
            unit.type(payload + b"\r")
            next_event(scanner)
        unit.type(b"A" * (MAX_SCAN_BYTES + 100) + b"\r")
        with pytest.raises(DeviceError):
            next_event(scanner)
    assert shapes_of(file)[:4] == ["open", "claim", "enable", "status status"]
    assert shapes_of(file).count("poll scan") == 3
    assert checked_against_simulator(file).departures == ()


def test_a_card_read_through_pcscd_and_a_simulated_one_answer_alike(tmp_path: Path) -> None:
    file = tmp_path / "reader.jsonl"
    with Pcscd() as daemon, recorded(PcscCardReader(answer_seconds=1.0, power_seconds=5.0), file) as reader:
        reader.bring_up()
        reader.status()
        with CardInReader(virtual_card_of(records_of()), daemon.port):
            wait_for(reader, CardInserted)
            assert read_card(reader).name == HOLDER["name"]
            reader.status()
        wait_for(reader, CardRemoved)
        with CardInReader(virtual_card_of(records_of(), faults=CardFaults(torn_at=4)), daemon.port):
            wait_for(reader, CardInserted)
            with pytest.raises(CardLost):
                read_card(reader)
        wait_for(reader, CardRemoved)
    assert "transmit CARD_TORN" in shapes_of(file)
    assert checked_against_simulator(file).departures == ()


def test_a_network_camera_and_the_simulated_one_deliver_alike(tmp_path: Path) -> None:
    file = tmp_path / "camera.jsonl"
    with mjpeg_server() as server, recorded(MjpegDocumentCamera(server.url), file) as camera:
        camera.bring_up()
        camera.status()
        next_event(camera)
        camera.capture()
        next_event(camera)
    assert shapes_of(file).count("poll frame") == 2
    assert checked_against_simulator(file).departures == ()


def test_a_receipt_printer_on_the_network_and_the_simulated_one_end_jobs_alike(tmp_path: Path) -> None:
    file = tmp_path / "receipts.jsonl"
    with tcp_printer() as served:
        device = EscPosReceiptPrinter(served.url)
        device.mark_seconds, device.status_every_seconds = 1.5, 0.05
        with recorded(device, file) as printer:
            printer.bring_up()
            printer.status()
            assert printer.print_bands("1", receipt(picture(300))).outcome is PrintOutcome.PRINTED
            served.set_fault(Fault.PAPER_OUT)
            next_event(printer)
            printer.status()
            assert printer.print_bands("2", receipt(picture(300))).outcome is PrintOutcome.NOT_PRINTED
            served.set_fault(None)
            next_event(printer)
            assert printer.print_bands("2", receipt(picture(300))).outcome is PrintOutcome.PRINTED
    assert checked_against_simulator(file).departures == ()


def test_an_ipp_printer_and_the_simulated_one_end_jobs_alike(tmp_path: Path) -> None:
    file = tmp_path / "documents.jsonl"
    with dns_sd() as bus, ippeveprinter(tmp_path / "printer", bus) as real:
        device = hasty(IppDocumentPrinter(real.url))
        with recorded(device, file) as printer:
            printer.bring_up()
            printer.status()
            assert printer.print_pdf("job-one", a4_pdf(2), 2).outcome is PrintOutcome.PRINTED
            assert printer.print_pdf("job-two", b"no document", 1).error.code is DeviceErrorCode.DOCUMENT_REFUSED
    assert checked_against_simulator(file).departures == ()
