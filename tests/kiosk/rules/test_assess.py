"""Which outcome a case comes to where several things are so, and where nothing is asked or known."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from kiosk.permits import PermitClass, PermitStatus
from kiosk.rules.assessment import Outcome, Severity, Text
from kiosk.rules.business import BusinessType
from kiosk.rules.facts import Facts, MedicalFact, Seen, VisitorRole
from kiosk.rules.matters import PermitCheckFact, PhysicalPermitFact
from kiosk.rules.profile_businesses import ReissueGround
from tests.helpers.rules import (
    ENTRY,
    GZ,
    NA,
    SZ,
    VISIT,
    complete,
    judged,
    named,
    original,
    passport_number,
    with_original,
)


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


def test_an_assessment_names_its_profile_its_calendar_and_its_day():
    assessment = judged(complete())
    assert assessment.profile == f"gz {GZ.version}"
    assert assessment.calendar == "cn 2024,2025,2026"
    assert assessment.assessed_on == VISIT


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
