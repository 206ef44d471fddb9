"""Tries cases on a bench, each on a thread of its own: a driver that never comes back ends none of the rest."""

import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from drivers.conformance.bench import Bench
from drivers.conformance.case import Case, NotMet, all_cases
from drivers.conformance.slip import slip
from drivers.conformance.stimulus import NotDone
from drivers.conformance.workplace import Workplace
from drivers.errors import DeviceError

CASE_SECONDS = 300.0
"""A case that has not ended by then never will."""


class Verdict(StrEnum):
    """How a case went."""

    PASSED = "passed"
    FAILED = "failed"
    CLOSED = "closed"
    """By a capability the device does not have, or by its kind."""
    NOT_TRIED = "not tried"
    """Nobody was there to do to the device what the case takes."""


@dataclass(frozen=True)
class Finding:
    """How one case went: ``why`` it failed, was closed or not tried, and the figures that were taken."""

    case: Case
    verdict: Verdict
    why: str = ""
    seconds: float = 0.0
    figures: Mapping[str, float] = field(default_factory=dict)


def examine(
    bench: Bench, cases: Iterable[Case] | None = None, *, cycles: int = 1000, cycle_seconds: float = float("inf")
) -> Iterator[Finding]:
    """Try the cases of the device's kind one after another; all of them where none are named."""
    for case in all_cases() if cases is None else cases:
        if bench.kind in case.kinds:
            yield try_case(bench, case, Workplace(bench, cycles, cycle_seconds))


def try_case(bench: Bench, case: Case, place: Workplace) -> Finding:
    """Try one case, where the device's capabilities and what can be done to it open it."""
    try:
        device = bench.make()
        place.driver, capabilities = type(device), device.capabilities
    except DeviceError as error:
        return Finding(case, Verdict.FAILED, f"the device cannot be made: {error}")
    closed = case.closed_by(bench.kind, capabilities)
    if closed:
        return Finding(case, Verdict.CLOSED, closed)
    missing = bench.cannot_try(case)
    if missing:
        return Finding(case, Verdict.NOT_TRIED, missing)
    return _tried(case, place)


def _tried(case: Case, place: Workplace) -> Finding:
    began = time.monotonic()
    found: list[tuple[Verdict, str]] = []
    thread = threading.Thread(target=lambda: found.append(_verdict(case, place)), name=case.name, daemon=True)
    thread.start()
    thread.join(CASE_SECONDS)
    verdict, why = found[0] if found else (Verdict.FAILED, f"did not come back in {CASE_SECONDS:g} s")
    return Finding(case, verdict, why, round(time.monotonic() - began, 3), dict(place.figures))


def _verdict(case: Case, place: Workplace) -> tuple[Verdict, str]:
    verdict = _outcome(case, place)
    try:
        place.clear()
    except Exception as error:  # noqa: BLE001  a driver that cannot be closed has failed, the suite goes on
        told = slip(error, place.driver, place.bench.by)
        return Verdict.FAILED, f"{verdict[1]} and then could not be closed: {told}".strip()
    return verdict


def _outcome(case: Case, place: Workplace) -> tuple[Verdict, str]:
    try:
        case.try_it(place)
    except NotMet as failure:
        return Verdict.FAILED, str(failure)
    except NotDone as passed_over:
        return Verdict.NOT_TRIED, str(passed_over)
    except DeviceError as error:
        return Verdict.FAILED, f"unexpected: {error}"
    except Exception as error:  # noqa: BLE001  a driver's bug is what the case found
        return Verdict.FAILED, slip(error, place.driver, place.bench.by)
    return Verdict.PASSED, ""
