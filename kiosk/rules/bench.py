"""How many assessments a second one core makes: of a whole case, and as the findings grow."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from time import perf_counter

from kiosk.permits import PermitClass, PermitStatus
from kiosk.rules.assess import assess
from kiosk.rules.calendars import Calendar
from kiosk.rules.facts import Facts, MedicalFact, OriginalFact, Seen, VisitorRole
from kiosk.rules.profile import Profile

FINDINGS = (0, 1, 5, 15, 40)
"""How many originals are missing in the cases measured; the first is the whole case."""
_PAPERS = 15
_BATCH = 50
_LEAST_BATCHES = 3


@dataclass(frozen=True)
class Rate:
    """Assessments a second of a case with so many defects among so many findings, by the median batch of fifty."""

    defects: int
    findings: int
    per_second: float


def measure(
    profile: Profile,
    calendar: Calendar,
    visit: date,
    *,
    seconds: float = 1.0,
    clock: Callable[[], float] = perf_counter,
) -> tuple[Rate, ...]:
    """One rate for each number of FINDINGS, each measured for ``seconds`` on this thread.

    No two cases in a row are alike, so that nothing is gained by remembering the case before.
    """
    return tuple(_rate(missing, profile, calendar, visit, seconds, clock) for missing in FINDINGS)


def bench_case(visit: date, missing: int, turn: int = 0) -> Facts:
    """A case of 15 papers of nobody's or more, ``missing`` of them not brought; each ``turn`` gives another."""
    papers = (
        OriginalFact(
            key=f"M10#{number}",
            name_zh=f"材料{number}",
            name_en=f"paper {number}",
            seen=Seen.MISSING if number <= missing else Seen.CONFIRMED,
            reason=f"turn {turn}" if number <= missing else "",
            copy_present=True,
            copy_sealed=True,
        )
        for number in range(1, max(_PAPERS, missing) + 1)
    )
    return Facts(
        permit_class=PermitClass.B,
        permit_status=PermitStatus.APPROVED,
        entry_date=visit - timedelta(days=1 + turn % 20),
        visitor=VisitorRole.APPLICANT,
        originals=tuple(papers),
        visa_copy=True,
        medical=MedicalFact(True, visit - timedelta(days=30 + turn % 60), "国际旅行卫生保健中心"),
    )


def _rate(
    missing: int, profile: Profile, calendar: Calendar, visit: date, seconds: float, clock: Callable[[], float]
) -> Rate:
    cases = [bench_case(visit, missing, turn) for turn in range(_BATCH)]
    first = assess(cases[0], profile, calendar, visit)
    batches: list[float] = []
    while sum(batches) < seconds or len(batches) < _LEAST_BATCHES:
        begun = clock()
        for case in cases:
            assess(case, profile, calendar, visit)
        batches.append(clock() - begun)
    return Rate(len(first.defects), len(first.findings), _BATCH / median(batches))
