"""The catalog makes exactly the driver that was named, or says what is wrong."""

import subprocess
import sys

import pytest

from drivers.catalog import create_device, driver_names
from drivers.device import Device, DeviceKind, Source
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.simulation import Simulated

OPTIONS = {
    (DeviceKind.CODE_SCANNER, "serial"): {"port": "/dev/no-such-scanner"},
    (DeviceKind.RECEIPT_PRINTER, "escpos"): {"url": "tcp://127.0.0.1:9100"},
    (DeviceKind.DOCUMENT_PRINTER, "ipp"): {"url": "ipp://127.0.0.1/ipp/print"},
    (DeviceKind.CODE_SCANNER, "evdev"): {"device": "/dev/input/no-such-scanner"},
    (DeviceKind.CODE_SCANNER, "hidraw"): {"device": "/dev/hidraw-no-such-scanner"},
    (DeviceKind.DOCUMENT_CAMERA, "opencv"): {"source": "/dev/no-such-camera"},
    (DeviceKind.DOCUMENT_CAMERA, "opencv-isolated"): {"source": "/dev/no-such-camera"},
    (DeviceKind.DOCUMENT_CAMERA, "mjpeg"): {"url": "http://127.0.0.1:9/stream"},
    (DeviceKind.DOCUMENT_PRINTER, "cups"): {"url": "ipp://127.0.0.1:9/printers/hall"},
}
EVERY_DRIVER = [(kind, name) for kind in DeviceKind for name in driver_names(kind)]


@pytest.mark.parametrize(("kind", "name"), EVERY_DRIVER)
def test_every_named_driver_can_be_made_without_its_device(kind: DeviceKind, name: str) -> None:
    device = create_device(kind, name, OPTIONS.get((kind, name), {}))
    assert isinstance(device, Device)
    assert device.kind is kind
    simulated = name == "simulated"
    assert isinstance(device, Simulated) == simulated
    assert (device.provenance.source is Source.SIMULATOR) == simulated
    device.close()


def test_every_kind_has_a_simulator_and_a_real_driver() -> None:
    assert all({"simulated"} < set(driver_names(kind)) for kind in DeviceKind)


def test_an_unknown_driver_is_a_configuration_fault_that_names_the_known_ones() -> None:
    with pytest.raises(DeviceError) as unknown:
        create_device(DeviceKind.RECEIPT_PRINTER, "star", {})
    assert unknown.value.code is DeviceErrorCode.CONFIGURATION
    assert "escpos, simulated" in unknown.value.vendor_text


@pytest.mark.parametrize(
    ("driver", "options"), [("escpos", {}), ("escpos", {"url": "http://printer"}), ("simulated", {"colour": "red"})]
)
def test_options_a_driver_does_not_take_are_a_configuration_fault(driver: str, options: dict[str, str]) -> None:
    with pytest.raises(DeviceError) as wrong:
        create_device(DeviceKind.RECEIPT_PRINTER, driver, options)
    assert wrong.value.code is DeviceErrorCode.CONFIGURATION


def test_choosing_a_real_driver_imports_no_simulator() -> None:
    script = (
        "import sys; from drivers.catalog import create_device; from drivers.device import DeviceKind; "
        "create_device(DeviceKind.RECEIPT_PRINTER, 'escpos', {'url': 'tcp://127.0.0.1:9100'}); "
        "create_device(DeviceKind.DOCUMENT_PRINTER, 'ipp', {'url': 'ipp://127.0.0.1/ipp/print'}); "
        "ours = [name for name in sys.modules if name.startswith('drivers.')]; "
        "sys.exit(any(name.endswith(('.simulated', '.simulation', '.virtual_printer')) for name in ours))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
