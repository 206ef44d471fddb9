"""Every way from a real device to a simulator is tried, and none leads there; what is simulated says so."""

import queue
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from drivers import catalog
from drivers import runner as runner_module
from drivers.device import DeviceKind, Provenance, Source
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.worker import DeviceFailed, DeviceReady
from kiosk.config import DeviceConfig
from kiosk.device_problems import DeviceProblem
from kiosk.station import Station
from kiosk.terminal_problems import NotASimulator
from kiosk.visits import events as e
from tests.helpers import pcscd  # noqa: F401  no pcscd of this machine takes part
from tests.helpers.hanging_reader import HangingReader
from tests.helpers.ports import free_port
from tests.helpers.visits import HARDWARE, SIMULATOR, visit_after

REPLAYED = Provenance(Source.REPLAY, "pcsc", "1", "0001")
READER = DeviceKind.CARD_READER


def absent(folder: Path) -> dict[DeviceKind, DeviceConfig]:
    """Real drivers of every kind, none of whose devices is there."""
    nowhere = f"127.0.0.1:{free_port()}"
    return {
        DeviceKind.CODE_SCANNER: DeviceConfig(driver="serial", options={"port": str(folder / "scanner")}),
        DeviceKind.CARD_READER: DeviceConfig(driver="pcsc"),
        DeviceKind.DOCUMENT_CAMERA: DeviceConfig(driver="mjpeg", options={"url": f"http://{nowhere}/"}),
        DeviceKind.RECEIPT_PRINTER: DeviceConfig(driver="escpos", options={"url": f"tcp://{nowhere}"}),
        DeviceKind.DOCUMENT_PRINTER: DeviceConfig(driver="ipp", options={"url": f"ipp://{nowhere}/ipp"}),
    }


class Heard:
    """What a station said, by device."""

    def __init__(self, station: Station) -> None:
        self._said: queue.Queue[tuple[DeviceKind, Any]] = queue.Queue()
        station.listen(lambda kind, event: self._said.put((kind, event)))

    def until(self, wanted: type, count: int) -> dict[DeviceKind, Any]:
        """The first event of this type of so many devices."""
        found: dict[DeviceKind, Any] = {}
        while len(found) < count:
            kind, event = self._said.get(timeout=15)
            if isinstance(event, wanted):
                found.setdefault(kind, event)
        return found


@contextmanager
def started(devices: dict[DeviceKind, DeviceConfig]) -> Iterator[tuple[Station, Heard]]:
    station = Station(devices)
    heard = Heard(station)
    station.start()
    try:
        yield station, heard
    finally:
        station.stop()


def nothing_is_simulated(station: Station) -> None:
    assert not station.has_simulators
    for view in station.devices():
        assert view.provenance is None or view.provenance.source is Source.HARDWARE
        with pytest.raises(NotASimulator):
            station.present(view.kind, b"something")


def test_a_missing_device_stays_missing(tmp_path: Path) -> None:
    with started(absent(tmp_path)) as (station, heard):
        failed = heard.until(DeviceFailed, len(DeviceKind))
        assert {event.error.code for event in failed.values()} <= {
            DeviceErrorCode.NO_HARDWARE, DeviceErrorCode.OFFLINE, DeviceErrorCode.SERVICE_DOWN,
        }  # fmt: skip
        nothing_is_simulated(station)
        with pytest.raises(DeviceProblem):
            station.ask(READER, lambda reader: reader.power_on())


@pytest.mark.parametrize(
    "driver", ["simulate", "Simulated", "", "pcsc simulated", "replay:", "drivers.card_reader"]
)
def test_a_driver_that_is_misspelt_is_a_fault_and_no_simulator(driver: str) -> None:
    with started({READER: DeviceConfig(driver=driver)}) as (station, _):
        (view,) = station.devices()
        assert view.last_error is not None
        assert view.last_error.code is DeviceErrorCode.CONFIGURATION
        nothing_is_simulated(station)


def test_options_that_are_wrong_are_a_fault_and_no_simulator() -> None:
    with started({READER: DeviceConfig(driver="pcsc", options={"simulated": True})}) as (station, _):
        (view,) = station.devices()
        assert view.last_error is not None
        assert view.provenance is None
        nothing_is_simulated(station)


