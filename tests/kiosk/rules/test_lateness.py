"""What is said of the day of entry and the last day to come beyond the worked examples."""

from dataclasses import replace
from datetime import date

import pytest

from kiosk.rules.assessment import Outcome, Severity
from kiosk.rules.dates import CountStart
from kiosk.rules.facts import MedicalFact
from tests.helpers.rules import (
    GZ,
    SZ,
    complete,
    judged,
    named,
)


def test_an_entry_date_nobody_knows_is_reviewed():
    assessment = judged(complete(entry_date=None))
    assert assessment.outcome is Outcome.MANUAL_REVIEW
    assert ("R-VER-02", "MANUAL_REVIEW", "entry_date") in named(assessment)
    assert assessment.deadlines == ()


def test_a_deadline_in_a_year_nobody_announced_is_unknown_and_reviewed():
    report = MedicalFact(present=True, issued_on=date(2026, 12, 1), issuer="广州海关")
    assessment = judged(complete(entry_date=date(2026, 12, 10), medical=report), visit=date(2027, 1, 12))
    (deadline,) = assessment.deadlines
    assert (deadline.come_by, deadline.overdue_after) == (None, None)
    assert assessment.outcome is Outcome.MANUAL_REVIEW
    assert ("R-VER-02", "MANUAL_REVIEW", "deadline") in named(assessment, Severity.REVIEW)


def test_a_locality_may_count_the_day_of_entry_itself():
    same_day = replace(GZ.dates.count_start, value=CountStart.SAME_DAY)
    profile = replace(GZ, dates=replace(GZ.dates, count_start=same_day))
    assert judged(complete(), profile, date(2026, 11, 19)).outcome is Outcome.WARN_ADVERSE
    assert judged(complete(), GZ, date(2026, 11, 19)).outcome is Outcome.COMPLETE


def test_shenzhen_sets_no_day_and_says_what_comes_after():
    assessment = judged(complete(entry_date=date(2025, 1, 6)), SZ)
    assert assessment.deadlines == ()
    assert ("R-VER-07", "BEFORE_RESIDENCE_PERMIT", "residence_permit") in named(assessment)
    assert ("R-VER-05", "DOWNLOAD_DECISION", "D-DEC") in named(assessment)


def test_an_overdue_case_stays_a_warning_after_staff_signed_it_off():
    assessment = judged(complete(staff_confirmed=True, decision_available=False), visit=date(2026, 12, 1))
    assert assessment.outcome is Outcome.WARN_ADVERSE
    assert ("R-VER-05", "DECISION_PENDING", "D-DEC") in named(assessment)


@pytest.mark.parametrize(
    ("visit", "severity"),
    [
        (date(2026, 12, 15), Severity.NOTE),
        (date(2027, 1, 14), Severity.NOTE),
        (date(2027, 1, 15), Severity.REVIEW),
    ],
)
def test_an_unknown_calendar_is_for_a_person_only_where_it_could_matter(visit: date, severity: Severity):
    facts = complete(entry_date=date(2026, 12, 15))
    found = [f for f in judged(facts, visit=visit).findings if f.subject == "deadline"]
    assert [(f.code, f.severity) for f in found] == [("MANUAL_REVIEW", severity)]


def test_of_an_entry_still_to_come_nothing_is_said_but_that_the_day_is_wrong():
    (told,) = (f for f in judged(complete(entry_date=date(2031, 5, 1))).findings if f.rule == "R-VER-02")
    assert told.code == "ERROR_DATE"
