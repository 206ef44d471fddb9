"""A mute or hung device really blocks: deadlines, cancels, the watchdog and a close are what end it."""

import threading
import time

import pytest

from drivers import worker as worker_module
from drivers.device import DeviceKind
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.fault_plan import FaultPlan, Lasting, PlannedFault
from drivers.faults import Fault
from drivers.worker import DeviceFailed, DeviceReady
from tests.helpers.fault_bench import FaultBench, fault_bench

READER = DeviceKind.CARD_READER


def blocked(bench: FaultBench) -> None:
    bench.until(lambda: bench.clock.waiting > 0, moving=False)


@pytest.mark.parametrize("fault", [Fault.MUTE, Fault.HUNG])
def test_what_is_withdrawn_comes_back_at_once(fault: Fault) -> None:
    with fault_bench(READER, FaultPlan((PlannedFault(READER, fault, "transmit"),))) as bench:
        operation = bench.work()
        blocked(bench)
        operation.withdraw()
        with pytest.raises(DeviceError) as cancelled:
            operation.result(30)
        assert cancelled.value.code is DeviceErrorCode.CANCELLED
        bench.until(lambda: bench.clock.waiting == 0, moving=False)


@pytest.mark.parametrize("fault", [Fault.MUTE, Fault.HUNG])
def test_what_is_mended_in_the_middle_goes_on(fault: Fault) -> None:
    with fault_bench(READER, FaultPlan((PlannedFault(READER, fault, "transmit"),))) as bench:
        operation = bench.work()
        blocked(bench)
        bench.course.suffer(None)
        assert bench.good(operation.result(30))


def test_what_is_closed_in_the_middle_comes_back() -> None:
    with fault_bench(READER, FaultPlan((PlannedFault(READER, Fault.HUNG, "transmit"),))) as bench:
        operation = bench.work()
        blocked(bench)
        closing = threading.Thread(target=bench.device.close)
        closing.start()
        assert isinstance(operation.exception(30), DeviceError)
        closing.join(30)
        assert not closing.is_alive()


def test_a_stop_cancels_what_holds_it_up() -> None:
    with fault_bench(READER) as bench:
        bench.device.suffer(Fault.HUNG)
        blocked(bench)
        assert bench.runner.stop(0.1)


def test_a_mute_card_is_given_up_by_the_drivers_own_patience() -> None:
    with fault_bench(READER, FaultPlan((PlannedFault(READER, Fault.MUTE, "transmit"),))) as bench:
        operation = bench.work()
        blocked(bench)
        bench.clock.advance(60.0)
        error = operation.exception(30)
        assert isinstance(error, DeviceError)
        assert error.code is DeviceErrorCode.CARD_MUTE


def test_a_deadline_passes_while_the_device_is_mute() -> None:
    with fault_bench(READER, FaultPlan((PlannedFault(READER, Fault.MUTE, "transmit"),))) as bench:
        bench.device.operation_timeout = 0.2
        began = time.monotonic()
        error = bench.work().exception(30)
        assert isinstance(error, DeviceError)
        assert (error.code, error.retry_safe) == (DeviceErrorCode.TIMEOUT, False)
        assert time.monotonic() - began < 10


def test_a_hang_for_some_seconds_is_over_when_they_are() -> None:
    plan = FaultPlan((PlannedFault(READER, Fault.HUNG, "transmit", 2, Lasting(seconds=30.0)),))
    with fault_bench(READER, plan) as bench:
        assert bench.works()
        operation = bench.work()
        blocked(bench)
        bench.clock.advance(29.0)
        assert not operation.done()
        bench.clock.advance(2.0)
        assert bench.good(operation.result(30))


def test_a_hang_while_listening_is_noticed_long_before_a_prints_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_module, "LISTEN_SECONDS", 0.1)
    with fault_bench(DeviceKind.RECEIPT_PRINTER) as bench:
        assert bench.device.operation_timeout == 60.0
        bench.device.suffer(Fault.HUNG)
        failed = bench.hear(lambda event: isinstance(event, DeviceFailed))
        assert failed.error.code is DeviceErrorCode.HUNG


def test_another_object_takes_the_place_of_a_hung_one_and_keeps_the_course() -> None:
    plan = FaultPlan((PlannedFault(READER, Fault.HUNG, "transmit", 1, Lasting(operations=1)),))
    with fault_bench(READER, plan, replaced=True) as bench:
        first = bench.device
        first.operation_timeout = 0.2
        bench.work()
        failed = bench.hear(lambda event: isinstance(event, DeviceFailed))
        assert failed.error.code is DeviceErrorCode.HUNG
        bench.hear(lambda event: isinstance(event, DeviceReady))
        assert bench.device is not first
        assert bench.runner.threads_given_up == 1
        assert bench.works()
        bench.course.suffer(None)
        bench.until(lambda: bench.runner.threads_given_up == 0)
