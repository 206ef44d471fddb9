"""A recorded trace is held to the suite as well: what of it can be tried on a recording."""

from functools import partial
from pathlib import Path
from typing import Any

import pytest

from drivers.catalog import create_device
from drivers.conformance.chosen import bench_for
from drivers.conformance.simulated_bench import SimulatedBench
from drivers.conformance.stimulus import By
from drivers.conformance.work import do_work, next_event
from drivers.conformance.workplace import Workplace
from drivers.device import DeviceKind, Source
from drivers.document_camera import Frame
from drivers.health import HealthLevel
from drivers.trace_recorder import TraceRecorder
from tests.helpers.conformance_run import failures, findings_of, tried

OPTIONS: dict[DeviceKind, dict[str, Any]] = {DeviceKind.DOCUMENT_CAMERA: {"width": 64, "height": 36}}
ROUNDS = 4


def record(kind: DeviceKind, file: Path) -> None:
    """A simulator at its work, some rounds of it."""
    bench = SimulatedBench(
        f"{kind}.simulated", kind, partial(create_device, kind, "simulated", OPTIONS.get(kind, {}))
    )
    place = Workplace(bench)
    device = place.device()
    recorder = TraceRecorder(device, file)
    device.attach(recorder)
    place.bring_up(device)
    device.check_health(HealthLevel.EXTERNAL)
    for _ in range(ROUNDS):
        device.status()
        device.arm()
        if kind is DeviceKind.DOCUMENT_CAMERA:
            for _ in range(3):
                assert next_event(place, device, Frame) is not None
        do_work(place, device)
    place.clear()
    recorder.end()


@pytest.mark.parametrize("kind", DeviceKind)
def test_a_replay_passes(kind: DeviceKind, tmp_path: Path) -> None:
    file = tmp_path / "trace.jsonl"
    record(kind, file)
    bench = bench_for(f"{kind}.replay:{file}", ["timing=false"])
    assert (bench.by, bench.source) == (By.RECORDING, Source.REPLAY)
    found = findings_of(bench)
    assert failures(found) == []
    assert tried(found) >= 20
