"""Climbs one device's health ladder: does each rung's question, up to the first that fails."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from drivers.errors import DeviceError, DeviceErrorCode
from drivers.health import HealthLevel, HealthReport, Rung, RungFinding, RungResult, rungs
from drivers.health_progress import Progress
from drivers.lifecycle import DeviceState
from drivers.observation import Observation, Observed, each, observation
from drivers.status import DeviceStatus, Sensor, bad_sensor

if TYPE_CHECKING:
    from drivers.device import Device

Step = Callable[[], "str | None"]
"""Does one rung: what was seen, or None where the device has no such thing; DeviceError where it fails."""


def climb(device: "Device[Any]", level: HealthLevel, progress: Progress | None = None) -> HealthReport:
    """Check a device rung by rung up to the first that fails; leaves the device in the state it was in.

    ``LOOPBACK`` crosses devices and is climbed by whoever has them all (``kiosk.loopback``).
    """
    was = device.state
    told = progress or Progress(level)
    findings: list[RungFinding] = []
    try:
        for rung in rungs(level):
            failed = bool(findings) and findings[-1].result in (RungResult.FAILED, RungResult.NOT_REACHED)
            told.begins(rung)
            findings.append(
                RungFinding(rung, RungResult.NOT_REACHED) if failed else _try(rung, _step(device, rung))
            )
            told.ended(findings[-1])
    finally:
        if was is DeviceState.CLOSED:
            _let_go(device)
    return HealthReport(level, tuple(findings))


def _let_go(device: "Device[Any]") -> None:
    """Close; the rungs below the opening may have reached for something too."""
    if device.state is DeviceState.CLOSED:
        device.do_close()
    else:
        device.close()


def _step(device: "Device[Any]", rung: Rung) -> Step:
    return {
        Rung.ATTACHED: device.do_find,
        Rung.OS_DRIVER: device.do_find_os_driver,
        Rung.SERVICE: device.do_find_service,
        Rung.OPENED: lambda: _brought_to(device, DeviceState.OPENED),
        Rung.CLAIMED: lambda: _brought_to(device, DeviceState.ENABLED),
        Rung.ANSWERS: lambda: device.operate("answer", device.do_answer),
        Rung.SENSORS: lambda: _sensors(device),
        Rung.EXERCISE: lambda: device.operate("exercise", device.do_exercise),
    }[rung]


def _try(rung: Rung, step: Step) -> RungFinding:
    began = time.perf_counter()
    try:
        seen = step()
    except DeviceError as error:
        return RungFinding(rung, RungResult.FAILED, str(error), _since(began), error)
    except Exception as bug:  # noqa: BLE001  a driver's own bug is what is wrong with this rung
        # Its kind only: its words may hold what the device had read.
        failure = DeviceError(DeviceErrorCode.FAILURE, rung.value, type(bug).__name__)
        return RungFinding(rung, RungResult.FAILED, str(failure), _since(began), failure)
    if seen is None:
        return RungFinding(rung, RungResult.NOT_SUPPORTED)
    told = observation(seen)
    return RungFinding(rung, RungResult.UNKNOWN if told.unsure else RungResult.PASSED, told, _since(began))


def _brought_to(device: "Device[Any]", state: DeviceState) -> Observation:
    if device.state is DeviceState.CLOSED:
        device.open()
    if state > DeviceState.OPENED:
        device.claim()
        device.enable()
    return Observation(Observed.ENABLED if device.state is DeviceState.ENABLED else Observed.OPENED)


def _sensors(device: "Device[Any]") -> Observation | None:
    """Passed only where every sensor that is there has said so; those that did not are named first."""
    status = device.status()
    code = bad_sensor(status)
    if code is not None:
        bad = _readings(status, Sensor.BAD)
        raise DeviceError(
            code, device.kind.value, Observation(Observed.BOTH, bad, status.text) if status.text else bad
        )
    silent = _readings(status, Sensor.UNKNOWN)
    if not silent and not _readings(status, Sensor.GOOD, Sensor.LOW):
        return None
    told = _readings(status, Sensor.UNKNOWN).values + _readings(status, Sensor.GOOD, Sensor.LOW).values
    return each(told, unsure=bool(silent))


def _readings(status: DeviceStatus, *which: Sensor) -> Observation:
    read = (entry for entry in status.sensors if entry[1] in which)
    return each(Observation(Observed.SENSOR_READS, name, reading) for name, reading in read)


def _since(began: float) -> float:
    return (time.perf_counter() - began) * 1000
