"""What is wrong with one device, from its own status and from its last check, the most telling first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from drivers.device import DeviceKind
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.health import HealthReport, Rung, RungFinding
from kiosk.device_problems import DeviceProblem, attentions
from kiosk.device_views import DeviceView
from kiosk.failure_causes import Again, Explained, explanations

HINTED: Mapping[Rung, frozenset[DeviceErrorCode]] = {
    Rung.ATTACHED: frozenset({DeviceErrorCode.NO_HARDWARE, DeviceErrorCode.OFFLINE}),
    Rung.OS_DRIVER: frozenset({DeviceErrorCode.NO_HARDWARE, DeviceErrorCode.CONFIGURATION}),
    Rung.SERVICE: frozenset({DeviceErrorCode.SERVICE_DOWN, DeviceErrorCode.OFFLINE}),
    Rung.OPENED: frozenset({DeviceErrorCode.CONFIGURATION}),
    Rung.CLAIMED: frozenset({DeviceErrorCode.CLAIMED_ELSEWHERE}),
    Rung.ANSWERS: frozenset({DeviceErrorCode.OFFLINE, DeviceErrorCode.TIMEOUT}),
    Rung.SENSORS: frozenset({DeviceErrorCode.FAILURE}),
    Rung.EXERCISE: frozenset({DeviceErrorCode.FAILURE, DeviceErrorCode.TIMEOUT}),
    Rung.LOOPBACK: frozenset({DeviceErrorCode.TIMEOUT}),
}
"""The codes that a rung's own hint fits: of any other its cause and cure say where to look."""


@dataclass(frozen=True)
class Trouble:
    """One problem; ``rung``: where the check met it."""

    problem: DeviceProblem
    rung: Rung | None = None

    @property
    def explained(self) -> Explained | None:
        """The code's cause and cure."""
        return explanations().get(self.problem.code)

    @property
    def hinted(self) -> Rung | None:
        """The rung whose hint says more than the code does."""
        fits = self.rung is not None and self.problem.error.code in HINTED[self.rung]
        return self.rung if fits else None

    @property
    def again(self) -> Again:
        """Whether the same may be tried again now: YES, NO (useless before it is mended), DEPENDS (look first)."""
        if not self.problem.error.retry_safe:
            return Again.DEPENDS
        useless = self.explained is not None and self.explained.again is Again.NO
        return Again.NO if useless else Again.YES


def troubles(
    view: DeviceView, report: HealthReport | None, not_checked: DeviceProblem | None = None
) -> tuple[Trouble, ...]:
    """The device's own fault, then what its check stopped at or could not be tried for; each code once.

    ``not_checked``: why the last check could not be made at all.
    """
    found = [Trouble(problem) for problem in _own(view)]
    if report is not None:
        found += [Trouble(DeviceProblem(*met), finding.rung) for finding, met in _met(view.kind, report)]
    if not_checked is not None:
        found.append(Trouble(not_checked))
    return tuple(_each_code_once(found))


def _own(view: DeviceView) -> Iterable[DeviceProblem]:
    problems = attentions(view.kind, view.status)
    if not problems and view.last_error is not None:
        return (DeviceProblem(view.kind, view.last_error),)
    return problems


def _met(kind: DeviceKind, report: HealthReport) -> Iterable[tuple[RungFinding, tuple[DeviceKind, DeviceError]]]:
    stopped = report.stopped_at
    if stopped is not None and stopped.error is not None:
        yield stopped, (kind, stopped.error)
    for finding in report.open_at:
        if finding.hindered_by is not None and finding.error is not None:
            yield finding, (finding.hindered_by, finding.error)


def _each_code_once(found: Iterable[Trouble]) -> Iterable[Trouble]:
    """The one that knows its rung says where to look as well, and what the device said."""
    told: dict[tuple[DeviceKind, str], Trouble] = {}
    for trouble in found:
        key = (trouble.problem.kind, trouble.problem.code)
        if key not in told or trouble.rung is not None:
            told[key] = trouble
    return told.values()
