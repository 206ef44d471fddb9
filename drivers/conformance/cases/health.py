"""The health check: every rung in order, a fault at the first that fails, and the device left as it was."""

from drivers.conformance.case import case, require
from drivers.conformance.possessions import left_since, possessions
from drivers.conformance.stimulus import Stimulus
from drivers.conformance.workplace import Workplace, complete
from drivers.health import HealthLevel, HealthReport, Rung, RungResult
from drivers.lifecycle import DeviceState

INTERNAL = [
    Rung.ATTACHED, Rung.OS_DRIVER, Rung.SERVICE, Rung.OPENED, Rung.CLAIMED, Rung.ANSWERS, Rung.SENSORS,
]  # fmt: skip
EXTERNAL = [*INTERNAL, Rung.EXERCISE]


def _whole(report: HealthReport, rungs: list[Rung]) -> None:
    seen = [finding.rung for finding in report.findings]
    require(seen == rungs, f"the ladder is {', '.join(seen)}")


@case()
def well_climbs_the_ladder(on: Workplace) -> None:
    """A device that is well climbs the whole ladder, closed before and after."""
    device = on.device()
    before = possessions()
    report = device.check_health(HealthLevel.INTERNAL)
    _whole(report, INTERNAL)
    stopped = report.stopped_at
    require(stopped is None, f"well, it stops at {stopped and stopped.rung}: {stopped and stopped.seen}")
    require(device.state is DeviceState.CLOSED, f"checked, it is left {device.state.name}")
    left = left_since(before)
    require(not left, f"left behind: {', '.join(left[:5])}")
    on.figures["ladder ms"] = round(report.milliseconds, 1)


@case()
def stays_up(on: Workplace) -> None:
    """Checked while it is up, it stays up."""
    device = on.brought_up()
    require(device.check_health(HealthLevel.INTERNAL).stopped_at is None, "up, and not well")
    require(device.state is DeviceState.ENABLED, f"checked, it is {device.state.name}")


@case(
    stimuli=[Stimulus.UNPLUGGED],
)
def unplugged_stops_on_the_way(on: Workplace) -> None:
    """Unplugged, it stops at a rung with a fault that is whole; no higher one is claimed."""
    device = on.device()
    with on.having(Stimulus.UNPLUGGED):
        report = device.check_health(HealthLevel.INTERNAL)
    _whole(report, INTERNAL)
    stopped = report.stopped_at
    require(stopped is not None, "unplugged, it passes")
    if stopped is not None and stopped.error is not None:
        complete(stopped.error)
    place = [finding.result for finding in report.findings].index(RungResult.FAILED)
    rest = {finding.result for finding in report.findings[place + 1 :]}
    require(rest <= {RungResult.NOT_REACHED}, "a rung above the one that failed")
    require(device.state is DeviceState.CLOSED, f"checked, it is left {device.state.name}")


@case()
def exercises_as_declared(on: Workplace) -> None:
    """EXTERNAL does what can be seen exactly where the driver says that it does."""
    device = on.brought_up()
    report = device.check_health(HealthLevel.EXTERNAL)
    _whole(report, EXTERNAL)
    expected = RungResult.PASSED if device.capabilities.exercises else RungResult.NOT_SUPPORTED
    last = report.findings[-1]
    require(last.result is expected, f"EXERCISE is {last.result}, by its capabilities {expected}: {last.seen}")