@pytest.mark.parametrize("target", ["no_such_module:Reader", "tests.helpers.hanging_reader:NoSuchReader"])
def test_a_driver_that_fails_to_load_is_a_fault_and_no_simulator(
    target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(catalog._BUNDLED, (READER, "vendors"), target)
    with started({READER: DeviceConfig(driver="vendors")}) as (station, _):
        (view,) = station.devices()
        assert view.last_error is not None
        assert view.last_error.code is DeviceErrorCode.CONFIGURATION
        nothing_is_simulated(station)


def test_in_the_place_of_a_hung_device_comes_one_of_the_same_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner_module, "HUNG_GRACE_SECONDS", 0.05)
    monkeypatch.setattr(runner_module, "LOOK_SECONDS", 0.05)
    target = "tests.helpers.hanging_reader:HangingReader"
    monkeypatch.setitem(catalog._BUNDLED, (READER, "hanging"), target)
    HangingReader.made = queue.SimpleQueue()
    HangingReader.let_go.clear()
    with started({READER: DeviceConfig(driver="hanging")}) as (station, heard):
        try:
            assert heard.until(DeviceFailed, 1)[READER].error.code is DeviceErrorCode.HUNG
            nothing_is_simulated(station)
            first = HangingReader.made.get(timeout=15)
            assert HangingReader.made.get(timeout=15) is not first
        finally:
            HangingReader.let_go.set()
        heard.until(DeviceReady, 1)
        assert station.provenance(READER).driver == "hanging"
        nothing_is_simulated(station)


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A distribution whose one driver is our own simulator, under a name of its choice."""

    def install(name: str) -> None:
        metadata = tmp_path / "acme_reader-1.2.dist-info"
        metadata.mkdir()
        (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-reader\nVersion: 1.2\n")
        point = f"[kiosk.drivers]\n{name} = drivers.card_reader.simulated:SimulatedCardReader\n"
        (metadata / "entry_points.txt").write_text(point)
        monkeypatch.syspath_prepend(str(tmp_path))

    return install


def test_an_installed_simulator_cannot_take_the_name_of_a_real_driver(installed: Any) -> None:
    installed("card_reader.pcsc")
    with started({READER: DeviceConfig(driver="pcsc")}) as (station, _):
        (view,) = station.devices()
        assert view.last_error is not None
        assert "acme-reader 1.2" in view.last_error.vendor_text
        nothing_is_simulated(station)


def test_an_installed_simulator_under_another_name_is_still_seen_as_one(installed: Any) -> None:
    installed("card_reader.acme")
    with started({READER: DeviceConfig(driver="acme")}) as (station, heard):
        heard.until(DeviceReady, 1)
        assert station.has_simulators
        assert station.provenance(READER).source is Source.SIMULATOR


class StrangersSimulator(HangingReader):
    """Simulates without being one of our simulators."""

    provenance = SIMULATOR

    def do_claim(self) -> None: ...


def test_whatever_stamps_its_readings_simulated_marks_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.helpers.hanging_reader.StrangersSimulator", StrangersSimulator, raising=False)
    monkeypatch.setitem(catalog._BUNDLED, (READER, "strange"), "tests.helpers.hanging_reader:StrangersSimulator")
    with started({READER: DeviceConfig(driver="strange")}) as (station, heard):
        assert station.has_simulators
        heard.until(DeviceReady, 1)
        assert station.has_simulators


STAMPED = {
    "scan": lambda stamp: e.CodeScanned("permit", "FWPN:X", stamp),
    "card": lambda stamp: e.CardRead((), partial=False, provenance=stamp),
    "picture": lambda stamp: e.OriginalCaptured("M07", "0" * 64, stamp),
    "passport": lambda stamp: e.PassportRead((), (), stamp),
}


@pytest.mark.parametrize("reading", STAMPED)
@pytest.mark.parametrize("stamp", [SIMULATOR, REPLAYED, HARDWARE], ids=lambda stamp: stamp.source.value)
def test_one_reading_that_is_not_of_hardware_marks_the_whole_visit(reading: str, stamp: Provenance) -> None:
    state = visit_after(STAMPED[reading](HARDWARE), STAMPED[reading](stamp), STAMPED[reading](HARDWARE))
    assert state.simulated is (stamp is not HARDWARE)


def test_a_fault_is_said_of_the_driver_that_was_named() -> None:
    with pytest.raises(DeviceError) as refused:
        catalog.create_device(READER, "nobodys", {})
    assert "nobodys" in refused.value.vendor_text
