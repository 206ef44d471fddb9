"""What holds for any facts at all, absurd ones too."""

from dataclasses import astuple, fields, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.permits import PermitClass, PermitStatus
from kiosk.rules.answer import answer
from kiosk.rules.assess import assess
from kiosk.rules.assessment import Outcome, Severity
from kiosk.rules.business import BusinessType
from kiosk.rules.facts import AgentProof, ContractFact, Facts, PhotoImage, Seen, VisitorRole
from kiosk.rules.families.contract import ELEMENTS
from kiosk.rules.registry import rule_ids
from tests.helpers.any_facts import facts, forgetting, profiles, thorough, value_places, verifications, visits
from tests.helpers.rules import CALENDAR, GZ, NA, SZ

REFUSALS = (Outcome.CORRECTION_NOTICE, Outcome.NOT_ACCEPTED_INCOMPLETE, Outcome.VISITOR_NOT_ENTITLED)


@thorough
@given(facts, profiles, visits)
def test_any_facts_give_an_assessment_whose_findings_are_whole(case, profile, visit):
    assessment = assess(case, profile, CALENDAR, visit)
    assert assess(case, profile, CALENDAR, visit) == assessment
    for finding in assessment.findings:
        assert finding.rule in rule_ids()
        assert all([finding.code, finding.message.zh, finding.message.en, finding.source])
        assert all([finding.remedy.zh, finding.remedy.en])
    assert len(set(assessment.findings)) == len(assessment.findings)
    assert len(answer(assessment)["findings"]) == len(assessment.findings)  # every text was put into words


@thorough
@given(facts, profiles, visits)
def test_nothing_is_verified_before_staff_confirmed_every_original_and_signed(case, profile, visit):
    assessment = assess(case, profile, CALENDAR, visit)
    if assessment.outcome is Outcome.VERIFIED:
        assert case.staff_confirmed
        assert case.permit_status is PermitStatus.APPROVED or any(astuple(case.permit_check))
        assert case.originals
        assert {original.seen for original in case.originals} == {Seen.CONFIRMED}
        assert {finding.severity for finding in assessment.findings} <= {Severity.WARNING, Severity.NOTE}


@thorough
@given(verifications, profiles, visits)
def test_a_case_is_complete_only_when_every_original_was_seen(case, profile, visit):
    if assess(case, profile, CALENDAR, visit).outcome in (Outcome.COMPLETE, Outcome.VERIFIED):
        assert Seen.NOT_YET not in {original.seen for original in case.originals}


@thorough
@given(facts, profiles, visits, st.randoms(use_true_random=False))
def test_the_order_of_originals_and_readings_changes_nothing(case, profile, visit, chance):
    shuffled = replace(
        case,
        originals=tuple(chance.sample(case.originals, len(case.originals))),
        matches=tuple(chance.sample(case.matches, len(case.matches))),
    )
    assert assess(shuffled, profile, CALENDAR, visit) == assess(case, profile, CALENDAR, visit)


@thorough
@given(verifications, visits)
def test_a_locality_nobody_knows_refuses_no_one(case, visit):
    assessment = assess(case, NA, CALENDAR, visit)
    assert assessment.outcome is Outcome.MANUAL_REVIEW
    assert assessment.defects == ()


@thorough
@given(verifications, st.lists(st.sampled_from(value_places(GZ)), min_size=1, max_size=5), visits)
def test_forgetting_a_value_of_a_profile_never_adds_a_defect(case, forgotten, visit):
    known = {finding.subject for finding in assess(case, GZ, CALENDAR, visit).defects}
    dimmer = assess(case, forgetting(GZ, forgotten), CALENDAR, visit)
    if case.permit_class is not PermitClass.A:
        assert {finding.subject for finding in dimmer.defects} <= known


@pytest.mark.parametrize("profile", [GZ, SZ, NA], ids=lambda profile: profile.id)
def test_a_case_nobody_knows_anything_of_is_reviewed_and_not_refused(profile):
    assessment = assess(Facts(), profile, CALENDAR, date(2026, 11, 20))
    assert assessment.outcome is Outcome.MANUAL_REVIEW
    assert assessment.defects == ()


@thorough
@given(verifications, visits)
def test_an_unknown_class_is_never_refused_for_its_papers(case, visit):
    outcome = assess(replace(case, permit_class=None), GZ, CALENDAR, visit).outcome
    assert outcome not in (Outcome.CORRECTION_NOTICE, Outcome.NOT_ACCEPTED_INCOMPLETE, Outcome.NOT_REQUIRED)


