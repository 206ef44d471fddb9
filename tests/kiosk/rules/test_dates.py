"""Date arithmetic of the domain page, section 6, whatever zone the machine is set to."""

import time
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.rules.dates import (
    SHANGHAI,
    CountStart,
    NaiveDatetimeError,
    add_days,
    add_months,
    civil_date,
    last_day,
    last_days,
    local_time,
    today,
)
from tests.helpers.rules import CALENDAR


@pytest.fixture(autouse=True, params=["UTC", "America/Los_Angeles", "Pacific/Kiritimati"])
def machine_zone(request, monkeypatch):
    """The machine's own zone: far west, far east and in between."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


# entry, next_day deadline, after roll, same_day deadline, after roll (None: the reference table names no roll)
REFERENCE = [
    ("2024-12-02", "2025-01-01", "2025-01-02", "2024-12-31", "2024-12-31"),
    ("2025-01-01", "2025-01-31", "2025-02-05", "2025-01-30", "2025-02-05"),
    ("2025-02-28", "2025-03-30", "2025-03-31", "2025-03-29", "2025-03-31"),
    ("2026-01-16", "2026-02-15", "2026-02-24", "2026-02-14", "2026-02-14"),
    ("2026-09-01", "2026-10-01", "2026-10-08", "2026-09-30", "2026-09-30"),
    ("2026-10-20", "2026-11-19", "2026-11-19", "2026-11-18", "2026-11-18"),
    ("2026-04-02", "2026-05-02", "2026-05-06", "2026-05-01", "2026-05-06"),
]


@pytest.mark.parametrize(("entry", "next_day", "rolled", "same_day", "same_rolled"), REFERENCE)
def test_thirty_days_after_entry_as_the_reference_table_has_them(entry, next_day, rolled, same_day, same_rolled):
    counted = last_days(date.fromisoformat(entry), 30, CountStart.NEXT_DAY, CALENDAR)
    assert counted.overdue_counted == date.fromisoformat(next_day)
    assert counted.overdue_after == date.fromisoformat(rolled)
    assert counted.come_by_counted == date.fromisoformat(same_day)
    assert counted.come_by == date.fromisoformat(same_rolled)


@pytest.mark.parametrize(("entry", "next_day", "_rolled", "same_day", "_same_rolled"), REFERENCE)
def test_without_a_calendar_a_last_day_stays_where_it_falls(entry, next_day, _rolled, same_day, _same_rolled):
    counted = last_days(date.fromisoformat(entry), 30, CountStart.NEXT_DAY, None)
    assert (counted.overdue_after, counted.come_by) == (date.fromisoformat(next_day), date.fromisoformat(same_day))


@pytest.mark.parametrize(
    ("issued", "last"),
    [
        ("2025-06-15", "2025-12-15"),
        ("2025-03-31", "2025-09-30"),
        ("2025-08-31", "2026-02-28"),
        ("2024-08-29", "2025-02-28"),
        ("2023-08-31", "2024-02-29"),
    ],
)
def test_six_months_forward_end_on_the_corresponding_day_or_the_months_last(issued, last):
    assert add_months(date.fromisoformat(issued), 6) == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("issued", "by_180_days"),
    [
        ("2025-06-15", "2025-12-12"),
        ("2025-03-31", "2025-09-27"),
        ("2025-08-31", "2026-02-27"),
        ("2024-08-29", "2025-02-25"),
    ],
)
def test_six_months_are_never_counted_as_180_days(issued, by_180_days):
    start = date.fromisoformat(issued)
    assert add_days(start, 180) == date.fromisoformat(by_180_days)
    assert add_months(start, 6) != date.fromisoformat(by_180_days)


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2024-12-01", 90, "2025-03-01"),
        ("2025-01-01", 90, "2025-04-01"),
        ("2025-03-03", 90, "2025-06-01"),
        ("2025-03-03", -90, "2024-12-03"),
    ],
)
def test_ninety_days_forward_and_back(start, days, end):
    assert add_days(date.fromisoformat(start), days) == date.fromisoformat(end)


def test_a_day_in_china_begins_at_sixteen_hours_utc():
    assert civil_date(datetime(2024, 11, 30, 15, 59, 59, tzinfo=UTC)) == date(2024, 11, 30)
    assert civil_date(datetime(2024, 11, 30, 16, 0, tzinfo=UTC)) == date(2024, 12, 1)


def test_a_moment_keeps_its_day_in_china_from_any_zone():
    in_honolulu = datetime(2026, 11, 19, 22, 30, tzinfo=timezone(timedelta(hours=-10)))
    assert civil_date(in_honolulu) == date(2026, 11, 20)
    assert local_time(in_honolulu).strftime("%H:%M") == "16:30"


def test_today_is_the_day_in_china_and_not_the_machines(machine_zone):
    before, day, after = datetime.now(SHANGHAI).date(), today(), datetime.now(SHANGHAI).date()
    assert before <= day <= after
    assert datetime.now(SHANGHAI).utcoffset() == timedelta(hours=8), machine_zone


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(NaiveDatetimeError, match="attach one"):
        civil_date(datetime(2026, 11, 20, 12, 0))  # noqa: DTZ001


def test_days_and_months_beyond_the_calendar_are_unknown_rather_than_an_error():
    assert add_days(date.max, 1) is None
    assert add_months(date(9999, 12, 1), 6) is None
    assert add_months(date(1, 1, 1), -1) is None
    assert last_days(date.max, 30, CountStart.NEXT_DAY, CALENDAR).overdue_after is None


@given(start=st.dates(date(1900, 1, 1), date(2200, 1, 1)), months=st.integers(0, 240))
def test_months_forward_land_in_the_month_they_name(start, months):
    end = add_months(start, months)
    assert end is not None
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day == start.day or (end + timedelta(days=1)).day == 1


@given(start=st.dates(date(2024, 12, 1), date(2026, 11, 1)), days=st.integers(1, 45))
def test_the_day_to_come_by_is_never_after_the_day_lateness_begins(start, days):
    counted = last_days(start, days, CountStart.NEXT_DAY, CALENDAR)
    assert last_day(start, days, CountStart.SAME_DAY) == start + timedelta(days=days - 1)
    if counted.come_by is not None and counted.overdue_after is not None:
        assert counted.come_by <= counted.overdue_after
        assert CALENDAR.is_working_day(counted.come_by)
        assert CALENDAR.is_working_day(counted.overdue_after)
