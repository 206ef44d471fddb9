"""Dates as people type them, and how a deadline stands."""

from dataclasses import replace
from datetime import date

import pytest

from kiosk.rules.assessment import Deadline, Text
from ui.desk.deadline import standing
from ui.desk.prompts import Field, FieldKind, fault_of, parse_date
from ui.i18n import EMPTY
from ui.i18n import desk as words

DEADLINE = Deadline("R-VER-02", date(2026, 10, 20), date(2026, 11, 18), date(2026, 11, 19), Text("", ""))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("20260131", date(2026, 1, 31)),
        ("2026-01-31", date(2026, 1, 31)),
        (" 2026/1/31 ", date(2026, 1, 31)),
        ("2026.01.31", date(2026, 1, 31)),
        ("2026年01月31日", date(2026, 1, 31)),
        ("20260231", None),
        ("31012026", None),
        ("2026", None),
        ("", None),
        ("２０２６０１３１", None),
        ("yesterday", None),
    ],
)
def test_a_date_is_read_as_typed_or_not_at_all(typed: str, read: date | None) -> None:
    assert parse_date(typed) == read


@pytest.mark.parametrize(
    ("today", "words", "tone"),
    [
        (date(2026, 11, 1), "17 days left", "good"),
        (date(2026, 11, 10), "8 days left", "good"),
        (date(2026, 11, 11), "7 days left", "attention"),
        (date(2026, 11, 17), "1 day left", "attention"),
        (date(2026, 11, 18), "Today is the last day", "attention"),
        (date(2026, 11, 19), "not late until 2026-11-19", "attention"),
        (date(2026, 11, 20), "1 day late", "bad"),
        (date(2026, 11, 22), "3 days late", "bad"),
    ],
)
def test_a_deadline_says_how_far_off_it_is(today: date, words: str, tone: str) -> None:
    stands = standing((DEADLINE,), date(2026, 10, 20), today)
    assert stands.day.en == ("2026-11-19" if tone == "bad" else "2026-11-18"), "what the days are counted from"
    assert words in stands.words.en
    assert stands.tone == tone


def test_no_deadline_says_why() -> None:
    assert "Entry date" in standing((), None, date(2026, 1, 1)).words.en
    assert "No deadline" in standing((), date(2026, 1, 1), date(2026, 1, 1)).words.en
    uncounted = replace(DEADLINE, come_by=None, overdue_after=None)
    assert "not installed" in standing((uncounted,), date(2026, 1, 1), date(2026, 1, 1)).words.en


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("11111111", words.NO_SUCH_DAY),
        ("2026-02-30", words.NO_SUCH_DAY),
        ("1111", words.DATE_WRONG),
        ("99999999", words.NO_SUCH_DAY),
        ("20260131", None),
    ],
)
def test_eight_digits_that_are_no_day_are_told_as_such(typed, fault):
    assert fault_of(Field("entry", EMPTY, FieldKind.DATE), typed) == fault
