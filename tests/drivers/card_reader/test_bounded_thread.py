"""A thread for calls that may never return: the caller always does."""

import threading
import time

import pytest

from drivers.card_reader.bounded_thread import BoundedThread, HeldUp


def test_a_call_returns_or_raises_what_the_function_does():
    thread = BoundedThread("bounded")
    assert thread.call(int, "7", seconds=30) == 7
    with pytest.raises(ValueError):
        thread.call(int, "x", seconds=30)
    with pytest.raises(TimeoutError):
        thread.call(raise_timeout, seconds=30)
    assert not thread.held
    assert thread.end(lambda: None)


def raise_timeout() -> None:
    raise TimeoutError


def test_a_call_that_does_not_return_is_given_up_and_the_farewell_waits_for_it():
    freed, farewell = threading.Event(), threading.Event()
    thread = BoundedThread("bounded")
    with pytest.raises(HeldUp):
        thread.call(freed.wait, seconds=0.05)
    with pytest.raises(HeldUp):
        thread.call(int, seconds=30)
    started = time.monotonic()
    assert not thread.end(farewell.set)
    assert time.monotonic() - started < 10
    assert not farewell.is_set()
    freed.set()
    assert farewell.wait(30)
