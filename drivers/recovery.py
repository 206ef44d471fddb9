"""How long a device takes to be missed when it goes, and to be back when it can be: measured through its runner."""

import queue
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Any

from drivers.device import Device
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.runner import DeviceRunner
from drivers.worker import DeviceFailed, DeviceReady, Pace

STEADY_SECONDS = 0.0
"""Between two rounds nothing is taken for flapping: each is a fault of its own."""


@dataclass(frozen=True)
class Recovery:
    """One fault: seconds until it was told, by which code; seconds from its mending until the device was back."""

    fault: str
    code: DeviceErrorCode
    noticed: float
    back: float


@dataclass(frozen=True)
class Recoveries:
    """Medians and longest of several rounds of one fault, in seconds."""

    fault: str
    code: DeviceErrorCode
    rounds: int
    noticed: float
    noticed_longest: float
    back: float
    back_longest: float


class Watched:
    """A device on its thread, whose going and coming is timed. To be used in a ``with``."""

    def __init__(self, make: Callable[[], Device[Any]], pace: Pace | None = None) -> None:
        self._told: queue.SimpleQueue[tuple[float, Any]] = queue.SimpleQueue()
        self._runner = DeviceRunner(make(), self._hear, replacement=make, pace=pace or Pace(steady=STEADY_SECONDS))

    def __enter__(self) -> "Watched":
        self._runner.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._runner.stop()

    @property
    def device(self) -> Any:
        """The device as it is now."""
        return self._runner.device

    def ready(self, seconds: float) -> float:
        """Wait for the device to be up; when it was. DeviceError(TIMEOUT), or why it is down, after ``seconds``."""
        return self._wait(DeviceReady, seconds)[0]

    def failed(self, seconds: float) -> tuple[float, DeviceError]:
        """Wait for the device to be missed; when, and what was told."""
        at, event = self._wait(DeviceFailed, seconds)
        return at, event.error

    def measure(
        self, fault: str, strike: Callable[[], object], mend: Callable[[], object], seconds: float
    ) -> Recovery:
        """Strike a device that is up and mend it again; each may take ``seconds`` to be told."""
        struck = time.monotonic()
        strike()
        noticed, error = self.failed(seconds)
        mended = time.monotonic()
        mend()
        return Recovery(fault, error.code, noticed - struck, self.ready(seconds) - mended)

    def _hear(self, event: Any) -> None:
        if isinstance(event, DeviceReady | DeviceFailed):
            self._told.put((time.monotonic(), event))

    def _wait(self, kind: type[Any], seconds: float) -> tuple[float, Any]:
        until = time.monotonic() + seconds
        while True:
            try:
                at, event = self._told.get(timeout=max(0.0, until - time.monotonic()))
            except queue.Empty:
                kind_name = self._runner.device.kind.value
                text = f"no {kind.__name__} in {seconds:g} s"
                raise self._runner.last_error or DeviceError(DeviceErrorCode.TIMEOUT, kind_name, text) from None
            if isinstance(event, kind):
                return at, event


def recoveries(
    make: Callable[[], Device[Any]],
    fault: str,
    strike: Callable[[], object],
    mend: Callable[[], object],
    *,
    rounds: int = 5,
    seconds: float = 60.0,
) -> Recoveries:
    """Strike and mend a device so many times. The two may ask a person to pull the cable and plug it in."""
    with Watched(make) as watched:
        watched.ready(seconds)
        found = [watched.measure(fault, strike, mend, seconds) for _ in range(rounds)]
    noticed, back = [one.noticed for one in found], [one.back for one in found]
    return Recoveries(fault, found[0].code, rounds, median(noticed), max(noticed), median(back), max(back))
