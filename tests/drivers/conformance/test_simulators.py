"""The simulators of all five kinds pass the suite that hardware must pass."""

from functools import partial
from typing import Any

import pytest

from drivers.card_reader import simulated as card_reader
from drivers.catalog import create_device
from drivers.conformance.simulated_bench import SimulatedBench
from drivers.device import DeviceKind
from drivers.document_camera import simulated as document_camera
from drivers.document_printer import simulated as document_printer
from tests.helpers.conformance_run import failures, findings_of, tried

OPTIONS: dict[DeviceKind, dict[str, Any]] = {DeviceKind.DOCUMENT_CAMERA: {"width": 64, "height": 36}}
LEAST = {
    DeviceKind.CODE_SCANNER: 36,
    DeviceKind.CARD_READER: 40,
    DeviceKind.DOCUMENT_CAMERA: 41,
    DeviceKind.RECEIPT_PRINTER: 45,
    DeviceKind.DOCUMENT_PRINTER: 42,
}
"""Cases that passed when this was written; fewer means that some were closed by mistake."""


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drivers that wait less for a device that is mute."""
    monkeypatch.setattr(card_reader, "PATIENCE_SECONDS", 0.3)
    monkeypatch.setattr(document_printer, "PATIENCE_SECONDS", 0.3)
    monkeypatch.setattr(document_camera, "STILL_PATIENCE_SECONDS", 0.3)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("kind", DeviceKind)
def test_a_simulator_passes(kind: DeviceKind) -> None:
    make = partial(create_device, kind, "simulated", OPTIONS.get(kind, {}))
    found = findings_of(SimulatedBench(f"{kind}.simulated", kind, make))
    assert failures(found) == []
    assert tried(found) >= LEAST[kind]
    assert found["leaving.cycles_leave_nothing"].figures["cycles"] >= 100
