"""Recording in the tests: a device with a recorder on, and what its trace holds."""

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
