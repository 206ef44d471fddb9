"""A device's thread: it alone touches the device, keeps its deadlines, and survives every fault."""

import gc
import threading
import time
from collections.abc import Iterator

import pytest

from drivers import runner as runner_module
from drivers import worker as worker_module
from drivers.errors import DeviceError, DeviceErrorCode, OperationRefused
from drivers.runner import DeviceRunner
from drivers.status import DeviceStatus, Readiness
from drivers.watch import Watch
from drivers.worker import DeviceFailed, DeviceNotice, DeviceOverdue, DeviceReady, Pace
from tests.helpers.escpos_printer import wait_until
from tests.helpers.scripted_device import Heard, ScriptedDevice

OFFLINE = DeviceError(DeviceErrorCode.OFFLINE, "the cable", retry_safe=False)


SOON = Pace(poll=0.02, reopen=0.05, steady=0.0)


@pytest.fixture
def device() -> ScriptedDevice:
    return ScriptedDevice()


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def runner(device: ScriptedDevice, heard: Heard) -> Iterator[DeviceRunner[ScriptedDevice]]:
    made = DeviceRunner(device, heard, name="scripted", pace=SOON)
    yield made
    assert made.stop()


def test_the_device_is_opened_used_and_closed_on_its_own_thread(
    runner: DeviceRunner[ScriptedDevice], device: ScriptedDevice, heard: Heard
) -> None:
    runner.start()
    assert heard.next() == DeviceReady(DeviceStatus(Readiness.ONLINE))
    assert runner.is_up
    assert runner.submit(lambda _: threading.current_thread().name).result(30) == "device scripted"
    device.events.put("scan")
    assert heard.next() == "scan"
    assert runner.stop()
    assert not runner.is_up
    assert device.calls == ["open", "claim", "enable", "disable", "release", "close"]
    assert device.threads == {"device scripted"}


def test_a_refusal_reaches_the_caller_and_the_device_goes_on(
    runner: DeviceRunner[ScriptedDevice], heard: Heard
) -> None:
    def refuse(_: ScriptedDevice) -> None:
        raise OperationRefused("not now")

    runner.start()
    heard.next()
    with pytest.raises(OperationRefused):
        runner.submit(refuse).result(30)
    assert runner.submit(lambda _: "next").result(30) == "next"


def test_a_bug_in_an_operation_is_a_failure_that_may_have_done_something(
    runner: DeviceRunner[ScriptedDevice], heard: Heard
) -> None:
    def fall_over(_: ScriptedDevice) -> None:
        raise ZeroDivisionError

    runner.start()
    heard.next()
    with pytest.raises(DeviceError) as failed:
        runner.submit(fall_over).result(30)
    assert (failed.value.code, failed.value.retry_safe) == (DeviceErrorCode.FAILURE, False)
    assert runner.submit(lambda _: "next").result(30) == "next"


def test_a_hung_operation_times_out_at_once_and_so_does_what_waits_behind_it(
    runner: DeviceRunner[ScriptedDevice], heard: Heard
) -> None:
    runner.start()
    heard.next()
    begun, release, done = threading.Event(), threading.Event(), []

    def hang(_: ScriptedDevice) -> None:
        begun.set()
        release.wait(60)

    hung = runner.submit(hang, 0.2)
    assert begun.wait(30)
    waiting = runner.submit(lambda _: done.append("too late"), 0.1)
    with pytest.raises(DeviceError) as never_begun:
        waiting.result(30)
    with pytest.raises(DeviceError) as in_the_middle:
        hung.result(30)
    assert never_begun.value.code is in_the_middle.value.code is DeviceErrorCode.TIMEOUT
    assert never_begun.value.retry_safe
    assert not in_the_middle.value.retry_safe
    release.set()
    assert runner.submit(lambda _: "next").result(30) == "next"
    assert done == []


def test_a_hung_device_does_not_hold_up_the_stop(device: ScriptedDevice, heard: Heard) -> None:
    begun, release = threading.Event(), threading.Event()
    runner = DeviceRunner(device, heard, pace=SOON)
    runner.start()
    heard.next()
    runner.submit(lambda _: begun.set() or release.wait(60))
    assert begun.wait(30)
    began = time.monotonic()
    assert not runner.stop(0.1)
    assert time.monotonic() - began < 10
    release.set()
    assert runner.stop()


