"""A terminal closes at once, whatever its devices are waiting for."""

import time

import pytest

from drivers.device import DeviceKind
from kiosk.config import DeviceConfig
from kiosk.station import Station
from tests.helpers.silent_port import silent_port

CLOSES_WITHIN = 1.0


def closed(station: Station) -> tuple[tuple[DeviceKind, ...], float]:
    began = time.monotonic()
    return station.stop(), time.monotonic() - began


@pytest.mark.parametrize(
    ("kind", "driver", "url"),
    [
        (DeviceKind.DOCUMENT_PRINTER, "ipp", "ipp://127.0.0.1:{port}/ipp/print"),
        (DeviceKind.DOCUMENT_PRINTER, "cups", "ipp://127.0.0.1:{port}/printers/hall"),
        (DeviceKind.RECEIPT_PRINTER, "escpos", "tcp://127.0.0.1:{port}"),
        (DeviceKind.DOCUMENT_CAMERA, "mjpeg", "http://127.0.0.1:{port}/stream"),
    ],
)
def test_a_device_that_is_silent_holds_up_no_end(kind, driver, url) -> None:
    with silent_port() as port:
        station = Station({kind: DeviceConfig(driver=driver, options={"url": url.format(port=port.number)})})
        station.start()
        assert port.taken.wait(30)
        held, seconds = closed(station)
    assert held == ()
    assert seconds < CLOSES_WITHIN


def test_devices_that_are_all_silent_end_together() -> None:
    urls = {
        DeviceKind.DOCUMENT_PRINTER: ("ipp", "ipp://127.0.0.1:{port}/ipp/print"),
        DeviceKind.RECEIPT_PRINTER: ("escpos", "tcp://127.0.0.1:{port}"),
        DeviceKind.DOCUMENT_CAMERA: ("mjpeg", "http://127.0.0.1:{port}/stream"),
    }
    with silent_port() as port:
        devices = {
            kind: DeviceConfig(driver=driver, options={"url": url.format(port=port.number)})
            for kind, (driver, url) in urls.items()
        }
        station = Station(devices)
        station.start()
        assert port.taken.wait(30)
        held, seconds = closed(station)
    assert held == ()
    assert seconds < CLOSES_WITHIN
