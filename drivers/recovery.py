"""How soon a fault is noticed and a mended device is back, under the terminal's own pace."""

import queue
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from drivers.catalog import create_device
from drivers.device import DeviceKind
from drivers.fault_signs import SIGNS, Sign
from drivers.faults import Fault
from drivers.runner import DeviceRunner
from drivers.simulation import Simulated
from drivers.status import Sensor, StatusChanged
from drivers.worker import DeviceFailed, DeviceReady

LONGEST_SECONDS = 30.0


@dataclass(frozen=True)
class Recovery:
    """Seconds from the fault to the first word of it, and from the mending to the device's being back."""

    kind: DeviceKind
    fault: Fault
    noticed: float
    back: float


class NotNoticed(RuntimeError):
    """Nothing was heard of a fault, or of its end, in ``LONGEST_SECONDS``."""


def noticeable(kind: DeviceKind) -> tuple[Fault, ...]:
    """The faults that a device speaks of without being asked; one that flaps has no end to wait for."""
    return tuple(fault for fault, sign in SIGNS[kind].items() if _speaks(sign) and fault is not Fault.FLAPPING)


def recovery(kind: DeviceKind, fault: Fault) -> Recovery:
    """Let a simulator of ``kind``, which is well, have ``fault``, mend it, and measure both. Raises NotNoticed."""
    heard: queue.SimpleQueue[Any] = queue.SimpleQueue()
    with _running(kind, heard) as device:
        _await(heard, DeviceReady)
        began = perf_counter()
        device.suffer(fault)
        _await(heard, DeviceFailed, StatusChanged)
        noticed = perf_counter() - began
        mended = perf_counter()
        device.suffer(None)
        _await(heard, DeviceReady, StatusChanged)
        return Recovery(kind, fault, noticed, perf_counter() - mended)


def _speaks(sign: Sign) -> bool:
    return sign.down is not None or (sign.sensor is not None and sign.sensor[1] is Sensor.BAD and bool(sign.check))


@contextmanager
def _running(kind: DeviceKind, heard: "queue.SimpleQueue[Any]") -> Iterator[Simulated]:
    device = create_device(kind, "simulated", {})
    if not isinstance(device, Simulated):
        raise TypeError(f"the simulated driver of {kind} is no simulator")
    runner: DeviceRunner[Any] = DeviceRunner(device, _only_news(heard))
    runner.start()
    try:
        yield device
    finally:
        runner.stop()


def _only_news(heard: "queue.SimpleQueue[Any]") -> Callable[[Any], None]:
    def hear(event: Any) -> None:
        if isinstance(event, DeviceFailed | DeviceReady | StatusChanged):
            heard.put(event)

    return hear


def _await(heard: "queue.SimpleQueue[Any]", *wanted: type) -> None:
    until = perf_counter() + LONGEST_SECONDS
    while (left := until - perf_counter()) > 0:
        try:
            event = heard.get(timeout=left)
        except queue.Empty:
            break
        if isinstance(event, wanted):
            return
    raise NotNoticed(f"no {' nor '.join(kind.__name__ for kind in wanted)} in {LONGEST_SECONDS:g} s")
