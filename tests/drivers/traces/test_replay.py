"""A replay does what was recorded, as a driver by name, and says where it is asked for something else."""

import threading
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from drivers.card_reader import CardInserted
from drivers.card_reader.simulated import SimulatedCardReader
from drivers.catalog import create_device
from drivers.clock import VirtualClock
from drivers.code_scanner import Scan
from drivers.code_scanner.simulated import SimulatedCodeScanner
from drivers.device import Device, DeviceKind, Provenance, Source
from drivers.document_camera import Frame
from drivers.document_camera.simulated import SimulatedDocumentCamera
from drivers.document_printer.simulated import SimulatedDocumentPrinter
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.faults import Fault
from drivers.health import HealthLevel
from drivers.printing import PrintOutcome
from drivers.receipt_printer.simulated import SimulatedReceiptPrinter
from drivers.redaction_frame import clouds, masked_frame
from drivers.replay_device import Replay
from drivers.status import Readiness
from drivers.trace import read_trace
from drivers.worker import DeviceReady
from kiosk.cards.reading import read_card
from kiosk.cards.virtual import virtual_card_of
from kiosk.codes.decode import decode_image
from kiosk.config import DeviceConfig
from kiosk.originals.mrz_reader import read_mrz
from kiosk.station import Station
from tests.helpers.a4_pdf import a4_pdf
from tests.helpers.cards import records_of
from tests.helpers.code_images import code_image
from tests.helpers.passport_pages import Scene, still
from tests.helpers.receipt_bands import picture, receipt
from tests.helpers.traces import recorded

