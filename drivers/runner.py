"""Runs a device on a thread of its own, keeps the deadlines, and puts a new one in the place of a hung one."""

import queue
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any, Generic, TypeVar

from drivers.device import Device
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.observation import Observation, Observed
from drivers.operation import Operation
from drivers.watch import Alarm, Watch
from drivers.worker import OVERDUE_SECONDS, DeviceFailed, DeviceOverdue, DeviceWorker, Listener, Pace, Shared

DeviceT = TypeVar("DeviceT", bound=Device[Any])
ResultT = TypeVar("ResultT")

HUNG_GRACE_SECONDS = 2.0
"""How far past its deadline a call may be before its thread is given up."""
LOOK_SECONDS = 0.5
CANCEL_AGAIN_SECONDS = 0.05
CANCEL_SECONDS = 0.5
"""How long calls that held up the stop may take to come back once they are cancelled."""
MOST_GIVEN_UP = 4
"""Threads that may be held at once by calls that never came back; then no further one is risked."""


class DeviceRunner(Generic[DeviceT]):
    """Owns a device and the single thread that may touch it.

    ``submit`` never blocks. An operation that passes its deadline ends with TIMEOUT at once, even while the thread
    is still held (DeviceOverdue); what waits behind it times out by its own deadline. A call that stays away
    ``HUNG_GRACE_SECONDS`` past its deadline is HUNG: where ``replacement`` makes another device, a new thread
    goes on with that, and the old one closes its own should it ever come back. So a hung device stops neither its
    callers, nor other devices, nor the screen.
    """

    def __init__(
        self,
        device: DeviceT,
        listener: Listener,
        *,
        name: str = "",
        replacement: Callable[[], DeviceT] | None = None,
        watch: Watch | None = None,
        pace: Pace | None = None,
    ) -> None:
        self._shared = Shared(name or device.kind.value, listener, pace or Pace(), queue.SimpleQueue())
        self._worker = DeviceWorker(device, self._shared)
        self._replacement = replacement
        self._own_watch = Watch() if watch is None else None
        self._watch = watch or self._own_watch or Watch()
        self._next_look: Alarm | None = None
        self._given_up: list[DeviceWorker[DeviceT]] = []
        self._ended = False
        self._changing = threading.Lock()
        """Held to end the runner or to put a new thread in: no thread may be started that nobody ends."""

    @property
    def device(self) -> DeviceT:
        """The device as it is now; another object after it was hung."""
        return self._worker.device

    @property
    def last_error(self) -> DeviceError | None:
        """Why the device is down; None while it is up."""
        return self._shared.last_error

    @property
    def is_up(self) -> bool:
        """Whether the device was up when its thread last looked."""
        return self._worker.up

    def why_held(self) -> DeviceError | None:
        """Why what is asked now would not begin: a call has not come back in its time. None while all do."""
        told = self._shared.last_error if self._shared.overdue else None
        if self._worker.late() or (told is not None and self._worker.late(OVERDUE_SECONDS)):
            return replace(told) if told is not None else self._no_answer()
        return None

    @property
    def threads_given_up(self) -> int:
        """How many threads are still held by calls that never came back."""
        return sum(worker.thread.is_alive() for worker in self._given_up)

    def start(self) -> None:
        """Start the thread; it brings the device up and reports DeviceReady or DeviceFailed."""
        self._worker.thread.start()
        self._next_look = self._watch.after(LOOK_SECONDS, self._look)

    def stop(self, timeout: float = 3.0) -> bool:
        """Ask the thread to close the device and end; False when it did not within ``timeout`` seconds.

        What somebody asked for is let finish in that time; listening and bringing up are cancelled at once.
        """
        with self._changing:
            self._ended = True
            worker = self._worker
        if self._next_look is not None:
            self._next_look.cancel()
        worker.end()
        until = time.monotonic() + timeout
        while worker.thread.is_alive() and (left := until - time.monotonic()) > 0:
            if worker.unasked:  # again and again: the call may just not have come to what can be cancelled
                with suppress(DeviceError):
                    worker.device.do_cancel()
            worker.thread.join(min(left, CANCEL_AGAIN_SECONDS))
        self._cancel_what_holds_threads()
        ended = not worker.thread.is_alive()
        if ended:  # what came while the thread was ending, or before it was ever started
            self._refuse_waiting()
        if self._own_watch is not None:
            self._own_watch.stop()
        return ended

    def arm(self) -> None:
        """Deliver the next input, once; kept over a fault and a replacement. From any thread."""
        self._shared.armed = True
        self._worker.device.arm()

    def disarm(self) -> None:
        """Drop input until armed again. From any thread."""
        self._shared.armed = False
        self._worker.device.disarm()

    def submit(
        self, do: Callable[[DeviceT], ResultT], timeout: float | None = None, *, even_down: bool = False
    ) -> Operation[ResultT]:
        """Queue an operation for the device's thread; it ends as it did, or with a DeviceError.

        ``even_down`` lets it be done on a device that is not up: a health check, to see why.
        """
        seconds = self.device.operation_timeout if timeout is None else timeout
        operation = Operation(do, self._shared.name, seconds, even_down=even_down)
        operation.keep_deadline(self._watch, self._overdue)
        self._shared.operations.put(operation)
        if self._ended and not self._worker.thread.is_alive():
            self._refuse_waiting()
        return operation

    def _look(self) -> None:
        """On the watch's thread, now and then: see whether the device's thread still comes back."""
        if self._ended:
            return
        if self._worker.hung(HUNG_GRACE_SECONDS):
            self._hung()
        elif self._worker.late():
            self._overdue(self._no_answer())
        self._next_look = self._watch.after(LOOK_SECONDS, self._look)

    def _no_answer(self) -> DeviceError:
        text = Observation(Observed.NO_ANSWER)
        return DeviceError(DeviceErrorCode.TIMEOUT, self._shared.name, text, retry_safe=False)

    def _overdue(self, error: DeviceError) -> None:
        """On the watch's thread: the device is still at it. Its thread tells when it comes back."""
        if self._shared.last_error is None and not self._ended:
            self._shared.last_error, self._shared.overdue = error, True
            self._shared.tell(DeviceOverdue(error))

    def _hung(self) -> None:
        said = Observation(Observed.NEVER_CAME_BACK)
        error = DeviceError(DeviceErrorCode.HUNG, self._shared.name, said, retry_safe=False)
        news = self._shared.last_error is None or self._shared.last_error.code is not error.code
        self._shared.last_error, self._shared.overdue = error, True
        if news:
            self._shared.tell(DeviceFailed(error))
        if self._replacement is not None and self.threads_given_up < MOST_GIVEN_UP:
            self._replace(self._replacement)

    def _replace(self, make: Callable[[], DeviceT]) -> None:
        try:
            device = make()
        except DeviceError:
            return
        with self._changing:
            if self._ended:
                return
            self._given_up = [worker for worker in self._given_up if worker.thread.is_alive()]
            self._given_up.append(self._worker)
            self._worker.give_up()
            self._worker = DeviceWorker(device, self._shared)
            self._worker.thread.start()

    def _cancel_what_holds_threads(self) -> None:
        """The last word to calls that do not come back by themselves."""
        held = [worker for worker in (*self._given_up, self._worker) if worker.thread.is_alive()]
        for worker in held:
            with suppress(DeviceError):
                worker.device.do_cancel()
        until = time.monotonic() + CANCEL_SECONDS
        for worker in held:
            worker.thread.join(max(0.0, until - time.monotonic()))

    def _refuse_waiting(self) -> None:
        with suppress(queue.Empty):
            while True:
                operation = self._shared.operations.get_nowait()
                if operation is not None:
                    operation.perform(self.device, self._shared.why_not_up())
