"""The thread that alone touches one device: brings it up, does what is asked, listens in between."""

import logging
import queue
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from drivers.device import Device
from drivers.errors import INPUT_REFUSED, DeviceError, DeviceErrorCode
from drivers.lifecycle import DeviceState
from drivers.operation import Operation, driver_bug
from drivers.status import DeviceStatus

DeviceT = TypeVar("DeviceT", bound=Device[Any])

LISTEN_SECONDS = 20.0
"""A poll that takes longer is overdue, however long the device's work may take: a printer works for a minute."""

OVERDUE_SECONDS = 3.0
"""A poll that takes longer is told as not answering; it is given up only past its deadline."""

_LOG = logging.getLogger(__name__)


UNHEARD_SECONDS = 0.5
"""However many operations come one after another, a device is listened to this often."""


@dataclass(frozen=True)
class DeviceFailed:
    """The device cannot be used for now; its thread goes on trying to bring it up."""

    error: DeviceError


@dataclass(frozen=True)
class DeviceOverdue:
    """The device is longer at something than it may be; DeviceReady follows, or DeviceFailed (HUNG)."""

    error: DeviceError


@dataclass(frozen=True)
class DeviceReady:
    """The device is up (again)."""

    status: DeviceStatus


@dataclass(frozen=True)
class DeviceNotice:
    """Something went wrong with one event (an oversized scan, say); the device itself goes on."""

    error: DeviceError


Listener = Callable[[Any], None]
"""Called on a thread of the drivers with the device's events and the four above. Must return at once."""


@dataclass(frozen=True)
class Pace:
    """How often a device is listened to and, after a fault, tried again; seconds.

    A device that fails within ``steady`` of coming back is flapping: each time it is left alone twice as long, up
    to ``longest``, so that a loose cable does not print twice nor flicker on the screen. A service that went down
    is not: it is back when somebody started it.
    """

    poll: float = 0.1
    burst: float = 0.02
    """After an operation or an event the next operation is waited for this long, so as not to wait for a poll."""
    reopen: float = 0.25
    steady: float = 5.0
    longest: float = 8.0


@dataclass
class Shared:
    """What outlives a thread that is given up: the queue, the wish for input, and the last fault."""

    name: str
    listener: Listener
    pace: Pace
    operations: "queue.SimpleQueue[Operation[Any] | None]"
    armed: bool = False
    last_error: DeviceError | None = None
    overdue: bool = False
    """Whether ``last_error`` was told by the watch, of a call that has not come back."""

    def tell(self, event: Any) -> None:
        """Tell the listener."""
        try:
            self.listener(event)
        except Exception as error:  # noqa: BLE001  a listener's bug must not end the device's thread
            _LOG.error("the listener of %s failed at %s: %r", self.name, type(event).__name__, type(error))

    def why_not_up(self) -> DeviceError:
        """A copy for each caller (an exception raised again grows its traceback); nothing was begun."""
        return replace(self.last_error or DeviceError(DeviceErrorCode.CLOSED, self.name), retry_safe=True)


@dataclass(frozen=True)
class Call:
    """A call into the device: when it began, is told as not answering, and is due; monotonic seconds."""

    began: float
    late_at: float
    due: float
    unasked: bool


