"""The virtual card: what ISO/IEC 7816-4 lets a card answer, and the faults it is told to have."""

from dataclasses import replace

import pytest

from drivers.card_reader.virtual_card import CardFaults, CardGone, Dialect, Protocol, RecordFile, VirtualCard

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
