"""The states of a device and the only ways between them: open, claim, enable, arm (UnifiedPOS's lifecycle)."""

import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import suppress
from enum import IntEnum
from functools import partial
from typing import Any, Protocol, TypeVar

from drivers.errors import DeviceError, DeviceErrorCode
from drivers.statistics import Statistics

ResultT = TypeVar("ResultT")

CLAIM_RETRY_SECONDS = 0.05
"""Between two tries to claim a device that another program holds."""


class DeviceState(IntEnum):
    """How far a device has been brought up; each state includes those before it."""

    CLOSED = 0
    OPENED = 1
    CLAIMED = 2
    ENABLED = 3


_MISSING = {
    DeviceState.CLOSED: DeviceErrorCode.CLOSED,
    DeviceState.OPENED: DeviceErrorCode.NOT_CLAIMED,
    DeviceState.CLAIMED: DeviceErrorCode.DISABLED,
}
"""What an operation that needs more is refused with."""


class Tap(Protocol):
    """Sees every operation of a device, and may do something before, after or instead: a trace, a fault plan."""

    def around(self, operation: str, arguments: tuple[Any, ...], proceed: Callable[[], Any]) -> Any:
        """Do the operation by calling ``proceed``, once or not at all; return or raise as the device shall."""


class Lifecycle(ABC):
    """The part of the contract that is the same for every kind; a driver writes the ``do_`` methods.

    The public methods keep the order, so a driver's hooks may rely on it: ``do_claim`` only after ``do_open``,
    operations only while enabled, ``do_disable`` and ``do_release`` before ``do_close``. A step that fails leaves
    the device in the state it was in. Nothing here is thread-safe but ``arm``, ``disarm`` and ``do_cancel``: see
    ``drivers.runner``.
    """

    _state: DeviceState = DeviceState.CLOSED
    _taps: tuple[Tap, ...] = ()
    _armed: bool = False
    _counted: Statistics | None = None

    @property
    def state(self) -> DeviceState:
        """How far the device is brought up."""
        return self._state

    @property
    def armed(self) -> bool:
        """Whether the next input is delivered; what comes while it is not is dropped and counted."""
        return self._armed

    @property
    def statistics(self) -> Statistics:
        """What this device has done, in UnifiedPOS's names."""
        if self._counted is None:
            self._counted = Statistics()
        return self._counted

    def attach(self, tap: Tap) -> None:
        """Let ``tap`` see every operation from now on; the first attached is the outermost."""
        self._taps = (*self._taps, tap)

    def detach(self, tap: Tap) -> None:
        """Let ``tap`` see no operation any more; by the device's own thread, or before it is opened."""
        self._taps = tuple(attached for attached in self._taps if attached is not tap)

    def open(self) -> None:
        """Reach what the device hangs on; takes nothing from others. NO_HARDWARE, SERVICE_DOWN, CONFIGURATION."""
        if self._state is not DeviceState.CLOSED:
            self.close()
        try:
            self.operate("open", self.do_open)
        except BaseException:
            self.do_close()
            raise
        self._state = DeviceState.OPENED

    def claim(self, timeout: float = 0.0) -> None:
        """Take the device for ourselves, trying for ``timeout`` seconds while another program holds it.

        CLAIMED_ELSEWHERE says who holds it where the platform tells; OFFLINE where nothing answers.
        """
        self._need(DeviceState.OPENED)
        until = time.monotonic() + timeout
        while self._state is DeviceState.OPENED:
            try:
                self.operate("claim", self.do_claim)
            except DeviceError as error:
                left = until - time.monotonic()
                if error.code is not DeviceErrorCode.CLAIMED_ELSEWHERE or left <= 0:
                    raise
                time.sleep(min(CLAIM_RETRY_SECONDS, left))
            else:
                self._state = DeviceState.CLAIMED

    def enable(self) -> None:
        """Switch the device on for use: its operations, its events, its light."""
        self._need(DeviceState.CLAIMED)
        if self._state is DeviceState.CLAIMED:
            self.operate("enable", self.do_enable)
            self._state = DeviceState.ENABLED
            self.statistics.powered()

    def arm(self) -> None:
        """Deliver the next input, once. From any thread."""
        self._armed = True

    def disarm(self) -> None:
        """Drop input until armed again. From any thread."""
        self._armed = False

    def disable(self) -> None:
        """Switch the device off, keeping the claim."""
        if self._state is DeviceState.ENABLED:
            self._armed = False
            self.statistics.unpowered()
            self._state = DeviceState.CLAIMED
            self.operate("disable", self.do_disable)

    def release(self) -> None:
        """Let others have the device."""
        self.disable()
        if self._state is DeviceState.CLAIMED:
            self._state = DeviceState.OPENED
            self.operate("release", self.do_release)

    def close(self) -> None:
        """Let go of everything, from whatever state; safe to call twice; never raises a DeviceError."""
        if self._state is DeviceState.CLOSED:
            return
        with suppress(DeviceError):
            self.disable()
        with suppress(DeviceError):
            self.release()
        self._state = DeviceState.CLOSED
        with suppress(DeviceError):
            self.operate("close", self.do_close)

    def bring_up(self, claim_timeout: float = 0.0) -> None:
        """Open, claim and enable in one; where a step fails, the device is closed again."""
        try:
            self.open()
            self.claim(claim_timeout)
            self.enable()
        except BaseException:
            self.close()
            raise

    def operate(self, operation: str, do: Callable[..., ResultT], *arguments: Any) -> ResultT:
        """Do one operation through the taps, and count it."""
        try:
            if not self._taps:
                return do(*arguments)
            proceed: Callable[[], ResultT] = partial(do, *arguments)
            for tap in reversed(self._taps):
                proceed = partial(tap.around, operation, arguments, proceed)
            return proceed()
        except DeviceError as error:
            self.statistics.failed(operation, error)
            raise

    def use(self, operation: str, do: Callable[..., ResultT], *arguments: Any) -> ResultT:
        """Do one operation that needs an enabled device. CLOSED, NOT_CLAIMED or DISABLED where it is not."""
        self._need(DeviceState.ENABLED)
        return self.operate(operation, do, *arguments)

    def _need(self, state: DeviceState) -> None:
        if self._state < state:
            raise DeviceError(_MISSING[self._state], type(self).__name__)

    @abstractmethod
    def do_open(self) -> None:
        """See ``open``. What it began and could not finish is undone by ``do_close``."""

    @abstractmethod
    def do_close(self) -> None:
        """Let go of everything, also after a failed ``do_open`` or ``do_claim``; never raises."""

    def do_claim(self) -> None:
        """One try to take the device; a kind that is shared by nature (a page printer) has nothing to take."""

    def do_enable(self) -> None:
        """See ``enable``."""

    def do_disable(self) -> None:
        """See ``disable``."""

    def do_release(self) -> None:
        """Undo ``do_claim``."""

    def do_cancel(self) -> None:
        """Make the operation under way end soon, from any other thread; where that cannot be, do nothing."""