def test_a_device_that_fails_is_reported_once_and_opened_again(
    runner: DeviceRunner[ScriptedDevice], device: ScriptedDevice, heard: Heard
) -> None:
    absent = threading.Event()
    absent.set()

    def open_unless_absent() -> None:
        if absent.is_set():
            raise OFFLINE

    device.on_open = open_unless_absent
    runner.start()
    assert heard.next() == DeviceFailed(OFFLINE)
    assert wait_until(lambda: device.calls.count("open") > 3)
    assert heard.nothing_for(0.05)
    absent.clear()
    assert heard.next() == DeviceReady(DeviceStatus(Readiness.ONLINE))
    device.events.put(OFFLINE)
    assert heard.next() == DeviceFailed(OFFLINE)
    assert isinstance(heard.next(), DeviceReady)


def test_what_is_asked_of_a_closed_device_is_refused_with_the_cause_and_may_be_asked_again(
    runner: DeviceRunner[ScriptedDevice], device: ScriptedDevice, heard: Heard
) -> None:
    def fail() -> None:
        raise OFFLINE

    device.on_open = fail
    runner.start()
    heard.next()
    refusals = []
    for _ in range(2):
        with pytest.raises(DeviceError) as refused:
            runner.submit(lambda _: None).result(30)
        refusals.append(refused.value)
    assert {refusal.code for refusal in refusals} == {DeviceErrorCode.OFFLINE}
    assert all(refusal.retry_safe for refusal in refusals)
    assert refusals[0] is not refusals[1]


def test_an_oversized_event_is_a_notice_and_a_drivers_bug_a_failure(
    runner: DeviceRunner[ScriptedDevice], device: ScriptedDevice, heard: Heard
) -> None:
    runner.start()
    heard.next()
    oversize = DeviceError(DeviceErrorCode.OVERSIZE, "here")
    device.events.put(oversize)
    assert heard.next() == DeviceNotice(oversize)
    assert runner.is_up
    device.events.put(RuntimeError("driver bug"))
    failed = heard.next()
    assert isinstance(failed, DeviceFailed)
    assert failed.error.code is DeviceErrorCode.FAILURE
    assert isinstance(heard.next(), DeviceReady)


def test_neither_a_listener_nor_a_close_that_fails_ends_the_thread(device: ScriptedDevice) -> None:
    def fall_over(*_: object) -> None:
        raise RuntimeError("bug")

    device.on_close = fall_over
    runner = DeviceRunner(device, fall_over, pace=SOON)
    runner.start()
    device.events.put("scan")
    device.events.put(OFFLINE)
    assert wait_until(lambda: device.calls.count("open") > 1)
    steps = [call for call in device.calls if call in ("open", "close")]
    assert steps[:3] == ["open", "close", "open"]
    assert runner.stop()


def test_a_stopped_runner_refuses_at_once(runner: DeviceRunner[ScriptedDevice], heard: Heard) -> None:
    runner.start()
    heard.next()
    runner.stop()
    began = time.monotonic()
    with pytest.raises(DeviceError) as refused:
        runner.submit(lambda _: None).result(30)
    assert refused.value.code is DeviceErrorCode.CLOSED
    assert time.monotonic() - began < ScriptedDevice.operation_timeout


def test_a_runner_never_started_can_be_stopped(runner: DeviceRunner[ScriptedDevice]) -> None:
    waiting = runner.submit(lambda _: None)
    assert runner.stop()
    with pytest.raises(DeviceError):
        waiting.result(0.1)


def test_a_cancelled_operation_is_not_done(runner: DeviceRunner[ScriptedDevice], heard: Heard) -> None:
    done: list[str] = []
    future = runner.submit(lambda _: done.append("done"))
    assert future.cancel()
    runner.start()
    heard.next()
    assert runner.submit(lambda _: "next").result(30) == "next"
    assert done == []


def test_a_hundred_starts_and_stops_leave_no_thread(device: ScriptedDevice, heard: Heard) -> None:
    before = threading.active_count()
    for _ in range(100):
        runner = DeviceRunner(device, heard, pace=SOON)
        runner.start()
        runner.submit(lambda _: None)
        assert runner.stop()
    gc.collect()
    assert wait_until(lambda: threading.active_count() == before)


def test_what_is_withdrawn_before_it_began_is_never_done(
    runner: DeviceRunner[ScriptedDevice], heard: Heard
) -> None:
    done: list[str] = []
    operation = runner.submit(lambda _: done.append("done"))
    operation.withdraw()
    runner.start()
    heard.next()
    with pytest.raises(DeviceError) as cancelled:
        operation.result(30)
    assert (cancelled.value.code, cancelled.value.retry_safe) == (DeviceErrorCode.CANCELLED, True)
    assert runner.submit(lambda _: "next").result(30) == "next"
    assert done == []


