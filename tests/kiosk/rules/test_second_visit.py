"""What a first notice could have named and did not: nothing, with these rules, for any two visits at all."""

from dataclasses import replace
from datetime import date

from hypothesis import given

from kiosk.rules.assess import assess
from kiosk.rules.assessment import Severity
from kiosk.rules.facts import MedicalFact, Seen
from kiosk.rules.replay import StoredAssessment
from kiosk.rules.second_visit import told_late
from tests.helpers.any_facts import facts, mixed_from, names, profiles, thorough, visits
from tests.helpers.rules import CALENDAR, GZ, HEALTH_CENTRE, VISIT, complete, with_original

FIRST, SECOND = date(2026, 11, 5), VISIT


def stored(case, visit, profile=GZ) -> StoredAssessment:
    return StoredAssessment(case, assess(case, profile, CALENDAR, visit))


@thorough
@given(facts, facts, names, profiles, visits, visits)
def test_no_second_visit_learns_what_the_first_could_have_told(before, other, changed, profile, day, later):
    after = mixed_from(before, other, changed)
    first = stored(before, min(day, later), profile)
    assert told_late(first, stored(after, max(day, later), profile)) == ()


def hiding(assessment, subject):
    """What an engine that stops at the first defect would have said."""
    return replace(assessment, findings=tuple(f for f in assessment.findings if f.subject != subject))


def test_a_defect_a_careless_engine_hid_behind_another_is_counted_and_dated():
    both = with_original(with_original(complete(), "M03", seen=Seen.MISSING), "M06", seen=Seen.MISSING)
    first = stored(both, FIRST)
    careless = replace(first, assessment=hiding(first.assessment, "M06"))
    second = stored(with_original(both, "M03", seen=Seen.CONFIRMED), SECOND)
    (late,) = told_late(careless, second)
    assert late.finding.subject == "M06"
    assert late.could_be_told_on == FIRST
    assert late.mark.en == "This could have been told on 2026-11-05."
    assert "2026-11-05" in late.mark.zh
    assert told_late(first, second) == ()


def test_a_report_that_was_out_of_date_at_the_first_visit_should_have_been_told_then():
    out = complete(medical=MedicalFact(True, date(2026, 5, 1), HEALTH_CENTRE))
    first, second = stored(out, FIRST), stored(out, SECOND)
    careless = replace(first, assessment=hiding(first.assessment, "D-MED.issued_on"))
    assert [late.finding.code for late in told_late(careless, second)] == ["EXPIRED"]


def test_a_report_that_ran_out_between_the_visits_could_not_have_been_told():
    runs_out = complete(medical=MedicalFact(True, date(2026, 5, 10), HEALTH_CENTRE))
    first, second = stored(runs_out, FIRST), stored(runs_out, SECOND)
    assert {f.code for f in second.assessment.defects} == {"EXPIRED"}
    assert told_late(first, second) == ()


def test_what_staff_saw_for_the_first_time_could_not_have_been_told():
    first = stored(complete(), FIRST)
    second = stored(with_original(complete(), "M06", seen=Seen.DIFFERS, reason="another employer"), SECOND)
    assert [f.severity for f in second.assessment.defects] == [Severity.DEFECT]
    assert told_late(first, second) == ()


def test_what_only_a_newer_profile_asks_could_not_have_been_told():
    case = with_original(complete(), "M03", seen=Seen.MISSING)
    first, second = stored(case, FIRST), stored(case, SECOND, replace(GZ, version="2027.1"))
    careless = replace(first, assessment=hiding(first.assessment, "M03"))
    assert told_late(careless, second) == ()
