"""The civil days the stories are told in."""

from datetime import date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China keeps UTC+08:00 all the year."""


def today_in_china() -> date:
    """The civil date in Asia/Shanghai now."""
    return datetime.now(CHINA).date()


def years_from(day: date, years: int) -> date:
    """The same day ``years`` later (or earlier); 29 February becomes 28 where the year has none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def chinese_date(day: date) -> str:
    """``2026年3月5日``, as official papers write it."""
    return f"{day.year}年{day.month}月{day.day}日"


FILED_BEFORE_APPROVAL = timedelta(days=14)
"""An application is submitted this long before the permit is granted."""
