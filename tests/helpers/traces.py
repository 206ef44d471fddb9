"""Recording in the tests: a device with a recorder on, and what its trace holds."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from drivers.catalog import create_device
from drivers.device import Device
from drivers.trace import Trace, read_trace
from drivers.trace_check import Comparison, check
from drivers.trace_recorder import TraceRecorder
from drivers.trace_stimuli import simulator_options


@contextmanager
def recorded(device: Device[Any], file: Path, **options: Any) -> Iterator[Device[Any]]:
    """The device, every operation of which is recorded; closed at the end."""
    recorder = TraceRecorder(device, file, **options)
    device.attach(recorder)
    try:
        yield device
    finally:
        device.close()
        recorder.end()


def checked_against_simulator(file: Path) -> Comparison:
    """What the kind's simulator does otherwise."""
    trace: Trace = read_trace(file)
    simulator = create_device(trace.header.kind, "simulated", simulator_options(trace))
    return check(trace, simulator)


def next_event(device: Device[Any], seconds: float = 30.0) -> Any:
    """Poll until something comes."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        event = device.poll(0.1)
        if event is not None:
            return event
    raise AssertionError("no event came")