MRZ = ("P<UTOSPECIMEN<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "trace.jsonl"


def replay(kind: DeviceKind, file: Path, **options: object) -> Replay:
    device = create_device(kind, f"replay:{file}", {"timing": False, **options})
    assert isinstance(device, Replay)
    return device


@pytest.fixture
def scans(file: Path) -> Path:
    with recorded(SimulatedCodeScanner(), file) as scanner:
        scanner.bring_up()
        scanner.status()
        for payload in (b"FWPN:ABC123", b"second"):
            scanner.present(payload)
            scanner.arm()
            scanner.poll(1.0)
    return file


@pytest.fixture
def card(file: Path) -> Path:
    with recorded(SimulatedCardReader(), file) as reader:
        reader.bring_up()
        reader.present(virtual_card_of(records_of()))
        reader.poll(1.0)
        read_card(reader)
    return file


def test_scans_come_again_once_an_arming_stamped_as_a_replay_of_their_driver(scans: Path) -> None:
    scanner = replay(DeviceKind.CODE_SCANNER, scans)
    scanner.bring_up()
    scanner.arm()
    scan = scanner.poll(1.0)
    assert scan.data == b"FWPN:XXX000"
    assert (scan.provenance.source, scan.provenance.driver) == (Source.REPLAY, "simulated")
    scanner.arm()
    assert scanner.poll(1.0).data == b"xxxxxx"
    assert scanner.poll(0.0) is None
    scanner.close()


class MarksParts(SimulatedCodeScanner):
    """A unit that says of every code that its message is split over several."""

    def do_poll(self, timeout: float) -> Scan | None:
        scan = super().do_poll(timeout)
        return scan and replace(scan, of_several=True)


def test_a_code_of_a_split_message_stays_marked(file: Path) -> None:
    with recorded(MarksParts(), file) as scanner:
        scanner.bring_up()
        scanner.arm()
        scanner.present(b"PART")
        assert scanner.poll(1.0).of_several
    again = replay(DeviceKind.CODE_SCANNER, file)
    again.bring_up()
    again.arm()
    assert again.poll(1.0).of_several
    again.close()


def test_opened_again_it_begins_anew(scans: Path) -> None:
    scanner = replay(DeviceKind.CODE_SCANNER, scans)
    for _ in range(3):
        scanner.bring_up()
        scanner.arm()
        assert scanner.poll(0.0).data == b"FWPN:XXX000"
        scanner.close()


def test_a_card_is_read_again_with_every_value_masked(card: Path) -> None:
    reader = replay(DeviceKind.CARD_READER, card)
    reader.bring_up()
    assert isinstance(reader.poll(1.0), CardInserted)
    read = read_card(reader)
    reader.close()
    assert read.name == "XXXXXXXX XXXX XXXXX"
    assert read.provenance.source is Source.REPLAY
    assert read.specification_version == "2.00"
    assert read.birth_date is not None
    assert reader.differences == ()


def test_a_card_powered_on_again_begins_its_conversation_anew(card: Path) -> None:
    reader = replay(DeviceKind.CARD_READER, card)
    reader.bring_up()
    assert read_card(reader) == read_card(reader)
    assert reader.differences == ()
    reader.close()


def test_another_command_than_the_recorded_one_is_refused_and_both_are_named(card: Path) -> None:
    reader = replay(DeviceKind.CARD_READER, card)
    reader.bring_up()
    reader.power_on()
    with pytest.raises(DeviceError) as caught:
        reader.transmit(bytes.fromhex("00b2070400"))
    assert caught.value.code is DeviceErrorCode.FAILURE
    assert "asked transmit 00b2070400, recorded transmit 00a40400" in caught.value.vendor_text
    assert [difference.line for difference in reader.differences] == [7]
    reader.close()


def test_a_print_of_another_shape_is_not_said_to_be_printed(file: Path) -> None:
    with recorded(SimulatedReceiptPrinter(), file) as printer:
        printer.bring_up()
        assert printer.print_bands("1", receipt(picture(150))).outcome is PrintOutcome.PRINTED
    again = replay(DeviceKind.RECEIPT_PRINTER, file)
    again.bring_up()
    other = again.print_bands("77", receipt(picture(250)))
    assert other.outcome is PrintOutcome.NOT_PRINTED
    assert "recorded print_bands" in other.error.vendor_text
    same = again.print_bands("77", receipt(picture(150, seed=9)))
    assert (same.outcome, same.job_id) == (PrintOutcome.PRINTED, "77")
    again.close()


def test_a_fault_comes_again_as_it_was(file: Path) -> None:
    with recorded(SimulatedDocumentPrinter(), file) as printer:
        printer.bring_up()
        printer.suffer(Fault.PAPER_OUT)
        printer.print_pdf("1", a4_pdf(1), 1)
        printer.status()
    again = replay(DeviceKind.DOCUMENT_PRINTER, file)
    again.bring_up()
    result = again.print_pdf("2", a4_pdf(1), 1)
    assert result.error.code is DeviceErrorCode.PAPER_OUT
    assert again.status().readiness is Readiness.NEEDS_ATTENTION
    again.close()


def test_no_code_and_no_passport_can_be_read_from_what_is_left_of_a_frame(file: Path) -> None:
    page = still(MRZ, Scene(fill=0.9))
    code = code_image("FWPN:ABCDEFGH01234567", module=12)
    page[40 : 40 + code.shape[0], 40 : 40 + code.shape[1]] = code[:, :, None]
    assert decode_image(page, True)
    assert read_mrz(page) is not None
    with recorded(SimulatedDocumentCamera(1920, 1080, still_scale=1), file) as camera:
        camera.bring_up()
        camera.present(page)
        camera.poll(1.0)
        camera.capture()
    again = replay(DeviceKind.DOCUMENT_CAMERA, file)
    again.bring_up()
    frames = [again.poll(1.0), again.capture()]
    again.close()
    for frame in frames:
        assert frame.image.shape == (1080, 1920, 3)
        assert frame.provenance.source is Source.REPLAY
        assert decode_image(frame.image, True) == []
        assert read_mrz(frame.image) is None
    for line in read_trace(file).lines:
        if line.shape == "frame":
            grid = np.array(line.result["grid"], np.uint8)
            for side in (64, 256, 1024):
                drawn = cv2.resize(grid, (side, side), interpolation=cv2.INTER_NEAREST)
                assert decode_image(cv2.cvtColor(drawn, cv2.COLOR_GRAY2BGR), True) == []


def test_even_a_code_that_fills_a_tiny_picture_is_averaged_away() -> None:
    small = cv2.cvtColor(code_image("A", module=1, quiet=2), cv2.COLOR_GRAY2BGR)
    told = masked_frame(Frame(small, 1, 0.0, Provenance(Source.HARDWARE, "any", "1")))
    assert np.array(told["grid"]).shape == (1, 1)
    assert decode_image(clouds(told), True) == []


def test_with_its_timing_an_event_comes_when_it_came(file: Path) -> None:
    scanner_file = file
    device = SimulatedCodeScanner()
    with recorded(device, scanner_file) as scanner:
        scanner.bring_up()
        scanner.present(b"later")
        scanner.arm()
        scanner.poll(1.0)
    text = scanner_file.read_text().splitlines()
    slow = text[4].split('"offset_ms": ')
    text[4] = slow[0] + '"offset_ms": 5000' + slow[1][slow[1].index(",") :]
    scanner_file.write_text("\n".join(text) + "\n")
    clock = VirtualClock()
    again = replay(DeviceKind.CODE_SCANNER, scanner_file, timing=True, clock=clock)
    again.bring_up()
    again.arm()
    heard: list[object] = []
    thread = threading.Thread(target=lambda: heard.extend(again.poll(4.0) for _ in range(2)))
    thread.start()
    while not clock.waiting:
        pass
    clock.advance(4.0)
    while thread.is_alive():
        clock.advance(0.5)
    thread.join()
    assert heard[0] is None
    assert heard[1].data == b"xxxxx"
    again.close()


def test_a_replay_is_configured_like_any_device_and_told_apart(scans: Path) -> None:
    heard: list[object] = []
    up = threading.Event()
    station = Station({DeviceKind.CODE_SCANNER: DeviceConfig(driver=f"replay:{scans}", options={"timing": False})})
    station.listen(lambda kind, event: (heard.append(event), isinstance(event, DeviceReady) and up.set()))
    station.start()
    assert up.wait(30)
    assert station.provenance(DeviceKind.CODE_SCANNER).source is Source.REPLAY
    assert station.has_simulators
    assert not station.is_simulated(DeviceKind.CODE_SCANNER)
    station.stop()


def test_a_terminal_records_the_device_it_is_told_to(tmp_path: Path) -> None:
    file = tmp_path / "reader.jsonl"
    up = threading.Event()
    station = Station({DeviceKind.CARD_READER: DeviceConfig(driver="simulated", record=file)})
    station.listen(lambda kind, event: up.set())
    station.start()
    assert up.wait(30)
    station.stop()
    operations = [line.operation for line in read_trace(file).lines]
    assert operations[:4] == ["open", "claim", "enable", "status"]
    assert operations[-1] == "close"


def test_the_health_of_a_replay_says_that_it_is_one(scans: Path) -> None:
    report = replay(DeviceKind.CODE_SCANNER, scans).check_health(HealthLevel.INTERNAL)
    assert report.passed
    assert report.findings[0].seen.startswith("trace of simulated")


@pytest.mark.parametrize("kind", [DeviceKind.CARD_READER, DeviceKind.DOCUMENT_CAMERA])
def test_a_trace_of_another_kind_is_refused(scans: Path, kind: DeviceKind) -> None:
    with pytest.raises(DeviceError, match=f"a trace of a code_scanner, not of a {kind}") as caught:
        create_device(kind, f"replay:{scans}", {})
    assert caught.value.code is DeviceErrorCode.CONFIGURATION


def test_a_broken_trace_and_unknown_options_are_configuration_faults(scans: Path) -> None:
    for driver, options in ((f"replay:{scans}.not", {}), (f"replay:{scans}", {"speed": 2})):
        with pytest.raises(DeviceError) as caught:
            create_device(DeviceKind.CODE_SCANNER, driver, options)
        assert caught.value.code is DeviceErrorCode.CONFIGURATION


def test_what_waits_for_its_recorded_time_can_be_cancelled(card: Path) -> None:
    lines = card.read_text().splitlines()
    at = next(number for number, line in enumerate(lines) if '"power_on"' in line)
    head, _, tail = lines[at].partition('"took_ms": ')
    lines[at] = f'{head}"took_ms": 60000{tail[tail.index("}") :] if "," not in tail else tail[tail.index(",") :]}'
    card.write_text("\n".join(lines) + "\n")
    clock = VirtualClock()
    reader: Device[object] = replay(DeviceKind.CARD_READER, card, timing=True, clock=clock)
    reader.bring_up()
    faults: list[DeviceErrorCode] = []

    def power_on() -> None:
        try:
            reader.power_on()
        except DeviceError as error:
            faults.append(error.code)

    thread = threading.Thread(target=power_on)
    thread.start()
    while not clock.waiting:
        pass
    reader.do_cancel()
    thread.join(30)
    assert faults == [DeviceErrorCode.CANCELLED]
    reader.close()
