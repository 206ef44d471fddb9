"""Open, claim, enable, arm: each step needs the one before, and each refusal has its own code."""

import threading
from typing import Any

import pytest

from drivers.code_scanner.simulated import SimulatedCodeScanner
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.lifecycle import DeviceState
from drivers.status import Readiness
from tests.helpers.scripted_device import ScriptedDevice


def code_of(call: Any) -> DeviceErrorCode:
    with pytest.raises(DeviceError) as refused:
        call()
    return refused.value.code


def test_every_missing_step_is_refused_with_its_own_code() -> None:
    device = ScriptedDevice()
    assert code_of(device.claim) is DeviceErrorCode.CLOSED
    assert code_of(lambda: device.poll(0.0)) is DeviceErrorCode.CLOSED
    device.open()
    assert code_of(device.enable) is DeviceErrorCode.NOT_CLAIMED
    assert code_of(lambda: device.poll(0.0)) is DeviceErrorCode.NOT_CLAIMED
    device.claim()
    assert code_of(lambda: device.poll(0.0)) is DeviceErrorCode.DISABLED
    device.enable()
    assert device.poll(0.0) is None
    device.close()


def test_a_device_that_is_not_claimed_is_of_unknown_readiness() -> None:
    device = ScriptedDevice()
    assert device.status().readiness is Readiness.UNKNOWN
    device.open()
    assert device.status().readiness is Readiness.UNKNOWN
    device.claim()
    assert device.status().readiness is Readiness.ONLINE
    device.close()


def test_closing_undoes_every_step_in_turn() -> None:
    device = ScriptedDevice()
    device.bring_up()
    assert device.state is DeviceState.ENABLED
    device.close()
    device.close()
    assert device.calls == ["open", "claim", "enable", "disable", "release", "close"]
    assert device.state is DeviceState.CLOSED


def test_a_step_that_fails_leaves_nothing_open() -> None:
    device = ScriptedDevice()

    def fail() -> None:
        raise DeviceError(DeviceErrorCode.OFFLINE, "cable")

    device.on_claim = fail
    assert code_of(device.bring_up) is DeviceErrorCode.OFFLINE
    assert device.state is DeviceState.CLOSED
    assert device.calls == ["open", "claim", "close"]


def test_a_claim_waits_for_the_other_program_as_long_as_it_is_told() -> None:
    device, held = ScriptedDevice(), threading.Event()
    held.set()

    def claim() -> None:
        if held.is_set():
            held.clear() if device.calls.count("claim") == 3 else None
            raise DeviceError(DeviceErrorCode.CLAIMED_ELSEWHERE, "port", "held by bank (1)")

    device.on_claim = claim
    device.open()
    assert code_of(lambda: device.claim(0.0)) is DeviceErrorCode.CLAIMED_ELSEWHERE
    device.claim(5.0)
    assert device.state is DeviceState.CLAIMED
    device.close()


def test_one_scan_is_delivered_once_an_arming_and_the_others_are_counted() -> None:
    scanner = SimulatedCodeScanner()
    scanner.bring_up()
    scanner.present(b"ON THE WRONG SCREEN")
    assert scanner.poll(0.0) is None
    scanner.arm()
    scanner.present(b"ONE")
    scanner.present(b"ONE")
    first = scanner.poll(0.0)
    assert first is not None
    assert first.data == b"ONE"
    assert not scanner.armed
    assert scanner.poll(0.0) is None
    counted = scanner.statistics.snapshot()
    assert (counted["GoodScanCount"], counted["M_DroppedScanCount"]) == (1, 2)
    scanner.close()


def test_disabling_disarms() -> None:
    scanner = SimulatedCodeScanner()
    scanner.bring_up()
    scanner.arm()
    scanner.disable()
    scanner.enable()
    assert not scanner.armed
    scanner.close()


def test_failures_are_counted_by_operation_and_the_hours_go_on_while_enabled() -> None:
    device = ScriptedDevice()
    device.bring_up()
    device.events.put(DeviceError(DeviceErrorCode.OFFLINE, "cable"))
    assert code_of(lambda: device.poll(0.0)) is DeviceErrorCode.OFFLINE
    counted = device.statistics.snapshot()
    assert counted["CommunicationErrorCount"] == 1
    assert counted["M_poll_OFFLINE"] == 1
    assert counted["HoursPoweredCount"] > 0
    device.close()
    stopped = device.statistics.snapshot()["HoursPoweredCount"]
    assert device.statistics.snapshot()["HoursPoweredCount"] == stopped


class Spy:
    """Keeps the names of the operations it sees, and may answer instead."""

    def __init__(self, seen: list[str], name: str) -> None:
        self.seen, self.name = seen, name

    def around(self, operation: str, arguments: tuple[Any, ...], proceed: Any) -> Any:
        self.seen.append(f"{self.name} {operation}")
        return proceed()


def test_taps_see_every_operation_the_first_attached_outermost() -> None:
    device, seen = ScriptedDevice(), []
    device.attach(Spy(seen, "outer"))
    device.attach(Spy(seen, "inner"))
    device.open()
    device.close()
    assert seen == ["outer open", "inner open", "outer close", "inner close"]
