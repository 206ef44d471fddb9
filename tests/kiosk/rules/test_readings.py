"""What is said of readings against the record beyond the worked examples."""

from kiosk.rules.assessment import Outcome, Severity
from kiosk.rules.facts import FieldMatch, Seen
from tests.helpers.rules import (
    SZ,
    complete,
    judged,
    named,
    passport_number,
    with_original,
)


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


def test_a_paper_read_under_its_key_is_called_by_its_name():
    match = FieldMatch("M07", "passport_number", "E1", "E2", agrees=False)
    (told,) = (f for f in judged(complete(matches=(match,))).findings if f.subject == "M07.passport_number")
    assert "the passport" in told.message.en
    assert "护照" in told.message.zh
    assert "M07" not in told.message.zh + told.message.en
