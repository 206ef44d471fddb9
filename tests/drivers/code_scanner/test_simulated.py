import pytest

from drivers.catalog import create_device
from drivers.code_scanner import MAX_SCAN_BYTES
from drivers.device import DeviceKind, Source
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.health import HealthLevel
from drivers.simulation import Simulated
from drivers.status import Readiness


@pytest.fixture
def scanner():
    device = create_device(DeviceKind.CODE_SCANNER, "simulated", {})
    device.auto_disarm = False
    device.bring_up()
    device.arm()
    yield device
    device.close()


def test_what_is_presented_is_scanned_in_order_and_stamped_simulated(scanner):
    assert isinstance(scanner, Simulated)
    scanner.present(b"ONE")
    scanner.present(b"TWO")
    scans = [scanner.poll(1), scanner.poll(1)]
    assert [scan.data for scan in scans] == [b"ONE", b"TWO"]
    assert {scan.provenance.source for scan in scans} == {Source.SIMULATOR}
    assert scanner.poll(0.0) is None


def test_it_refuses_what_the_real_one_refuses(scanner):
    scanner.present(b"x" * (MAX_SCAN_BYTES + 1))
    with pytest.raises(DeviceError) as caught:
        scanner.poll(1)
    assert caught.value.code is DeviceErrorCode.OVERSIZE


def test_it_takes_nothing_but_bytes(scanner):
    with pytest.raises(TypeError):
        scanner.present("FWPN:A")


def test_it_is_online_only_while_open(scanner):
    assert scanner.status().readiness is Readiness.ONLINE
    assert scanner.check_health(HealthLevel.INTERNAL).passed
    scanner.close()
    assert scanner.status().readiness is Readiness.UNKNOWN
    with pytest.raises(DeviceError):
        scanner.poll(0.0)
