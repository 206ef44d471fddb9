"""R-VER-02, R-VER-06: the last day to come after entry, and what lateness means."""

from collections.abc import Iterator

from kiosk.rules.assessment import Finding, no_later_than
from kiosk.rules.case import Case, undecided
from kiosk.rules.dates import CountStart, last_day
from kiosk.rules.findings import finding


def check(case: Case) -> Iterator[Finding]:
    """A visit before entry, a deadline not known, or one that has passed; lateness warns and never refuses."""
    verification, entry = case.profile.verification, case.facts.entry_date
    if entry is not None and entry > case.today:
        yield finding("entry.after_visit", "entry_date", expected=no_later_than(case.today), seen=f"{entry}")
    if verification.has_deadline.value is None:
        yield from undecided(verification.has_deadline, "verification.has_deadline")
    if not verification.has_deadline.value:
        return
    days = verification.deadline_days
    if days.value is None:
        yield from undecided(days, "verification.deadline_days")
    elif entry is None:
        yield finding("entry.unknown", "entry_date", source=days.source, rule=days.rule)
    elif entry <= case.today:  # a day still to come is wrong, and nothing is counted from it
        yield from _lateness(case)


def _lateness(case: Case) -> Iterator[Finding]:
    days = case.profile.verification.deadline_days
    for deadline in case.deadlines:
        last = deadline.overdue_after
        if last is None:
            yield finding(
                "deadline.calendar_pending" if _surely_in_time(case) else "deadline.calendar_unknown",
                "deadline",
                seen=case.calendar.version,
                source=days.source,
                rule=days.rule,
            )
        elif case.today > last:
            yield finding(
                "deadline.overdue",
                "deadline",
                expected=no_later_than(last),
                seen=f"{case.today}",
                source=days.source,
                rule=days.rule,
                words={"last": last, "late": (case.today - last).days},
            )
            yield finding(
                "deadline.adverse",
                "deadline",
                expected=no_later_than(last),
                seen=f"{case.today}",
                source=days.source,
            )


def _surely_in_time(case: Case) -> bool:
    """Whether the day is in time under any calendar: rest days only ever move a last day later."""
    entry, days = case.facts.entry_date, case.profile.verification.deadline_days.value
    if entry is None or days is None:
        return False
    last = last_day(entry, days, case.profile.dates.count_start.value or CountStart.NEXT_DAY)
    return last is not None and case.today <= last
