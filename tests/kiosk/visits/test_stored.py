"""Recorded visits seen again: their assessments with the facts, and what a second visit was told late."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from kiosk.rules.assess import assess
from kiosk.rules.facts import Facts, Seen
from kiosk.visits.events import Assessed, Event, RecordFound
from kiosk.visits.state import RecordedEvent
from kiosk.visits.stored import second_visits, stored_assessments
from tests.helpers.rules import CALENDAR, GZ, complete, with_original
from tests.helpers.visits import CHECKLIST, NOW, RECORD

FIRST_DAY, SECOND_DAY = date(2026, 11, 5), date(2026, 11, 18)
NO_DEGREE = with_original(complete(), "M03", seen=Seen.MISSING)
NO_DEGREE_NOR_CONTRACT = with_original(NO_DEGREE, "M06", seen=Seen.MISSING)
FOUND = RecordFound(RECORD, CHECKLIST)


def visit(number: int, *events: Event) -> list[RecordedEvent]:
    return [
        RecordedEvent(UUID(int=number), place, NOW + timedelta(seconds=place), event)
        for place, event in enumerate(events, start=1)
    ]


def assessed(facts: Facts, day: date) -> Assessed:
    return Assessed(assess(facts, GZ, CALENDAR, day), facts)


def hiding(event: Assessed, subject: str) -> Assessed:
    """The assessment as rules would have made it that let one defect hide another."""
    kept = tuple(finding for finding in event.assessment.findings if finding.subject != subject)
    return replace(event, assessment=replace(event.assessment, findings=kept))


def test_a_visit_gives_its_assessments_oldest_first_and_leaves_out_those_without_facts():
    old = replace(assessed(complete(), FIRST_DAY), facts=None)
    first, second = assessed(NO_DEGREE, FIRST_DAY), assessed(complete(), FIRST_DAY)
    kept = stored_assessments(visit(1, FOUND, old, first, second))
    assert [(each.facts, each.assessment) for each in kept] == [
        (NO_DEGREE, first.assessment),
        (complete(), second.assessment),
    ]


def test_a_second_visit_is_told_nothing_late():
    first = visit(1, FOUND, assessed(complete(), FIRST_DAY), assessed(NO_DEGREE_NOR_CONTRACT, FIRST_DAY))
    second = visit(2, FOUND, assessed(NO_DEGREE, SECOND_DAY))
    (pair,) = second_visits([first, second])
    assert (pair.first, pair.second, pair.late) == (UUID(int=1), UUID(int=2), ())


def test_what_the_first_notice_kept_back_is_found_in_the_record():
    first = visit(1, FOUND, hiding(assessed(NO_DEGREE_NOR_CONTRACT, FIRST_DAY), "M03"))
    second = visit(2, FOUND, assessed(NO_DEGREE, SECOND_DAY))
    (pair,) = second_visits([first, second])
    assert [(late.finding.subject, late.could_be_told_on) for late in pair.late] == [("M03", FIRST_DAY)]


def test_visits_for_other_permits_or_without_an_assessment_are_no_second_visits():
    other = RecordFound(replace(RECORD, permit_number="TRAIN26000002"), CHECKLIST)
    visits = [
        visit(1, FOUND, assessed(NO_DEGREE, FIRST_DAY)),
        visit(2, other, assessed(NO_DEGREE, SECOND_DAY)),
        visit(3, FOUND),
        visit(4, assessed(NO_DEGREE, SECOND_DAY)),
        [],
    ]
    assert list(second_visits(visits)) == []


def test_a_third_visit_stands_beside_the_second():
    visits = [visit(number, FOUND, assessed(NO_DEGREE, SECOND_DAY)) for number in (1, 2, 3)]
    assert [(pair.first.int, pair.second.int) for pair in second_visits(visits)] == [(1, 2), (2, 3)]