def test_what_is_withdrawn_under_way_asks_the_device_to_end_it(
    runner: DeviceRunner[ScriptedDevice], device: ScriptedDevice, heard: Heard
) -> None:
    runner.start()
    heard.next()
    begun = threading.Event()
    operation = runner.submit(lambda device: begun.set() or device.cancelled.wait(60))
    assert begun.wait(30)
    operation.withdraw()
    with pytest.raises(DeviceError) as cancelled:
        operation.result(30)
    assert (cancelled.value.code, cancelled.value.retry_safe) == (DeviceErrorCode.CANCELLED, False)
    assert runner.submit(lambda device: device.cancelled.is_set()).result(30)


@pytest.fixture
def soon_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner_module, "HUNG_GRACE_SECONDS", 0.1)
    monkeypatch.setattr(runner_module, "LOOK_SECONDS", 0.05)


@pytest.mark.usefixtures("soon_given_up")
def test_a_hung_device_is_declared_dead_and_another_takes_its_place(heard: Heard) -> None:
    made = [ScriptedDevice(), ScriptedDevice()]
    first = made[0]
    runner = DeviceRunner(made.pop(0), heard, pace=SOON, replacement=lambda: made.pop(0))
    runner.arm()
    runner.start()
    heard.next()
    release = threading.Event()
    hung = runner.submit(lambda _: release.wait(60), 0.1)
    with pytest.raises(DeviceError) as late:
        hung.result(30)
    assert late.value.code is DeviceErrorCode.TIMEOUT
    assert heard.next() == DeviceOverdue(late.value)
    failed = heard.next()
    assert isinstance(failed, DeviceFailed)
    assert failed.error.code is DeviceErrorCode.HUNG
    assert isinstance(heard.next(), DeviceReady)
    assert runner.device is not first
    assert runner.device.armed
    assert runner.threads_given_up == 1
    assert runner.submit(lambda device: device is not first).result(30)
    release.set()
    assert wait_until(lambda: runner.threads_given_up == 0)
    assert first.calls[-1] == "close"
    assert runner.stop()


@pytest.mark.usefixtures("soon_given_up")
def test_a_replacement_that_comes_after_the_end_is_never_started(heard: Heard) -> None:
    being_made, stopped = threading.Event(), threading.Event()
    late, watch = ScriptedDevice(), Watch()

    def make() -> ScriptedDevice:
        being_made.set()
        stopped.wait(60)
        return late

    runner = DeviceRunner(ScriptedDevice(), heard, pace=SOON, replacement=make, watch=watch)
    runner.start()
    heard.next()
    release = threading.Event()
    runner.submit(lambda _: release.wait(60), 0.1)
    assert being_made.wait(30)
    release.set()
    assert runner.stop()
    stopped.set()
    watch.stop()
    assert runner.device is not late
    assert not late.calls


@pytest.mark.usefixtures("soon_given_up")
def test_without_a_replacement_a_device_that_comes_back_from_a_hang_is_ready_again(
    runner: DeviceRunner[ScriptedDevice], heard: Heard
) -> None:
    runner.start()
    heard.next()
    release = threading.Event()
    runner.submit(lambda _: release.wait(60), 0.1)
    assert isinstance(heard.next(), DeviceOverdue)
    assert heard.next().error.code is DeviceErrorCode.HUNG
    release.set()
    assert isinstance(heard.next(), DeviceReady)
    assert runner.last_error is None


def test_a_device_past_a_deadline_is_told_of_before_its_caller_and_again_when_it_is_back(
    runner: DeviceRunner[ScriptedDevice], heard: Heard
) -> None:
    runner.start()
    heard.next()
    release = threading.Event()
    late = runner.submit(lambda _: release.wait(60), 0.1)
    told: list[bool] = []
    late.add_done_callback(lambda _: told.append(runner.last_error is not None))
    overdue = heard.next()
    assert isinstance(overdue, DeviceOverdue)
    assert overdue.error.code is DeviceErrorCode.TIMEOUT
    assert late.exception(30) == overdue.error
    release.set()
    assert isinstance(heard.next(), DeviceReady)
    assert told == [True]
    assert runner.last_error is None


def test_what_waited_behind_a_late_operation_is_no_news_of_the_device(
    runner: DeviceRunner[ScriptedDevice], heard: Heard
) -> None:
    runner.start()
    heard.next()
    begun, release = threading.Event(), threading.Event()
    slow = runner.submit(lambda _: begun.set() or release.wait(60), 60)
    assert begun.wait(30)
    assert isinstance(runner.submit(lambda _: None, 0.05).exception(30), DeviceError)
    release.set()
    assert slow.result(30)
    assert runner.last_error is None
    assert heard.nothing_for(0.05)


