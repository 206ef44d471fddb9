"""What the rules are given of a visit: the record's own words, and None for what nobody has said."""

from kiosk.rules.business import BusinessType
from kiosk.visits import events as e
from kiosk.visits.facts import facts_of
from tests.helpers.visits import CHECKLIST, RECORD, visit_after


def test_the_record_gives_its_class_standing_and_visa():
    facts = facts_of(visit_after(e.RecordFound(RECORD, CHECKLIST)))
    assert (facts.permit_class, facts.permit_status) == (RECORD.permit_class, RECORD.status)
    assert facts.stay.visa_type == RECORD.visa_type
    assert facts.business is BusinessType.ON_SITE_VERIFICATION


def test_without_a_record_nothing_is_claimed_of_the_visa():
    assert facts_of(visit_after()).stay.visa_type is None