class DeviceWorker(Generic[DeviceT]):
    """One device on one thread. ``hung`` tells from outside whether a call into the device is overdue."""

    def __init__(self, device: DeviceT, shared: Shared) -> None:
        self.device = device
        self._shared = shared
        self._ending = threading.Event()
        self._given_up = False
        self._under_way: Call | None = None
        self._reopen_at = 0.0
        self._wait = shared.pace.reopen
        self._ready_at = 0.0
        self._listened_at = 0.0
        self.thread = threading.Thread(target=self._run, name=f"device {shared.name}", daemon=True)

    @property
    def up(self) -> bool:
        """Whether the device was up when the thread last looked."""
        return self.device.state is DeviceState.ENABLED and not self._given_up

    def hung(self, grace: float) -> bool:
        """Whether a call into the device is ``grace`` seconds past its deadline."""
        call = self._under_way
        return call is not None and time.monotonic() > call.due + grace

    def late(self, seconds: float | None = None) -> bool:
        """Whether the call under way takes longer than it may, or than ``seconds``."""
        call, now = self._under_way, time.monotonic()
        return call is not None and now > (call.late_at if seconds is None else call.began + seconds)

    @property
    def unasked(self) -> bool:
        """Whether the call under way is one that nobody waits for: listening, or bringing the device up."""
        call = self._under_way
        return call is not None and call.unasked

    def end(self) -> None:
        """Finish what is under way, close the device, end the thread."""
        self._ending.set()
        self._shared.operations.put(None)

    def give_up(self) -> None:
        """Hear no more of this device; should its call ever come back, its thread closes it and ends."""
        self._given_up = True
        self._ending.set()

    def _run(self) -> None:
        pace = self._shared.pace
        patience = 0.0
        while not self._ending.is_set():
            self._keep_up()
            if self.up and time.monotonic() - self._listened_at > UNHEARD_SECONDS:
                self._poll(0.0)  # else a device that is lost between two operations would stay lost
            try:
                operation = self._shared.operations.get(timeout=patience if self.up else pace.poll)
            except queue.Empty:
                patience = pace.burst if self._poll(pace.poll) else 0.0
            else:
                self._perform(operation)
                patience = pace.burst
        with self._call(self.device.operation_timeout):
            self._close()

    def _perform(self, operation: Operation[Any] | None) -> None:
        if operation is None:
            return
        if self._given_up:  # taken in the moment of being given up: the next thread shall do it
            self._shared.operations.put(operation)
            return
        refusal = None if self.up or operation.even_down else self._shared.why_not_up()
        with self._call(operation.seconds):
            operation.perform(self.device, refusal)

    def _keep_up(self) -> None:
        came_back = self.up and self._shared.last_error is not None  # from a call taken for hung
        if (self.up and not came_back) or time.monotonic() < self._reopen_at:
            return
        try:
            with self._call(self.device.operation_timeout, LISTEN_SECONDS, unasked=True):
                if not came_back:
                    self.device.bring_up()
                status = self.device.status()
        except Exception as error:  # noqa: BLE001  see Operation.perform
            self._fail(error)
            return
        if self._shared.armed:
            self.device.arm()
        self._ready_at = time.monotonic()
        self._shared.last_error, self._shared.overdue = None, False
        self._tell(DeviceReady(status))

    def _poll(self, seconds: float) -> bool:
        """Listen for so long; whether an event was told, which may be answered by an operation."""
        if not self.up:
            return False
        self._listened_at = time.monotonic()
        try:
            longest = min(self.device.operation_timeout, LISTEN_SECONDS)
            with self._call(longest, seconds + OVERDUE_SECONDS, unasked=True):
                event = self.device.poll(seconds)
        except DeviceError as error:
            if error.code in INPUT_REFUSED:
                self._tell(DeviceNotice(error))
            elif error.code is not DeviceErrorCode.CANCELLED:  # that was meant for an operation, or for the end
                self._fail(error)
        except Exception as error:  # noqa: BLE001  see Operation.perform
            self._fail(error)
        else:
            if event is not None:
                self._shared.armed = self.device.armed
                self._tell(event)
                return True
        return False

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, DeviceError):
            error = driver_bug(error, self._shared.name)
        last, was_up = self._shared.last_error, self._ready_at > 0.0
        with self._call(self.device.operation_timeout):
            self._close()
        if self._ending.is_set():  # given up, or cancelled to end
            return
        self._pause(was_up, error)
        overdue = self._shared.overdue
        self._shared.last_error, self._shared.overdue = error, False
        if last is None or overdue or last.code is not error.code:
            self._tell(DeviceFailed(error))

    def _pause(self, was_up: bool, error: DeviceError) -> None:
        """Leave the device alone for a while; longer each time it was up only shortly by its own fault."""
        pace, now = self._shared.pace, time.monotonic()
        if was_up:
            flapping = now - self._ready_at < pace.steady and error.code is not DeviceErrorCode.SERVICE_DOWN
            self._wait = min(self._wait * 2, pace.longest) if flapping else pace.reopen
        self._ready_at = 0.0
        self._reopen_at = now + self._wait

    def _close(self) -> None:
        try:
            self.device.close()
        except Exception as error:  # noqa: BLE001  see Operation.perform
            _LOG.error("%s could not be closed: %s", self._shared.name, type(error).__name__)

    def _tell(self, event: Any) -> None:
        if not self._given_up:
            self._shared.tell(event)

    @contextmanager
    def _call(self, seconds: float, late: float | None = None, *, unasked: bool = False) -> Iterator[None]:
        """Mark that a call into the device is under way, and when it is late and due."""
        now = time.monotonic()
        self._under_way = Call(now, now + min(seconds, seconds if late is None else late), now + seconds, unasked)
        try:
            yield
        finally:
            self._under_way = None
