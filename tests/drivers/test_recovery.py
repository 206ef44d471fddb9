"""Every way to a device that can break: noticed in time, and back without a restart of the program."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from drivers.code_scanner.serial import SerialCodeScanner
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.recovery import Recovery, Watched, recoveries
from drivers.worker import Pace
from tests.helpers import faults_of_line as lines
from tests.helpers.faults_of_line import Case
from tests.helpers.ippeveprinter import dns_sd
from tests.helpers.pty_scanner import pty_scanner
from tests.helpers.scripted_device import ScriptedDevice

pytestmark = pytest.mark.counterpart

CASES = [
    (lines.scanner_unplugged, DeviceErrorCode.OFFLINE, 1.0, 2.0),
    (lines.reader_service_killed, DeviceErrorCode.SERVICE_DOWN, 1.0, 3.0),
    (lines.camera_gone, DeviceErrorCode.OFFLINE, 1.0, 3.0),
    (lines.camera_silent, DeviceErrorCode.FRAME_STALE, 3.5, 12.0),
    (lines.opencv_camera_gone, DeviceErrorCode.OFFLINE, 3.5, 6.0),
    (lines.opencv_camera_silent, DeviceErrorCode.FRAME_STALE, 3.5, 15.0),
    (lines.library_crashed, DeviceErrorCode.OFFLINE, 1.5, 6.0),
    (lines.library_hung, DeviceErrorCode.HUNG, 4.0, 6.0),
    (lines.receipt_printer_power_cycled, DeviceErrorCode.OFFLINE, 1.0, 3.0),
    (lines.ipp_printer_power_cycled, DeviceErrorCode.OFFLINE, 4.0, 3.0),
    (lines.cups_restarted, DeviceErrorCode.SERVICE_DOWN, 4.0, 3.0),
]
"""What breaks, what is told, and within how many seconds it is noticed and over."""
ROUNDS = 3
"""The best of so many counts: a machine with other work may hold one up, a driver that is late is so each time."""


@pytest.fixture(scope="module")
def bus():
    with dns_sd() as address:
        yield address


@pytest.mark.parametrize(("line", "code", "notice", "back"), CASES, ids=[case[0].__name__ for case in CASES])
def test_it_is_noticed_and_it_is_back(
    line: Callable[[Path, str], AbstractContextManager[Case]],
    code: DeviceErrorCode,
    notice: float,
    back: float,
    tmp_path: Path,
    bus: str,
) -> None:
    with line(tmp_path, bus) as case, Watched(case.make) as watched:
        watched.ready(60)
        for _ in range(ROUNDS):
            found = watched.measure(line.__name__, lambda: case.strike(watched.device), case.mend, 60)
            assert found.code is code
            if found.noticed < notice and found.back < back:
                break
    assert found.noticed < notice
    assert found.back < back


def test_a_loose_cable_is_left_alone_longer_each_time(tmp_path: Path) -> None:
    pace = Pace(reopen=0.1, steady=30.0, longest=0.8)
    with (
        pty_scanner(tmp_path / "scanner") as unit,
        Watched(lambda: SerialCodeScanner(str(unit.link)), pace) as watched,
    ):
        watched.ready(60)
        waits = [watched.measure("loose", unit.unplug, unit.plug_in, 60).back for _ in range(4)]
    assert all(wait >= 0.5 for wait in waits[2:]), waits
    assert min(waits[2:]) < 2.0


def test_medians_are_taken_over_rounds() -> None:
    device = ScriptedDevice()

    def strike() -> None:
        device.events.put(DeviceError(DeviceErrorCode.OFFLINE, "the cable"))

    def measure(watched: Watched) -> Recovery:
        return watched.measure("cable", strike, lambda: None, 10)

    measured = recoveries(lambda: device, measure, rounds=3, seconds=10)
    assert (measured.fault, measured.rounds, measured.code) == ("cable", 3, DeviceErrorCode.OFFLINE)
    assert 0 < measured.noticed <= measured.noticed_longest < 10
    assert 0 < measured.back <= measured.back_longest < 10


def test_a_device_that_never_comes_up_says_why() -> None:
    device = ScriptedDevice()

    def refuse() -> None:
        raise DeviceError(DeviceErrorCode.NO_HARDWARE, "the cable")

    device.on_open = refuse
    with Watched(lambda: device, Pace(poll=0.02)) as watched, pytest.raises(DeviceError) as down:
        watched.ready(0.5)
    assert down.value.code is DeviceErrorCode.NO_HARDWARE
