"""How long a fault takes to be told, and a mended device to be well again: measured through its runner."""

import queue
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Any

from drivers.device import Device, DeviceKind
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.runner import DeviceRunner
from drivers.status import DeviceStatus, Readiness, Sensor, StatusChanged, bad_sensor
from drivers.worker import DeviceFailed, DeviceOverdue, DeviceReady, Pace

STEADY_SECONDS = 0.0
"""Between two rounds nothing is taken for flapping: each is a fault of its own."""
ASK_SECONDS = 0.1
"""How often the status of a device is asked that tells no change of it by itself."""

SensorReads = tuple[str, Sensor]
"""A sensor's name and its reading."""


@dataclass(frozen=True)
class Recovery:
    """One fault: seconds until it was told, by which code; seconds from its mending until the device was well.

    ``code`` is None where only a sensor's reading tells it, and that is not bad (paper near its end).
    """

    fault: str
    code: DeviceErrorCode | None
    noticed: float
    back: float


@dataclass(frozen=True)
class Recoveries:
    """Medians and longest of several rounds of one fault, in seconds."""

    fault: str
    code: DeviceErrorCode | None
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

    def measure_hang(
        self, fault: str, strike: Callable[[], object], mend: Callable[[], object], seconds: float
    ) -> Recovery:
        """The same of a device whose call does not come back: noticed where it is told as not answering."""
        struck = time.monotonic()
        strike()
        noticed, event = self._wait(DeviceOverdue, seconds)
        mended = time.monotonic()
        mend()
        return Recovery(fault, event.error.code, noticed - struck, self.ready(seconds) - mended)

    def measure_sensor(
        self,
        fault: str,
        reads: SensorReads,
        strike: Callable[[], object],
        mend: Callable[[], object],
        seconds: float,
    ) -> Recovery:
        """The same of a fault that a sensor shows: noticed where it ``reads`` so, back where it does not."""
        struck = time.monotonic()
        strike()
        noticed, status = self._wait_for_status(lambda seen: reads in seen.sensors, seconds)
        mended = time.monotonic()
        mend()
        back, _ = self._wait_for_status(
            lambda seen: reads not in seen.sensors and seen.readiness is Readiness.ONLINE, seconds
        )
        return Recovery(fault, bad_sensor(status), noticed - struck, back - mended)

    def _hear(self, event: Any) -> None:
        if isinstance(event, DeviceReady | DeviceFailed | DeviceOverdue | StatusChanged):
            self._told.put((time.monotonic(), event))

    def _wait_for_status(
        self, wanted: Callable[[DeviceStatus], bool], seconds: float
    ) -> tuple[float, DeviceStatus]:
        """Until the device tells such a status; one whose kind tells none of it is asked, as the faces ask it."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                at, event = self._told.get(timeout=ASK_SECONDS)
            except queue.Empty:
                if self._runner.device.kind is not DeviceKind.CARD_READER:
                    continue
                at, event = (
                    time.monotonic(),
                    StatusChanged(self._runner.submit(lambda device: device.status()).result()),
                )
            if isinstance(event, DeviceReady | StatusChanged) and wanted(event.status):
                return at, event.status
        raise DeviceError(DeviceErrorCode.TIMEOUT, self._runner.device.kind.value, "the sensor never read so")

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


Measure = Callable[[Watched], Recovery]
"""Strikes and mends a device that is up, once."""


def recoveries(
    make: Callable[[], Device[Any]], measure: Measure, *, rounds: int, seconds: float = 60.0
) -> Recoveries:
    """Measure a device so many times. Striking and mending may ask a person to pull the cable and plug it in."""
    with Watched(make) as watched:
        watched.ready(seconds)
        found = [measure(watched) for _ in range(rounds)]
    noticed, back = [one.noticed for one in found], [one.back for one in found]
    first = found[0]
    return Recoveries(first.fault, first.code, rounds, median(noticed), max(noticed), median(back), max(back))
