"""How many assessments a second one core makes, and with both languages read; as the findings grow."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from time import thread_time

from kiosk.permits import PermitClass, PermitStatus
from kiosk.rules.answer import answer
from kiosk.rules.assess import assess
from kiosk.rules.assessment import Assessment
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
    """Assessments a second of a case with so many defects among so many findings, by the median batch of fifty.

    ``read_per_second``: with every text put into both languages besides, as `kiosk assess --json` does; texts are
    worded when they are read, so an assessment alone has not paid for them.
    """

    defects: int
    findings: int
    per_second: float
    read_per_second: float


def measure(
    profile: Profile,
    calendar: Calendar,
    visit: date,
    *,
    seconds: float = 1.0,
    clock: Callable[[], float] = thread_time,
) -> tuple[Rate, ...]:
    """One rate for each number of FINDINGS, each figure measured for ``seconds`` of this thread's time on its core.

    No two cases in a row are alike, so that nothing is gained by remembering the case before.
    """

    def judged(case: Facts) -> Assessment:
        return assess(case, profile, calendar, visit)

    rates = []
    for missing in FINDINGS:
        cases = [bench_case(visit, missing, turn) for turn in range(_BATCH)]
        first = judged(cases[0])
        alone = _per_second(judged, cases, seconds, clock)
        read = _per_second(lambda case: answer(judged(case)), cases, seconds, clock)
        rates.append(Rate(len(first.defects), len(first.findings), alone, read))
    return tuple(rates)


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


def _per_second(
    what: Callable[[Facts], object], cases: list[Facts], seconds: float, clock: Callable[[], float]
) -> float:
    batches: list[float] = []
    while sum(batches) < seconds or len(batches) < _LEAST_BATCHES:
        begun = clock()
        for case in cases:
            what(case)
        batches.append(clock() - begun)
    return len(cases) / median(batches)
