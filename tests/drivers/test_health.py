"""The ladder says on which rung it stopped, and leaves the device as it was."""

import pytest

from drivers.errors import DeviceError, DeviceErrorCode
from drivers.health import HealthLevel, HealthReport, Rung, RungFinding, RungResult, Verdict
from drivers.health_progress import Progress
from drivers.lifecycle import DeviceState
from drivers.status import DeviceStatus, Readiness, Sensor
from tests.helpers.scripted_device import ScriptedDevice

INTERNAL = HealthLevel.INTERNAL


def results(device: ScriptedDevice) -> dict[Rung, RungResult]:
    return {finding.rung: finding.result for finding in device.check_health(INTERNAL).findings}


def test_a_sound_device_reaches_the_top_and_what_it_lacks_is_not_supported() -> None:
    device = ScriptedDevice()
    assert results(device) == {
        Rung.ATTACHED: RungResult.NOT_SUPPORTED,
        Rung.OS_DRIVER: RungResult.NOT_SUPPORTED,
        Rung.SERVICE: RungResult.NOT_SUPPORTED,
        Rung.OPENED: RungResult.PASSED,
        Rung.CLAIMED: RungResult.PASSED,
        Rung.ANSWERS: RungResult.PASSED,
        Rung.SENSORS: RungResult.NOT_SUPPORTED,
    }
    assert device.state is DeviceState.CLOSED


def test_a_device_in_use_stays_in_use() -> None:
    device = ScriptedDevice()
    device.bring_up()
    assert device.check_health(INTERNAL).passed
    assert device.state is DeviceState.ENABLED
    device.close()


def test_it_stops_at_the_first_rung_that_fails_and_reaches_none_above() -> None:
    device = ScriptedDevice()

    def fail() -> None:
        raise DeviceError(DeviceErrorCode.CLAIMED_ELSEWHERE, "port", "held by bank (1)")

    device.on_claim = fail
    report = device.check_health(INTERNAL)
    assert not report.passed
    stopped = report.stopped_at
    assert stopped is not None
    assert (stopped.rung, stopped.error and stopped.error.code) == (
        Rung.CLAIMED,
        DeviceErrorCode.CLAIMED_ELSEWHERE,
    )
    assert "bank (1)" in stopped.seen
    assert [finding.result for finding in report.findings[5:]] == [RungResult.NOT_REACHED] * 2


@pytest.mark.parametrize(
    ("reading", "result"),
    [
        (Sensor.GOOD, RungResult.PASSED),
        (Sensor.LOW, RungResult.PASSED),
        (Sensor.BAD, RungResult.FAILED),
        (Sensor.UNKNOWN, RungResult.UNKNOWN),
        (Sensor.NOT_SUPPORTED, RungResult.NOT_SUPPORTED),
    ],
)
def test_a_sensor_that_does_not_say_is_neither_good_nor_bad(
    monkeypatch: pytest.MonkeyPatch, reading: Sensor, result: RungResult
) -> None:
    device = ScriptedDevice()
    status = DeviceStatus(Readiness.ONLINE, (("paper", reading),))
    monkeypatch.setattr(device, "do_status", lambda: status)
    finding = device.check_health(INTERNAL).findings[-1]
    assert (finding.rung, finding.result) == (Rung.SENSORS, result)
    assert (finding.error is not None and finding.error.code is DeviceErrorCode.PAPER_OUT) == (reading == "bad")


@pytest.mark.parametrize(
    ("results", "verdict"),
    [
        ((RungResult.PASSED, RungResult.NOT_SUPPORTED), Verdict.PASSED),
        ((RungResult.PASSED, RungResult.UNKNOWN), Verdict.UNKNOWN),
        ((RungResult.UNKNOWN, RungResult.FAILED, RungResult.NOT_REACHED), Verdict.FAILED),
    ],
)
def test_a_climb_that_left_a_question_open_has_not_passed(results, verdict) -> None:
    report = HealthReport(INTERNAL, tuple(RungFinding(Rung.SENSORS, result) for result in results))
    assert report.verdict is verdict
    assert report.passed == (verdict is Verdict.PASSED)


