"""What the rules are given of a visit: the record's own words, and None for what nobody has said."""

from dataclasses import replace

import pytest

from kiosk.rules.assess import assess
from kiosk.rules.assessment import Severity
from kiosk.rules.business import BusinessType
from kiosk.rules.facts import FieldMatch
from kiosk.visits import events as e
from kiosk.visits.facts import facts_of
from tests.helpers.rules import CALENDAR, GZ, VISIT, complete
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
