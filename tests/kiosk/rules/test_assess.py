"""What an assessment says of a case beyond the worked examples: papers, readings, dates, visitors, precedence."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from kiosk.permits import PermitClass, PermitStatus
from kiosk.rules.assess import assess
from kiosk.rules.assessment import Outcome, Severity, Text
from kiosk.rules.business import BusinessType
from kiosk.rules.dates import CountStart
from kiosk.rules.facts import AgentProof, Facts, FieldMatch, MedicalFact, Seen, VisitorRole
from kiosk.rules.matters import PermitCheckFact, PhysicalPermitFact
from kiosk.rules.profile import Profile, ReferenceDay, ReissueGround
from tests.helpers.rules import (
    CALENDAR,
    ENTRY,
    GZ,
    HEALTH_CENTRE,
    NA,
    SZ,
    VISIT,
    complete,
    named,
    original,
    passport_number,
    with_original,
)


def judged(facts: Facts, profile: Profile = GZ, visit: date = VISIT):
    return assess(facts, profile, CALENDAR, visit)


# Originals and copies


def test_an_original_nobody_has_seen_yet_is_no_defect_and_keeps_the_case_open():
    assessment = judged(with_original(complete(staff_confirmed=True), "M03", seen=Seen.NOT_YET))
    assert assessment.outcome is Outcome.MANUAL_REVIEW
    assert assessment.defects == ()
    assert ("R-VER-03", "NOT_YET_SEEN", "M03") in named(assessment, Severity.REVIEW)


def test_an_original_that_differs_carries_staffs_own_words():
    assessment = judged(with_original(complete(), "M03", seen=Seen.DIFFERS, reason="证书编号不同"))
    assert assessment.outcome is Outcome.CORRECTION_NOTICE
    (defect,) = assessment.defects
    assert (defect.rule, defect.code, defect.subject, defect.seen) == ("R-VER-03", "DIFFERS", "M03", "证书编号不同")
    assert "证书编号不同" in defect.message.zh
    assert "Highest degree" in defect.message.en


def test_a_missing_original_can_lack_its_copy_too_and_both_are_told():
    assessment = judged(with_original(complete(), "M03", seen=Seen.MISSING, copy_present=False))
    assert {f.subject for f in assessment.defects} == {"M03", "D-COPY(M03)"}


@pytest.mark.parametrize(
    ("copy", "subject"),
    [
        ({"copy_present": None, "copy_sealed": None}, "D-COPY(M03)"),
        ({"copy_present": True, "copy_sealed": None}, "D-COPY(M03).seal"),
    ],
)
def test_a_copy_nobody_has_looked_at_is_reviewed(copy, subject):
    assessment = judged(with_original(complete(), "M03", **copy))
    assert assessment.outcome is Outcome.MANUAL_REVIEW
    assert ("R-VER-03", "NOT_YET_SEEN", subject) in named(assessment, Severity.REVIEW)


def test_no_copy_is_asked_of_a_photo_of_the_extras_or_in_shenzhen():
    bare = {"copy_present": None, "copy_sealed": None}
    facts = complete(originals=tuple(replace(original(key), **bare) for key in ("M08", "M11", "M12")))
    assert judged(facts).outcome is Outcome.COMPLETE
    assert judged(with_original(complete(), "M03", copy_present=False), SZ).outcome is Outcome.COMPLETE


def test_a_case_without_any_checklist_is_never_verified():
    assessment = judged(complete(originals=(), staff_confirmed=True), SZ)
    assert assessment.outcome is Outcome.MANUAL_REVIEW
    assert ("R-VER-03", "MANUAL_REVIEW", "originals") in named(assessment)


def test_a_second_paper_of_one_kind_is_judged_on_its_own():
    second = replace(original("M10#2", Seen.MISSING), name_zh="其他材料", name_en="Other")
    assessment = judged(complete(originals=(*complete().originals, original("M10"), second)))
    assert [f.subject for f in assessment.defects] == ["M10#2"]


# Visa copy and medical report


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


# Dates


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


# Who came


def test_anyone_with_a_signed_power_of_attorney_is_an_agent():
    proof = AgentProof(power_of_attorney=True, power_of_attorney_signed=True)
    assert judged(complete(visitor=VisitorRole.OTHER, proof=proof)).outcome is Outcome.COMPLETE


def test_a_power_of_attorney_confirmed_by_staff_is_signed():
    facts = complete(visitor=VisitorRole.POA_AGENT, originals=(*complete().originals, original("M13")))
    assert judged(facts).outcome is Outcome.COMPLETE


@pytest.mark.parametrize(
    ("proof", "subject"),
    [
        (AgentProof(), "D-POA"),
        (AgentProof(power_of_attorney=True), "D-POA.signature"),
    ],
)
def test_a_power_of_attorney_nobody_has_looked_at_is_reviewed(proof, subject):
    assessment = judged(complete(visitor=VisitorRole.POA_AGENT, proof=proof))
    assert assessment.outcome is Outcome.MANUAL_REVIEW
    assert ("R-VER-04", "NOT_YET_SEEN", subject) in named(assessment, Severity.REVIEW)


@pytest.mark.parametrize("proof", [None, False])
def test_a_unit_agents_proof_rests_on_public_material_and_refuses_no_one(proof):
    assessment = judged(complete(visitor=VisitorRole.UNIT_AGENT, proof=AgentProof(unit_proof=proof)))
    assert assessment.outcome is Outcome.MANUAL_REVIEW
    assert assessment.defects == ()


def test_shenzhen_names_no_visitor_so_it_turns_no_one_away():
    assessment = judged(complete(visitor=VisitorRole.OTHER, proof=AgentProof(power_of_attorney=False)), SZ)
    assert assessment.outcome is Outcome.MANUAL_REVIEW
    assert assessment.defects == ()


def test_a_visitor_nobody_asked_is_reviewed():
    assert ("R-VER-04", "MANUAL_REVIEW", "visitor") in named(judged(complete(visitor=None)), Severity.REVIEW)


def test_who_may_come_is_said_in_words_a_visitor_can_read():
    (visitor,) = (f for f in judged(complete(visitor=VisitorRole.OTHER)).defects if f.subject == "visitor")
    assert visitor.expected == Text(
        "申请人本人、用人单位经办人、持授权委托书的受托人",
        "the applicant, the employer's agent, an agent with a power of attorney",
    )
    assert visitor.seen == Text("其他人员", "someone else")


def test_the_medical_reports_months_are_named_where_they_are_known():
    missing = with_original(complete(), "M12", seen=Seen.MISSING)
    assert "（6个月内）" in judged(missing).defects[0].message.zh
    unknown = replace(GZ, medical=replace(GZ.medical, months=replace(GZ.medical.months, value=None)))
    assert "个月" not in judged(missing, unknown).findings[0].message.zh


# Readings against the record


def test_a_machines_difference_alone_is_for_a_person_to_look_at():
    assessment = judged(complete(matches=(passport_number("XA1234568", agrees=False),), staff_confirmed=True))
    assert assessment.outcome is Outcome.MANUAL_REVIEW
    assert assessment.defects == ()
    assert ("R-GEN-08", "DIFFERS", "passport.passport_number") in named(assessment, Severity.REVIEW)


def test_a_difference_is_a_defect_once_staff_say_the_original_differs():
    facts = with_original(complete(matches=(passport_number("XA1234568", agrees=False),)), "M07", seen=Seen.DIFFERS)
    assessment = judged(facts)
    assert assessment.outcome is Outcome.CORRECTION_NOTICE
    assert {(f.rule, f.subject) for f in assessment.defects} == {
        ("R-VER-03", "M07"),
        ("R-VER-03", "passport.passport_number"),
    }
    assert {f.rule for f in judged(facts, SZ).defects} == {"R-VER-07"}


def test_staff_settle_a_field_one_way_or_the_other():
    misread = complete(matches=(passport_number("XA123456T", agrees=False, staff_says=True),))
    assert judged(misread).outcome is Outcome.COMPLETE
    assert ("R-GEN-08", "ACCEPTED", "passport.passport_number") in named(judged(misread), Severity.NOTE)
    wrong = complete(matches=(passport_number("XA1234568", agrees=False, staff_says=False),))
    assert [f.subject for f in judged(wrong).defects] == ["passport.passport_number"]


def test_an_unreadable_field_is_noted_and_an_agreeing_one_is_not():
    assessment = judged(
        complete(matches=(passport_number(None, agrees=None), passport_number("XA1234567", agrees=True)))
    )
    assert assessment.outcome is Outcome.COMPLETE
    assert [code for _, code, subject in named(assessment) if subject.startswith("passport")] == ["UNREADABLE"]


def test_a_passport_number_stands_in_expected_and_seen_and_never_in_a_message():
    facts = complete(matches=(passport_number("XA1234568", agrees=False, staff_says=False),))
    (defect,) = judged(facts).defects
    assert (defect.expected, defect.seen) == ("XA1234567", "XA1234568")
    assert "XA1234" not in f"{defect.message} {defect.remedy}"
    assert "护照号码" in defect.message.zh


# Where nothing is asked, or nobody knows


def test_what_was_seen_anyway_is_reviewed_where_no_verification_is_asked():
    facts = with_original(
        complete(permit_class=PermitClass.A, matches=(passport_number("XA1234568", agrees=False),)),
        "M07",
        seen=Seen.DIFFERS,
    )
    assessment = judged(facts)
    assert assessment.outcome is Outcome.MANUAL_REVIEW
    assert assessment.defects == ()
    assert ("R-VER-03", "DIFFERS", "M07") in named(assessment, Severity.REVIEW)


def test_where_the_locality_is_not_known_everything_is_for_staff():
    worst = with_original(complete(medical=MedicalFact(present=False)), "M03", seen=Seen.MISSING)
    assessment = judged(worst, NA)
    assert assessment.outcome is Outcome.MANUAL_REVIEW
    assert assessment.defects == ()


@pytest.mark.parametrize("status", [PermitStatus.REVOKED, PermitStatus.EXPIRED])
@pytest.mark.parametrize("profile", [GZ, SZ, NA])
def test_a_permit_not_in_force_is_never_verified_and_never_refused_by_machine(status, profile):
    assessment = judged(complete(permit_status=status, staff_confirmed=True), profile)
    assert assessment.outcome is Outcome.MANUAL_REVIEW
    assert ("R-GEN-08", "MANUAL_REVIEW", "permit_status") in named(assessment, Severity.REVIEW)


# Precedence


def test_each_outcome_gives_way_to_the_one_before_it():
    facts = complete(
        permit_class=None,
        visitor=VisitorRole.OTHER,
        entry_date=date(2026, 9, 1),
        originals=(original("M03", Seen.MISSING), original("M07", Seen.NOT_YET)),
    )
    wrong_date = replace(facts, medical=MedicalFact(True, date(2027, 1, 1), "广州海关"))
    entitled = replace(facts, visitor=VisitorRole.APPLICANT)
    known = replace(entitled, permit_class=PermitClass.C)
    whole = with_original(known, "M03", seen=Seen.CONFIRMED)
    seen = with_original(whole, "M07", seen=Seen.CONFIRMED)
    in_time = replace(seen, entry_date=ENTRY)
    signed = replace(in_time, staff_confirmed=True)
    steps = [wrong_date, facts, entitled, known, whole, seen, in_time, signed]
    assert [judged(step).outcome for step in steps] == [
        Outcome.ERROR_DATE,
        Outcome.VISITOR_NOT_ENTITLED,
        Outcome.MANUAL_REVIEW,
        Outcome.CORRECTION_NOTICE,
        Outcome.MANUAL_REVIEW,
        Outcome.WARN_ADVERSE,
        Outcome.COMPLETE,
        Outcome.VERIFIED,
    ]


def test_a_higher_outcome_hides_no_defect_from_the_notice():
    facts = with_original(complete(permit_class=None, visitor=VisitorRole.OTHER), "M03", seen=Seen.MISSING)
    assert {f.subject for f in judged(facts).defects} == {"visitor", "D-POA", "M03"}


def test_an_overdue_case_stays_a_warning_after_staff_signed_it_off():
    assessment = judged(complete(staff_confirmed=True, decision_available=False), visit=date(2026, 12, 1))
    assert assessment.outcome is Outcome.WARN_ADVERSE
    assert ("R-VER-05", "DECISION_PENDING", "D-DEC") in named(assessment)


def test_an_assessment_names_its_profile_its_calendar_and_its_day():
    assessment = judged(complete())
    assert assessment.profile == f"gz {GZ.version}"
    assert assessment.calendar == "cn 2024,2025,2026"
    assert assessment.assessed_on == VISIT


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


def test_nothing_is_said_of_a_decision_nobody_has_asked_for():
    assert not [f for f in judged(complete()).findings if f.subject == "D-DEC"]


def test_what_was_expected_and_seen_is_a_value_or_words_in_both_languages():
    found = judged(
        complete(
            visitor=VisitorRole.OTHER,
            permit_status=PermitStatus.EXPIRED,
            originals=(replace(original("M03", Seen.MISSING), copy_sealed=False), original("M12")),
            medical=MedicalFact(True, VISIT + timedelta(days=1), "St. Elsewhere Hospital"),
            visa_copy=False,
        )
    ).findings
    shown = {finding.subject: (finding.expected, finding.seen) for finding in found}
    assert shown["M03"] == (Text("最高学历证书", "Highest degree"), Text("未带来", "not brought"))
    assert shown["D-COPY(M03).seal"][1] == Text("无公章", "no official seal")
    assert shown["permit_status"] == (Text("有效", "in force"), Text("已过期", "expired"))
    no_later = Text(f"不晚于{VISIT}", f"no later than {VISIT}")
    assert shown["D-MED.issued_on"] == (no_later, f"{VISIT + timedelta(days=1)}")
    assert shown["D-MED.issuer"][1] == "St. Elsewhere Hospital"
    assert not [part for finding in found for part in (finding.expected, finding.seen) if is_mixed(part)]


def is_mixed(shown):
    return isinstance(shown, str) and bool(re.search("[一-鿿]", shown)) and bool(re.search("[a-z]", shown))


def test_nothing_is_verified_of_a_permit_nobody_has_looked_up():
    unknown = complete(permit_status=None, staff_confirmed=True)
    assessment = judged(unknown)
    assert assessment.outcome is Outcome.MANUAL_REVIEW
    assert named(assessment, Severity.REVIEW) == {("R-GEN-08", "MANUAL_REVIEW", "permit")}
    by_code = replace(unknown, permit_check=PermitCheckFact(scanned=True))
    assert judged(by_code).outcome is Outcome.VERIFIED


def test_where_no_verification_is_asked_at_all_no_class_is_named():
    required = replace(GZ.verification.required, value=False)
    nowhere = replace(GZ, verification=replace(GZ.verification, required=required))
    for permit_class in (*PermitClass, None):
        assessment = judged(complete(permit_class=permit_class), nowhere)
        assert assessment.outcome is Outcome.NOT_REQUIRED
        (note,) = [f for f in assessment.findings if f.subject == "permit_class"]
        assert note.message.en == "The rules of Guangzhou do not ask for on-site verification of originals."


@pytest.mark.parametrize(
    ("eligible", "counts", "expires", "said"),
    [
        ((ReissueGround.APPROVED_NOT_COLLECTED,), True, VISIT + timedelta(days=9), ("R-RPL-01", "MANUAL_REVIEW")),
        ((ReissueGround.UNEXPIRED_CARD,), None, VISIT, ("R-RPL-01", "MANUAL_REVIEW")),
        ((ReissueGround.UNEXPIRED_CARD,), None, VISIT + timedelta(days=1), ("R-RPL-01", "ELIGIBLE")),
        ((ReissueGround.UNEXPIRED_CARD,), False, VISIT, ("R-RPL-06", "MANUAL_REVIEW")),
    ],
)
def test_a_card_is_only_called_expired_once_it_is(eligible, counts, expires, said):
    reissue = replace(
        GZ.reissue,
        eligible=replace(GZ.reissue.eligible, value=eligible),
        expiry_day_counts=replace(GZ.reissue.expiry_day_counts, value=counts),
    )
    card = Facts(business=BusinessType.ELECTRONIC_REISSUE, physical_permit=PhysicalPermitFact(expires_on=expires))
    found = [f for f in judged(card, replace(GZ, reissue=reissue)).findings if f.subject == "D-PHYS" and f.seen]
    assert [(f.rule, f.code) for f in found] == [said]


def test_a_copy_without_its_seal_and_an_unsigned_power_of_attorney_say_what_is_expected():
    sealed = judged(with_original(complete(), "M03", copy_sealed=False)).defects
    assert [(f.expected, f.seen) for f in sealed] == [
        (
            Text("加盖单位公章的复印件", "a copy with the employer's official seal"),
            Text("无公章", "no official seal"),
        )
    ]
    unsigned = AgentProof(power_of_attorney=True, power_of_attorney_signed=False)
    signed = judged(complete(visitor=VisitorRole.POA_AGENT, proof=unsigned)).defects
    assert [(f.expected.en, f.seen.en) for f in signed] == [
        ("a power of attorney signed by the applicant", "not signed")
    ]


def test_an_expired_report_is_shown_by_its_last_valid_day_and_called_so():
    (expired,) = judged(complete(medical=MedicalFact(True, date(2026, 5, 1), HEALTH_CENTRE))).defects
    assert expired.seen == Text("有效期至2026-11-01", "valid until 2026-11-01")
    assert expired.expected == Text(f"有效期至{VISIT}或以后", f"valid until {VISIT} or later")


def test_of_an_entry_still_to_come_nothing_is_said_but_that_the_day_is_wrong():
    (told,) = (f for f in judged(complete(entry_date=date(2031, 5, 1))).findings if f.rule == "R-VER-02")
    assert told.code == "ERROR_DATE"


def test_a_paper_read_under_its_key_is_called_by_its_name():
    match = FieldMatch("M07", "passport_number", "E1", "E2", agrees=False)
    (told,) = (f for f in judged(complete(matches=(match,))).findings if f.subject == "M07.passport_number")
    assert "the passport" in told.message.en
    assert "护照" in told.message.zh
    assert "M07" not in told.message.zh + told.message.en


def test_a_proof_that_was_not_brought_is_not_said_to_be_unchecked():
    agent = complete(visitor=VisitorRole.UNIT_AGENT, proof=AgentProof(unit_proof=False))
    (told,) = (f for f in judged(agent).findings if f.subject == "unit_proof")
    assert told.severity is Severity.REVIEW
    assert told.message.en == "The visitor did not bring proof of acting for the employer."
    assert told.message.zh == "用人单位经办人未带来单位证明。"
