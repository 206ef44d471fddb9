"""Businesses beyond verification: all of domain §4, one outcome each, and what outranks what."""

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.rules.assess import assess
from kiosk.rules.assessment import Outcome, Severity
from kiosk.rules.business import HANDLED_HERE, BusinessType, businesses
from kiosk.rules.facts import Facts
from kiosk.rules.matters import (
    ElectronicCardFact,
    EmployerFact,
    NoticeFact,
    PhysicalPermitFact,
    ReissueFact,
    StayFact,
)
from kiosk.rules.registry import BY_BUSINESS, families_of
from tests.helpers.rules import CALENDAR, GZ, NA, PROFILES, SZ, VISIT, complete, named

ACTORS = {"A-APP", "A-UNIT", "A-POA", "A-EMP", "A-WIN"}


def test_the_domain_pages_businesses_are_all_there():
    codes = {type_.value for type_ in BusinessType}
    assert codes == {f"BT-{n:02}" for n in range(1, 23)} | {"BT-90"} | {f"X-{n:02}" for n in range(1, 6)}
    assert set(BY_BUSINESS) == set(BusinessType) - set(HANDLED_HERE)


@pytest.mark.parametrize("type_", BusinessType)
def test_a_business_says_who_files_it_where_and_where_that_stands(type_):
    business = businesses()[type_]
    assert business.filed_by
    assert set(business.filed_by) <= ACTORS
    assert bool(business.places) is not type_.is_removed
    assert business.source.startswith(("000_", "002_", "003_", "004_"))
    assert (business.outcome is Outcome.BUSINESS_REMOVED) is type_.is_removed


@pytest.mark.parametrize("type_", sorted(set(BusinessType) - set(HANDLED_HERE)))
def test_an_assessment_names_the_rules_asked_of_that_business_and_no_others(type_):
    assessment = assess(Facts(business=type_), SZ, CALENDAR, VISIT)
    asked = {rule for family in families_of(type_) for rule in family.rules}
    assert set(assessment.rules) == asked
    assert assessment.deadlines == ()
    for finding in assessment.findings:
        assert finding.rule in asked or finding.subject.startswith("profile.")


def test_receiving_the_decision_is_judged_as_the_verification_it_follows():
    facts = complete(business=BusinessType.DECISION_RECEIPT)
    assert assess(facts, GZ, CALENDAR, VISIT).outcome is assess(complete(), GZ, CALENDAR, VISIT).outcome


def test_a_reissue_is_told_everything_it_lacks_at_once():
    facts = Facts(
        business=BusinessType.ELECTRONIC_REISSUE,
        physical_permit=PhysicalPermitFact(expires_on=VISIT, brought=False),
        reissue=ReissueFact(form=False, remote=True, commitment_letter=False),
    )
    assessment = assess(facts, SZ, CALENDAR, VISIT)
    assert named(assessment, Severity.DEFECT) == {
        ("R-RPL-03", "MISSING", "D-APF"),
        ("R-RPL-03", "MISSING", "D-PHYS"),
        ("R-RPL-04", "MISSING", "D-CML"),
    }


def test_what_the_profile_does_not_decide_goes_before_any_defect():
    facts = Facts(
        business=BusinessType.RESIDENCE_PERMIT,
        stay=StayFact(entered=True),
        notice=NoticeFact(shown=False),
        electronic_card=ElectronicCardFact(page_shown=False),
    )
    assert assess(facts, NA, CALENDAR, VISIT).outcome is Outcome.MANUAL_REVIEW
    assert assess(facts, GZ, CALENDAR, VISIT).outcome is Outcome.CORRECTION_NOTICE


def test_a_moment_without_a_zone_is_reviewed_and_never_thrown():
    for moment in (datetime(2024, 12, 1), datetime.max, datetime.min):  # noqa: DTZ001, DTZ901
        facts = Facts(business=BusinessType.EXTENSION, event_at=moment)
        assert assess(facts, GZ, CALENDAR, VISIT).outcome is Outcome.MANUAL_REVIEW


@given(st.text(max_size=24))
def test_any_typed_code_has_a_diagnosis(code):
    facts = Facts(business=BusinessType.EMPLOYER_REGISTRATION, employer=EmployerFact(code, name_matches=True))
    outcome = assess(facts, NA, CALENDAR, VISIT).outcome
    assert outcome in (Outcome.CORRECT_ON_SPOT, Outcome.REFER)


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda profile: profile.id)
@pytest.mark.parametrize("age", [-1, 0, 18, 59, 60, 61, 120])
def test_no_age_ever_bars_the_electronic_card(profile, age):
    facts = Facts(business=BusinessType.ELECTRONIC_CARD, stay=StayFact(entered=True))
    older = replace(facts, social_security=replace(facts.social_security, age=age))
    assert assess(older, profile, CALENDAR, VISIT).outcome is assess(facts, profile, CALENDAR, VISIT).outcome


@pytest.mark.parametrize("profile", [GZ, SZ], ids=lambda profile: profile.id)
def test_a_plain_work_visa_goes_without_saying_at_verification(profile):
    plain = assess(complete(stay=StayFact(visa_type=" z ")), profile, CALENDAR, VISIT)
    assert plain.findings == assess(complete(), profile, CALENDAR, VISIT).findings
    other = assess(complete(stay=StayFact(visa_type="M")), profile, CALENDAR, VISIT)
    assert other.outcome is Outcome.MANUAL_REVIEW
    assert other.defects == ()
