"""Every simulator fails in every way its hardware fails, shows it as the table says, and comes back when mended."""

from collections.abc import Callable
from random import Random

import pytest

from drivers.card_reader.simulated import SimulatedCardReader
from drivers.device import DeviceKind
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.fault_plan import NO_FAULTS, FaultPlan, Lasting, PlannedFault, operations_of
from drivers.fault_signs import SIGNS, Sign, faults_of
from drivers.faults import USUAL_MEASURE, Fault
from drivers.health import HealthLevel
from drivers.printing import PrintResult
from drivers.worker import DeviceFailed, DeviceNotice, DeviceReady
from tests.helpers.fault_bench import CODE, FaultBench, fault_bench

WALK = [(kind, fault) for kind in DeviceKind for fault in faults_of(kind)]


def error_of(arrived: object) -> DeviceError | None:
    return (
        arrived.error if isinstance(arrived, PrintResult) else arrived if isinstance(arrived, DeviceError) else None
    )


@pytest.mark.parametrize(("kind", "fault"), WALK, ids=[f"{kind} {fault}" for kind, fault in WALK])
def test_each_fault_shows_as_the_table_says_and_goes_when_mended(kind: DeviceKind, fault: Fault) -> None:
    sign = SIGNS[kind][fault]
    with fault_bench(kind) as bench:
        usual = bench.device.operation_timeout
        bench.device.operation_timeout = 0.5 if sign.hangs else usual
        bench.device.suffer(fault)
        if sign.late:
            comes_late(bench, USUAL_MEASURE[fault])
        elif sign.silent:
            says_nothing(bench)
        elif sign.hangs:
            hangs(bench)
        else:
            shows(bench, sign)
        bench.device.suffer(None)
        bench.device.operation_timeout = usual
        bench.until(lambda: bench.runner.is_up and bench.runner.last_error is None)
        bench.until(bench.works)


def comes_late(bench: FaultBench, seconds: float) -> None:
    work = bench.work()
    bench.until(lambda: bench.clock.waiting > 0 or work.done(), moving=False)
    if bench.kind is not DeviceKind.CODE_SCANNER:
        assert not work.done()
    bench.clock.advance(seconds)
    assert bench.good(bench.arrived(work))


def says_nothing(bench: FaultBench) -> None:
    bench.work()
    assert bench.heard.nothing_for(0.2)


def hangs(bench: FaultBench) -> None:
    error = error_of(bench.work().exception(30)) if bench.kind is not DeviceKind.CODE_SCANNER else None
    assert error is None or error.code is DeviceErrorCode.TIMEOUT
    failed = bench.hear(lambda event: isinstance(event, DeviceFailed))
    assert failed.error.code is DeviceErrorCode.HUNG


def shows(bench: FaultBench, sign: Sign) -> None:
    if sign.sensor is not None:
        if bench.kind is DeviceKind.CARD_READER:
            bench.work()
        status = bench.runner.submit(lambda device: device.status())
        bench.until(status.done)
        assert dict(status.result().sensors)[sign.sensor[0]] is sign.sensor[1]
    if sign.work or sign.outcome or sign.spoilt or sign.notice:
        shows_in_its_work(bench, sign)
    if sign.down is not None:
        bench.hear(lambda event: isinstance(event, DeviceFailed) and event.error.code is sign.down)
    if sign.check is not None:
        check = bench.runner.submit(lambda device: device.check_health(HealthLevel.EXTERNAL), 20, even_down=True)
        bench.until(check.done)
        stopped = check.result().stopped_at
        assert stopped is not None
        assert error_of(stopped.error).code is sign.check


def shows_in_its_work(bench: FaultBench, sign: Sign) -> None:
    work = bench.work()
    if sign.notice is not None:
        assert bench.hear(lambda event: isinstance(event, DeviceNotice)).error.code is sign.notice
        return
    arrived = bench.arrived(work)
    error = error_of(arrived)
    assert (error and error.code) is sign.work
    if sign.outcome is not None:
        assert arrived.outcome is sign.outcome
    if sign.spoilt:
        assert not bench.good(arrived)


@pytest.mark.parametrize("kind", DeviceKind)
def test_a_fault_the_hardware_cannot_have_is_refused(kind: DeviceKind) -> None:
    with fault_bench(kind) as bench:
        for fault in set(Fault) - set(faults_of(kind)):
            with pytest.raises(ValueError, match=f"cannot be {fault}"):
                bench.device.suffer(fault)
        assert bench.works()


def test_what_flaps_goes_and_comes_back_by_the_clock() -> None:
    with fault_bench(DeviceKind.CARD_READER) as bench:
        bench.device.suffer(Fault.FLAPPING, 100.0)
        for _ in range(3):
            bench.hear(lambda event: isinstance(event, DeviceFailed))
            bench.clock.advance(100.0 - bench.clock.now() % 100.0)
            bench.hear(lambda event: isinstance(event, DeviceReady))
            bench.clock.advance(100.0 - bench.clock.now() % 100.0)


def test_a_tap_sees_what_fails_on_purpose_as_it_would_see_hardware_fail() -> None:
    seen: list[tuple[str, DeviceErrorCode | None]] = []

    class Seeing:
        def around(self, operation: str, _arguments: object, proceed: Callable[[], object]) -> object:
            try:
                return proceed()
            except DeviceError as error:
                seen.append((operation, error.code))
                raise

    reader = SimulatedCardReader()
    reader.attach(Seeing())
    reader.bring_up()
    reader.suffer(Fault.UNPLUGGED)
    with pytest.raises(DeviceError):
        reader.power_on()
    reader.close()
    with pytest.raises(DeviceError):
        reader.open()
    assert seen == [("power_on", DeviceErrorCode.OFFLINE), ("open", DeviceErrorCode.NO_HARDWARE)]


def test_what_a_mute_scanner_was_shown_is_not_delivered_later() -> None:
    with fault_bench(DeviceKind.CODE_SCANNER) as bench:
        bench.device.suffer(Fault.MUTE)
        bench.device.present(b"BEFORE")
        assert bench.heard.nothing_for(0.1)
        bench.device.suffer(None)
        bench.device.present(CODE)
        assert bench.heard.next().data == CODE


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("kind", DeviceKind)
def test_after_any_plan_a_mended_device_works(kind: DeviceKind, seed: int) -> None:
    chosen = Random(f"{kind} {seed}")
    planned = [
        PlannedFault(
            kind,
            chosen.choice(faults_of(kind)),
            chosen.choice(operations_of(kind)),
            chosen.randint(1, 4),
            chosen.choice((Lasting(seconds=chosen.uniform(1, 9)), Lasting(operations=chosen.randint(1, 3)))),
        )
        for _ in range(6)
    ]
    with fault_bench(kind) as bench:
        bench.device.operation_timeout = 8.0
        bench.course.follow(FaultPlan(tuple(planned), seed))
        for work in [bench.work() for _ in range(4)]:
            bench.until(lambda work=work: work.done())
        bench.course.follow(NO_FAULTS)
        bench.until(lambda: bench.runner.is_up and bench.runner.last_error is None)
        bench.device.operation_timeout = type(bench.device).operation_timeout
        bench.until(bench.works)