def test_listening_is_cancelled_at_the_end_and_what_was_asked_for_is_let_finish(
    device: ScriptedDevice, heard: Heard
) -> None:
    runner = DeviceRunner(device, heard, pace=SOON)
    runner.start()
    heard.next()
    begun = threading.Event()
    asked = runner.submit(lambda _: begun.set() or device.cancelled.wait(0.3))
    assert begun.wait(30)
    assert runner.stop()
    assert asked.result(0) is False, "the device was cancelled in the middle of somebody's operation"

    silent = ScriptedDevice()
    listening = threading.Event()

    def listen(_: float) -> None:
        listening.set()
        assert silent.cancelled.wait(60)
        raise DeviceError(DeviceErrorCode.CANCELLED, "port")

    silent.do_poll = listen
    ending = DeviceRunner(silent, heard, pace=SOON)
    ending.start()
    assert isinstance(heard.next(), DeviceReady)
    assert listening.wait(30)
    began = time.monotonic()
    assert ending.stop(60)
    assert time.monotonic() - began < 30
    assert heard.nothing_for(0.05)


def test_a_flapping_device_is_left_alone_longer_each_time(device: ScriptedDevice, heard: Heard) -> None:
    opened, closed = [], []
    device.on_open = lambda: opened.append(time.monotonic())
    device.on_close = lambda: closed.append(time.monotonic())
    runner = DeviceRunner(device, heard, pace=Pace(poll=0.01, reopen=0.05, steady=60.0, longest=0.4))
    runner.start()
    for _ in range(4):
        assert isinstance(heard.next(), DeviceReady)
        device.events.put(OFFLINE)
        assert isinstance(heard.next(), DeviceFailed)
    assert isinstance(heard.next(), DeviceReady)
    waits = [again - left for left, again in zip(closed, opened[1:], strict=True)]
    assert waits[1] > 0.15
    assert waits[3] > 0.35
    assert runner.stop()


def test_operations_in_a_row_do_not_wait_for_a_poll(device: ScriptedDevice, heard: Heard) -> None:
    runner = DeviceRunner(device, heard, pace=Pace(poll=1.0, burst=0.5))
    runner.start()
    heard.next()
    runner.submit(lambda _: None).result(30)
    began = time.monotonic()
    for _ in range(50):
        runner.submit(lambda _: None).result(30)
    assert time.monotonic() - began < 10  # a poll for each would be fifty
    assert runner.stop()


def test_a_device_that_is_never_left_in_peace_is_listened_to_all_the_same(
    device: ScriptedDevice, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_module, "UNHEARD_SECONDS", 0.05)
    runner = DeviceRunner(device, heard, pace=Pace(poll=0.02, burst=5.0))
    runner.start()
    heard.next()
    device.events.put(OFFLINE)
    until = time.monotonic() + 30
    while time.monotonic() < until and runner.last_error is None:
        runner.submit(lambda _: None).exception(30)
    assert heard.next() == DeviceFailed(OFFLINE)
    assert runner.stop()


def test_a_slow_poll_is_told_as_not_answering_and_as_back_when_it_answers(
    runner: DeviceRunner[ScriptedDevice],
    device: ScriptedDevice,
    heard: Heard,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(worker_module, "OVERDUE_SECONDS", 0.1)
    runner.start()
    assert isinstance(heard.next(), DeviceReady)
    answers, slowly = threading.Event(), device.do_poll

    def ask_the_printer(timeout: float) -> str | None:
        answers.wait(60)
        return slowly(timeout)

    device.do_poll = ask_the_printer
    late = heard.next()
    assert isinstance(late, DeviceOverdue)
    assert late.error.code is DeviceErrorCode.TIMEOUT
    held = runner.why_held()
    assert held is not None
    assert held.code is DeviceErrorCode.TIMEOUT
    answers.set()
    assert isinstance(heard.next(), DeviceReady)
    assert runner.threads_given_up == 0
    assert runner.why_held() is None
    assert device.calls.count("open") == 1


def test_a_poll_told_as_overdue_that_then_fails_is_told_as_failed(
    runner: DeviceRunner[ScriptedDevice],
    device: ScriptedDevice,
    heard: Heard,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(worker_module, "OVERDUE_SECONDS", 0.1)
    runner.start()
    assert isinstance(heard.next(), DeviceReady)
    over = threading.Event()
    silent = DeviceError(DeviceErrorCode.TIMEOUT, "the printer", "no answer in 8 s")

    def ask_the_printer(_: float) -> str | None:
        over.wait(60)
        raise silent

    device.do_poll = ask_the_printer
    assert isinstance(heard.next(), DeviceOverdue)
    over.set()
    assert heard.next() == DeviceFailed(silent)
