"""Where a fault is, as people read it: our own names in both languages, an address as it stands."""

import pytest

from drivers.catalog import create_device
from drivers.device import DeviceKind
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.simulation import Simulated
from kiosk.device_problems import DEVICE_NAMES, place_of
from kiosk.rules.assessment import Text


def place(locus: str) -> Text:
    return place_of(DeviceError(DeviceErrorCode.TIMEOUT, locus))


@pytest.mark.parametrize("kind", DeviceKind)
def test_every_simulator_has_a_place_in_both_languages(kind) -> None:
    simulator = create_device(kind, "simulated", {})
    assert isinstance(simulator, Simulated)
    told = place(simulator.locus)
    assert told.zh == f"模拟{DEVICE_NAMES[kind].zh}"
    assert told.en == simulator.locus


@pytest.mark.parametrize(
    ("locus", "zh"),
    [
        ("code_scanner", "扫码器"),
        ("code_scanner serial", "扫码器 serial"),
        ("code_scanner, document_camera", "扫码器、高拍仪"),
        ("/dev/ttyUSB0", "/dev/ttyUSB0"),
        ("10.0.0.7:9100, /dev/usb/lp0", "10.0.0.7:9100, /dev/usb/lp0"),
    ],
)
def test_a_device_is_named_and_an_address_stands_as_it_is(locus, zh) -> None:
    assert place(locus).zh == zh
