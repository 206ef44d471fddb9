"""Reading cards of every edition, protocol and make; over the simulated reader."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from drivers.card_reader.simulated import SimulatedCardReader
from drivers.card_reader.virtual_card import CardFaults, Dialect, Protocol, RecordFile, VirtualCard
from drivers.device import Source
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.runner import DeviceRunner
from kiosk.cards.application import SSSE, SSSE_VARIANT
from kiosk.cards.fields import HOLDER_FILE, ISSUER_FILE, NAME, NAME_EXTENSION
from kiosk.cards.problems import (
    CardLocked,
    CardLost,
    CardProblem,
    CardRefusesReading,
    CardSilent,
    CardUnreadable,
    HolderUnreadable,
    NotASocialSecurityCard,
)
from kiosk.cards.reading import read_card
from kiosk.cards.virtual import virtual_card_of
from kiosk.permits import Sex
from tests.helpers.cards import HOLDER, read_simulated, records_of

MAKES = {
    "T=1": Dialect(),
    "T=0": Dialect(protocol=Protocol.T0),
    "only by record number": Dialect(by_identifier=False, by_short_file_identifier=False),
    "only by tag": Dialect(by_number=False, by_short_file_identifier=False),
    "only by short file identifier": Dialect(ef_select_p1=frozenset(), by_identifier=False),
    "by short file identifier and tag": Dialect(ef_select_p1=frozenset(), by_number=False),
    "elementary files selected with P1 00": Dialect(ef_select_p1=frozenset({0x00})),
    "T=0 only by tag": Dialect(protocol=Protocol.T0, by_number=False),
}


@pytest.mark.parametrize("edition", ["1.00", "2.00", "3.00"])
@pytest.mark.parametrize("dialect", MAKES.values(), ids=MAKES.keys())
def test_a_card_of_any_edition_and_make_is_read_whole(edition, dialect):
    card = read_simulated(virtual_card_of(records_of(specification_version=edition), dialect=dialect))
    expected = {key: value for key, value in HOLDER.items() if key != "region"}
    assert {key: getattr(card, key) for key in expected} == expected
    assert (card.region, card.specification_version, card.nation, card.category) == ("440300", edition, "98", "1")
    assert (card.partial, card.unread) == (False, ())
    assert card.provenance.source is Source.SIMULATOR


@pytest.mark.parametrize(
    "name", ["𠮷田喆", "金䶮妍", "爱新觉罗·玛丽", "MÜLLER ÅSA", "NGUYỄN THỊ", "X" * 30, "𠮷" * 12, "Ö" + "A B" * 14]
)
def test_names_come_back_as_they_were_written_rare_long_and_accented(name):
    assert read_simulated(virtual_card_of(records_of(name=name))).name == name


def test_the_first_edition_cuts_a_long_name_and_the_second_does_not():
    name = "WOLFESCHLEGELSTEINHAUSEN CHRISTOPHER"
    first = read_simulated(virtual_card_of(records_of(name=name, specification_version="1.00")))
    second = read_simulated(virtual_card_of(records_of(name=name)))
    assert (first.name, second.name) == (name[:30].strip(), name)


def holder_with(change: Callable[[list[bytes]], list[bytes]]) -> VirtualCard:
    records = records_of()
    return virtual_card_of(records | {HOLDER_FILE: change(records[HOLDER_FILE])})


def test_records_in_any_order_among_unknown_and_empty_ones_are_found_by_their_tags():
    def shuffled(records: list[bytes]) -> list[bytes]:
        return [b"\x77\x03abc", *reversed(records), b"", b"\x00\x00", b"\xff" * 20, b"\x09\x00"]

    card = read_simulated(holder_with(shuffled))
    assert (card.name, card.birth_date, card.partial) == (HOLDER["name"], HOLDER["birth_date"], False)


def test_a_whole_file_in_one_record_is_read_too():
    card = read_simulated(holder_with(lambda records: [b"".join(records)]))
    assert (card.name, card.sex, card.partial) == (HOLDER["name"], Sex.FEMALE, False)


def test_bytes_after_an_element_that_make_no_sense_are_no_element():
    card = read_simulated(holder_with(lambda records: [records[0] + b"\x09\x02NO\x0d\x50", *records[1:]]))
    assert card.name == HOLDER["name"]


def test_a_name_split_within_a_character_between_field_and_extension_is_joined():
    name = "A" * 29 + "张三"
    raw = name.encode("gb18030")

    def split(records: list[bytes]) -> list[bytes]:
        others = [record for record in records if record[0] not in (NAME, NAME_EXTENSION)]
        return [*others, bytes((NAME, 30)) + raw[:30], bytes((NAME_EXTENSION, len(raw) - 30)) + raw[30:]]

    assert read_simulated(holder_with(split)).name == name


def test_an_extension_that_repeats_the_whole_name_is_the_name():
    def repeated(records: list[bytes]) -> list[bytes]:
        whole = b"SPECIMEN ANNA MARIA LUISA"
        return [record for record in records if record[0] != NAME_EXTENSION] + [
            bytes((NAME_EXTENSION, len(whole))) + whole
        ]

    assert read_simulated(holder_with(repeated)).name == "SPECIMEN ANNA MARIA LUISA"


@pytest.mark.parametrize(
    ("record", "attribute", "expected"),
    [
        ("0a0131", "sex", Sex.MALE),
        ("0a0101", "sex", Sex.MALE),
        ("0a011f", "sex", Sex.MALE),
        ("0a012f", "sex", Sex.FEMALE),
        ("0a02c5ae", "sex", Sex.FEMALE),
        ("0a0139", "sex", Sex.UNSPECIFIED),
        ("0a0135", "sex", None),
        ("0d0419900228", "birth_date", date(1990, 2, 28)),
        ("0d083139393030323238", "birth_date", date(1990, 2, 28)),
        ("0d0519900228ff", "birth_date", date(1990, 2, 28)),
        ("0d0419900230", "birth_date", None),
        ("0d0400000000", "birth_date", None),
        ("0d0419", "birth_date", None),
        ("090653504543494d", "name", "SPECIM"),
        ("0906535045202020", "name", "SPE"),
        ("09065350450000ff", "name", "SPE"),
        ("0904a1a1b0a1", "name", "啊"),
        ("0906000000000000", "name", None),
        ("0904b0a1ff80", "name", None),
        ("0904410a4142", "name", None),
        ("080455544f30", "social_security_number", "UTO0"),
        ("0804550a4f30", "social_security_number", None),
        ("0b0101", "nation", "01"),
        ("0b01ff", "nation", None),
    ],
)
def test_fields_are_read_however_they_are_padded_and_refused_when_they_make_no_sense(record, attribute, expected):
    raw = bytes.fromhex(record)

    def replaced(records: list[bytes]) -> list[bytes]:
        unwanted = (raw[0], NAME_EXTENSION)
        return [each for each in records if each[0] not in unwanted] + [raw]

    card = read_simulated(holder_with(replaced))
    assert getattr(card, attribute) == expected
    optional = attribute == "nation"
    assert (attribute in card.unread) is (expected is None and not optional)


def test_without_the_key_a_third_generation_card_gives_the_issuer_half_and_says_so():
    card = read_simulated(virtual_card_of(records_of(specification_version="3.00"), holder_locked=True))
    assert (card.card_number, card.specification_version) == (HOLDER["card_number"], "3.00")
    assert (card.name, card.social_security_number, card.birth_date, card.sex) == (None, None, None, None)
    assert card.partial
    assert card.unread == ("social_security_number", "name", "sex", "nation", "birth_date")


def test_single_locked_records_are_unread_and_the_rest_is_read():
    records = records_of()
    files = {
        ISSUER_FILE: RecordFile(records[ISSUER_FILE], locked_tags=frozenset({0x06})),
        HOLDER_FILE: RecordFile(records[HOLDER_FILE], locked_tags=frozenset({0x08, 0x09})),
    }
    card = read_simulated(VirtualCard(b"\x3b\x00", {SSSE: files}))
    assert card.unread == ("expires_on", "social_security_number", "name")
    assert (card.birth_date, card.issued_on) == (HOLDER["birth_date"], HOLDER["issued_on"])


def test_a_card_that_only_knows_the_other_environment_name_is_read():
    files = {identifier: RecordFile(file) for identifier, file in records_of().items()}
    assert not read_simulated(VirtualCard(b"\x3b\x00", {SSSE_VARIANT: files})).partial


BANK = bytes.fromhex("a000000333010101")


@pytest.mark.parametrize("applications", [{}, {BANK: {0xEF01: RecordFile([b"\x5a\x02\x62\x00"])}}, {SSSE: {}}])
def test_a_card_without_the_environment_or_its_files_is_no_social_security_card(applications):
    with pytest.raises(NotASocialSecurityCard) as caught:
        read_simulated(VirtualCard(b"\x3b\x00", applications))
    assert caught.value.code == "C-101"


def test_a_card_that_keeps_everything_back_is_an_error_not_an_empty_reading():
    files = {identifier: RecordFile(file, locked=True) for identifier, file in records_of().items()}
    with pytest.raises(CardRefusesReading):
        read_simulated(VirtualCard(b"\x3b\x00", {SSSE: files}))


def test_a_card_of_which_nothing_makes_sense_is_an_error():
    files = {identifier: RecordFile([b"\x99" * 40]) for identifier in (ISSUER_FILE, HOLDER_FILE)}
    with pytest.raises(CardUnreadable):
        read_simulated(VirtualCard(b"\x3b\x00", {SSSE: files}))


def test_nothing_but_selecting_reading_and_fetching_is_ever_sent_and_only_the_environment_is_selected():
    for dialect in MAKES.values():
        for locked in (False, True):
            card = virtual_card_of(records_of(), dialect=dialect, holder_locked=locked)
            read_simulated(card)
            assert {command[1] for command in card.heard} <= {0xA4, 0xB2, 0xC0}
            names = {command[5:20] for command in card.heard if command[1:3] == b"\xa4\x04"}
            assert names == {SSSE}


def number_of_commands() -> int:
    card = virtual_card_of(records_of())
    read_simulated(card)
    return len(card.heard)


@pytest.mark.parametrize("at", range(1, number_of_commands() + 1))
def test_a_card_torn_out_at_any_command_gives_an_error_and_never_a_reading(at):
    with pytest.raises(CardLost) as caught:
        read_simulated(virtual_card_of(records_of(), faults=CardFaults(torn_at=at)))
    assert caught.value.device_code is DeviceErrorCode.CARD_TORN


@pytest.mark.parametrize("at", [1, 5, 12])
def test_a_card_gone_mute_at_any_command_gives_an_error(at):
    with pytest.raises(CardSilent):
        read_simulated(virtual_card_of(records_of(), faults=CardFaults(mute_from=at)))


@pytest.mark.parametrize("at", range(1, number_of_commands() + 1))
def test_an_answer_longer_than_any_may_be_never_leaves_a_reading_that_looks_whole_but_is_not(at):
    try:
        card = read_simulated(virtual_card_of(records_of(), faults=CardFaults(oversize_at=at)))
    except CardProblem:
        return
    expected = {key: value for key, value in HOLDER.items() if key != "region"}
    assert card.partial or {key: getattr(card, key) for key in expected} == expected


def test_a_card_that_talks_without_end_is_given_up():
    with pytest.raises(CardSilent):
        read_simulated(virtual_card_of(records_of()), seconds=-1.0)


def test_without_a_card_the_reader_says_so_itself():
    reader = SimulatedCardReader()
    reader.bring_up()
    with pytest.raises(DeviceError) as caught:
        read_card(reader)
    assert caught.value.code is DeviceErrorCode.CARD_ABSENT
    reader.close()


class LockedApplication(VirtualCard):
    def answer(self, command: bytes) -> bytes:
        return b"\x62\x83" if command[1] == 0xA4 else super().answer(command)


def test_a_locked_application_sends_the_holder_to_the_issuer():
    with pytest.raises(CardLocked):
        read_simulated(LockedApplication(b"\x3b\x00", {}))


def test_what_a_card_says_no_with_reaches_the_caller_through_the_devices_thread():
    runner = DeviceRunner(SimulatedCardReader(), lambda _: None)
    runner.start()
    try:
        runner.submit(lambda reader: reader.present(VirtualCard(b"\x3b\x00", {}))).result(30)
        with pytest.raises(NotASocialSecurityCard):
            runner.submit(read_card).result(30)
    finally:
        runner.stop()


def test_a_cards_representation_shows_nothing_personal():
    shown = repr(read_simulated(virtual_card_of(records_of())))
    for personal in ("ANNA", "XA1234567", "1990", "X00000019"):
        assert personal not in shown


def test_every_problem_says_what_to_do_in_both_languages_under_a_code_of_its_own():
    problems = [
        NotASocialSecurityCard(),
        CardLost(DeviceErrorCode.CARD_TORN),
        CardSilent(),
        CardLocked(),
        CardRefusesReading(),
        CardUnreadable(),
        HolderUnreadable(),
    ]
    assert [problem.code for problem in problems] == [f"C-10{number}" for number in range(1, 8)]
    assert all(problem.message.zh and problem.message.en for problem in problems)


def test_an_expiry_that_is_blank_is_a_gap():
    records = records_of()
    blank = [record if record[0] != 0x06 else b"\x06\x04\xff\xff\xff\xff" for record in records[ISSUER_FILE]]
    card = read_simulated(virtual_card_of(records | {ISSUER_FILE: blank}))
    assert (card.expires_on, card.unread) == (None, ("expires_on",))


def test_a_card_may_lie_about_lengths_when_it_answers_a_tag_and_is_asked_again():
    longer = replace(virtual_card_of(records_of()), dialect=Dialect(by_number=False, protocol=Protocol.T1))
    longer.applications[SSSE][HOLDER_FILE] = RecordFile(  # type: ignore[index]
        [bytes((NAME, 40)) + b"SPECIMEN".ljust(40, b"\x00")]
    )
    assert read_simulated(longer).name == "SPECIMEN"


@pytest.mark.parametrize(
    ("name", "edition", "may_be_cut"),
    [
        ("SPECIMEN ANNA", "1.00", False),
        ("WOLFESCHLEGELSTEINHAUSEN CHRISTOPHER", "1.00", True),
        ("WOLFESCHLEGELSTEINHAUSEN ABC DEFGHI", "1.00", True),
        ("X" * 26 + "𠮷𠮷", "1.00", True),
        ("WOLFESCHLEGELSTEINHAUSEN CHRISTOPHER", "2.00", False),
        ("X" * 60, "2.00", True),
        ("X" * 30, "2.00", False),
    ],
)
def test_a_name_that_fills_the_last_of_its_fields_may_be_cut(name, edition, may_be_cut):
    card = read_simulated(virtual_card_of(records_of(name=name, specification_version=edition)))
    assert card.name_may_be_cut is may_be_cut


def test_a_card_identification_that_ends_in_f_keeps_it():
    records = records_of()
    identification = bytes.fromhex("440300d15600000500bf7c7a48fb496f")
    issuer = [b"\x01\x10" + identification, *records[ISSUER_FILE][1:]]
    card = read_simulated(virtual_card_of(records | {ISSUER_FILE: issuer}))
    assert card.card_identification == identification.hex().upper()


class SelectAnswers(VirtualCard):
    status = b""

    def answer(self, command: bytes) -> bytes:
        return self.status if command[1] == 0xA4 else super().answer(command)


@pytest.mark.parametrize(
    ("status", "problem"),
    [
        ("6a82", NotASocialSecurityCard),
        ("6d00", NotASocialSecurityCard),
        ("6e00", NotASocialSecurityCard),
        ("6a86", NotASocialSecurityCard),
        ("6700", NotASocialSecurityCard),
        ("6999", NotASocialSecurityCard),
        ("6982", CardRefusesReading),
        ("6985", CardRefusesReading),
        ("6983", CardLocked),
        ("6283", CardLocked),
        ("6581", CardUnreadable),
        ("6f00", CardUnreadable),
        ("90", CardUnreadable),
    ],
)
def test_why_the_environment_could_not_be_selected_is_told_apart(status, problem):
    card = SelectAnswers(b"\x3b\x00", {})
    card.status = bytes.fromhex(status)
    with pytest.raises(problem):
        read_simulated(card)


def test_the_time_a_reset_takes_counts_too():
    class SlowReader(SimulatedCardReader):
        def power_on(self) -> bytes:
            time.sleep(0.03)
            return super().power_on()

    reader = SlowReader()
    reader.bring_up()
    reader.present(virtual_card_of(records_of()))
    with pytest.raises(CardSilent):
        read_card(reader, seconds=0.02)
    reader.close()
