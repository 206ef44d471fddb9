"""A thread of its own for calls that may never return, so that the caller always does."""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

ResultT = TypeVar("ResultT")


class HeldUp(Exception):
    """The call did not return in time; it still holds its thread."""


class BoundedThread:
    """Runs calls one after another; a caller waits for its own no longer than it says.

    A thread that is held is given up, never killed: ``end`` leaves it a farewell to run when its call comes
    back, and the thread ends after that. It is a daemon, so a call that never returns does not keep the program.
    """

    def __init__(self, name: str) -> None:
        self._calls: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._held = False
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    @property
    def held(self) -> bool:
        """Whether a call has outlasted its caller. It stays so: a thread once held is not used again."""
        return self._held

    @property
    def ended(self) -> bool:
        """Whether the thread is gone."""
        return not self._thread.is_alive()

    def call(self, function: Callable[..., ResultT], *arguments: Any, seconds: float) -> ResultT:
        """Run ``function`` and return or raise what it does; HeldUp when it takes more than ``seconds``."""
        if self._held:
            raise HeldUp
        future: Future[ResultT] = Future()
        self._calls.put(lambda: _settle(future, function, arguments))
        try:
            return future.result(seconds)
        except TimeoutError:
            if future.done():
                raise
            self._held = True
            raise HeldUp from None

    def end(self, farewell: Callable[[], object], seconds: float = 1.0) -> bool:
        """Run ``farewell`` after the calls still queued, then end; False when that takes more than ``seconds``.

        Does not wait for a held thread.
        """
        self._calls.put(lambda: _settle(Future(), farewell, ()))
        self._calls.put(None)
        if not self._held:
            self._thread.join(seconds)
        return self.ended

    def _run(self) -> None:
        while (call := self._calls.get()) is not None:
            call()


def _settle(future: "Future[ResultT]", function: Callable[..., ResultT], arguments: tuple[Any, ...]) -> None:
    try:
        future.set_result(function(*arguments))
    except BaseException as error:  # noqa: BLE001  handed to the caller whole, as concurrent.futures does
        future.set_exception(error)
