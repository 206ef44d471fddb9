"""A scanner that types into the face: what it is told is a scan as any other's."""

import pytest

from drivers.catalog import create_device
from drivers.code_scanner import MAX_SCAN_BYTES
from drivers.code_scanner.keyboard import KeyboardCodeScanner
from drivers.device import DeviceKind, Source
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.health import HealthLevel, Rung, RungResult, Verdict
from drivers.status import Readiness


@pytest.fixture
def scanner():
    device = create_device(DeviceKind.CODE_SCANNER, "keyboard", {})
    assert isinstance(device, KeyboardCodeScanner)
    device.bring_up()
    device.arm()
    yield device
    device.close()


def test_what_is_typed_is_a_scan_with_its_identifier_apart(scanner):
    scanner.typed(b"]Q1FWPN:ABCDEFGH01234567")
    scan = scanner.poll(1)
    assert (scan.data, scan.aim_identifier) == (b"FWPN:ABCDEFGH01234567", "]Q1")
    assert (scan.provenance.source, scan.provenance.driver) == (Source.HARDWARE, "keyboard")


def test_only_one_scan_is_taken_an_arming(scanner):
    scanner.typed(b"FIRST-ONE")
    scanner.typed(b"SECOND-ONE")
    assert scanner.poll(1).data == b"FIRST-ONE"
    assert scanner.poll(0.1) is None
    assert scanner.statistics.snapshot()["M_DroppedScanCount"] == 1


def test_an_oversized_scan_is_refused_and_the_next_is_taken(scanner):
    scanner.typed(b"x" * (MAX_SCAN_BYTES + 1))
    with pytest.raises(DeviceError) as refused:
        scanner.poll(1)
    assert refused.value.code is DeviceErrorCode.OVERSIZE
    scanner.typed(b"GOOD-ONE")
    assert scanner.poll(1).data == b"GOOD-ONE"


def test_what_nobody_takes_is_bounded_and_forgotten_on_close(scanner):
    for _ in range(100):
        scanner.typed(b"NOISE-01")
    assert scanner.statistics.snapshot()["M_DroppedScanCount"] == 84
    scanner.close()
    scanner.bring_up()
    scanner.arm()
    assert scanner.poll(0.05) is None


def test_it_never_says_that_it_is_there_nor_that_it_is_not(scanner):
    assert scanner.status().readiness is Readiness.UNKNOWN
    report = scanner.check_health(HealthLevel.INTERNAL)
    assert report.verdict is Verdict.UNKNOWN
    assert {f.rung: f.result for f in report.findings}[Rung.ANSWERS] is RungResult.UNKNOWN
