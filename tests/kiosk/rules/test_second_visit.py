"""What a first notice could have named and did not: nothing, with these rules, for any two visits at all."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from kiosk.rules.assess import assess
from kiosk.rules.assessment import Severity
from kiosk.rules.facts import MedicalFact, OriginalFact, Seen
from kiosk.rules.replay import StoredAssessment
from kiosk.rules.second_visit import told_late
from tests.helpers.any_facts import facts, mixed_from, names, profiles, thorough, visits
from tests.helpers.rules import CALENDAR, GZ, HEALTH_CENTRE, SZ, VISIT, complete, with_original

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


NOT_SAID = {"copy_present": None, "copy_sealed": None}


@pytest.mark.parametrize("seen", [Seen.MISSING, Seen.DIFFERS, Seen.NOT_YET])
def test_an_original_to_come_is_asked_for_with_its_sealed_copy_and_so_the_copy_is_not_told_late(seen):
    first = stored(with_original(complete(), "M03", seen=seen, **NOT_SAID), FIRST)
    (asked,) = (f for f in first.assessment.findings if f.subject == "M03")
    for text in (asked.expected, asked.remedy):
        assert "及加盖用人单位公章的复印件" in text.zh
        assert "a copy of it with the employer's official seal" in text.en
    second = stored(with_original(complete(), "M03", copy_present=False, copy_sealed=False), SECOND)
    assert [f.subject for f in second.assessment.defects] == ["D-COPY(M03)"]
    assert told_late(first, second) == ()


def silent_on_copies(assessment):
    """What an engine that asks for an original and not for its copy would have said."""
    return replace(assessment, findings=tuple(replace(f, asks_besides="") for f in assessment.findings))


def test_a_copy_the_first_notice_did_not_ask_for_with_its_missing_original_is_told_late():
    first = stored(with_original(complete(), "M03", seen=Seen.MISSING, **NOT_SAID), FIRST)
    careless = replace(first, assessment=silent_on_copies(first.assessment))
    for copy in ({"copy_present": False}, {"copy_sealed": False}):
        second = stored(with_original(complete(), "M03", **copy), SECOND)
        assert [late.finding.subject[:11] for late in told_late(careless, second)] == ["D-COPY(M03)"]
        assert told_late(first, second) == ()


def test_a_copy_that_was_in_order_at_the_first_visit_and_is_gone_at_the_second_is_not_told_late():
    first = stored(with_original(complete(), "M06", seen=Seen.MISSING), FIRST)
    assert told_late(first, stored(with_original(complete(), "M03", copy_present=False), SECOND)) == ()


def test_a_copy_asked_for_may_come_without_its_seal_and_is_not_told_late_then():
    first = stored(with_original(complete(), "M03", copy_present=False), FIRST)
    assert told_late(first, stored(with_original(complete(), "M03", copy_sealed=False), SECOND)) == ()


def test_a_missing_original_kept_back_is_told_late_whatever_was_said_of_its_copy_since():
    first = stored(with_original(complete(), "M03", seen=Seen.MISSING), FIRST)
    careless = replace(first, assessment=hiding(first.assessment, "M03"))
    second = stored(with_original(complete(), "M03", seen=Seen.MISSING, copy_present=False), SECOND)
    assert [late.finding.subject for late in told_late(careless, second)] == ["M03"]


def test_no_copy_is_asked_with_an_original_where_the_locality_asks_none():
    case = with_original(complete(), "M03", seen=Seen.MISSING, **NOT_SAID)
    (asked,) = assess(case, SZ, CALENDAR, VISIT).defects
    assert asked.asks_besides == ""
    assert "复印件" not in asked.expected.zh + asked.remedy.zh


def test_a_paper_listed_only_at_the_second_visit_could_not_have_been_told_at_the_first():
    first = stored(complete(), FIRST)
    listed = OriginalFact("D-POA", "授权委托书", "Power of attorney", seen=Seen.MISSING)
    case = complete()
    second = stored(replace(case, originals=(*case.originals, listed)), SECOND)
    assert "D-POA" in {finding.subject for finding in second.assessment.defects}
    assert told_late(first, second) == ()
