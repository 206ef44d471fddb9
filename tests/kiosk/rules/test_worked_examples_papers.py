"""Every worked example of the domain page, section 7, on the contract and what a photo shows."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from kiosk.rules.assess import assess
from kiosk.rules.assessment import Outcome, Severity
from kiosk.rules.dates import ContractDirection
from kiosk.rules.facts import ContractFact, Facts, OriginalFact, PhotoImage, Seen
from kiosk.rules.families.contract import ELEMENTS
from kiosk.rules.profile import Profile
from tests.helpers.rules import CALENDAR, GZ, HB, NA, SZ, VISIT, complete, named

SUBMITTED = date(2025, 3, 3)
WHOLE = ContractFact(
    in_chinese=True,
    parties=True,
    work_place=True,
    work_content=True,
    salary=True,
    work_time=True,
    position=True,
    signature_page=True,
    applicant_signature=True,
    unit_seal=True,
    effective_on=date(2025, 4, 1),
)
GOOD_PHOTO = PhotoImage(True, True, True, True, True, True, True, True)
REFUSED_IN_SHENZHEN = Outcome.NOT_ACCEPTED_INCOMPLETE


@dataclass(frozen=True)
class Row:
    """One worked example. ``finding`` (rule, code, subject) must be there, and nothing else but notes."""

    rule: str
    number: str
    facts: Facts
    outcome: Outcome = Outcome.COMPLETE
    finding: tuple[str, str, str] | None = None
    profile: Profile = SZ

    def __str__(self) -> str:
        return f"{self.rule} #{self.number} {self.profile.id}"


def contract(**changes: object) -> Facts:
    return complete(contract=replace(WHOLE, **changes), submitted_on=SUBMITTED)  # type: ignore[arg-type]


def effective(day: str) -> Facts:
    return contract(effective_on=date.fromisoformat(day))


def taken(day: str, submitted: str) -> Facts:
    return complete(photo_taken_on=date.fromisoformat(day), submitted_on=date.fromisoformat(submitted))


def shows(**changes: bool) -> Facts:
    return complete(photo_image=replace(GOOD_PHOTO, **changes))


def counting(
    direction: ContractDirection | None = ContractDirection.EITHER, inclusive: bool | None = True
) -> Profile:
    """Shenzhen with other readings of the 90 days."""
    rules = SZ.contract
    return replace(
        SZ,
        contract=replace(
            rules,
            direction=replace(rules.direction, value=direction),
            inclusive=replace(rules.inclusive, value=inclusive),
        ),
    )


NO_SALARY = ("R-CON-01", "MISSING", "contract.salary")
TOO_FAR = ("R-CON-03", "FAIL", "contract.90d")
FOR_STAFF = ("R-CON-03", "MANUAL_REVIEW", "contract.90d")
REAPPLY = ("R-CON-04", "CANCEL_AND_REAPPLY", "contract.change")
TOO_OLD = ("R-PHO-01", "TOO_OLD", "M08.taken_on")

ROWS = (
    Row("R-CON-01", "1", contract()),
    Row("R-CON-01", "2", contract(salary=False), REFUSED_IN_SHENZHEN, NO_SALARY),
    Row("R-CON-01", "3", contract(dispatch_letter=True)),
    Row(
        "R-CON-01",
        "4",
        contract(in_chinese=False),
        REFUSED_IN_SHENZHEN,
        ("R-CON-01", "CORRECT", "contract.language"),
    ),
    Row("R-CON-02", "1", contract(applicant_signature=True, unit_seal=True)),
    Row(
        "R-CON-02",
        "2",
        contract(applicant_signature=False),
        REFUSED_IN_SHENZHEN,
        ("R-CON-02", "MISSING", "contract.applicant_signature"),
    ),
    Row("R-CON-03", "1", effective("2025-06-01")),
    Row(
        "R-CON-03",
        "1 where the last day does not count",
        effective("2025-06-01"),
        REFUSED_IN_SHENZHEN,
        TOO_FAR,
        counting(inclusive=False),
    ),
    Row("R-CON-03", "2", effective("2025-06-02"), REFUSED_IN_SHENZHEN, TOO_FAR),
    Row("R-CON-03", "3", effective("2025-02-20"), Outcome.MANUAL_REVIEW, FOR_STAFF),
    Row(
        "R-CON-03",
        "3 where it must follow submission",
        effective("2025-02-20"),
        REFUSED_IN_SHENZHEN,
        TOO_FAR,
        counting(ContractDirection.AFTER),
    ),
    Row(
        "R-CON-03",
        "3 where it must precede submission",
        effective("2025-02-20"),
        profile=counting(ContractDirection.BEFORE),
    ),
    Row("R-CON-04", "1", contract(change_wanted=True), Outcome.COMPLETE, REAPPLY),
    Row(
        "R-CON-04",
        "2",
        replace(contract(change_wanted=True), submitted=False),
        Outcome.COMPLETE,
        ("R-CON-04", "FREE_TO_EDIT", "contract.change"),
    ),
    Row("R-CON-05", "1", contract(salary=False), Outcome.COMPLETE, ("R-CON-05", "MISSING", "contract.salary"), GZ),
    Row("R-CON-05", "2", contract(salary=False), REFUSED_IN_SHENZHEN, NO_SALARY),
    Row("R-PHO-01", "1", taken("2025-02-28", "2025-08-28")),
    Row("R-PHO-01", "2", taken("2025-02-28", "2025-08-29"), REFUSED_IN_SHENZHEN, TOO_OLD),
    Row(
        "R-PHO-03",
        "1",
        shows(white_background=False),
        REFUSED_IN_SHENZHEN,
        ("R-PHO-03", "FAIL", "M08.white_background"),
    ),
    Row("R-PHO-03", "2", shows(bare_headed=False), REFUSED_IN_SHENZHEN, ("R-PHO-03", "FAIL", "M08.bare_headed")),
)


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_the_worked_example_comes_out_as_the_domain_page_says(row):
    assessment = assess(row.facts, row.profile, CALENDAR, VISIT)
    said = {named_one for named_one in named(assessment) if named_one[0].startswith(("R-CON", "R-PHO"))}
    weighty = {each for each in said if each[1] != "NOT_EXAMINED"}
    assert weighty == ({row.finding} if row.finding else set())
    assert assessment.outcome is row.outcome


def test_everything_wrong_with_a_contract_is_told_at_once():
    nothing = dict.fromkeys((*ELEMENTS, "in_chinese", "applicant_signature", "unit_seal"), False)
    assessment = assess(contract(effective_on=date(2025, 9, 1), **nothing), SZ, CALENDAR, VISIT)
    assert {finding.subject for finding in assessment.defects} == {
        "contract.language",
        "contract.90d",
        *(f"contract.{part}" for part in nothing if part != "in_chinese"),
    }


@pytest.mark.parametrize("profile", [GZ, NA], ids=lambda profile: profile.id)
def test_where_a_locality_has_no_contract_rule_shenzhens_is_advice(profile):
    bad = contract(salary=False, effective_on=date(2025, 9, 1), unit_seal=False)
    facts = replace(bad, photo_image=replace(GOOD_PHOTO, clear=False), photo_taken_on=date(2020, 1, 1))
    assessment = assess(facts, replace(profile, verification=GZ.verification, medical=GZ.medical), CALENDAR, VISIT)
    assert assessment.outcome is Outcome.COMPLETE
    advised = {finding.subject for finding in assessment.findings if finding.severity is Severity.WARNING}
    assert advised == {"contract.salary", "contract.90d", "contract.unit_seal", "M08.clear", "M08.taken_on"}


def test_what_nobody_looked_at_in_a_contract_is_one_review_that_names_it():
    facts = complete(contract=replace(WHOLE, salary=None, unit_seal=None), submitted_on=SUBMITTED)
    assessment = assess(facts, SZ, CALENDAR, VISIT)
    (review,) = (finding for finding in assessment.findings if finding.severity is Severity.REVIEW)
    assert assessment.outcome is Outcome.MANUAL_REVIEW
    assert "the salary, the employer's official seal" in review.message.en


@pytest.mark.parametrize(
    ("facts", "subject"),
    [
        (complete(contract=WHOLE), "contract.90d"),
        (contract(effective_on=None), "contract.90d"),
        (replace(complete(contract=WHOLE), photo_taken_on=SUBMITTED), "M08.taken_on"),
        (taken("2025-09-01", "2025-08-29"), "M08.taken_on"),
        (complete(photo_image=replace(GOOD_PHOTO, clear=None)), "M08.image"),
    ],
)
def test_what_is_not_known_of_contract_or_photo_is_for_staff(facts, subject):
    assessment = assess(facts, SZ, CALENDAR, VISIT)
    assert assessment.outcome is Outcome.MANUAL_REVIEW
    assert subject in {finding.subject for finding in assessment.findings}


def test_a_change_wanted_before_anyone_knows_of_the_submission_is_for_staff():
    rules = {
        finding.rule
        for finding in assess(complete(contract=replace(WHOLE, change_wanted=True)), SZ, CALENDAR, VISIT).findings
    }
    assert "R-CON-04" in rules


@pytest.mark.parametrize("profile", [counting(direction=None), counting(inclusive=None)])
def test_ninety_days_nobody_says_how_to_count_are_for_staff(profile):
    assessment = assess(effective("2026-06-02"), profile, CALENDAR, VISIT)
    assert assessment.outcome is Outcome.MANUAL_REVIEW
    assert assessment.defects == ()


def test_papers_seen_but_not_gone_through_point_by_point_are_noted():
    photo = OriginalFact("M08", "照片", "Photo", seen=Seen.CONFIRMED)
    case = complete()
    findings = assess(replace(case, originals=(*case.originals, photo)), SZ, CALENDAR, VISIT).findings
    noted = {(each.code, each.subject) for each in findings if each.severity is Severity.NOTE}
    assert {("NOT_EXAMINED", "contract.content"), ("NOT_EXAMINED", "M08.image")} <= noted


def test_before_the_localitys_rules_are_in_force_a_person_decides():
    before, since = (assess(complete(), HB, CALENDAR, HB.effective_from + timedelta(days=days)) for days in (-1, 0))
    assert ("R-GEN-01", "MANUAL_REVIEW", "profile") in named(before)
    assert ("R-GEN-01", "MANUAL_REVIEW", "profile") not in named(since)
