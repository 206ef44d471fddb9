"""One thread a device: operations queued with a deadline, events in between, and a way back after a fault."""

import logging
import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from drivers.device import Device, DeviceStatus
from drivers.errors import DeviceError, DeviceErrorCode, OperationRefused

DeviceT = TypeVar("DeviceT", bound=Device[Any])
ResultT = TypeVar("ResultT")

_LOG = logging.getLogger(__name__)

POLL_SECONDS = 0.1
REOPEN_SECONDS = 1.0
"""How long a device that failed is left alone before it is opened again."""


@dataclass(frozen=True)
class DeviceFailed:
    """The device cannot be used for now; the runner goes on trying to open it."""

    error: DeviceError


@dataclass(frozen=True)
class DeviceReady:
    """The device is open (again)."""

    status: DeviceStatus


@dataclass(frozen=True)
class DeviceNotice:
    """Something went wrong with one event (an oversized scan, say); the device itself goes on."""

    error: DeviceError


Listener = Callable[[Any], None]
"""Called on the device's thread with the driver's events and the three above. Must return at once."""


class DeviceRunner(Generic[DeviceT]):
    """Owns a device and the single thread that may touch it.

    ``submit`` never blocks. An operation that passes its deadline resolves its future with TIMEOUT at once, even
    while the thread is still held; operations queued behind a held thread time out by their own deadlines, so a
    hung device never stops its callers, other devices or the screen. ``retry_safe`` of such a failure is true only
    where the operation was never begun.
    """

    def __init__(self, device: DeviceT, listener: Listener, *, name: str = "") -> None:
        self.device = device
        self._name = name or device.kind.value
        self._listener = listener
        self._operations: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"device {self._name}", daemon=True)
        self._opened = False
        self._ended = False
        self._reopen_at = 0.0
        self.last_error: DeviceError | None = None

    @property
    def is_open(self) -> bool:
        """Whether the device was open when the thread last looked."""
        return self._opened

    def start(self) -> None:
        """Start the thread; it opens the device and reports DeviceReady or DeviceFailed."""
        self._thread.start()

    def stop(self, timeout: float = 3.0) -> bool:
        """Ask the thread to close the device and end; False when it did not within ``timeout`` seconds."""
        self._stopping.set()
        self._operations.put(lambda: None)
        if self._thread.is_alive():
            self._thread.join(timeout)
        ended = not self._thread.is_alive()
        if ended:  # what came while the thread was ending, or before it was ever started
            self._refuse_waiting()
        return ended

    def submit(self, operation: Callable[[DeviceT], ResultT], timeout: float | None = None) -> "Future[ResultT]":
        """Queue ``operation`` for the device's thread; the future ends as it did, or with a DeviceError."""
        seconds = self.device.operation_timeout if timeout is None else timeout
        future: Future[ResultT] = Future()
        begun = threading.Lock()  # taken by whichever comes first: the operation's start or its deadline
        watch = threading.Timer(seconds, self._expire, args=(future, begun, seconds))
        watch.daemon = True
        watch.name = f"deadline {self._name}"
        future.add_done_callback(lambda _: watch.cancel())
        watch.start()
        self._operations.put(lambda: self._perform(operation, future, begun))
        if self._ended:
            self._refuse_waiting()
        return future

    def _expire(self, future: "Future[Any]", begun: threading.Lock, seconds: float) -> None:
        never_begun = begun.acquire(blocking=False)
        text = f"{'not begun' if never_begun else 'no answer'} in {seconds:g} s"
        with suppress(InvalidStateError):
            future.set_exception(DeviceError(DeviceErrorCode.TIMEOUT, self._name, text, retry_safe=never_begun))

    def _perform(
        self, operation: Callable[[DeviceT], ResultT], future: "Future[ResultT]", begun: threading.Lock
    ) -> None:
        if future.done() or not begun.acquire(blocking=False):
            return
        with suppress(InvalidStateError):  # the deadline, or a caller that gave up, may have come first
            if not self._opened:
                future.set_exception(self._why_not_open())
                return
            try:
                result = operation(self.device)
            except (DeviceError, OperationRefused) as error:
                future.set_exception(error)
            except Exception as error:  # noqa: BLE001  a driver's own bug must not end the device's thread
                future.set_exception(self._failure(error))
            else:
                future.set_result(result)

    def _why_not_open(self) -> DeviceError:
        """A copy for each caller (an exception raised again grows its traceback); nothing was begun."""
        return replace(self.last_error or DeviceError(DeviceErrorCode.CLOSED, self._name), retry_safe=True)

    def _failure(self, error: Exception) -> DeviceError:
        """Names the kind of exception only: its text could quote what was read from a person's card."""
        return DeviceError(DeviceErrorCode.FAILURE, self._name, type(error).__name__, retry_safe=False)

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._keep_open()
            try:
                self._operations.get(timeout=0.0 if self._opened else POLL_SECONDS)()
            except queue.Empty:
                self._poll()
        self._opened = False
        self._close()
        self._ended = True
        self._refuse_waiting()

    def _keep_open(self) -> None:
        if self._opened or time.monotonic() < self._reopen_at:
            return
        try:
            self.device.open()
            status = self.device.status()
        except Exception as error:  # noqa: BLE001  see _perform
            self._fail(error)
        else:
            self._opened, self.last_error = True, None
            self._tell(DeviceReady(status))

    def _poll(self) -> None:
        if not self._opened:
            return
        try:
            event = self.device.poll(POLL_SECONDS)
        except DeviceError as error:
            if error.code is DeviceErrorCode.OVERSIZE:
                self._tell(DeviceNotice(error))
            else:
                self._fail(error)
        except Exception as error:  # noqa: BLE001  see _perform
            self._fail(error)
        else:
            if event is not None:
                self._tell(event)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, DeviceError):
            error = self._failure(error)
        self._close()
        news = self._opened or self.last_error is None or self.last_error.code is not error.code
        self._opened, self.last_error = False, error
        self._reopen_at = time.monotonic() + REOPEN_SECONDS
        if news:
            self._tell(DeviceFailed(error))

    def _close(self) -> None:
        try:
            self.device.close()
        except Exception as error:  # noqa: BLE001  see _perform
            _LOG.error("%s could not be closed: %s", self._name, type(error).__name__)

    def _tell(self, event: Any) -> None:
        try:
            self._listener(event)
        except Exception as error:  # noqa: BLE001  a listener's bug must not end the device's thread either
            _LOG.error("the listener of %s failed at %s: %r", self._name, type(event).__name__, type(error))

    def _refuse_waiting(self) -> None:
        with suppress(queue.Empty):
            while True:
                self._operations.get_nowait()()
