"""A stored assessment judged once more, under the same profile and under a newer one."""

from dataclasses import replace

import pytest
from hypothesis import given

from kiosk.records.codec import decode_event, encode_event
from kiosk.rules.assess import assess
from kiosk.rules.assessment import Outcome, Text
from kiosk.rules.facts import Seen, VisitorRole
from kiosk.rules.profile import Profile
from kiosk.rules.replay import Change, StoredAssessment, What, replay
from kiosk.visits.events import Assessed
from tests.helpers.any_facts import facts, thorough, visits
from tests.helpers.rules import CALENDAR, GZ, SZ, VISIT, complete, with_original

MISSING_DEGREE = with_original(complete(), "M03", seen=Seen.MISSING)


def stored(case=MISSING_DEGREE, profile: Profile = GZ) -> StoredAssessment:
    return StoredAssessment(case, assess(case, profile, CALENDAR, VISIT))


def without_copies(profile: Profile) -> Profile:
    """A newer version of the profile that asks for no copies."""
    copies = replace(profile.verification.copies_with_seal, value=False)
    return replace(profile, version="2027.1", verification=replace(profile.verification, copies_with_seal=copies))


@pytest.mark.parametrize("profile", [GZ, SZ], ids=lambda profile: profile.id)
def test_the_same_profile_gives_the_same_verdict(profile):
    played = replay(stored(profile=profile), profile, CALENDAR)
    assert played.now == played.stored
    assert played.changes == ()
    assert played.same_verdict
    assert played.is_explained


@thorough
@given(facts, visits)
def test_any_assessment_replays_to_itself_after_it_was_written_down_and_read(case, visit):
    event = Assessed(assess(case, GZ, CALENDAR, visit), case)
    assert (read := decode_event(*encode_event(event))) == event
    assert replay(StoredAssessment(read.facts, read.assessment), GZ, CALENDAR).changes == ()


def test_a_newer_profile_that_decides_otherwise_is_named_with_what_changed():
    unsealed = with_original(complete(), "M03", copy_sealed=False)
    played = replay(stored(unsealed), without_copies(GZ), CALENDAR)
    assert not played.same_verdict
    assert played.is_explained
    assert played.stored.outcome is Outcome.CORRECTION_NOTICE
    assert played.now.outcome is Outcome.COMPLETE
    assert played.changes[:2] == (
        Change(What.PROFILE, "gz 2026.1", "gz 2027.1"),
        Change(What.OUTCOME, "CORRECTION_NOTICE", "COMPLETE"),
    )
    (finding,) = played.changes[2:]
    assert finding.before.startswith("R-VER-03 CORRECT D-COPY(M03).seal")
    assert finding.now == ""


def test_a_newer_profile_that_decides_alike_keeps_the_verdict():
    played = replay(stored(), replace(GZ, version="2027.1"), CALENDAR)
    assert [change.what for change in played.changes] == [What.PROFILE]
    assert played.same_verdict


def test_another_profile_may_ask_more_and_set_another_deadline():
    played = replay(stored(profile=SZ), GZ, CALENDAR)
    whats = {change.what for change in played.changes}
    assert {What.PROFILE, What.OUTCOME, What.DEADLINE, What.FINDING} <= whats


def test_a_verdict_nobody_can_explain_by_a_version_is_told_as_such():
    tampered = replace(stored(), assessment=replace(stored().assessment, outcome=Outcome.VERIFIED))
    played = replay(tampered, GZ, CALENDAR)
    assert not played.same_verdict
    assert not played.is_explained


def test_an_assessment_names_the_rules_it_asked():
    rules = stored().assessment.rules
    assert {"R-VER-01", "R-VER-03", "R-MED-01", "R-CON-01"} <= set(rules)
    assert rules == tuple(sorted(set(rules)))


def test_better_words_years_later_are_no_other_verdict_and_another_value_is():
    then = stored(complete(visitor=VisitorRole.OTHER))
    words = Text("旧的说法。", "As it was said then.")
    reworded = [replace(f, message=words, remedy=words, seen=words) for f in then.assessment.findings]
    deadlines = [replace(deadline, counting=words) for deadline in then.assessment.deadlines]
    past = replace(then.assessment, findings=tuple(reworded), deadlines=tuple(deadlines))
    assert replay(StoredAssessment(then.facts, past), GZ, CALENDAR).same_verdict
    another = replace(reworded[0], seen="2020-01-01")
    past = replace(past, findings=(another, *reworded[1:]))
    assert not replay(StoredAssessment(then.facts, past), GZ, CALENDAR).same_verdict


def test_a_finding_that_stays_and_has_another_source_is_one_change():
    then = stored()
    past = replace(
        then.assessment, findings=tuple(replace(f, source="old notice") for f in then.assessment.findings)
    )
    changes = replay(StoredAssessment(then.facts, past), GZ, CALENDAR).changes
    assert len(changes) == len(then.assessment.findings)
    for change in changes:
        assert "old notice" in change.before
        assert change.now.partition("(")[0] == change.before.partition("(")[0]
        assert "old notice" not in change.now
