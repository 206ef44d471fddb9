"""A ladder is shown as far as it was climbed, also where a driver never comes back."""

import queue

import pytest

from drivers.device import DeviceKind
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.fault_plan import FaultPlan, PlannedFault
from drivers.faults import Fault
from drivers.health import HealthLevel, Rung, RungResult
from drivers.status import Readiness
from drivers.worker import DeviceFailed, DeviceOverdue, DeviceReady
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


def test_a_reader_that_hangs_is_shown_not_to_answer_as_soon_as_its_deadline_is_over() -> None:
    station = Station({READER: DeviceConfig(driver="simulated")})
    told: queue.SimpleQueue[DeviceErrorCode | None] = queue.SimpleQueue()

    def heard(_: DeviceKind, event: object) -> None:
        [view] = station.devices()
        if isinstance(event, DeviceReady | DeviceOverdue | DeviceFailed):
            told.put(view.last_error and view.last_error.code)

    station.listen(heard)
    station.start()
    try:
        assert told.get(timeout=30) is None
        station.suffer(READER, Fault.HUNG)
        late = station.submit(READER, lambda reader: reader.power_on(), 0.2)
        assert isinstance(late.exception(30), DeviceError)
        [view] = station.devices()
        assert (view.readiness, view.last_error and view.last_error.code) == (
            Readiness.OFFLINE,
            DeviceErrorCode.TIMEOUT,
        )
        assert told.get(timeout=30) is DeviceErrorCode.TIMEOUT
        assert told.get(timeout=30) is DeviceErrorCode.HUNG
        station.suffer(READER, None)
        assert told.get(timeout=30) is None
    finally:
        station.stop()
