"""A process of its own: however it hangs or dies, it is ended, reaped, and said what it was."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from drivers import isolated
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.isolated import IsolatedProcess

WORK = "tests.helpers.isolated_work:Misbehaving"
Start = Callable[..., IsolatedProcess]


@pytest.fixture
def start() -> Iterator[Start]:
    started: list[IsolatedProcess] = []

    def process(**options: Any) -> IsolatedProcess:
        made = IsolatedProcess(WORK, options, 4096, "camera")
        started.append(made)
        return made

    yield process
    for process_to_end in started:
        process_to_end.end()


def refusal(call: Callable[[], object]) -> DeviceError:
    with pytest.raises(DeviceError) as caught:
        call()
    return caught.value


def is_there(pid: int) -> bool:
    """Whether a process of this number exists, be it a zombie."""
    return Path(f"/proc/{pid}").exists()


def test_it_does_what_it_is_asked_and_shares_its_memory(start: Start) -> None:
    process = start(source="film.avi")
    assert process.ask("echo", 1, "二", seconds=30) == {"arguments": [1, "二"], "source": "film.avi"}
    assert process.memory[:4] == b"here"


def test_a_fault_there_is_the_same_fault_here_and_the_process_goes_on(start: Start) -> None:
    process = start()
    error = refusal(lambda: process.ask("fail", seconds=30))
    assert error == DeviceError(DeviceErrorCode.FRAME_STALE, "the camera", "no picture", retry_safe=False)
    assert process.ask("echo", seconds=30)


def test_a_bug_there_is_named_without_its_words(start: Start) -> None:
    error = refusal(lambda: start().ask("bug", seconds=30))
    assert (error.code, error.vendor_text) == (DeviceErrorCode.FAILURE, "ZeroDivisionError")


@pytest.mark.parametrize(("operation", "cause"), [("crash", "SIGSEGV"), ("leave", "exit 3")])
def test_a_crash_is_offline_at_once_with_its_cause_and_leaves_no_zombie(
    start: Start, operation: str, cause: str
) -> None:
    process = start()
    began = time.monotonic()
    error = refusal(lambda: process.ask(operation, seconds=60))
    assert time.monotonic() - began < 20
    assert error.code is DeviceErrorCode.OFFLINE
    assert cause in error.vendor_text
    assert not is_there(process.pid)
    assert refusal(lambda: process.ask("echo", seconds=30)).code is DeviceErrorCode.CLOSED


def test_a_crash_while_starting_is_offline(start: Start) -> None:
    assert refusal(lambda: start(start="crash")).code is DeviceErrorCode.OFFLINE


def test_a_call_that_hangs_is_hung_at_its_deadline_and_ended(start: Start) -> None:
    process = start()
    began = time.monotonic()
    assert refusal(lambda: process.ask("hang", seconds=0.6)).code is DeviceErrorCode.HUNG
    assert 0.5 < time.monotonic() - began < 20
    assert not is_there(process.pid)


@pytest.mark.parametrize("stopped", [True, False], ids=["SIGSTOP", "library holds the interpreter"])
def test_a_process_that_stands_still_is_hung_long_before_the_deadline(start: Start, stopped: bool) -> None:
    process = start()
    if stopped:
        os.kill(process.pid, signal.SIGSTOP)
    began = time.monotonic()
    assert refusal(lambda: process.ask("hold_the_interpreter", seconds=60)).code is DeviceErrorCode.HUNG
    assert time.monotonic() - began < 30
    assert not is_there(process.pid)


def test_a_process_that_does_not_go_when_told_is_ended(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolated, "FAREWELL_SECONDS", 0.2)
    process = start(end="hang")
    process.end()
    assert not is_there(process.pid)
    process.end()


def test_an_answer_that_is_too_long_is_a_failure_there(start: Start) -> None:
    assert refusal(lambda: start().ask("too_much", seconds=30)).code in (
        DeviceErrorCode.FAILURE,
        DeviceErrorCode.OFFLINE,
    )


def test_a_work_that_does_not_exist_is_offline() -> None:
    error = refusal(lambda: IsolatedProcess("tests.helpers.nowhere:Work", {}, 4096, "camera"))
    assert error.code is DeviceErrorCode.OFFLINE
