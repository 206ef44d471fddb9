"""A ladder is shown as far as it was climbed, also where a driver never comes back."""

import pytest

from drivers.device import DeviceKind
from drivers.errors import DeviceErrorCode
from drivers.fault_plan import FaultPlan, PlannedFault
from drivers.faults import Fault
from drivers.health import HealthLevel, Rung, RungResult
from kiosk import device_threads
from kiosk.config import DeviceConfig
from kiosk.station import Station

READER = DeviceKind.CARD_READER


def test_the_rung_a_driver_hangs_at_is_told_with_those_below(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(device_threads, "HEALTH_SECONDS", 0.5)
    hangs = FaultPlan((PlannedFault(READER, Fault.HUNG, "answer"),))
    station = Station({READER: DeviceConfig(driver="simulated")}, hangs)
    station.start()
    try:
        report = station.check_health(READER, HealthLevel.INTERNAL).result(20)
    finally:
        station.suffer(READER, None)
        station.stop()
    results = {finding.rung: finding.result for finding in report.findings}
    assert results[Rung.CLAIMED] is RungResult.PASSED
    assert results[Rung.SENSORS] is RungResult.NOT_REACHED
    stopped = report.stopped_at
    assert stopped is not None
    assert stopped.rung is Rung.ANSWERS
    assert stopped.error is not None
    assert stopped.error.code in (DeviceErrorCode.TIMEOUT, DeviceErrorCode.HUNG)
