"""Several faults of one device at once: all of them show, and each ends by its own course."""

import pytest

from drivers.device import DeviceKind
from drivers.errors import DeviceErrorCode
from drivers.fault_plan import FaultPlan, Lasting, PlannedFault
from drivers.faults import Fault
from drivers.printing import PrintOutcome
from drivers.status import Sensor
from tests.helpers.fault_bench import FaultBench, fault_bench

RECEIPTS, PAGES = DeviceKind.RECEIPT_PRINTER, DeviceKind.DOCUMENT_PRINTER


def sensors(bench: FaultBench) -> dict[str, Sensor]:
    status = bench.runner.submit(lambda device: device.status())
    bench.until(status.done)
    return dict(status.result().sensors)


@pytest.mark.parametrize("kind", [RECEIPTS, PAGES])
def test_a_printer_near_the_end_of_its_paper_with_its_cover_open_and_slow_shows_all_three(kind) -> None:
    with fault_bench(kind) as bench:
        for fault in (Fault.NEAR_END, Fault.COVER_OPEN, Fault.SLOW):
            bench.device.suffer(fault, beside=True)
        read = sensors(bench)
        assert (read["paper"], read["cover"]) == (Sensor.LOW, Sensor.BAD)
        began = bench.clock.now()
        result = bench.arrived(bench.work())
        assert bench.clock.now() - began >= 3.0, "it is slow as well"
        assert result.outcome is PrintOutcome.NOT_PRINTED
        assert result.error.code is DeviceErrorCode.COVER_OPEN
        bench.device.mend(Fault.COVER_OPEN)
        bench.device.mend(Fault.SLOW)
        assert bench.arrived(bench.work()).outcome is PrintOutcome.PRINTED
        assert sensors(bench)["paper"] is Sensor.LOW
        bench.device.mend(Fault.NEAR_END)
        assert sensors(bench)["paper"] is Sensor.GOOD


@pytest.mark.parametrize("kind", [RECEIPTS, PAGES])
def test_two_planned_faults_overlap_and_each_ends_when_its_own_time_is_over(kind) -> None:
    plan = FaultPlan(
        (
            PlannedFault(kind, Fault.NEAR_END, "status", 1, Lasting(seconds=1e6)),
            PlannedFault(kind, Fault.COVER_OPEN, "status", 1, Lasting(seconds=1e5)),
        )
    )
    with fault_bench(kind, plan) as bench:
        assert (sensors(bench)["paper"], sensors(bench)["cover"]) == (Sensor.LOW, Sensor.BAD)
        bench.clock.advance(2e5)
        assert (sensors(bench)["paper"], sensors(bench)["cover"]) == (Sensor.LOW, Sensor.GOOD)
        bench.clock.advance(1e6)
        assert sensors(bench)["paper"] is Sensor.GOOD


def test_paper_that_ran_out_stays_out_whatever_else_comes_and_goes() -> None:
    with fault_bench(RECEIPTS) as bench:
        bench.device.suffer(Fault.PAPER_ENDS)
        assert bench.arrived(bench.work()).outcome is PrintOutcome.UNKNOWN
        bench.device.suffer(Fault.COVER_OPEN, beside=True)
        bench.device.mend(Fault.COVER_OPEN)
        assert (sensors(bench)["paper"], sensors(bench)["cover"]) == (Sensor.BAD, Sensor.GOOD)
        bench.device.mend(Fault.PAPER_ENDS)
        assert sensors(bench)["paper"] is Sensor.GOOD


def test_a_printer_that_says_nothing_does_not_say_that_it_has_no_paper_either() -> None:
    with fault_bench(PAGES) as bench:
        bench.device.suffer(Fault.PAPER_OUT)
        bench.device.suffer(Fault.UNKNOWN_STATUS, beside=True)
        assert set(sensors(bench).values()) == {Sensor.UNKNOWN}
        assert bench.arrived(bench.work()).outcome is PrintOutcome.UNKNOWN


def test_a_card_is_answered_for_late_and_in_noise() -> None:
    with fault_bench(DeviceKind.CARD_READER) as bench:
        bench.device.suffer(Fault.SLOW)
        bench.device.suffer(Fault.GARBAGE, beside=True)
        began = bench.clock.now()
        answer = bench.arrived(bench.work())
        assert not bench.good(answer)
        assert bench.clock.now() - began >= 3.0


def test_a_picture_is_cut_short_and_full_of_noise_at_once() -> None:
    with fault_bench(DeviceKind.DOCUMENT_CAMERA) as bench:
        bench.device.suffer(Fault.GARBAGE)
        bench.device.suffer(Fault.SHORT, beside=True)
        picture = bench.arrived(bench.work())
        assert picture[-1].max() == 0
        assert picture[0].std() > 40


def test_what_is_unplugged_and_taken_is_first_of_all_not_there() -> None:
    with fault_bench(DeviceKind.CARD_READER) as bench:
        bench.device.suffer(Fault.CLAIMED_ELSEWHERE)
        bench.device.suffer(Fault.UNPLUGGED, beside=True)
        bench.until(lambda: code(bench) is DeviceErrorCode.NO_HARDWARE)
        bench.device.mend(Fault.UNPLUGGED)
        bench.until(lambda: code(bench) is DeviceErrorCode.CLAIMED_ELSEWHERE)
        bench.device.mend(Fault.CLAIMED_ELSEWHERE)
        bench.until(lambda: code(bench) is None)


def code(bench: FaultBench) -> DeviceErrorCode | None:
    error = bench.runner.last_error
    return error.code if error is not None else None
