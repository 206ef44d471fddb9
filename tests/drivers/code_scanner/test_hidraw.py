"""A scanner set to HID POS over its hidraw node: reports on a pty, the kernel's folder made up."""

import queue
from collections.abc import Iterator
from pathlib import Path

import pytest

from drivers.catalog import create_device
from drivers.code_scanner import MAX_SCAN_BYTES, Scan
from drivers.code_scanner.hid_node import find_hid_scanner
from drivers.code_scanner.hidraw import HidrawCodeScanner
from drivers.code_scanner.listening import BUS_VIRTUAL
from drivers.device import DeviceKind, Source
from drivers.errors import DeviceErrorCode
from drivers.health import HealthLevel, Rung
from drivers.runner import DeviceRunner
from drivers.status import Readiness
from drivers.worker import DeviceNotice, DeviceReady
from tests.helpers.hid_scanner import KEYS, SCANS, hid_folder, report, reports
from tests.helpers.pty_scanner import PtyScanner, pty_scanner
from tests.helpers.refused import refusal

TOKEN = b"FWPN:ABCDEFGH01234567"
UNIT = "Honeywell 7580g"


@pytest.fixture
def unit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PtyScanner]:
    monkeypatch.setattr(HidrawCodeScanner, "nodes", tmp_path)
    monkeypatch.setattr(HidrawCodeScanner, "sysfs", hid_folder(tmp_path / "hid", (UNIT, SCANS)))
    with pty_scanner(tmp_path / "hidraw0") as line:
        yield line


@pytest.fixture
def scanner(unit: PtyScanner) -> Iterator[HidrawCodeScanner]:
    device = HidrawCodeScanner("honeywell")
    device.auto_disarm = False
    device.bring_up()
    device.arm()
    yield device
    device.close()


def show(unit: PtyScanner, data: bytes) -> None:
    """Report by report, with time to read them: a line that is full takes one in parts, as no HID unit sends it."""
    unit.type(b"".join(reports(data)), burst=64, pause=0.01 if len(data) > 2000 else 0.0)


def test_a_code_arrives_byte_for_byte_with_its_identifier(unit, scanner) -> None:
    for payload in (TOKEN, bytes(range(256)), "外国人工作许可".encode("gb18030") * 20):
        show(unit, payload)
        assert scanner.poll(2) == Scan(payload, scanner.provenance, "]Q1")


def test_it_is_named_by_its_serial_number_and_a_virtual_unit_is_no_hardware(unit, scanner, tmp_path) -> None:
    assert (scanner.provenance.source, scanner.provenance.device_serial) == (Source.HARDWARE, "SN-0042")
    hid_folder(tmp_path / "hid", (UNIT, SCANS), bus=BUS_VIRTUAL, serial="")
    scanner.close()
    scanner.bring_up()
    assert (scanner.provenance.source, scanner.provenance.device_serial) == (Source.SIMULATOR, UNIT)


def test_two_codes_in_one_burst_are_two_and_other_reports_none(unit, scanner) -> None:
    for each in (report(b"ONE"), report(b"status", number=3), report(b"TWO")):
        unit.type(each)
    assert [scanner.poll(2).data, scanner.poll(2).data] == [b"ONE", b"TWO"]
    assert scanner.poll(0.05) is None


def test_what_was_scanned_before_claiming_is_no_scan(unit) -> None:
    show(unit, b"YESTERDAY")
    device = HidrawCodeScanner(UNIT)
    device.bring_up()
    device.arm()
    assert device.poll(0.1) is None
    device.close()


def test_a_code_that_nobody_asked_for_is_dropped_and_counted(unit, scanner) -> None:
    scanner.disarm()
    show(unit, TOKEN)
    assert scanner.poll(1) is None
    assert scanner.statistics.snapshot()["M_DroppedScanCount"] == 1


