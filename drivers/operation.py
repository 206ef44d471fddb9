"""One thing asked of a device: a future with a deadline, that can be taken back."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from typing import Any, Generic, TypeVar

from drivers.errors import DeviceError, DeviceErrorCode, OperationRefused
from drivers.observation import Observation, Observed
from drivers.watch import Watch

ResultT = TypeVar("ResultT")


class Operation(Future[ResultT], Generic[ResultT]):
    """Ends as the device answered, or with a DeviceError: TIMEOUT at its deadline, CANCELLED when withdrawn.

    ``retry_safe`` of these is true only where the operation was never begun.
    """

    def __init__(
        self, do: Callable[[Any], ResultT], locus: str, seconds: float, *, even_down: bool = False
    ) -> None:
        super().__init__()
        self._do = do
        self._locus = locus
        self.seconds = seconds
        self.even_down = even_down
        self._first = threading.Lock()  # taken by whichever comes first: the start, the deadline or the withdrawal
        self._cancel_device: Callable[[], None] | None = None
        self._on_overdue: Callable[[DeviceError], None] = lambda error: None

    def keep_deadline(self, watch: Watch, on_overdue: Callable[[DeviceError], None]) -> None:
        """From now on the clock runs, also while the operation waits.

        ``on_overdue`` is called where the device is still at it at the deadline, before anybody hears of it.
        """
        self._on_overdue = on_overdue
        alarm = watch.after(self.seconds, self._expire)
        self.add_done_callback(lambda _: alarm.cancel())

    def withdraw(self) -> None:
        """Take it back, from any thread: not begun, it never will be; begun, its device is asked to end it soon."""
        never_begun = self._first.acquire(blocking=False)
        cancel = self._cancel_device
        if not never_begun and cancel is not None:
            cancel()
        text = "before it began" if never_begun else "while it was under way"
        self._end(DeviceError(DeviceErrorCode.CANCELLED, self._locus, text, retry_safe=never_begun))

    def forestall(self) -> bool:
        """Never begin it, from any thread; false where it has begun, or was forestalled before."""
        return self._first.acquire(blocking=False)

    def give_up(self, error: DeviceError) -> None:
        """End it with ``error`` for whoever waits, from any thread; a device that is at it is told as overdue."""
        if self._cancel_device is not None and not self.done():
            self._on_overdue(error)
        self._end(error)

    def perform(self, device: Any, refusal: DeviceError | None) -> None:
        """Do it on the device's thread, unless it is over already, or ``refusal`` says why it cannot be done."""
        if self.done() or not self._first.acquire(blocking=False):
            return
        if refusal is not None:
            self._end(refusal)
            return
        self._cancel_device = device.do_cancel
        try:
            result = self._do(device)
        except (DeviceError, OperationRefused) as error:
            self._end(error)
        except Exception as error:  # noqa: BLE001  a driver's own bug must not end the device's thread
            self._end(driver_bug(error, self._locus))
        else:
            with suppress(InvalidStateError):  # the deadline, or a caller that gave up, may have come first
                self.set_result(result)
        finally:
            self._cancel_device = None

    def _expire(self) -> None:
        never_begun = self._first.acquire(blocking=False)
        text = Observation(Observed.NOT_BEGUN_IN if never_begun else Observed.NO_ANSWER_IN, self.seconds)
        error = DeviceError(DeviceErrorCode.TIMEOUT, self._locus, text, retry_safe=never_begun)
        if not never_begun and not self.done():
            self._on_overdue(error)
        self._end(error)

    def _end(self, error: Exception) -> None:
        with suppress(InvalidStateError):
            self.set_exception(error)


def driver_bug(error: Exception, locus: str) -> DeviceError:
    """Names the kind of exception only: its text could quote what was read from a person's card."""
    return DeviceError(DeviceErrorCode.FAILURE, locus, type(error).__name__, retry_safe=False)
