"""Traces of real backends whose counterparts fail, which the simulators are held to."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from drivers.card_reader import CardInserted
from drivers.card_reader.pcsc import PcscCardReader
from drivers.card_reader.virtual_card import CardFaults, Dialect, Protocol
from drivers.code_scanner.serial import SerialCodeScanner
from drivers.document_camera.mjpeg import MjpegDocumentCamera
from drivers.document_printer.ipp import IppDocumentPrinter
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.faults import Fault
from drivers.receipt_printer.escpos import EscPosReceiptPrinter
from drivers.trace import read_trace
from kiosk.cards.problems import CardSilent, CardUnreadable
from kiosk.cards.reading import read_card
from kiosk.cards.virtual import virtual_card_of
from tests.helpers.a4_pdf import a4_pdf
from tests.helpers.card_events import wait_for
from tests.helpers.cards import records_of
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


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    """A trace; at the end of each test the simulator has done the same."""
    trace = tmp_path / "trace.jsonl"
    yield trace
    assert differences(trace) == []


def differences(trace: Path) -> list[str]:
    return [f"{each.operation}: {each.what}" for each in checked_against_simulator(trace).departures]


CARDS = {
    "T=0": {"dialect": Dialect(protocol=Protocol.T0)},
    "another select": {"dialect": Dialect(ef_select_p1=frozenset({0x02}))},
    "by identifier only": {"dialect": Dialect(by_number=False)},
    "by short file identifier": {"dialect": Dialect(ef_select_p1=frozenset())},
    "holder locked": {"holder_locked": True},
}


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS.keys())
def test_cards_of_other_makes(file: Path, card: dict[str, object]) -> None:
    with Pcscd() as daemon, recorded(PcscCardReader(answer_seconds=1.0, power_seconds=5.0), file) as reader:
        reader.bring_up()
        with CardInReader(virtual_card_of(records_of(), **card), daemon.port):
            wait_for(reader, CardInserted)
            with suppress(CardUnreadable):
                read_card(reader)
            reader.status()


def test_after_a_mute_card_the_real_driver_and_the_simulated_one_say_the_same(tmp_path: Path) -> None:
    file = tmp_path / "mute.jsonl"
    with Pcscd() as daemon, recorded(PcscCardReader(answer_seconds=1.0, power_seconds=5.0), file) as reader:
        reader.bring_up()
        with CardInReader(virtual_card_of(records_of(), faults=CardFaults(mute_from=3)), daemon.port):
            wait_for(reader, CardInserted)
            with pytest.raises(CardSilent):
                read_card(reader)
            reader.status()
    assert differences(file) == []


def test_a_reader_without_a_card(file: Path) -> None:
    with Pcscd(), recorded(PcscCardReader(), file) as reader:
        reader.bring_up()
        with pytest.raises(DeviceError):
            reader.power_on()
        with pytest.raises(DeviceError):
            reader.transmit(bytes.fromhex("00a4020002ef05"))
        reader.power_off()
        reader.status()


def test_a_scanner_that_is_unplugged_and_plugged_in_again(file: Path, tmp_path: Path) -> None:
    with pty_scanner(tmp_path / "line") as unit, recorded(SerialCodeScanner(str(unit.link)), file) as scanner:
        scanner.bring_up()
        unit.unplug()
        with pytest.raises(DeviceError):
            next_event(scanner)
        scanner.close()
        with pytest.raises(DeviceError):
            scanner.open()
        unit.plug_in()
        scanner.bring_up()
        scanner.arm()
        unit.type(b"FWPN:ABC\r")
        next_event(scanner)


def polled_on(camera: MjpegDocumentCamera) -> None:
    for _ in range(100):
        camera.poll(0.1)


def test_a_camera_that_stands_still_and_one_that_is_gone(file: Path) -> None:
    with mjpeg_server() as server, recorded(MjpegDocumentCamera(server.url), file) as camera:
        camera.bring_up()
        next_event(camera)
        server.stall()
        with pytest.raises(DeviceError):
            polled_on(camera)
        camera.close()
        server.vanish()
        with pytest.raises(DeviceError):
            camera.bring_up()


RECEIPT_FAULTS = (
    Fault.PAPER_OUT, Fault.COVER_OPEN, Fault.CUTTER_ERROR, Fault.COOLING, Fault.JAM, Fault.OFFLINE, Fault.NEAR_END,
    Fault.MUTE,
)  # fmt: skip


@pytest.mark.parametrize("fault", RECEIPT_FAULTS)
def test_a_receipt_printer_in_trouble(file: Path, fault: Fault) -> None:
    with tcp_printer() as served:
        device = EscPosReceiptPrinter(served.url)
        device.mark_seconds, device.status_every_seconds = 1.0, 0.05
        with recorded(device, file) as printer:
            printer.bring_up()
            printer.status()
            served.set_fault(fault)
            next_event(printer)
            printer.status()
            printer.print_bands("1", receipt(picture(120)))


REASONS = {
    "media-empty": [],
    "media-jam": [],
    "output-area-full": [],
    "cover-open": ["print_pdf: outcome", "print_pdf: the job's fault"],
    "toner-empty": ["print_pdf: outcome", "print_pdf: the job's fault"],
}
"""What the simulated printer does otherwise: its cover opens and its toner ends between prints, never in one."""


@pytest.fixture(scope="module")
def bus() -> Iterator[str]:
    with dns_sd() as address:
        yield address


@pytest.mark.parametrize(("reason", "otherwise"), REASONS.items())
def test_an_ipp_printer_in_trouble(tmp_path: Path, bus: str, reason: str, otherwise: list[str]) -> None:
    file = tmp_path / "trace.jsonl"
    with ippeveprinter(tmp_path / "printer", bus) as real:
        device = hasty(IppDocumentPrinter(real.url))
        with recorded(device, file) as printer:
            printer.bring_up()
            printer.status()
            real.fault(reason)
            printer.print_pdf("job", a4_pdf(1), 1)
            printer.status()
    assert differences(file) == otherwise


def test_an_ipp_printer_that_is_off(file: Path, tmp_path: Path, bus: str) -> None:
    with ippeveprinter(tmp_path / "printer", bus) as real:
        device = hasty(IppDocumentPrinter(real.url))
        with recorded(device, file) as printer:
            printer.bring_up()
            real.power_off()
            result = printer.print_pdf("job", a4_pdf(1), 1)
            assert result.error.code is DeviceErrorCode.OFFLINE
    assert read_trace(file).lines[-1].operation == "close"
