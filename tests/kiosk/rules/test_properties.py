"""What holds for any facts at all, absurd ones too."""

from dataclasses import fields, is_dataclass, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.permits import PermitClass, PermitStatus, PhotoFact
from kiosk.rules.assess import assess
from kiosk.rules.assessment import Outcome, Severity
from kiosk.rules.facts import AgentProof, Facts, FieldMatch, MedicalFact, OriginalFact, Seen, VisitorRole
from kiosk.rules.profile import Profile, Value
from kiosk.rules.registry import rule_ids
from tests.helpers.rules import CALENDAR, GZ, NA, SZ, VISIT, complete

REFUSALS = (Outcome.CORRECTION_NOTICE, Outcome.NOT_ACCEPTED_INCOMPLETE, Outcome.VISITOR_NOT_ENTITLED)
KEYS = [f"M{number:02}" for number in range(1, 14)] + ["M10#2", "M99", "", "D-POA", "{0}"]

maybe = st.none() | st.booleans()
days = st.dates()
near_days = st.dates(date(2024, 11, 1), date(2027, 3, 1))
texts = st.text(max_size=12)
originals = st.builds(
    OriginalFact,
    key=st.sampled_from(KEYS) | texts,
    name_zh=texts,
    name_en=texts,
    seen=st.sampled_from(Seen),
    reason=texts,
    copy_present=maybe,
    copy_sealed=maybe,
)
matches = st.builds(
    FieldMatch,
    subject=st.sampled_from(["passport", "card", "M07", "visa", ""]) | texts,
    field=st.sampled_from(["name", "passport_number"]) | texts,
    expected=texts,
    seen=st.none() | texts,
    agrees=maybe,
    staff_says=maybe,
)
photos = st.builds(PhotoFact, texts, st.integers(-9, 9999), st.integers(-9, 9999), st.integers(-9, 10**9))
issuers = st.none() | texts | st.sampled_from(["广州海关", "Sample City Hospital", "样例体检中心"])
anything = st.builds(
    Facts,
    permit_class=st.none() | st.sampled_from(PermitClass),
    permit_status=st.none() | st.sampled_from(PermitStatus),
    entry_date=st.none() | near_days | days,
    visitor=st.none() | st.sampled_from(VisitorRole),
    proof=st.builds(AgentProof, maybe, maybe, maybe),
    originals=st.lists(originals, max_size=6).map(tuple),
    visa_copy=maybe,
    residence_permit_copy=maybe,
    medical=st.builds(MedicalFact, maybe, st.none() | near_days | days, issuers),
    photo=st.none() | photos,
    matches=st.lists(matches, max_size=4).map(tuple),
    decision_available=maybe,
    staff_confirmed=st.booleans(),
)


def mixed(wild: Facts, changed: set[str]) -> Facts:
    """A complete case with some of its facts replaced by others."""
    return replace(complete(staff_confirmed=True), **{name: getattr(wild, name) for name in changed})


facts = anything | st.builds(mixed, anything, st.sets(st.sampled_from([f.name for f in fields(Facts)]), max_size=3))
visits = near_days | days | st.just(VISIT)


def value_places(part: object, trail: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """The place of every value in a profile."""
    places: list[tuple[str, ...]] = []
    for field in fields(part):  # type: ignore[arg-type]
        item = getattr(part, field.name)
        if isinstance(item, Value):
            places.append((*trail, field.name))
        elif is_dataclass(item):
            places += value_places(item, (*trail, field.name))
    return places


def forgetting(profile: Profile, trails: list[tuple[str, ...]]) -> Profile:
    """The profile with these values unknown."""
    for trail in trails:
        profile = _forget(profile, trail)
    return profile


def _forget(part, trail):
    inner = getattr(part, trail[0])
    new = replace(inner, value=None) if len(trail) == 1 else _forget(inner, trail[1:])
    return replace(part, **{trail[0]: new})


profiles = st.builds(
    forgetting,
    st.sampled_from([GZ, SZ, NA]),
    st.lists(st.sampled_from(value_places(GZ)), max_size=5),
)
thorough = settings(max_examples=100, deadline=None)


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


@thorough
@given(facts, profiles, visits)
def test_nothing_is_verified_before_staff_confirmed_every_original_and_signed(case, profile, visit):
    assessment = assess(case, profile, CALENDAR, visit)
    if assessment.outcome is Outcome.VERIFIED:
        assert case.staff_confirmed
        assert case.originals
        assert {original.seen for original in case.originals} == {Seen.CONFIRMED}
        assert {finding.severity for finding in assessment.findings} <= {Severity.WARNING, Severity.NOTE}


@thorough
@given(facts, profiles, visits)
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
@given(facts, visits)
def test_a_locality_nobody_knows_refuses_no_one(case, visit):
    assessment = assess(case, NA, CALENDAR, visit)
    assert assessment.outcome is Outcome.MANUAL_REVIEW
    assert assessment.defects == ()


@thorough
@given(facts, st.lists(st.sampled_from(value_places(GZ)), min_size=1, max_size=5), visits)
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
@given(facts, visits)
def test_an_unknown_class_is_never_refused_for_its_papers(case, visit):
    outcome = assess(replace(case, permit_class=None), GZ, CALENDAR, visit).outcome
    assert outcome not in (Outcome.CORRECTION_NOTICE, Outcome.NOT_ACCEPTED_INCOMPLETE, Outcome.NOT_REQUIRED)


ABSENCE = ("MISSING",)


@thorough
@given(facts, visits)
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
@given(facts, st.sampled_from([GZ, SZ]), st.dates(date(2026, 3, 2), date(2026, 11, 20)))
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
