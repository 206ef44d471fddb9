"""The last days of a case, each with the day to come by, the day lateness begins, and how both were counted."""

from datetime import date

from kiosk.rules.assessment import Deadline, Text
from kiosk.rules.calendars import Calendar
from kiosk.rules.dates import CountStart, Cutoff, LastDays, end_of, last_days, nth_working_day
from kiosk.rules.phrases import Told
from kiosk.rules.profile import Profile

VERIFICATION = "verification"
_ONE_NOTICE_DAYS = 5
_DELIVERY_DAYS = 10


def verification_deadlines(entry: date | None, profile: Profile, calendar: Calendar) -> tuple[Deadline, ...]:
    """By when to come for verification (R-VER-02); empty where the locality sets no day or the entry is unknown."""
    verification = profile.verification
    days = verification.deadline_days.value
    if not verification.has_deadline.value or days is None or entry is None:
        return ()
    counting = profile.dates.count_start.value or CountStart.NEXT_DAY
    rolls = profile.dates.roll_forward_holiday.value is not False
    counted = last_days(entry, days, counting, calendar if rolls else None)
    words = Told(_words, profile, days, counting, counted)
    last, cutoff = counted.overdue_after, profile.dates.cutoff.value
    ends = None if last is None or cutoff is None else end_of(last, cutoff, profile.dates.closing_time.value)
    return (Deadline(VERIFICATION, entry, counted.come_by, last, words, ends),)


def one_notice_by(received: date, calendar: Calendar) -> date | None:
    """By when everything to correct must have been told, once: five working days (P-01, P-02)."""
    return nth_working_day(received, _ONE_NOTICE_DAYS, calendar)


def delivery_by(decided: date, calendar: Calendar) -> date | None:
    """By when a decision must have been delivered: ten working days (P-02)."""
    return nth_working_day(decided, _DELIVERY_DAYS, calendar)


def _words(profile: Profile, days: int, counting: CountStart, counted: LastDays) -> Text:
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
    if profile.dates.roll_forward_holiday.value is not False:
        zh.append("末日为休息日的顺延至下一工作日")
        en.append("a last day on a rest day moves to the next working day")
    if profile.dates.cutoff.value is Cutoff.CLOSE_OF_BUSINESS:
        zh.append("以当日窗口下班时间为止")
        en.append("until the window closes that day")
    return Text("\uff1b".join(zh) + "\u3002", "; ".join(en) + ".")


def _day(day: object | None, otherwise: str) -> str:
    return otherwise if day is None else str(day)
