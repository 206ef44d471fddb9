"""What is said of originals and their sealed copies beyond the worked examples."""

from dataclasses import replace

import pytest

from kiosk.rules.assessment import Outcome, Severity, Text
from kiosk.rules.facts import AgentProof, Seen, VisitorRole
from tests.helpers.rules import (
    SZ,
    complete,
    judged,
    named,
    original,
    with_original,
)


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
