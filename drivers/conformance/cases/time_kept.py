"""Deadlines: every operation comes back in its time, a late answer is nobody's, what is blocked can be closed."""

import threading
import time
from typing import Any

from drivers.conformance.case import Need, case, require
from drivers.conformance.stimulus import Stimulus
from drivers.conformance.work import act, do_work, prepare, require_good
from drivers.conformance.workplace import GRACE_SECONDS, Workplace, complete
from drivers.device import DeviceKind
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.operation import Operation
from drivers.printing import PrintOutcome, PrintResult
from drivers.runner import CANCEL_SECONDS, DeviceRunner

SILENCE = {
    DeviceErrorCode.TIMEOUT,
    DeviceErrorCode.CARD_MUTE,
    DeviceErrorCode.FRAME_STALE,
    DeviceErrorCode.OFFLINE,
    DeviceErrorCode.HUNG,
}
WORKING = set(DeviceKind) - {DeviceKind.CODE_SCANNER}
STOP_SECONDS = 1.0


@case()
def poll_keeps_its_time(on: Workplace) -> None:
    """A poll comes back within the time it is given."""
    device = on.brought_up()
    device.poll(0.0)  # a printer may ask its status in the first
    for seconds in (0.0, 0.1, 0.3):
        on.within(seconds, lambda given=seconds: device.poll(given), f"poll of {seconds:g} s")  # type: ignore[misc]


@case()
def questions_keep_their_time(on: Workplace) -> None:
    """Status and answer come back within the operation's time."""
    device = on.brought_up()
    on.within(device.operation_timeout, device.status, "status")
    on.within(device.operation_timeout, device.do_answer, "answer")


@case(kinds=WORKING, stimuli=[Stimulus.SILENT], works=True)
def silence_ends_in_time(on: Workplace) -> None:
    """Where the device falls silent, its work ends in time, and is not said to be done."""
    device = on.brought_up()
    prepare(on, device)
    on.begin(Stimulus.SILENT)
    try:
        result = on.within(device.operation_timeout, lambda: act(on, device), "work of a silent device")
    except DeviceError as error:
        complete(error)
        require(error.code in SILENCE, f"silent, its work ends with {error}")
    else:
        silent = isinstance(result, PrintResult) and result.outcome is not PrintOutcome.PRINTED
        require(silent, "the device said nothing, and its work is said to be done")


@case(kinds=WORKING, stimuli=[Stimulus.LATE], works=True)
def late_answer_is_nobodys(on: Workplace) -> None:
    """After a timeout the late answer is dropped, and the next work gets its own."""
    runner = _at_work(on)
    with on.having(Stimulus.LATE):
        late = _late_work(on, runner)
        error = on.refused({DeviceErrorCode.TIMEOUT}, lambda: late.result(5), "work longer than its time")
        require(not error.retry_safe, "begun and not answered, a repeat is said to be safe")
    following = runner.submit(lambda device: act(on, device))
    require_good(on, following.result(runner.device.operation_timeout + GRACE_SECONDS))
    on.refused({DeviceErrorCode.TIMEOUT}, lambda: late.result(0), "the late answer")


@case(kinds=WORKING, stimuli=[Stimulus.BLOCKED], works=True)
def blocked_work_ends_for_the_caller(on: Workplace) -> None:
    """Blocked, its work ends at the deadline for whoever waits, and what waits behind it too."""
    runner = _at_work(on)
    on.begin(Stimulus.BLOCKED)
    first = runner.submit(lambda device: act(on, device), timeout=0.3)
    second = runner.submit(lambda device: act(on, device), timeout=0.3)
    for operation in (first, second):
        began = time.monotonic()
        on.refused({DeviceErrorCode.TIMEOUT}, lambda waiting=operation: waiting.result(5), "blocked work")  # type: ignore[misc]
        require(time.monotonic() - began < 0.3 + GRACE_SECONDS, "the deadline was not kept")
    on.end(Stimulus.BLOCKED)


@case(kinds=WORKING, needs=[Need.CANCELS], stimuli=[Stimulus.BLOCKED], works=True)
def cancelled_work_ends_soon(on: Workplace) -> None:
    """Cancelled, the work under way ends soon."""
    device = on.brought_up()
    prepare(on, device)
    on.begin(Stimulus.BLOCKED)
    ended = threading.Event()
    cancelling = threading.Timer(0.2, lambda: _cancel_until(ended, device))
    unblocking = threading.Timer(3.0, on.end, (Stimulus.BLOCKED,))
    unblocking.start()
    cancelling.start()
    began = time.monotonic()
    try:
        result = act(on, device)
    except DeviceError as error:
        complete(error)
        require(error.code is DeviceErrorCode.CANCELLED, f"cancelled, it says {error}")
    else:
        undone = isinstance(result, PrintResult) and result.outcome is not PrintOutcome.PRINTED
        require(undone, "cancelled, its work is said to be done")
    finally:
        ended.set()
        cancelling.join()
        unblocking.cancel()
    took = time.monotonic() - began
    require(took < 0.2 + GRACE_SECONDS, f"cancelled, it took {took:.1f} s to end")
    on.end(Stimulus.BLOCKED)


def _cancel_until(ended: threading.Event, device: Any) -> None:
    while not ended.is_set():
        device.do_cancel()
        ended.wait(0.1)


@case(kinds=WORKING, stimuli=[Stimulus.BLOCKED], works=True)
def stops_while_blocked(on: Workplace) -> None:
    """A runner stops while its device is blocked, and the thread ends once the device lets go."""
    runner = _at_work(on)
    device = runner.device
    on.begin(Stimulus.BLOCKED)
    held = _late_work(on, runner)
    on.refused({DeviceErrorCode.TIMEOUT}, lambda: held.result(5), "blocked work")
    ended = on.within(STOP_SECONDS + CANCEL_SECONDS, lambda: runner.stop(STOP_SECONDS), "stop of a blocked device")
    require(ended or not device.capabilities.cancels, "it says that it can be cancelled, and held up the stop")
    on.end(Stimulus.BLOCKED)
    on.eventually(lambda: runner.stop(1.0), "the device let go, its thread goes on", device.operation_timeout)


@case(works=True)
def closed_after_a_wait(on: Workplace) -> None:
    """Closed in the midst of a long wait by its own thread it comes back, and can be brought up again."""
    device = on.brought_up()
    device.poll(0.2)
    on.within(device.operation_timeout, device.close, "close")
    on.bring_up(device)
    do_work(on, device)


def _at_work(on: Workplace) -> DeviceRunner[Any]:
    """A runner that is up, and before its device what the work takes."""
    runner = on.running()
    if on.kind is DeviceKind.CARD_READER:
        runner.submit(lambda device: prepare(on, device)).result(on.bench.patience)
    return runner


def _late_work(on: Workplace, runner: DeviceRunner[Any]) -> Operation[Any]:
    """Work longer than its time, ended; asked for again where the device, being listened to, never began it."""
    until = time.monotonic() + on.bench.patience
    while True:
        late = runner.submit(lambda device: act(on, device), timeout=0.1)
        error = late.exception(5)
        never_begun = isinstance(error, DeviceError) and error.code is DeviceErrorCode.TIMEOUT and error.retry_safe
        if not never_begun or time.monotonic() > until:
            return late
