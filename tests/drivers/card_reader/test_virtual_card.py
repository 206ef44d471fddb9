"""The virtual card: what ISO/IEC 7816-4 lets a card answer, and the faults it is told to have."""

from dataclasses import replace

import pytest

from drivers.card_reader.virtual_card import (
    CardFaults,
    CardGone,
    CardKey,
    Dialect,
    Protocol,
    RecordFile,
    VirtualCard,
)

AID = bytes.fromhex("f0010203040506")
FILES = {AID: {0xEF05: RecordFile([b"\x01\x02hi", b"\x07\x01!"]), 0xEF06: RecordFile([b"\x09\x01?"], locked=True)}}
T0 = Dialect(protocol=Protocol.T0)
T1 = Dialect()


def said(card: VirtualCard, *commands: str) -> str:
    """The answer to the last of some commands in hexadecimal."""
    return [card.answer(bytes.fromhex(command)).hex() for command in commands][-1]


def a_card(dialect: Dialect = T1, **faults: int) -> VirtualCard:
    return VirtualCard(b"\x3b\x00", FILES, dialect=dialect, faults=CardFaults(**faults))


SELECT = "00a4040007" + AID.hex()
SELECT_EF05 = "00a4020002ef05"


@pytest.mark.parametrize(
    ("commands", "answer"),
    [
        ((SELECT, SELECT_EF05, "00b2010400"), "010268699000"),
        ((SELECT, SELECT_EF05, "00b2020400"), "0701219000"),
        ((SELECT, SELECT_EF05, "00b2030400"), "6a83"),
        ((SELECT, SELECT_EF05, "00b2070000"), "0701219000"),
        ((SELECT, SELECT_EF05, "00b2080000"), "6a83"),
        ((SELECT, "00b2012c00"), "010268699000"),
        ((SELECT, SELECT_EF05, "00b2010410"), "010268696282"),
        ((SELECT, SELECT_EF05, "00b2010402"), "6c04"),
        ((SELECT, "00a4020002ef06", "00b2010400"), "6982"),
        ((SELECT, "00a4020002ef99"), "6a82"),
        (("00a4040005ffffffffff",), "6a82"),
        (("00b2010400",), "6986"),
        (("0020000003123456",), "6d00"),
        (("80a40000",), "6e00"),
        (("00a4",), "6700"),
    ],
)
def test_a_t1_card_answers_at_once(commands, answer):
    assert said(a_card(), *commands) == answer


def test_a_t0_card_has_its_description_fetched_and_its_lengths_corrected():
    card = a_card(T0)
    assert said(card, SELECT) == "610b"
    assert said(card, "00c000000b") == "6f098407" + AID.hex() + "9000"
    assert said(card, SELECT_EF05, "00b2010400") == "6c04"
    assert said(card, "00b2010404") == "010268699000"
    assert said(card, "00c0000000") == "6985"


def test_a_card_refuses_the_ways_its_make_does_not_know():
    card = a_card(Dialect(ef_select_p1=frozenset({0}), by_number=False, by_short_file_identifier=False))
    assert said(card, SELECT, SELECT_EF05) == "6a86"
    assert said(card, "00a4000002ef05", "00b2010400") == "6a86"
    assert said(card, "00b2012c00") == "6a86"


def test_faults_come_when_they_were_told_to():
    card = a_card(torn_at=2)
    card.answer(bytes.fromhex(SELECT))
    with pytest.raises(CardGone):
        card.answer(bytes.fromhex(SELECT_EF05))
    assert said(a_card(mute_from=1), SELECT) == ""
    assert len(a_card(oversize_at=1).answer(bytes.fromhex(SELECT))) == 4002


def test_a_reset_forgets_what_was_selected_and_counts_anew():
    card = a_card(mute_from=3)
    assert said(card, SELECT, SELECT_EF05) != ""
    assert card.power_on() == b"\x3b\x00"
    assert said(card, "00b2010400") == "6986"


def test_a_card_remembers_everything_it_was_told():
    card = replace(a_card())
    said(card, SELECT, SELECT_EF05)
    assert card.heard == [bytes.fromhex(SELECT), bytes.fromhex(SELECT_EF05)]


@pytest.mark.parametrize(
    ("faults", "answers"),
    [
        ({"short_at": 1}, ["6f", "6a83"]),
        ({"status_at": 1, "status": b"\x6f\x00"}, ["6f00", "6a83"]),
        ({"chained_from": 1}, ["61ff", "61ff"]),
        ({"corrected_from": 2}, [None, "6c10"]),
        ({"late_from": 1, "late_seconds": 0.0}, [None, "6a83"]),
    ],
)
def test_an_answer_no_card_should_give_comes_where_it_was_told_to(faults, answers):
    card = VirtualCard(b"\x3b\x00", FILES, faults=CardFaults(**faults))
    said_by_it = [card.answer(bytes.fromhex(command)).hex() for command in (SELECT, "00b2092c00")]
    assert all(expected is None or expected == answer for expected, answer in zip(answers, said_by_it, strict=True))


def opened_by(key: CardKey) -> VirtualCard:
    card = VirtualCard(b"\x3b\x00", FILES, key=key)
    said(card, SELECT, "00a4020002ef06")
    return card


def reversed_bytes(challenge: bytes) -> bytes:
    return challenge[::-1]


def test_the_right_answer_to_its_challenge_opens_a_locked_file_until_the_reset():
    card = opened_by(CardKey(reversed_bytes, reference=5))
    challenge = card.answer(bytes.fromhex("0084000008"))[:-2]
    assert card.answer(bytes.fromhex("0082000508") + challenge[::-1]) == b"\x90\x00"
    assert said(card, "00b2010400") == "09013f9000"
    card.power_on()
    assert said(card, SELECT, "00a4020002ef06", "00b2010400") == "6982"


def test_every_wrong_answer_costs_a_try_for_good_and_the_last_one_locks_the_key():
    card = opened_by(CardKey(reversed_bytes, tries=2))
    wrong = "0082000008" + "00" * 8
    assert said(card, "0084000008", wrong) == "63c1"
    assert said(card, wrong) == "6985"
    card.power_on()
    assert said(card, "0084000008", wrong) == "63c0"
    assert said(card, "0084000008", wrong) == "6983"


@pytest.mark.parametrize(
    ("command", "answer"), [("0084000000", "6700"), ("0084000011", "6700"), ("0082000908" + "00" * 8, "6985")]
)
def test_a_challenge_of_a_wrong_length_and_another_key_are_refused(command, answer):
    assert said(opened_by(CardKey(reversed_bytes)), "0084000008" if answer != "6700" else SELECT, command) == answer


def test_a_card_without_a_key_knows_no_challenge():
    assert said(a_card(), "0084000008") == "6d00"
