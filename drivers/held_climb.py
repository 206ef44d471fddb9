"""A health check of a device that may hold its thread: it ends soon, with the ladder as far as it is known."""

from concurrent.futures import Future
from typing import Any

from drivers.errors import DeviceError, DeviceErrorCode
from drivers.health import HealthReport, Rung
from drivers.health_progress import Progress
from drivers.observation import Observation, Observed
from drivers.operation import Operation
from drivers.runner import DeviceRunner
from drivers.watch import Watch

LOOK_SECONDS = 0.25
RUNG_SECONDS = 20.0
"""How long a rung may take on which nothing is printed or taken."""


def climb_on(runner: DeviceRunner[Any], progress: Progress, seconds: float, watch: Watch) -> "Future[HealthReport]":
    """Start a climb on a device's thread, also where the device is down; ``seconds`` for all of it.

    Where a call holds the thread past its time, the climb does not wait for it: it stopped at the rung the device
    was brought up to, with TIMEOUT, or with HUNG once that call is given up. A rung that does not come back
    within ``RUNG_SECONDS`` ends it likewise. What was asked earlier and is in its time is waited for.
    """
    climbing = runner.submit(lambda device: device.check_health(progress.level, progress), seconds, even_down=True)

    def look() -> None:
        if climbing.done():
            return
        _end_where_held(runner, climbing, progress)
        if not climbing.done():
            watch.after(LOOK_SECONDS, look)

    watch.after(0.0, look)
    return progress.told(climbing)


def _end_where_held(runner: DeviceRunner[Any], climbing: Operation[HealthReport], progress: Progress) -> None:
    rung = progress.stands_on
    if rung is not None:
        if rung is not Rung.EXERCISE and progress.seconds_on_it > RUNG_SECONDS:
            said = Observation(Observed.NO_ANSWER_IN, RUNG_SECONDS)
            name = runner.device.kind.value
            climbing.give_up(DeviceError(DeviceErrorCode.TIMEOUT, name, said, retry_safe=False))
        return
    error = runner.why_held()
    if error is not None and climbing.forestall():
        progress.held(runner.device.state)
        climbing.give_up(error)
