"""The station lets simulators fail, by hand and by plan, and nothing else."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from drivers import runner as runner_module
from drivers.clock import VirtualClock
from drivers.device import DeviceKind
from drivers.errors import DeviceErrorCode
from drivers.fault_course import Happening
from drivers.fault_plan import FaultPlan, Lasting, PlannedFault
from drivers.faults import Fault
from drivers.printing import PrintOutcome
from drivers.worker import DeviceFailed
from kiosk.config import DeviceConfig
from kiosk.device_problems import DeviceProblem
from kiosk.station import Station
from kiosk.terminal_problems import NotASimulator
from kiosk.visits.events import Paper
from tests.helpers.played import PEOPLE, played_terminal, wait_for

READER, PRINTER = DeviceKind.CARD_READER, DeviceKind.RECEIPT_PRINTER
SIMULATED = DeviceConfig(driver="simulated")
COMPLETE = PEOPLE["lukasz"]


@pytest.fixture
def station() -> Iterator[Station]:
    made = Station({READER: SIMULATED, PRINTER: SIMULATED}, clock=VirtualClock())
    made.start()
    wait_for(lambda: all(view.provenance and not view.last_error for view in made.devices()))
    yield made
    for kind in (READER, PRINTER):
        made.suffer(kind, None)
    assert made.stop() == ()


def last_code(station: Station, kind: DeviceKind) -> DeviceErrorCode | None:
    error = next(view for view in station.devices() if view.kind is kind).last_error
    return error.code if error else None


def test_a_fault_by_hand_is_shown_and_goes_when_mended(station: Station) -> None:
    station.suffer(READER, Fault.SERVICE_DOWN)
    assert station.suffers(READER) == (Fault.SERVICE_DOWN,)
    wait_for(lambda: last_code(station, READER) is DeviceErrorCode.SERVICE_DOWN)
    assert last_code(station, PRINTER) is None
    station.suffer(READER, None)
    assert station.suffers(READER) == ()
    wait_for(lambda: last_code(station, READER) is None)


def test_what_flaps_is_said_to_flap_whether_it_is_gone_or_there(station: Station) -> None:
    station.suffer(READER, Fault.FLAPPING, 0.001)
    assert {station.suffers(READER) for _ in range(50)} == {(Fault.FLAPPING,)}


def test_a_plan_takes_the_place_of_the_one_before(station: Station) -> None:
    station.suffer(READER, Fault.UNPLUGGED)
    station.plan(FaultPlan((PlannedFault(READER, Fault.GARBAGE, "status", 1),)))
    assert station.suffers(READER) == ()
    wait_for(lambda: last_code(station, READER) is None)
    station.ask(READER, lambda reader: reader.status(), 5)
    assert Fault.GARBAGE in {happening.fault for happening in station.happened(READER)}


def test_hardware_and_what_is_not_there_suffer_nothing() -> None:
    serial = DeviceConfig(driver="serial", options={"port": "nowhere"})
    station = Station({DeviceKind.CODE_SCANNER: serial})
    assert station.suffers(DeviceKind.CODE_SCANNER) == ()
    for refused in (
        lambda: station.suffer(DeviceKind.CODE_SCANNER, Fault.MUTE),
        lambda: station.suffer(READER, Fault.MUTE),
        lambda: station.plan(FaultPlan((PlannedFault(READER, Fault.MUTE),))),
        lambda: Station({READER: serial}, FaultPlan((PlannedFault(READER, Fault.MUTE),))),
    ):
        with pytest.raises(NotASimulator) as problem:
            refused()
        assert problem.value.code == "K-104"
    assert station.happened(READER) == ()
    assert station.stop() == ()


def test_of_a_plan_that_names_hardware_nothing_is_followed() -> None:
    serial = DeviceConfig(driver="serial", options={"port": "nowhere"})
    station = Station({READER: SIMULATED, DeviceKind.CODE_SCANNER: serial})
    plan = FaultPlan((PlannedFault(READER, Fault.MUTE, "open"), PlannedFault(DeviceKind.CODE_SCANNER, Fault.MUTE)))
    with pytest.raises(NotASimulator):
        station.plan(plan)
    station.start()
    wait_for(lambda: station.devices()[0].provenance is not None)
    assert station.stop() == ()
    assert station.happened(READER) == ()


def test_the_hardwares_fault_outlives_a_driver_object_that_hung(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner_module, "HUNG_GRACE_SECONDS", 0.1)
    monkeypatch.setattr(runner_module, "LOOK_SECONDS", 0.05)
    failed: list[DeviceErrorCode] = []
    station.listen(lambda _, event: failed.append(event.error.code) if isinstance(event, DeviceFailed) else None)
    station.plan(FaultPlan((PlannedFault(READER, Fault.HUNG, "status", 1, Lasting(operations=1)),)))
    with pytest.raises(DeviceProblem) as late:
        station.ask(READER, lambda reader: reader.status(), 0.2)
    assert late.value.error.code is DeviceErrorCode.TIMEOUT
    wait_for(lambda: DeviceErrorCode.HUNG in failed)
    wait_for(lambda: last_code(station, READER) is None)
    station.suffer(READER, Fault.UNPLUGGED)
    wait_for(lambda: last_code(station, READER) is DeviceErrorCode.NO_HARDWARE)


def test_a_visit_goes_through_a_plan_of_faults(tmp_path: Path) -> None:
    plan = FaultPlan(
        (
            PlannedFault(READER, Fault.TORN, "transmit", (2, 6), Lasting(operations=1)),
            PlannedFault(PRINTER, Fault.PAPER_OUT, "print_bands", 1, Lasting(operations=1)),
        ),
        seed=4,
    )
    with played_terminal(tmp_path) as terminal:
        terminal.station.plan(plan)
        terminal.serve(COMPLETE, until="card")
        assert terminal.message.code == "C-102"
        terminal.serve(COMPLETE, until="confirm")
        terminal.after(lambda: terminal.session.print_paper(Paper.RECEIPT))
        assert terminal.message.code == "D-401"
        terminal.after(lambda: terminal.session.print_paper(Paper.RECEIPT))
        assert [job.outcome for job in terminal.visit.prints] == [PrintOutcome.NOT_PRINTED, PrintOutcome.PRINTED]
        assert [happening.fault for happening in terminal.station.happened(READER)] == [Fault.TORN]
        assert terminal.station.happened(PRINTER) == (Happening(Fault.PAPER_OUT, "print_bands", 1),)
