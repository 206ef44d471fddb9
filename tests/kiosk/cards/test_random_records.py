"""Whatever bytes a card holds or answers, reading ends in a reading or in one of the named problems."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.card_reader.virtual_card import Dialect, Protocol, RecordFile, VirtualCard
from kiosk.cards.application import SSSE, SSSE_VARIANT
from kiosk.cards.authenticator import CardAuthenticator
from kiosk.cards.card import SocialSecurityCard
from kiosk.cards.compose import compose_card
from kiosk.cards.fields import HOLDER_FILE, ISSUER_FILE
from kiosk.cards.problems import CardProblem
from kiosk.cards.records import parse_record
from kiosk.cards.text import decode_text
from kiosk.cards.training_key import TrainingKeeper
from kiosk.cards.virtual import virtual_card_of
from tests.helpers.cards import HOLDER, read_simulated

KNOWN = st.sampled_from([*range(1, 14), 0x4E])
ELEMENT = st.builds(
    lambda tag, length, value: bytes((tag, length)) + value,
    KNOWN | st.integers(0, 255),
    st.integers(0, 255),
    st.binary(max_size=60),
)
RECORDS = st.lists(ELEMENT | st.binary(max_size=255), max_size=45)
DIALECTS = st.builds(
    Dialect,
    protocol=st.sampled_from(Protocol),
    by_number=st.booleans(),
    by_identifier=st.booleans(),
    by_short_file_identifier=st.booleans(),
)


def outcome_of(card: VirtualCard, keeper: TrainingKeeper | None = None) -> SocialSecurityCard | CardProblem:
    try:
        return read_simulated(card, authenticator=CardAuthenticator(keeper) if keeper else None)
    except CardProblem as problem:
        return problem


@settings(max_examples=150, deadline=None)
@given(RECORDS, RECORDS, DIALECTS)
def test_random_records_never_break_the_reading(issuer, holder, dialect):
    files = {ISSUER_FILE: RecordFile(issuer), HOLDER_FILE: RecordFile(holder)}
    outcome = outcome_of(VirtualCard(b"\x3b\x00", {SSSE: files}, dialect=dialect))
    if isinstance(outcome, SocialSecurityCard):
        assert outcome.partial is bool(outcome.unread)


class Babbler(VirtualCard):
    """Answers every command with the next of the given byte strings, whatever was asked."""

    def answer(self, command: bytes) -> bytes:
        answers = self.applications[b""]
        self.heard.append(command)
        return answers[len(self.heard) % len(answers)] or b"\x90\x00"  # type: ignore[index, return-value]


STATUS = st.sampled_from([b"\x90\x00", b"\x61\x10", b"\x6c\x05", b"\x62\x82", b"\x69\x82", b"\x6a\x83"])
ANSWERS = st.lists(
    st.builds(lambda data, status: data + status, st.binary(max_size=300), STATUS) | st.binary(max_size=3),
    min_size=1,
    max_size=12,
)


@settings(max_examples=150, deadline=None)
@given(ANSWERS)
def test_random_answers_never_break_the_reading_nor_keep_it_for_ever(answers):
    card = Babbler(b"\x3b\x00", {b"": answers})  # type: ignore[dict-item]
    outcome_of(card)
    assert len(card.heard) < 2500


@settings(max_examples=150, deadline=None)
@given(ANSWERS)
def test_whatever_a_card_answers_it_hears_no_pin_no_other_application_and_one_answer_to_its_challenge(answers):
    card = Babbler(b"\x3b\x00", {b"": answers})  # type: ignore[dict-item]
    outcome_of(card, TrainingKeeper())
    instructions = [command[1] for command in card.heard]
    assert set(instructions) <= {0xA4, 0xB2, 0xC0, 0x84, 0x82}
    assert instructions.count(0x82) <= 1
    assert {command[:1] for command in card.heard} <= {b"\x00"}
    assert {command[5:20] for command in card.heard if command[1:3] == b"\xa4\x04"} <= {SSSE, SSSE_VARIANT}


@given(st.binary(max_size=4096))
def test_no_element_is_longer_than_what_is_there(data):
    assert sum(2 + len(value) for _, value in parse_record(data).elements) <= len(data)


@given(st.binary(max_size=60))
def test_text_has_no_control_characters_whatever_the_bytes(raw):
    text = decode_text(raw)
    assert text is None or text.isprintable() or "\u3000" not in text


@settings(deadline=None)
@given(st.text(st.characters(categories=["Lu", "Ll", "Lo"]), min_size=1, max_size=7))
def test_any_name_of_letters_reads_back(name):
    records = compose_card(**(HOLDER | {"name": name, "birth_date": date(1990, 2, 28)}))
    assert read_simulated(virtual_card_of(records)).name == name
