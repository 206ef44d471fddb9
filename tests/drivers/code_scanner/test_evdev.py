"""A scanner that types like a keyboard: events on a pty, ioctls injected; the grab itself needs a kernel."""

import queue
from collections.abc import Iterator
from pathlib import Path

import pytest

from drivers.catalog import create_device
from drivers.code_scanner import Scan, wedge
from drivers.code_scanner import us_keyboard as us
from drivers.code_scanner.evdev import EvdevCodeScanner
from drivers.code_scanner.input_node import EVENT, EVIOCGID, EVIOCGRAB, find_input
from drivers.code_scanner.layout_label import LAYOUT_LABEL, check_layout
from drivers.code_scanner.listening import BUS_VIRTUAL
from drivers.device import DeviceKind, Source
from drivers.errors import DeviceErrorCode
from drivers.health import HealthLevel, Rung, RungResult
from drivers.runner import DeviceRunner
from drivers.status import Readiness
from drivers.worker import DeviceNotice, DeviceReady
from tests.helpers.input_device import InputDevice, answered_by, input_folder
from tests.helpers.pty_scanner import pty_scanner
from tests.helpers.refused import refusal

TOKEN = "FWPN:ABCDEFGH01234567"
KEYBOARD = "1000000000007 ff9f207ac14057ff febeffdfffefffff fffffffffffffffe"
MEDIA_KEYS = (
    "3f000301ff 0 0 483ffff17aff32d bfd4444600000000 1 130ff38b17d000 677bfad941dfed 9ed68000004400 10000002"
)


@pytest.fixture
def unit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[InputDevice]:
    with pty_scanner(tmp_path / "by-id-event-kbd") as line:
        device = InputDevice(line)
        answered_by(device, monkeypatch)
        yield device


@pytest.fixture
def scanner(unit: InputDevice) -> Iterator[EvdevCodeScanner]:
    device = EvdevCodeScanner(str(unit.scanner.link))
    device.auto_disarm = False
    device.bring_up()
    device.arm()
    yield device
    device.close()


def test_the_ioctl_numbers_and_the_event_are_the_kernels_own() -> None:
    assert (EVIOCGRAB, EVIOCGID) == (0x40044590, 0x80084502)
    assert EVENT.size == 24


@pytest.mark.parametrize("end", [us.KEY_ENTER, us.KEY_KPENTER, us.KEY_TAB, None])
def test_a_scan_arrives_whatever_the_unit_types_after_it(unit, scanner, end) -> None:
    unit.type(TOKEN, end=end)
    assert scanner.poll(2).data == TOKEN.encode()
    assert scanner.poll(0.2) is None


def test_the_unit_is_grabbed_and_named_by_its_serial_number(unit, scanner) -> None:
    assert unit.grabs == 1
    assert (scanner.provenance.source, scanner.provenance.device_serial) == (Source.HARDWARE, "SN-0042")


def test_a_unit_without_a_serial_number_is_named_by_its_name(unit) -> None:
    unit.serial = ""
    device = EvdevCodeScanner(str(unit.scanner.link))
    device.bring_up()
    assert device.provenance.device_serial == "Newland HR52"
    device.close()


def test_a_virtual_keyboard_is_no_hardware(unit) -> None:
    unit.bus = BUS_VIRTUAL
    device = EvdevCodeScanner(str(unit.scanner.link))
    device.bring_up()
    assert device.provenance.source is Source.SIMULATOR
    device.close()


def test_a_unit_that_another_program_has_grabbed_is_claimed_elsewhere(unit) -> None:
    unit.grabbed_by_another = True
    device = EvdevCodeScanner(str(unit.scanner.link))
    assert refusal(device.bring_up).code is DeviceErrorCode.CLAIMED_ELSEWHERE


def test_a_short_code_is_a_scan_too_for_nobody_types_on_a_grabbed_unit(unit, scanner) -> None:
    unit.type("42", gap=0.05)
    assert scanner.poll(2).data == b"42"


def test_a_kernel_that_keeps_another_clock_is_timed_by_arrival(unit) -> None:
    unit.no_clock = True
    device = EvdevCodeScanner(str(unit.scanner.link))
    device.bring_up()
    device.arm()
    unit.type(TOKEN, gap=10.0, end=None)
    assert device.poll(2).data == TOKEN.encode()
    device.close()


def test_two_scans_in_one_burst_are_two(unit, scanner) -> None:
    unit.type("FIRST-1")
    unit.type("SECOND2")
    assert [scanner.poll(2).data, scanner.poll(2).data] == [b"FIRST-1", b"SECOND2"]


def test_the_aim_identifier_is_kept_beside_the_payload(unit, scanner) -> None:
    unit.type("]Q1" + TOKEN)
    assert scanner.poll(2) == Scan(TOKEN.encode(), scanner.provenance, "]Q1")


