import queue

import pytest

from drivers.catalog import create_device
from drivers.code_scanner import MAX_SCAN_BYTES, Scan
from drivers.code_scanner.serial import SerialCodeScanner
from drivers.device import DeviceKind, Source
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.health import HealthLevel, Rung
from drivers.runner import DeviceRunner
from drivers.status import Readiness
from drivers.worker import DeviceFailed, DeviceNotice, DeviceReady
from tests.helpers.pty_scanner import pty_scanner

TOKEN = b"FWPN:ABCDEFGH01234567"


@pytest.fixture
def unit(tmp_path):
    with pty_scanner(tmp_path / "scanner") as plugged_in:
        yield plugged_in


@pytest.fixture
def scanner(unit):
    device = SerialCodeScanner(str(unit.link))
    device.auto_disarm = False
    device.bring_up()
    device.arm()
    yield device
    device.close()


@pytest.fixture
def running(unit):
    """The scanner on its own thread, and what it reports."""
    events = queue.Queue()
    device = SerialCodeScanner(str(unit.link))
    device.auto_disarm = False
    runner = DeviceRunner(device, events.put)
    runner.arm()
    runner.start()
    assert isinstance(events.get(timeout=30), DeviceReady)
    yield events
    assert runner.stop()


def refusal(call):
    with pytest.raises(DeviceError) as caught:
        call()
    return caught.value.code


@pytest.mark.parametrize("suffix", [b"\r", b"\n", b"\r\n", b"\t", b""])
def test_a_scan_arrives_whatever_the_unit_sends_after_it(unit, scanner, suffix):
    unit.type(TOKEN + suffix)
    scan = scanner.poll(2)
    assert scan.data == TOKEN
    assert scan.provenance.source is Source.HARDWARE
    assert scan.provenance.device_serial == str(unit.link)
    assert scanner.poll(0.2) is None


def test_two_scans_in_one_burst_are_two(unit, scanner):
    unit.type(b"ONE\rTWO\r")
    assert [scanner.poll(2).data, scanner.poll(2).data] == [b"ONE", b"TWO"]


def test_bytes_that_come_one_by_one_make_one_scan(unit, running):
    unit.type(TOKEN, burst=1, pause=0.008)
    assert running.get(timeout=30).data == TOKEN


def test_two_scans_without_suffix_are_told_apart_by_the_pause(unit, running):
    unit.type(b"ONETWO", burst=3, pause=0.3)
    assert [running.get(timeout=30).data, running.get(timeout=30).data] == [b"ONE", b"TWO"]


def test_a_short_wait_does_not_cut_a_scan_in_two(unit, scanner):
    unit.type(b"FIRST")
    assert scanner.poll(0.0) is None
    unit.type(b"-SECOND\r")
    assert scanner.poll(2).data == b"FIRST-SECOND"


def test_binary_and_gb18030_arrive_byte_for_byte(unit, scanner):
    for payload in (bytes(set(range(256)) - set(b"\r\n\t")), "外国人工作许可".encode("gb18030")):
        unit.type(payload + b"\r")
        assert scanner.poll(2).data == payload


def test_control_bytes_are_not_eaten_by_the_line(unit):
    device = SerialCodeScanner(str(unit.link), suffix="none")
    device.auto_disarm = False
    device.bring_up()
    device.arm()
    unit.type(bytes(range(256)))
    assert device.poll(2).data == bytes(range(256))
    device.close()


def test_the_aim_identifier_is_kept_beside_the_payload(unit, scanner):
    unit.type(b"]Q2\\000029" + "通知".encode("gb18030") + b"\r")
    assert scanner.poll(2) == Scan("通知".encode("gb18030"), scanner.provenance, "]Q2")


def test_an_oversized_scan_is_refused_once_and_the_scanner_goes_on(unit, running):
    unit.type(b"x" * (3 * MAX_SCAN_BYTES) + b"\r")
    unit.type(TOKEN + b"\r")
    notice = running.get(timeout=30)
    assert isinstance(notice, DeviceNotice)
    assert notice.error.code is DeviceErrorCode.OVERSIZE
    assert running.get(timeout=30).data == TOKEN


def test_a_torn_scan_is_told_and_counted_and_the_scanner_goes_on(unit):
    events = queue.Queue()
    device = SerialCodeScanner(str(unit.link), suffix="crlf")
    device.auto_disarm = False
    runner = DeviceRunner(device, events.put)
    runner.arm()
    runner.start()
    assert isinstance(events.get(timeout=30), DeviceReady)
    unit.type(b"HALF")
    notice = events.get(timeout=30)
    assert isinstance(notice, DeviceNotice)
    assert notice.error.code is DeviceErrorCode.INCOMPLETE
    unit.type(TOKEN + b"\r\n")
    assert events.get(timeout=30).data == TOKEN
    assert device.statistics.snapshot()["FailedReadCount"] == 1
    assert runner.stop()


def test_unplugging_is_noticed_and_plugging_in_again_brings_it_back(unit, running):
    unit.unplug()
    failed = running.get(timeout=30)
    assert isinstance(failed, DeviceFailed)
    assert failed.error.code is DeviceErrorCode.OFFLINE
    assert running.get(timeout=30).error.code is DeviceErrorCode.NO_HARDWARE
    unit.plug_in()
    assert isinstance(running.get(timeout=30), DeviceReady)
    unit.type(TOKEN)
    assert running.get(timeout=30).data == TOKEN


