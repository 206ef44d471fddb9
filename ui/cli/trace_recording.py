"""Uses one device as the terminal would, for a while, with a recorder attached."""

import queue
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drivers.card_reader import CardInserted
from drivers.catalog import create_device
from drivers.device import Device, DeviceKind
from drivers.errors import DeviceError
from drivers.health import HealthLevel
from drivers.runner import DeviceRunner
from drivers.trace_recorder import TraceRecorder
from drivers.worker import DeviceFailed, DeviceReady
from kiosk.cards.reading import read_card
from kiosk.config import DeviceConfig
from kiosk.device_problems import DeviceProblem
from kiosk.problems import Problem

STATUS_EVERY_SECONDS = 1.0
CARD_SECONDS = 30.0


@dataclass(frozen=True)
class Recorded:
    """``error``: why the device could not be used at the end; ``failure``: why the file could not be written."""

    error: DeviceError | None
    failure: str


def record_device(
    kind: DeviceKind, config: DeviceConfig, out: Path, seconds: float, *, exercise: bool = False
) -> Recorded:
    """Record a device for so long. Raises DeviceProblem where its driver cannot be made."""
    heard: queue.SimpleQueue[Any] = queue.SimpleQueue()
    try:
        device = create_device(kind, config.driver, config.options)
    except DeviceError as error:
        raise DeviceProblem(kind, error) from error
    recorder = TraceRecorder(device, out)
    device.attach(recorder)
    runner: DeviceRunner[Any] = DeviceRunner(device, heard.put)
    runner.arm()
    runner.start()
    try:
        last_error = _use(runner, heard, time.monotonic() + seconds, exercise)
    finally:
        runner.stop()
        recorder.end()
    return Recorded(last_error, recorder.failure)


def _use(
    runner: DeviceRunner[Any], heard: "queue.SimpleQueue[Any]", until: float, exercise: bool
) -> DeviceError | None:
    """Listen, arm again after every input, ask for the status now and then; the last fault that still stands."""
    failed: DeviceError | None = None
    status_at = 0.0
    while (left := until - time.monotonic()) > 0:
        event = None
        with suppress(queue.Empty):
            event = heard.get(timeout=min(left, STATUS_EVERY_SECONDS))
        if isinstance(event, DeviceFailed):
            failed = event.error
        elif isinstance(event, DeviceReady):
            failed = None
            if exercise:
                _do(runner, lambda device: device.check_health(HealthLevel.EXTERNAL))
        elif isinstance(event, CardInserted):
            _do(runner, _read_whole_card)
        runner.arm()
        if failed is None and time.monotonic() >= status_at:
            _do(runner, lambda device: device.status())
            status_at = time.monotonic() + STATUS_EVERY_SECONDS
    return failed


def _do(runner: DeviceRunner[Any], operation: Callable[[Device[Any]], object]) -> None:
    """What goes wrong is in the trace."""
    with suppress(DeviceError, Problem):
        runner.submit(operation, timeout=CARD_SECONDS).result()


def _read_whole_card(device: Any) -> None:
    with suppress(Problem):
        read_card(device)
