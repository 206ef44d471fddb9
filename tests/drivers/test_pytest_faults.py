"""The fixtures others write their tests with."""

import threading
from typing import TYPE_CHECKING

import pytest

from drivers.card_reader.simulated import SimulatedCardReader
from drivers.card_reader.virtual_card import VirtualCard
from drivers.device import DeviceKind
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.fault_course import Happening
from drivers.fault_plan import Lasting, PlannedFault
from drivers.faults import Fault

if TYPE_CHECKING:
    from drivers.pytest_faults import Rehearsal

pytest_plugins = ["drivers.pytest_faults"]

SELECT = bytes.fromhex("00a4000000")


@pytest.fixture
def reader() -> SimulatedCardReader:
    return SimulatedCardReader()


def test_a_device_fails_at_the_planned_operation(rehearse: "Rehearsal", reader: SimulatedCardReader) -> None:
    planned = PlannedFault(DeviceKind.CARD_READER, Fault.TORN, "transmit", 2, Lasting(operations=1))
    course = rehearse(reader, planned)
    reader.bring_up()
    reader.present(VirtualCard(b"\x3b\x00", {}))
    reader.power_on()
    reader.transmit(SELECT)
    with pytest.raises(DeviceError) as torn:
        reader.transmit(SELECT)
    assert torn.value.code is DeviceErrorCode.CARD_TORN
    assert course.happened == (Happening(Fault.TORN, "transmit", 2),)


def test_the_test_moves_the_clock(rehearse: "Rehearsal", reader: SimulatedCardReader) -> None:
    course = rehearse(reader)
    reader.bring_up()
    course.suffer(Fault.SLOW, 3600.0)
    asked = threading.Thread(target=reader.status)
    asked.start()
    while not rehearse.clock.waiting:
        asked.join(0.01)
    assert asked.is_alive()
    rehearse.clock.advance(3600.0)
    asked.join(30)
    assert not asked.is_alive()


def test_what_still_hangs_is_let_go_at_the_end(rehearse: "Rehearsal", reader: SimulatedCardReader) -> None:
    course = rehearse(reader)
    reader.bring_up()
    course.suffer(Fault.HUNG)
    hung = threading.Thread(target=reader.status)
    hung.start()
    while not rehearse.clock.waiting:
        hung.join(0.01)
    rehearse.mend_all()
    hung.join(30)
    assert not hung.is_alive()