ABSENCE = ("MISSING",)


@thorough
@given(verifications, visits)
def test_looking_at_one_more_original_and_finding_it_right_adds_no_absence(case, visit):
    before = {f.subject for f in assess(case, GZ, CALENDAR, visit).defects if f.code in ABSENCE}
    better = replace(
        case,
        originals=tuple(
            replace(o, seen=Seen.CONFIRMED, copy_present=True, copy_sealed=True) for o in case.originals
        ),
    )
    after = {f.subject for f in assess(better, GZ, CALENDAR, visit).defects if f.code in ABSENCE}
    assert after <= before | {"D-POA.signature"}


@thorough
@given(verifications, st.sampled_from([GZ, SZ]), st.dates(date(2026, 3, 2), date(2026, 11, 20)))
def test_settling_what_was_open_adds_nothing_to_the_first_notice(case, profile, visit):
    first = assess(case, profile, CALENDAR, visit)
    settled = replace(
        case,
        permit_class=case.permit_class or PermitClass.B,
        permit_status=PermitStatus.APPROVED,
        visitor=case.visitor or VisitorRole.APPLICANT,
        entry_date=case.entry_date or date(2026, 3, 1),
    )
    second = assess(settled, profile, CALENDAR, visit)
    assert {f.subject for f in second.defects} <= {f.subject for f in first.defects}


BARE = Facts()
FORGETTABLE = sorted(
    {field.name for field in fields(Facts)}
    - {"business", "staff_confirmed", "originals", "proof", "permit_class"}  # what is judged, and what is asked
)


@thorough
@given(facts, st.sets(st.sampled_from(FORGETTABLE), min_size=1, max_size=6), profiles, visits)
def test_not_knowing_a_fact_never_adds_a_defect(case, forgotten, profile, visit):
    known = {(f.code, f.subject) for f in assess(case, profile, CALENDAR, visit).defects}
    dimmer = replace(case, **{name: getattr(BARE, name) for name in forgotten})
    assert {(f.code, f.subject) for f in assess(dimmer, profile, CALENDAR, visit).defects} <= known


@thorough
@given(st.sampled_from(BusinessType), profiles, visits)
def test_of_a_case_nothing_is_known_of_nothing_is_refused(business, profile, visit):
    assessment = assess(Facts(business=business), profile, CALENDAR, visit)
    assert assessment.defects == ()
    assert assessment.outcome not in (*REFUSALS, Outcome.VERIFIED, Outcome.COMPLETE)


def with_all_evidence(case: Facts, chosen: set[str]) -> Facts:
    """The case with everything of these facts brought, signed, sealed and as it should be."""
    everything = {
        "visa_copy": True,
        "proof": AgentProof(True, True, True),
        "medical": replace(case.medical, present=True),
        "contract": ContractFact(**dict.fromkeys(EVIDENCE_OF_CONTRACT, True)),
        "photo_image": PhotoImage(*[True] * len(fields(PhotoImage))),
        "originals": tuple(
            replace(o, seen=Seen.CONFIRMED, copy_present=True, copy_sealed=True) for o in case.originals
        ),
    }
    return replace(case, **{name: everything[name] for name in chosen})


EVIDENCE_OF_CONTRACT = ("in_chinese", *ELEMENTS, "applicant_signature", "unit_seal")
EVIDENCE = ("visa_copy", "proof", "medical", "contract", "photo_image", "originals")


@thorough
@given(facts, st.sets(st.sampled_from(EVIDENCE), min_size=1), profiles, visits)
def test_more_evidence_never_adds_a_defect_of_absence(case, chosen, profile, visit):
    before = {f.subject for f in assess(case, profile, CALENDAR, visit).defects if f.code in ABSENCE}
    after = assess(with_all_evidence(case, chosen), profile, CALENDAR, visit)
    added = {f.subject for f in after.defects if f.code in ABSENCE} - before
    assert added <= {"D-POA.signature"}  # a power of attorney that was not there had no signature to miss


@thorough
@given(verifications, st.sets(st.sampled_from(EVIDENCE), min_size=1), profiles, visits)
def test_putting_things_right_reveals_nothing_the_first_notice_did_not_name(case, chosen, profile, visit):
    first = {f.subject for f in assess(case, profile, CALENDAR, visit).defects}
    second = assess(with_all_evidence(case, chosen - {"medical"}), profile, CALENDAR, visit)
    assert {f.subject for f in second.defects} <= first | {"D-POA.signature"}
