"""The training people's social security cards, read as the terminal reads any card."""

from datetime import date

import pytest

from drivers.card_reader.simulated import SimulatedCardReader
from kiosk.cards.reading import read_card
from kiosk.training.cards import virtual_card
from kiosk.training.people import person_named, training_people

DAY = date(2026, 11, 20)
HOLDERS = [person for person in training_people(DAY) if person.has_card]


@pytest.fixture
def reader():
    device = SimulatedCardReader()
    device.bring_up()
    yield device
    device.close()


@pytest.mark.parametrize("person", HOLDERS, ids=lambda person: person.key)
def test_a_card_gives_back_its_holder_or_says_what_it_kept(person, reader):
    reader.present(virtual_card(person))
    card = read_card(reader)
    assert card.card_number == person.card.card_number
    assert card.specification_version == person.card.edition
    assert (card.issued_on, card.expires_on) == (person.card.issued_on, person.card.expires_on)
    assert card.region == person.card.region
    assert card.partial == person.card.holder_locked
    if not person.card.holder_locked:
        assert card.name == person.card.name
        assert card.social_security_number == person.record.social_security_number
        assert (card.sex, card.birth_date) == (person.record.sex, person.record.birth_date)


def test_a_rare_character_survives_the_chip(reader):
    reader.present(virtual_card(person_named("yoshida", DAY)))
    assert read_card(reader).name == "𠮷田喆"


def test_a_card_whose_holder_file_is_locked_gives_no_name(reader):
    reader.present(virtual_card(person_named("zoe", DAY)))
    assert read_card(reader).name is None


def test_between_them_there_are_three_editions_and_some_have_no_card():
    assert {person.card.edition for person in HOLDERS} == {"1.00", "2.00", "3.00"}
    without = [person for person in training_people(DAY) if not person.has_card]
    assert without
    assert all(virtual_card(person) is None for person in without)
    assert all(person.record.social_security_number is None for person in without)


def test_a_card_is_made_after_entry_and_before_the_visit():
    for person in HOLDERS:
        assert person.entry_date < person.card.issued_on <= DAY < person.card.expires_on