def test_events_the_kernel_lost_make_no_scan_of_what_is_left(unit, scanner) -> None:
    unit.type("AB", end=None)
    unit.drop()
    unit.type("CDEFGH")
    unit.type(TOKEN)
    assert scanner.poll(2).data == TOKEN.encode()
    assert scanner.statistics.snapshot()["M_UnreadableScanCount"] == 1
    assert "layout label" in scanner.status().text


def test_what_was_typed_before_claiming_is_no_scan(unit) -> None:
    unit.type("YESTERDAY")
    device = EvdevCodeScanner(str(unit.scanner.link))
    device.bring_up()
    device.arm()
    assert device.poll(0.2) is None
    device.close()


def test_a_scan_that_nobody_asked_for_is_dropped_and_counted(unit, scanner) -> None:
    scanner.disarm()
    unit.type(TOKEN)
    assert scanner.poll(1) is None
    assert scanner.statistics.snapshot()["M_DroppedScanCount"] == 1


def test_an_oversized_scan_is_refused_once_and_the_unit_goes_on(unit, monkeypatch) -> None:
    monkeypatch.setattr(wedge, "MAX_SCAN_BYTES", 64)
    events: queue.Queue[object] = queue.Queue()
    device = EvdevCodeScanner(str(unit.scanner.link))
    device.auto_disarm = False
    runner = DeviceRunner(device, events.put)
    runner.arm()
    runner.start()
    assert isinstance(events.get(timeout=30), DeviceReady)
    unit.type("X" * 65)
    notice = events.get(timeout=30)
    assert isinstance(notice, DeviceNotice)
    assert notice.error.code is DeviceErrorCode.OVERSIZE
    unit.type(TOKEN)
    assert events.get(timeout=30).data == TOKEN.encode()
    assert runner.stop()


def test_unplugging_is_noticed_and_plugging_in_again_brings_it_back(unit) -> None:
    events: queue.Queue[object] = queue.Queue()
    runner = DeviceRunner(EvdevCodeScanner(str(unit.scanner.link)), events.put)
    runner.arm()
    runner.start()
    assert isinstance(events.get(timeout=30), DeviceReady)
    unit.scanner.unplug()
    codes = [events.get(timeout=30).error.code, events.get(timeout=30).error.code]
    assert codes == [DeviceErrorCode.OFFLINE, DeviceErrorCode.NO_HARDWARE]
    unit.scanner.plug_in()
    assert isinstance(events.get(timeout=30), DeviceReady)
    unit.type(TOKEN)
    assert events.get(timeout=30).data == TOKEN.encode()
    assert runner.stop()


def test_the_health_ladder_names_the_rung(unit, scanner) -> None:
    report = scanner.check_health(HealthLevel.INTERNAL)
    assert report.passed
    results = {finding.rung: finding.result for finding in report.findings}
    assert results[Rung.ATTACHED] is RungResult.PASSED
    assert results[Rung.SENSORS] is RungResult.NOT_SUPPORTED
    unit.scanner.unplug()
    assert scanner.status().readiness is Readiness.OFFLINE
    assert scanner.check_health(HealthLevel.INTERNAL).stopped_at.rung is Rung.ATTACHED


def test_a_file_is_no_input_device(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    device = EvdevCodeScanner(str(tmp_path / "file"))
    assert refusal(device.bring_up).code is DeviceErrorCode.CONFIGURATION
    assert refusal(EvdevCodeScanner(str(tmp_path / "nothing")).open).code is DeviceErrorCode.NO_HARDWARE


def test_a_unit_is_found_by_name_among_its_own_media_keys_and_other_keyboards(tmp_path: Path) -> None:
    sysfs = input_folder(
        tmp_path,
        ("AT keyboard", KEYBOARD),
        ("Newland HR52", MEDIA_KEYS),
        ("Newland HR52", KEYBOARD),
        ("Mouse", "0"),
    )
    assert find_input("newland", sysfs, Path("/dev/input")) == "/dev/input/event2"


def test_a_name_that_two_keyboards_have_or_none_is_said(tmp_path: Path) -> None:
    sysfs = input_folder(tmp_path, ("USB Scanner", KEYBOARD), ("USB Scanner", KEYBOARD))
    assert refusal(lambda: find_input("USB", sysfs, tmp_path)).code is DeviceErrorCode.CONFIGURATION
    error = refusal(lambda: find_input("Honeywell", sysfs, tmp_path))
    assert (error.code, error.vendor_text) == (DeviceErrorCode.NO_HARDWARE, "there are USB Scanner")


def test_the_layout_label_comes_through_a_us_keyboard_as_itself(unit, scanner) -> None:
    unit.type(LAYOUT_LABEL)
    assert check_layout(scanner.poll(2).data).good


def test_it_is_chosen_by_name(unit) -> None:
    device = create_device(DeviceKind.CODE_SCANNER, "evdev", {"device": str(unit.scanner.link)})
    assert isinstance(device, EvdevCodeScanner)
