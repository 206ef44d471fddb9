"""R-VER-02, R-VER-06: the last day to come after entry, and what lateness means."""

from collections.abc import Iterator

from kiosk.rules.assessment import Deadline, Finding, Text
from kiosk.rules.case import Case, undecided
from kiosk.rules.dates import CountStart, LastDays, last_days
from kiosk.rules.findings import finding

NAME = "verification"


def check(case: Case) -> Iterator[Finding]:
    """A visit before entry, a deadline not known, or one that has passed; lateness warns and never refuses."""
    verification, entry = case.profile.verification, case.facts.entry_date
    if entry is not None and entry > case.today:
        yield finding("entry.after_visit", "entry_date", expected=f"≤ {case.today}", seen=f"{entry}")
    if verification.has_deadline.value is None:
        yield from undecided(verification.has_deadline, "verification.has_deadline")
    if not verification.has_deadline.value:
        return
    days = verification.deadline_days
    if days.value is None:
        yield from undecided(days, "verification.deadline_days")
    elif entry is None:
        yield finding("entry.unknown", "entry_date", source=days.source, rule=days.rule)
    else:
        yield from _lateness(case)


def _lateness(case: Case) -> Iterator[Finding]:
    days = case.profile.verification.deadline_days
    for deadline in deadlines(case):
        last = deadline.overdue_after
        if last is None:
            yield finding(
                "deadline.calendar_unknown",
                "deadline",
                seen=case.calendar.version,
                source=days.source,
                rule=days.rule,
            )
        elif case.today > last:
            late = (case.today - last).days
            yield finding(
                "deadline.overdue",
                "deadline",
                expected=f"≤ {last}",
                seen=f"{case.today}",
                source=days.source,
                rule=days.rule,
                last=f"{last}",
                late=f"{late}",
            )
            yield finding("deadline.adverse", "deadline", source=days.source)


def deadlines(case: Case) -> tuple[Deadline, ...]:
    """The last days of this case; empty where the locality sets none or the entry is not known."""
    verification, entry = case.profile.verification, case.facts.entry_date
    days = verification.deadline_days.value
    if not verification.has_deadline.value or days is None or entry is None:
        return ()
    dates = case.profile.dates
    counting = dates.count_start.value or CountStart.NEXT_DAY
    rolls = dates.roll_forward_holiday.value is not False
    counted = last_days(entry, days, counting, case.calendar if rolls else None)
    return (Deadline(NAME, entry, counted.come_by, counted.overdue_after, _words(case, days, counting, counted)),)


def _words(case: Case, days: int, counting: CountStart, counted: LastDays) -> Text:
    """How both days were counted, with the day each fell on before rolling over rest days."""
    own_day = counting is CountStart.SAME_DAY
    zh = [
        f"建议来办日\uff1a入境当日计为第1日\uff0c第{days}日为{_day(counted.come_by_counted, '无法确定')}",
        f"逾期界限\uff1a{'入境当日' if own_day else '入境次日'}计为第1日\uff0c"
        f"第{days}日为{_day(counted.overdue_counted, '无法确定')}",
    ]
    en = [
        f"come by: the day of entry is day 1, day {days} is {_day(counted.come_by_counted, 'not known')}",
        f"overdue: the {'day of' if own_day else 'day after'} entry is day 1, "
        f"day {days} is {_day(counted.overdue_counted, 'not known')}",
    ]
    if case.profile.dates.roll_forward_holiday.value is not False:
        zh.append("末日为休息日的顺延至下一工作日")
        en.append("a last day on a rest day moves to the next working day")
    if case.profile.dates.cutoff.value == "close_of_business":
        zh.append("以当日窗口下班时间为止")
        en.append("until the window closes that day")
    return Text("\uff1b".join(zh) + "\u3002", "; ".join(en) + ".")


def _day(day: object | None, otherwise: str) -> str:
    return otherwise if day is None else str(day)
