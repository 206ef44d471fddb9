"""Where a device is reached is one thing, what it calls itself another."""

import pytest

from drivers.device import DeviceKind
from kiosk.config import DeviceConfig
from kiosk.device_address import configured_address, own_name
from kiosk.station import Station


@pytest.mark.parametrize(
    ("options", "address"),
    [
        ({"url": "tcp://10.0.0.7:9100"}, "tcp://10.0.0.7:9100"),
        ({"port": "/dev/serial/by-id/usb-scanner", "baud_rate": 9600}, "/dev/serial/by-id/usb-scanner"),
        ({"source": 0, "width": 1920}, "0"),
        ({"url": "http://hall:secret@10.0.0.9:8080/stream?x=1"}, "http://10.0.0.9:8080/stream?x=1"),
        ({"url": "tcp://hall:secret@[bad"}, "[bad"),
        ({"output_directory": "papers"}, ""),
        ({}, ""),
    ],
)
def test_the_address_is_what_the_options_say_without_a_password(options, address) -> None:
    assert configured_address(options) == address


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("SN-0042", "SN-0042"),
        ("urn:uuid:1234", "urn:uuid:1234"),
        ("http://10.0.0.9/stream", None),
        ("/dev/ttyACM0", None),
        ("usb:1eab:1d06", None),
        (None, None),
    ],
)
def test_a_place_is_no_serial_number(told, name) -> None:
    assert own_name(told, "usb:1eab:1d06") == name


def test_a_device_that_cannot_even_be_made_is_shown_with_its_address() -> None:
    config = DeviceConfig(driver="serial", options={"port": "/dev/no-such-scanner", "colour": "red"})
    [view] = Station({DeviceKind.CODE_SCANNER: config}).devices()
    assert (view.provenance, view.own_name, view.address) == (None, None, "/dev/no-such-scanner")
