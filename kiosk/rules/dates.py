"""Civil dates in Asia/Shanghai: what day it is, days and months forward, and a deadline's two readings."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from kiosk.rules.calendars import Calendar

SHANGHAI = ZoneInfo("Asia/Shanghai")
"""The one zone of the terminal: UTC+08:00 without daylight saving, whatever the machine is set to."""


class CountStart(StrEnum):
    """Which day counts as the first (spec domain §6). Civil Code 201 leaves the start day out (P-12)."""

    NEXT_DAY = "next_day"
    SAME_DAY = "same_day"


class Cutoff(StrEnum):
    """When a last day ends (Civil Code 203 (2), P-12)."""

    CLOSE_OF_BUSINESS = "close_of_business"
    MIDNIGHT = "24:00"


class ContractDirection(StrEnum):
    """Which way a contract's first day may lie from the day of submission (``contract_90_direction``)."""

    AFTER = "effective_after_submit"
    BEFORE = "before"
    EITHER = "abs"


class CutOverSide(StrEnum):
    """What becomes of a notice approved on the policy's very first day (``dec1_side``, R-CAN-03)."""

    ONLINE = "online"
    OFFLINE = "offline"
    MANUAL = "manual"


POLICY_START = date(2024, 12, 1)
"""The first civil day of the merged procedure (R-GEN-01)."""


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


def is_merged_procedure(event: date | datetime) -> bool:
    """Whether the event falls under the merged procedure (R-GEN-01): on POLICY_START or after, in Asia/Shanghai.

    Raises NaiveDatetimeError for a date-time without its zone.
    """
    return (civil_date(event) if isinstance(event, datetime) else event) >= POLICY_START


def cancellation_side(approved: date, dec1_side: CutOverSide | None) -> CutOverSide:
    """How a notice approved on that civil day is cancelled (R-CAN-01…03).

    The sources do not decide the first day itself: the profile does, and MANUAL where it does not either.
    """
    if approved < POLICY_START:
        return CutOverSide.OFFLINE
    return CutOverSide.ONLINE if approved > POLICY_START else dec1_side or CutOverSide.MANUAL


def lies_within(day: date, anchor: date, days: int, direction: ContractDirection, *, inclusive: bool) -> bool:
    """Whether ``day`` lies at most ``days`` from ``anchor`` (R-CON-03), less than that where not ``inclusive``."""
    distance = (day - anchor).days
    if direction is ContractDirection.AFTER:
        far = distance if distance >= 0 else None
    elif direction is ContractDirection.BEFORE:
        far = -distance if distance <= 0 else None
    else:
        far = abs(distance)
    return far is not None and (far <= days if inclusive else far < days)


def end_of(last: date, cutoff: Cutoff, closing: time | None) -> datetime | None:
    """The moment a last day ends, in Asia/Shanghai; None where windows' closing time decides and is not known."""
    if cutoff is Cutoff.CLOSE_OF_BUSINESS:
        return None if closing is None else datetime.combine(last, closing, SHANGHAI)
    midnight = add_days(last, 1)
    return None if midnight is None else datetime.combine(midnight, time.min, SHANGHAI)


def nth_working_day(received: date, days: int, calendar: Calendar) -> date | None:
    """The last of ``days`` working days, the day of receipt not counted (P-02); None beyond a known calendar."""
    day = received
    for _ in range(days):
        following = add_days(day, 1)
        working = None if following is None else calendar.next_working_day(following)
        if working is None:
            return None
        day = working
    return day


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
