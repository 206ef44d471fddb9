"""Civil dates in Asia/Shanghai: what day it is, days and months forward, and a deadline's two readings."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from kiosk.rules.calendars import Calendar

SHANGHAI = ZoneInfo("Asia/Shanghai")
"""The one zone of the terminal: UTC+08:00 without daylight saving, whatever the machine is set to."""


class CountStart(StrEnum):
    """Which day counts as the first (spec domain §6). Civil Code 201 leaves the start day out (P-12)."""

    NEXT_DAY = "next_day"
    SAME_DAY = "same_day"


class NaiveDatetimeError(ValueError):
    """A date-time without its zone cannot be put on a civil day: attach the zone where it is read."""


def today() -> date:
    """The civil date in Asia/Shanghai now."""
    return datetime.now(SHANGHAI).date()


def civil_date(moment: datetime) -> date:
    """The civil date in Asia/Shanghai of a zoned moment. Raises NaiveDatetimeError without a zone."""
    if moment.utcoffset() is None:
        raise NaiveDatetimeError("this date-time has no zone; attach one (UTC or Asia/Shanghai) where it is read")
    return moment.astimezone(SHANGHAI).date()


def local_time(moment: datetime) -> datetime:
    """A zoned moment as the clock in the hall shows it."""
    return moment.astimezone(SHANGHAI)


def add_days(start: date, days: int) -> date | None:
    """``days`` later; None beyond the years a date can name."""
    try:
        return start + timedelta(days=days)
    except OverflowError:
        return None


def add_months(start: date, months: int) -> date | None:
    """The corresponding day ``months`` later, else that month's last day (Civil Code 202). None beyond year 9999.

    Always forward from the day of issue: going back from the visit gives other days at month ends.
    """
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return None
    month += 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def last_day(start: date, days: int, counting: CountStart) -> date | None:
    """The last of ``days`` days after ``start``, before any rolling over rest days (spec domain §6)."""
    return add_days(start, days if counting is CountStart.NEXT_DAY else days - 1)


@dataclass(frozen=True)
class LastDays:
    """One deadline, counted both ways; the ``_counted`` days are before rolling over rest days.

    None means the calendar of that year is not known, or the day lies beyond year 9999.
    """

    come_by_counted: date | None
    come_by: date | None
    overdue_counted: date | None
    overdue_after: date | None


def last_days(start: date, days: int, counting: CountStart, calendar: Calendar | None) -> LastDays:
    """Counts ``days`` from ``start``: to tell the visitor (same day), and to decide lateness (``counting``).

    With a calendar, a last day on a rest day rolls forward to the next working day (Civil Code 203); without one
    it stays where it falls.
    """
    come_by = last_day(start, days, CountStart.SAME_DAY)
    overdue = last_day(start, days, counting)
    if calendar is None:
        return LastDays(come_by, come_by, overdue, overdue)
    return LastDays(come_by, _rolled(come_by, calendar), overdue, _rolled(overdue, calendar))


def _rolled(day: date | None, calendar: Calendar) -> date | None:
    return None if day is None else calendar.next_working_day(day)
