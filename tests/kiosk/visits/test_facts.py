"""What the rules are given of a visit: the record's own words, and None for what nobody has said."""

from dataclasses import replace
from datetime import date

import pytest

from kiosk.permits import FiledContract, PhotoFact
from kiosk.rules.assess import assess
from kiosk.rules.assessment import Severity
from kiosk.rules.business import BusinessType
from kiosk.rules.facts import ContractFact, FieldMatch, OriginalFact, PhotoImage, Seen
from kiosk.visits import events as e
from kiosk.visits.facts import facts_of
from kiosk.visits.points import CONTRACT_POINTS, PHOTO_POINTS
from tests.helpers.rules import CALENDAR, GZ, SZ, VISIT, complete, with_original
from tests.helpers.visits import CHECKLIST, RECORD, visit_after


def test_the_record_gives_its_class_standing_and_visa():
    facts = facts_of(visit_after(e.RecordFound(RECORD, CHECKLIST)))
    assert (facts.permit_class, facts.permit_status) == (RECORD.permit_class, RECORD.status)
    assert facts.stay.visa_type == RECORD.visa_type
    assert facts.business is BusinessType.ON_SITE_VERIFICATION


def test_without_a_record_nothing_is_claimed_of_the_visa():
    assert facts_of(visit_after()).stay.visa_type is None


@pytest.mark.parametrize(
    ("specimen", "training", "code"),
    [(True, True, "SPECIMEN"), (True, False, "SAMPLE_DATA"), (False, False, None)],
    ids=["training", "sample data in live work", "live"],
)
def test_the_terminal_says_what_it_runs_on_and_sample_data_in_live_work_goes_to_a_person(specimen, training, code):
    record = replace(RECORD, specimen=specimen)
    facts = facts_of(visit_after(e.RecordFound(record, CHECKLIST)), training=training)
    findings = assess(facts, GZ, CALENDAR, VISIT).findings
    said = [finding.code for finding in findings if finding.rule == "R-ORG-01"]
    assert said == ([code] if code else [])
    assert any(finding.code == "SIMULATOR" for finding in findings) is specimen


def test_a_social_security_number_of_an_unusual_form_is_worth_a_look_and_stops_nothing():
    def read(number):
        match = FieldMatch("card", "social_security_number", number, number, agrees=True)
        facts = replace(complete(), matches=(match,))
        return assess(facts, GZ, CALENDAR, VISIT)

    odd, usual = read("QQX0488112345"), read("USA0488112345")
    assert [f.severity for f in odd.findings if f.subject == "card.social_security_number"] == [Severity.NOTE]
    assert "card.social_security_number" not in {finding.subject for finding in usual.findings}
    assert odd.outcome is usual.outcome


FILED = FiledContract(salary="20000", starts_on=date(2026, 10, 1), dispatch_letter=True)
WITH_APPLICATION = e.RecordFound(
    replace(
        RECORD,
        contract=FILED,
        submitted_on=date(2026, 9, 1),
        photo=PhotoFact("JPEG", 354, 472, 90_000),
        photo_taken_on=date(2026, 5, 2),
    ),
    CHECKLIST,
)


def test_the_application_gives_its_days_and_leaves_to_a_person_what_only_a_person_sees():
    facts = facts_of(visit_after(WITH_APPLICATION))
    assert (facts.submitted_on, facts.photo_taken_on) == (date(2026, 9, 1), date(2026, 5, 2))
    assert facts.contract == ContractFact(dispatch_letter=True, effective_on=date(2026, 10, 1))
    assert facts.photo_image == PhotoImage()


def test_a_record_without_contract_or_photo_claims_nothing_of_them():
    facts = facts_of(visit_after(e.RecordFound(RECORD, CHECKLIST)))
    assert (facts.contract, facts.photo_image, facts.submitted_on, facts.photo_taken_on) == (None, None, None, None)


def test_what_staff_saw_of_contract_and_photo_stands_point_by_point():
    state = visit_after(
        WITH_APPLICATION,
        e.ContractExamined(("salary", "unit_seal"), change_wanted=True, operator="S001"),
        e.PhotoExamined(("bare_headed",), "S001"),
    )
    facts = facts_of(state)
    assert {point for point in CONTRACT_POINTS if getattr(facts.contract, point) is False} == {
        "salary",
        "unit_seal",
    }
    assert all(getattr(facts.contract, point) is not None for point in CONTRACT_POINTS)
    assert facts.contract.change_wanted is True
    assert [point for point in PHOTO_POINTS if getattr(facts.photo_image, point) is False] == ["bare_headed"]


def test_taking_the_word_on_the_paper_back_takes_its_points_back():
    judged = e.OriginalJudged("M06", Seen.CONFIRMED, "", None, None, "S001")
    events = (e.ContractExamined(("salary",), change_wanted=True, operator="S001"), judged)
    state = visit_after(WITH_APPLICATION, *events, e.JudgementWithdrawn("M06", "S001"))
    assert facts_of(state).contract == ContractFact(dispatch_letter=True, effective_on=date(2026, 10, 1))


@pytest.mark.parametrize(("key", "point"), [("M06", "contract.content"), ("M08", "M08.image")])
def test_nobody_is_asked_to_look_at_a_paper_that_was_not_brought(key, point):
    photo = OriginalFact("M08", "照片", "Photo", Seen.CONFIRMED)
    originals = (*complete().originals, photo)
    unseen = replace(complete(), originals=originals, contract=ContractFact(), photo_image=PhotoImage())
    missing = with_original(unseen, key, seen=Seen.MISSING)
    assert point in {finding.subject for finding in assess(unseen, SZ, CALENDAR, VISIT).findings}
    assert point not in {finding.subject for finding in assess(missing, SZ, CALENDAR, VISIT).findings}
