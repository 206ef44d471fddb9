"""The training people's own papers: each names one person, and the one with a new passport is explained."""

from datetime import date

import pytest

from kiosk.identifiers.mrz import parse
from kiosk.identities.joining import Conclusion, join
from kiosk.identities.rules import Verdict
from kiosk.identities.sources import of_chip, of_notice, of_passport
from kiosk.training.cards import virtual_card
from kiosk.training.papers.passport import mrz_lines
from kiosk.training.people import training_people
from tests.helpers.cards import read_simulated

DAY = date(2026, 11, 20)
PEOPLE = training_people(DAY)


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.key)
def test_nobody_is_taken_for_somebody_else(person):
    identities = [of_notice(person.record), of_passport(parse(mrz_lines(person.passport)), DAY)]
    card = virtual_card(person)
    if card is not None:
        identities.append(of_chip(read_simulated(card)))
    joined = join(identities)
    locked = person.card is not None and person.card.holder_locked
    expected = Conclusion.EXPLAINED if person.key == "inigo" else Conclusion.ONE_PERSON
    assert joined.conclusion is (Conclusion.PARTLY if locked else expected)


@pytest.mark.parametrize("one", PEOPLE, ids=lambda person: person.key)
def test_no_two_of_them_agree(one):
    for other in PEOPLE:
        if other.key != one.key:
            joined = join([of_notice(one.record), of_passport(parse(mrz_lines(other.passport)), DAY)])
            (pair,) = joined.pairs
            assert (pair.verdict, joined.conclusion) == (Verdict.DIFFER, Conclusion.DIFFERENT)
