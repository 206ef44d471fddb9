"""A ladder is shown as far as it was climbed, also where a driver never comes back."""

import queue
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from drivers import held_climb, runner, worker
from drivers.device import DeviceKind
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.fault_plan import NO_FAULTS, FaultPlan, PlannedFault
from drivers.faults import Fault
from drivers.health import HealthLevel, HealthReport, Rung, RungResult
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


PRINTER = DeviceKind.RECEIPT_PRINTER


@contextmanager
def station_of(
    kind: DeviceKind, plan: FaultPlan = NO_FAULTS
) -> Iterator[tuple[Station, "queue.SimpleQueue[object]"]]:
    """A running station of one simulator, and what it tells of being up, late and down."""
    station = Station({kind: DeviceConfig(driver="simulated")}, plan)
    told: queue.SimpleQueue[object] = queue.SimpleQueue()

    def heard(_: DeviceKind, event: object) -> None:
        if isinstance(event, DeviceReady | DeviceOverdue | DeviceFailed):
            told.put(event)

    station.listen(heard)
    station.start()
    try:
        yield station, told
    finally:
        station.suffer(kind, None)
        station.stop()


def rungs_and_code(report: HealthReport) -> tuple[dict[Rung, RungResult], DeviceErrorCode | None]:
    stopped = report.stopped_at
    code = stopped.error.code if stopped is not None and stopped.error is not None else None
    return {finding.rung: finding.result for finding in report.findings}, code


AT_ANSWERS = {
    Rung.ATTACHED: RungResult.NOT_REACHED,
    Rung.OS_DRIVER: RungResult.NOT_REACHED,
    Rung.SERVICE: RungResult.NOT_REACHED,
    Rung.OPENED: RungResult.PASSED,
    Rung.CLAIMED: RungResult.PASSED,
    Rung.ANSWERS: RungResult.FAILED,
    Rung.SENSORS: RungResult.NOT_REACHED,
}


def test_a_printer_that_hangs_while_listened_to_is_not_good_and_its_check_ends_soon(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(worker, "OVERDUE_SECONDS", 0.1)
    with station_of(PRINTER) as (station, told):
        assert isinstance(told.get(timeout=30), DeviceReady)
        station.suffer(PRINTER, Fault.HUNG)
        assert isinstance(told.get(timeout=10), DeviceOverdue), "a hang was not told before it was given up"
        [view] = station.devices()
        assert (view.readiness, view.last_error and view.last_error.code) == (
            Readiness.OFFLINE,
            DeviceErrorCode.TIMEOUT,
        )
        began = time.monotonic()
        report = station.check_health(PRINTER, HealthLevel.INTERNAL).result(30)
        assert time.monotonic() - began < 10
        assert rungs_and_code(report) == (AT_ANSWERS, DeviceErrorCode.TIMEOUT)
        station.suffer(PRINTER, None)
        assert isinstance(told.get(timeout=30), DeviceReady)
        assert station.check_health(PRINTER, HealthLevel.INTERNAL).result(30).passed


def test_a_check_of_a_device_that_was_given_up_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name in ((worker, "OVERDUE_SECONDS"), (runner, "OVERDUE_SECONDS"), (runner, "HUNG_GRACE_SECONDS")):
        monkeypatch.setattr(module, name, 0.1)
    monkeypatch.setattr(worker, "LISTEN_SECONDS", 1.0)
    with station_of(PRINTER) as (station, told):
        assert isinstance(told.get(timeout=30), DeviceReady)
        station.suffer(PRINTER, Fault.HUNG)
        assert isinstance(told.get(timeout=10), DeviceOverdue)
        assert isinstance(told.get(timeout=10), DeviceFailed)
        report = station.check_health(PRINTER, HealthLevel.INTERNAL).result(30)
        results, code = rungs_and_code(report)
        assert (results[Rung.OPENED], code) == (RungResult.FAILED, DeviceErrorCode.HUNG)
        assert set(results.values()) == {RungResult.FAILED, RungResult.NOT_REACHED}


def test_a_rung_that_hangs_ends_the_check_long_before_its_last_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(held_climb, "RUNG_SECONDS", 0.3)
    with station_of(PRINTER, FaultPlan((PlannedFault(PRINTER, Fault.HUNG, "answer"),))) as (station, told):
        assert isinstance(told.get(timeout=30), DeviceReady)
        results, code = rungs_and_code(station.check_health(PRINTER, HealthLevel.EXTERNAL).result(30))
        assert (results[Rung.ANSWERS], results[Rung.EXERCISE], code) == (
            RungResult.FAILED,
            RungResult.NOT_REACHED,
            DeviceErrorCode.TIMEOUT,
        )
        assert isinstance(told.get(timeout=10), DeviceOverdue)


def test_a_check_waits_for_what_was_asked_before_it_and_is_in_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "OVERDUE_SECONDS", 0.1)
    with station_of(READER) as (station, told):
        assert isinstance(told.get(timeout=30), DeviceReady)
        station.submit(READER, lambda _: time.sleep(1.5), 30)
        assert station.check_health(READER, HealthLevel.INTERNAL).result(30).passed
        assert told.empty()
