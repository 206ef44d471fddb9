"""What is said of the visa's copy and the medical report beyond the worked examples."""

from dataclasses import replace
from datetime import date

from kiosk.rules.assessment import Outcome, Severity, Text
from kiosk.rules.facts import MedicalFact, Seen
from kiosk.rules.profile_verification import ReferenceDay
from tests.helpers.rules import (
    GZ,
    HEALTH_CENTRE,
    VISIT,
    complete,
    judged,
    named,
    original,
    with_original,
)


def test_a_missing_extra_is_told_once_under_its_own_name():
    facts = with_original(
        with_original(complete(visa_copy=None), "M11", seen=Seen.MISSING), "M12", seen=Seen.MISSING
    )
    assert {f.subject for f in judged(facts).defects} == {"D-VCOPY", "D-MED"}


def test_a_visa_copy_judged_missing_is_no_matter_where_the_residence_permit_copy_is_there():
    facts = with_original(complete(visa_copy=False, residence_permit_copy=True), "M11", seen=Seen.MISSING)
    assert judged(facts).outcome is Outcome.COMPLETE


def test_what_nobody_asked_about_visa_and_medical_is_reviewed_and_not_refused():
    facts = complete(originals=(original("M03"),), visa_copy=None, medical=MedicalFact())
    assert named(judged(facts), Severity.REVIEW) == {
        ("R-VER-03", "NOT_YET_SEEN", "D-VCOPY"),
        ("R-VER-03", "NOT_YET_SEEN", "D-MED"),
    }


def test_a_report_that_is_there_needs_its_day_and_its_issuer():
    assessment = judged(complete(medical=MedicalFact(present=True)))
    assert {f.subject for f in assessment.findings if f.severity is Severity.REVIEW} == {
        "D-MED.issued_on",
        "D-MED.issuer",
    }


def test_an_expired_report_of_a_hospital_is_told_both_at_once():
    report = MedicalFact(present=True, issued_on=date(2026, 1, 5), issuer="Sample City Hospital")
    assert {f.code for f in judged(complete(medical=report)).defects} == {"EXPIRED", "WRONG_ISSUER"}


def test_an_issuer_nobody_knows_is_staffs_to_settle_by_confirming_the_report():
    report = MedicalFact(present=True, issued_on=date(2026, 9, 1), issuer="样例体检中心")
    open_case = with_original(complete(medical=report), "M12", seen=Seen.NOT_YET)
    assert ("R-MED-02", "MANUAL_REVIEW", "D-MED.issuer") in named(judged(open_case), Severity.REVIEW)
    assert judged(complete(medical=report)).outcome is Outcome.COMPLETE


def test_a_locality_may_ask_the_report_valid_on_the_day_of_entry():
    reference = replace(GZ.medical.reference, value=ReferenceDay.ENTRY_DATE)
    profile = replace(GZ, medical=replace(GZ.medical, reference=reference))
    report = MedicalFact(present=True, issued_on=date(2026, 5, 1), issuer="广州海关")
    facts = complete(medical=report)
    assert {f.code for f in judged(facts).defects} == {"EXPIRED"}
    assert judged(facts, profile).outcome is Outcome.COMPLETE
    assert ("R-MED-01", "MANUAL_REVIEW", "entry_date") in named(judged(replace(facts, entry_date=None), profile))


def test_the_medical_reports_months_are_named_where_they_are_known():
    missing = with_original(complete(), "M12", seen=Seen.MISSING)
    assert "（6个月内）" in judged(missing).defects[0].message.zh
    unknown = replace(GZ, medical=replace(GZ.medical, months=replace(GZ.medical.months, value=None)))
    assert "个月" not in judged(missing, unknown).findings[0].message.zh


def test_an_expired_report_is_shown_by_its_last_valid_day_and_called_so():
    (expired,) = judged(complete(medical=MedicalFact(True, date(2026, 5, 1), HEALTH_CENTRE))).defects
    assert expired.seen == Text("有效期至2026-11-01", "valid until 2026-11-01")
    assert expired.expected == Text(f"有效期至{VISIT}或以后", f"valid until {VISIT} or later")
