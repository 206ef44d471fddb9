"""Date arithmetic of the domain page, section 6, whatever zone the machine is set to."""

import time
from datetime import UTC, date, datetime, timedelta, timezone
from datetime import time as clock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.rules.dates import (
    SHANGHAI,
    ContractDirection,
    CountStart,
    Cutoff,
    CutOverSide,
    NaiveDatetimeError,
    add_days,
    add_months,
    cancellation_side,
    civil_date,
    end_of,
    is_merged_procedure,
    last_day,
    last_days,
    lies_within,
    local_time,
    nth_working_day,
    today,
)
from kiosk.rules.deadlines import delivery_by, one_notice_by, verification_deadlines
from tests.helpers.rules import CALENDAR, GZ


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


SUBMITTED = date(2025, 3, 3)
AFTER, BEFORE, EITHER = ContractDirection.AFTER, ContractDirection.BEFORE, ContractDirection.EITHER


@pytest.mark.parametrize(
    ("day", "inclusive", "allowing"),
    [
        ("2025-03-03", True, {AFTER, BEFORE, EITHER}),
        ("2025-06-01", True, {AFTER, EITHER}),
        ("2025-06-01", False, set()),
        ("2025-05-31", False, {AFTER, EITHER}),
        ("2025-06-02", True, set()),
        ("2024-12-03", True, {BEFORE, EITHER}),
        ("2024-12-03", False, set()),
        ("2024-12-02", True, set()),
    ],
)
def test_a_contracts_first_day_lies_within_ninety_days_as_the_direction_has_it(day, inclusive, allowing):
    lying = {
        d for d in ContractDirection if lies_within(date.fromisoformat(day), SUBMITTED, 90, d, inclusive=inclusive)
    }
    assert lying == allowing


@pytest.mark.parametrize(
    ("event", "merged"),
    [
        (datetime(2024, 11, 30, 23, 59, 59, tzinfo=SHANGHAI), False),
        (datetime(2024, 12, 1, tzinfo=SHANGHAI), True),
        (datetime(2024, 11, 30, 15, 59, 59, tzinfo=UTC), False),
        (datetime(2024, 11, 30, 17, tzinfo=UTC), True),
        (date(2024, 11, 30), False),
        (date(2024, 12, 1), True),
    ],
)
def test_the_merged_procedure_begins_on_the_first_of_december_in_china(event, merged):
    assert is_merged_procedure(event) is merged


@pytest.mark.parametrize("side", [None, *CutOverSide])
def test_only_a_notice_of_the_very_first_day_is_for_the_profile_to_place(side):
    assert cancellation_side(date(2024, 11, 30), side) is CutOverSide.OFFLINE
    assert cancellation_side(date(2024, 12, 2), side) is CutOverSide.ONLINE
    assert cancellation_side(date(2024, 12, 1), side) is (side or CutOverSide.MANUAL)


def test_a_last_day_ends_when_windows_close_or_at_midnight_in_china():
    last = date(2026, 11, 19)
    assert end_of(last, Cutoff.CLOSE_OF_BUSINESS, clock(17)) == datetime(2026, 11, 19, 9, tzinfo=UTC)
    assert end_of(last, Cutoff.MIDNIGHT, clock(17)) == datetime(2026, 11, 19, 16, tzinfo=UTC)
    assert end_of(last, Cutoff.CLOSE_OF_BUSINESS, None) is None
    assert end_of(date.max, Cutoff.MIDNIGHT, None) is None


def test_guangzhous_last_day_ends_when_its_windows_close():
    (deadline,) = verification_deadlines(date(2026, 10, 20), GZ, CALENDAR)
    assert deadline.ends_at == datetime(2026, 11, 19, 17, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("received", "fifth", "tenth"),
    [
        ("2026-09-29", "2026-10-12", "2026-10-19"),
        ("2026-02-12", "2026-02-26", "2026-03-04"),
        ("2026-06-17", "2026-06-25", "2026-07-02"),
        ("2026-11-20", "2026-11-27", "2026-12-04"),
    ],
)
def test_working_days_do_not_count_the_day_of_receipt(received, fifth, tenth):
    start = date.fromisoformat(received)
    assert one_notice_by(start, CALENDAR) == date.fromisoformat(fifth)
    assert delivery_by(start, CALENDAR) == date.fromisoformat(tenth)


def test_working_days_into_a_year_without_a_calendar_are_unknown():
    assert one_notice_by(date(2026, 12, 30), CALENDAR) is None
    assert nth_working_day(date.max, 1, CALENDAR) is None


@given(start=st.dates(date(2024, 12, 1), date(2026, 11, 1)), days=st.integers(1, 20))
def test_between_receipt_and_the_nth_working_day_lie_just_that_many(start, days):
    end = nth_working_day(start, days, CALENDAR)
    assert end is not None
    passed = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    assert sum(bool(CALENDAR.is_working_day(day)) for day in passed) == days
    assert CALENDAR.is_working_day(end)