def test_a_drivers_own_bug_fails_its_rung_and_tells_its_kind_alone() -> None:
    device = ScriptedDevice()

    def bug() -> None:
        raise KeyError("ZHANG SAN")

    device.on_claim = bug
    report = device.check_health(INTERNAL)
    stopped = report.stopped_at
    assert stopped is not None
    assert (stopped.rung, stopped.error and stopped.error.code) == (Rung.CLAIMED, DeviceErrorCode.FAILURE)
    assert "KeyError" in stopped.seen
    assert "ZHANG" not in repr(report)
    assert device.state is DeviceState.CLOSED


def test_a_climb_that_is_given_up_tells_the_rung_it_hangs_at_and_those_below() -> None:
    device = ScriptedDevice()
    progress = Progress(INTERNAL)
    given_up = []
    device.on_claim = lambda: given_up.append(progress.given_up(DeviceError(DeviceErrorCode.TIMEOUT, "port")))
    device.check_health(INTERNAL, progress)
    [report] = given_up
    assert [finding.result for finding in report.findings] == [
        *[RungResult.NOT_SUPPORTED] * 3,
        RungResult.PASSED,
        RungResult.FAILED,
        *[RungResult.NOT_REACHED] * 2,
    ]
    assert report.stopped_at is not None
    assert report.stopped_at.rung is Rung.CLAIMED
    assert progress.given_up(DeviceError(DeviceErrorCode.TIMEOUT, "port")) is None


def test_a_climb_under_way_tells_the_rung_it_stands_on() -> None:
    device = ScriptedDevice()
    progress = Progress(INTERNAL)
    stood: list[Rung | None] = [progress.stands_on]
    device.on_claim = lambda: stood.append(progress.stands_on)
    device.check_health(INTERNAL, progress)
    stood.append(progress.stands_on)
    assert stood == [None, Rung.CLAIMED, None]


def test_a_bad_sensor_is_named_on_its_rung(monkeypatch: pytest.MonkeyPatch) -> None:
    device = ScriptedDevice()
    sensors = (("paper", Sensor.GOOD), ("mechanism", Sensor.BAD), ("path", Sensor.BAD))
    monkeypatch.setattr(device, "do_status", lambda: DeviceStatus(Readiness.NEEDS_ATTENTION, sensors))
    stopped = device.check_health(INTERNAL).stopped_at
    assert stopped is not None
    assert stopped.error is not None
    assert stopped.error.vendor_text == "mechanism bad, path bad"


def test_good_sensors_do_not_answer_for_those_that_did_not_say(monkeypatch: pytest.MonkeyPatch) -> None:
    device = ScriptedDevice()
    read = {"paper": Sensor.GOOD, "cover": Sensor.UNKNOWN, "head": Sensor.NOT_SUPPORTED, "cutter": Sensor.UNKNOWN}
    monkeypatch.setattr(device, "do_status", lambda: DeviceStatus(Readiness.ONLINE, tuple(read.items())))
    report = device.check_health(INTERNAL)
    finding = report.findings[-1]
    assert (finding.rung, finding.result, report.verdict) == (Rung.SENSORS, RungResult.UNKNOWN, Verdict.UNKNOWN)
    assert finding.seen == "cover unknown, cutter unknown, paper good"


def test_a_bad_sensor_outweighs_one_that_does_not_say(monkeypatch: pytest.MonkeyPatch) -> None:
    device = ScriptedDevice()
    sensors = (("paper", Sensor.BAD), ("cover", Sensor.UNKNOWN))
    monkeypatch.setattr(device, "do_status", lambda: DeviceStatus(Readiness.NEEDS_ATTENTION, sensors, "empty"))
    report = device.check_health(INTERNAL)
    assert report.stopped_at is report.findings[-1]
    assert report.findings[-1].error is not None
    assert report.findings[-1].error.vendor_text == "paper bad: empty"
