"""Each training person's case comes to what its story promises, with the planned defects and no others."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kiosk.rules.assess import assess
from kiosk.rules.assessment import Outcome, Severity
from kiosk.rules.calendars import load_calendar
from kiosk.rules.dates import add_days
from kiosk.rules.profiles import load_profile
from kiosk.training.facts import clerk_facts
from kiosk.training.people import person_named, training_people

DAY = date(2026, 11, 20)
CALENDAR = load_calendar()
PROFILES = {name: load_profile(name) for name in ("gz", "sz")}
KEYS = [person.key for person in training_people(DAY)]
DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))


def assessed(person):
    profile = PROFILES[person.record.locality]
    return assess(clerk_facts(person, profile), profile, CALENDAR, person.told_on)


@pytest.mark.parametrize("key", KEYS)
def test_the_case_comes_to_what_its_story_promises(key):
    person = person_named(key, DAY)
    assessment = assessed(person)
    assert assessment.outcome is person.expected.outcome
    assert {(finding.rule, finding.subject) for finding in assessment.defects} == person.expected.defects


def test_one_has_exactly_three_defects_and_one_differs_from_the_record():
    assert len(person_named("minh-anh", DAY).expected.defects) == 3
    assert ("R-VER-03", "passport.passport_number") in person_named("inigo", DAY).expected.defects


def test_a_contract_that_begins_late_is_advice_where_the_locality_has_no_rule():
    (advice,) = (
        finding for finding in assessed(person_named("juergen", DAY)).findings if "contract" in finding.subject
    )
    assert (advice.rule, advice.subject, advice.severity) == ("R-CON-05", "contract.90d", Severity.WARNING)


@pytest.mark.parametrize("key", [key for key in KEYS if person_named(key, DAY).record.locality == "sz"])
def test_in_shenzhen_a_contract_without_a_day_of_submission_goes_to_a_person(key):
    person = person_named(key, DAY)
    unknown = replace(person, record=replace(person.record, submitted_on=None))
    reviews = {f.subject for f in assessed(unknown).findings if f.severity is Severity.REVIEW}
    assert "contract.90d" in reviews
    expected = person.expected.outcome
    assert assessed(unknown).outcome is (Outcome.MANUAL_REVIEW if expected is Outcome.COMPLETE else expected)


@settings(max_examples=60, deadline=None)
@given(today=DAYS)
def test_the_stories_hold_on_any_day_whose_deadlines_the_calendar_knows(today):
    for person in training_people(today):
        deadline = add_days(person.entry_date, 30)
        if CALENDAR.next_working_day(deadline) is None:
            continue
        assessment = assessed(person)
        assert assessment.outcome is person.expected.outcome, person.key
        assert {(finding.rule, finding.subject) for finding in assessment.defects} == person.expected.defects


@settings(max_examples=30, deadline=None)
@given(today=DAYS)
def test_the_overdue_one_stays_overdue_and_the_last_minute_one_in_time(today):
    late, close = person_named("zoe", today), person_named("thordis", today)
    assume(CALENDAR.next_working_day(add_days(close.entry_date, 30)) is not None)
    assert assessed(late).outcome is Outcome.WARN_ADVERSE
    (deadline,) = assessed(close).deadlines
    assert deadline.overdue_after >= today
