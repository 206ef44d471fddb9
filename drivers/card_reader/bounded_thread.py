"""A thread of its own for calls that may never return, so that the caller always does."""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from threading import get_ident
from time import monotonic
from typing import Any, TypeVar

ResultT = TypeVar("ResultT")

LOOK_SECONDS = 0.05
"""How often work that is between two of its calls is looked at."""


class HeldUp(Exception):
    """The call did not return in time; it still holds its thread."""


class Abandoned(BaseException):
    """Ends work whose thread was given up. Like a cancellation, nothing that handles failures may keep it going."""


class BoundedThread:
    """Runs calls one after another; a caller waits for its own no longer than it says.

    A thread that is held is given up, never killed: ``end`` leaves it a farewell to run when its call comes
    back, and the thread ends after that. It is a daemon, so a call that never returns does not keep the program.
    """

    def __init__(self, name: str) -> None:
        self._calls: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._held = False
        self._due: float | None = None
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()
        self._ident = self._thread.ident

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
        if get_ident() != self._ident:
            return self._from_outside(function, arguments, seconds)
        # Made by work that runs here already. Every command of a reading passes here, so it is done on the spot.
        if self._held:
            raise Abandoned
        self._due = monotonic() + seconds
        try:
            return function(*arguments)
        finally:
            self._due = None
            if self._held:
                raise Abandoned

    def _from_outside(
        self, function: Callable[..., ResultT], arguments: tuple[Any, ...], seconds: float
    ) -> ResultT:
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

    def together(self, work: Callable[[], ResultT]) -> ResultT:
        """Run ``work`` on the thread; its own calls go through without changing threads, each still timed.

        HeldUp as soon as one of them takes longer than it may; the thread is then given up as after ``call``, and
        ``work`` ends when that call comes back.
        """
        if self._held:
            raise HeldUp
        future: Future[ResultT] = Future()
        self._calls.put(lambda: _settle(future, work, ()))
        while True:
            due = self._due
            try:
                return future.result(LOOK_SECONDS if due is None else max(0.0, due - monotonic()))
            except TimeoutError:
                if future.done():
                    raise
                if due is not None and due == self._due and monotonic() >= due:
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
