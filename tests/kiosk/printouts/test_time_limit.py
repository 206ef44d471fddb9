"""What a paper says of the last day, on each side of it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kiosk.printouts.time_limit import TimeLimit, time_limits
from kiosk.rules.calendars import Calendar
from kiosk.rules.deadlines import verification_deadlines
from tests.helpers.rules import CALENDAR, GZ

ENTRY = date(2026, 10, 7)
(COUNTED,) = verification_deadlines(ENTRY, GZ, CALENDAR)


def limit(day: date, calendar: Calendar = CALENDAR, entry: date | None = ENTRY) -> TimeLimit:
    (line,) = time_limits(verification_deadlines(entry, GZ, calendar), entry, GZ, day)
    return line


def test_until_the_day_it_is_the_day_to_come_by():
    for day in (ENTRY, COUNTED.come_by):
        assert (limit(day).label.en, limit(day).says.zh) == ("Come by", "2026-11-05")


def test_between_the_day_told_and_lateness_it_is_the_last_day_and_to_come_at_once():
    told = limit(COUNTED.overdue_after)
    assert (told.label.en, told.says.en) == ("At the latest", "2026-11-06 (2026-11-05 has passed: come at once)")


@pytest.mark.parametrize(("late", "ago"), [(1, "1 day ago"), (16, "16 days ago")])
def test_after_it_it_is_how_late_and_what_to_do(late, ago):
    told = limit(COUNTED.overdue_after + timedelta(days=late))
    assert told.label.en == "Overdue"
    assert f"The last day was 2026-11-06, {ago}. Come at once: verification goes on." in told.says.en
    assert f"现已逾期{late}日" in told.says.zh


def test_a_year_whose_holidays_are_not_installed_is_not_called_unpublished():
    told = limit(ENTRY, replace(CALENDAR, years=frozenset()))
    assert told.label.zh == "期限待定"
    assert "尚未装入" in told.says.zh
    assert "not installed here" in told.says.en


def test_an_entry_unknown_or_still_to_come_leaves_it_open_with_the_reason():
    assert "within 30 days of entry" in limit(ENTRY, entry=None).says.en
    assert "lies after today" in limit(ENTRY - timedelta(days=1)).says.en


def test_a_locality_without_a_last_day_has_no_line():
    verification = replace(GZ.verification, has_deadline=replace(GZ.verification.has_deadline, value=False))
    assert time_limits((), None, replace(GZ, verification=verification), ENTRY) == ()