def test_half_a_scan_before_unplugging_never_joins_the_next(unit, running):
    unit.type(b"HALF")
    unit.unplug()
    while not isinstance(running.get(timeout=30), DeviceFailed):
        pass
    unit.plug_in()
    while not isinstance(running.get(timeout=30), DeviceReady):
        pass
    unit.type(TOKEN)
    assert running.get(timeout=30).data == TOKEN


def test_a_port_held_by_another_program_is_claimed_elsewhere(unit, scanner):
    assert refusal(SerialCodeScanner(str(unit.link)).bring_up) is DeviceErrorCode.CLAIMED_ELSEWHERE


def test_what_was_scanned_before_opening_is_not_a_scan(unit):
    unit.type(b"YESTERDAY\r")
    device = SerialCodeScanner(str(unit.link))
    device.auto_disarm = False
    device.bring_up()
    device.arm()
    assert device.poll(0.1) is None
    device.close()


def test_an_absent_port_is_no_hardware(tmp_path):
    assert refusal(SerialCodeScanner(str(tmp_path / "nothing")).open) is DeviceErrorCode.NO_HARDWARE


@pytest.mark.parametrize("baud_rate", [-1, "fast", None])
def test_a_speed_that_is_none_is_a_fault_of_the_configuration(unit, baud_rate):
    assert refusal(SerialCodeScanner(str(unit.link), baud_rate).bring_up) is DeviceErrorCode.CONFIGURATION


def test_a_path_that_is_no_serial_line_is_a_fault_of_the_configuration(tmp_path):
    (tmp_path / "file").touch()
    assert refusal(SerialCodeScanner(str(tmp_path / "file")).bring_up) is DeviceErrorCode.CONFIGURATION


def test_an_unknown_suffix_is_a_fault_of_the_configuration():
    options = {"port": "/dev/scanner", "suffix": "stx"}
    code = refusal(lambda: create_device(DeviceKind.CODE_SCANNER, "serial", options))
    assert code is DeviceErrorCode.CONFIGURATION


def test_the_status_and_the_self_test_tell_whether_the_port_answers(unit, scanner):
    assert scanner.status().readiness is Readiness.ONLINE
    assert scanner.check_health(HealthLevel.INTERNAL).passed
    unit.unplug()
    assert scanner.status().readiness is Readiness.OFFLINE
    assert not scanner.check_health(HealthLevel.INTERNAL).passed


def test_a_closed_scanner_says_so_and_closing_twice_is_harmless(unit):
    device = SerialCodeScanner(str(unit.link))
    device.close()
    assert refusal(lambda: device.poll(0.0)) is DeviceErrorCode.CLOSED
    device.auto_disarm = False
    device.bring_up()
    device.arm()
    device.close()
    device.close()
    assert refusal(lambda: device.poll(0.0)) is DeviceErrorCode.CLOSED


class Plugged:
    """A USB serial unit as pyserial lists it."""

    vid, pid, serial_number = 0x1EAB, 0x1D06, "SN-1"

    def __init__(self, device, serial_number="SN-1"):
        self.device = str(device)
        self.serial_number = serial_number


def test_a_unit_named_by_its_usb_ids_is_found_again_under_another_port(tmp_path, monkeypatch):
    plugged = []
    monkeypatch.setattr("drivers.serial_port.list_ports.comports", lambda: list(plugged))
    events = queue.Queue()
    with pty_scanner(tmp_path / "ttyACM0") as first, pty_scanner(tmp_path / "ttyACM1") as second:
        plugged.append(Plugged(first.link))
        runner = DeviceRunner(SerialCodeScanner("usb:1eab:1D06"), events.put)
        runner.arm()
        runner.start()
        assert isinstance(events.get(timeout=30), DeviceReady)
        plugged.clear()
        first.unplug()
        codes = [events.get(timeout=30).error.code, events.get(timeout=30).error.code]
        assert codes == [DeviceErrorCode.OFFLINE, DeviceErrorCode.NO_HARDWARE]
        plugged.append(Plugged(second.link))
        assert isinstance(events.get(timeout=30), DeviceReady)
        second.type(TOKEN + b"\r")
        assert events.get(timeout=30).data == TOKEN
        assert runner.stop()


def test_two_units_of_a_kind_are_told_apart_by_serial_number(tmp_path, monkeypatch):
    units = [Plugged(tmp_path / "ttyACM0"), Plugged(tmp_path / "ttyACM1", "SN-2")]
    monkeypatch.setattr("drivers.serial_port.list_ports.comports", lambda: units)
    assert refusal(SerialCodeScanner("usb:1eab:1d06").open) is DeviceErrorCode.CONFIGURATION
    with pty_scanner(tmp_path / "ttyACM1"):
        device = SerialCodeScanner("usb:1eab:1d06:SN-2")
        device.bring_up()
        device.close()
    assert refusal(SerialCodeScanner("usb:1eab:1d06:SN-3").open) is DeviceErrorCode.NO_HARDWARE
    assert refusal(SerialCodeScanner("ttyACM0").open) is DeviceErrorCode.CONFIGURATION


def test_what_is_no_character_device_is_a_fault_of_the_configuration_on_the_first_rung(tmp_path):
    device = SerialCodeScanner(str(tmp_path))
    assert refusal(device.bring_up) is DeviceErrorCode.CONFIGURATION
    stopped = device.check_health(HealthLevel.INTERNAL).stopped_at
    assert stopped.rung is Rung.ATTACHED
    assert stopped.error.code is DeviceErrorCode.CONFIGURATION
    assert "no character device" in stopped.error.vendor_text