def test_an_oversized_code_is_refused_once_and_the_unit_goes_on(unit, scanner) -> None:
    events: queue.Queue[object] = queue.Queue()
    scanner.close()
    runner = DeviceRunner(scanner, events.put)
    runner.arm()
    runner.start()
    assert isinstance(events.get(timeout=30), DeviceReady)
    show(unit, b"x" * (MAX_SCAN_BYTES + 1))
    notice = events.get(timeout=30)
    assert isinstance(notice, DeviceNotice)
    assert notice.error.code is DeviceErrorCode.OVERSIZE
    show(unit, TOKEN)
    assert events.get(timeout=30).data == TOKEN
    assert runner.stop()


def test_unplugging_is_noticed_and_plugging_in_again_brings_it_back(unit) -> None:
    events: queue.Queue[object] = queue.Queue()
    runner = DeviceRunner(HidrawCodeScanner(UNIT), events.put)
    runner.arm()
    runner.start()
    assert isinstance(events.get(timeout=30), DeviceReady)
    unit.unplug()
    codes = [events.get(timeout=30).error.code, events.get(timeout=30).error.code]
    assert codes == [DeviceErrorCode.OFFLINE, DeviceErrorCode.NO_HARDWARE]
    unit.plug_in()
    assert isinstance(events.get(timeout=30), DeviceReady)
    show(unit, TOKEN)
    assert events.get(timeout=30).data == TOKEN
    assert runner.stop()


def test_its_trigger_follows_the_arming_in_reports(unit) -> None:
    device = HidrawCodeScanner(UNIT, trigger="honeywell")
    device.bring_up()
    device.arm()
    assert device.poll(0.0) is None
    assert unit.heard(64)[:5] == b"\xfd\x03\x16T\r"
    show(unit, TOKEN)
    assert device.poll(2).data == TOKEN
    assert device.poll(0.0) is None
    assert unit.heard(64)[:5] == b"\xfd\x03\x16U\r"
    device.close()


def test_the_health_ladder_names_the_rung(unit, scanner) -> None:
    assert scanner.check_health(HealthLevel.INTERNAL).passed
    unit.unplug()
    assert scanner.status().readiness is Readiness.OFFLINE
    assert scanner.check_health(HealthLevel.INTERNAL).stopped_at.rung in (Rung.ATTACHED, Rung.ANSWERS)


def test_a_unit_is_found_by_name_among_its_own_keys(tmp_path) -> None:
    sysfs = hid_folder(tmp_path, (UNIT, KEYS), (UNIT, SCANS), ("Newland HR52", KEYS))
    assert find_hid_scanner("7580", sysfs, Path("/dev")).node == "/dev/hidraw1"
    assert refusal(lambda: find_hid_scanner("Newland", sysfs, Path("/dev"))).code is DeviceErrorCode.NO_HARDWARE


def test_two_units_of_a_name_must_be_told_apart(tmp_path) -> None:
    sysfs = hid_folder(tmp_path, (UNIT, SCANS), (UNIT, SCANS))
    assert refusal(lambda: find_hid_scanner(UNIT, sysfs, tmp_path)).code is DeviceErrorCode.CONFIGURATION


def test_a_node_that_does_not_speak_as_a_scanner_says_how_to_set_it(tmp_path) -> None:
    (tmp_path / "hidraw9").touch()
    error = refusal(lambda: find_hid_scanner(str(tmp_path / "hidraw9"), tmp_path, tmp_path))
    assert (error.code, "HID POS" in error.vendor_text) == (DeviceErrorCode.CONFIGURATION, True)
    gone = refusal(lambda: find_hid_scanner(str(tmp_path / "hidraw8"), tmp_path, tmp_path))
    assert gone.code is DeviceErrorCode.NO_HARDWARE


def test_it_is_chosen_by_name_and_takes_no_unknown_trigger() -> None:
    made = create_device(DeviceKind.CODE_SCANNER, "hidraw", {"device": UNIT, "trigger": "honeywell"})
    assert isinstance(made, HidrawCodeScanner)
    options = {"device": UNIT, "trigger": "voice"}
    error = refusal(lambda: create_device(DeviceKind.CODE_SCANNER, "hidraw", options))
    assert error.code is DeviceErrorCode.CONFIGURATION
