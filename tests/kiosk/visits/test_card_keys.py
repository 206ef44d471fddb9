"""A third-generation card at the window: partial with its reason, whole with the key's keeper."""

from dataclasses import replace

import pytest

from drivers.card_reader.virtual_card import RecordFile, VirtualCard
from drivers.device import DeviceKind
from kiosk.cards.application import SSSE
from kiosk.cards.authentication import AUTHENTICATION_WORDS, Authentication
from kiosk.cards.authenticator import CardAuthenticator
from kiosk.cards.fields import BIRTH_DATE, HOLDER_FILE
from kiosk.registry.card_keys import CardKeyService
from kiosk.training.cards import virtual_card
from kiosk.visits.view import Tone
from tests.helpers.played import PEOPLE, played_terminal

ZOE = PEOPLE["zoe"]


@pytest.fixture
def terminal(tmp_path):
    with played_terminal(tmp_path) as terminal:
        terminal.show_code(ZOE)
        terminal.station.present(DeviceKind.CARD_READER, virtual_card(ZOE))
        yield terminal


def agreeing(terminal):
    return {match.field: match.agrees for match in terminal.visit.card_matches}


def test_without_a_key_staff_are_told_why_the_reading_is_partial(terminal):
    terminal.after(terminal.session.read_card)
    assert terminal.message.text == AUTHENTICATION_WORDS[Authentication.NO_PROVIDER]
    assert terminal.message.tone is Tone.ATTENTION
    assert terminal.visit.card_partial
    assert agreeing(terminal)["name"] is None


def test_with_the_registry_as_keeper_the_card_is_read_whole_and_agrees(terminal):
    with CardKeyService(terminal.registry.url) as service:
        terminal.session._tools = replace(terminal.tools, card_authenticator=CardAuthenticator(service))
        terminal.after(terminal.session.read_card)
    assert not terminal.visit.card_partial
    assert set(agreeing(terminal).values()) == {True}


def a_card_born_on_no_day() -> VirtualCard:
    whole = virtual_card(PEOPLE["lukasz"])
    assert whole is not None
    files = whole.applications[SSSE]
    holder = [each for each in files[HOLDER_FILE].records if each[0] != BIRTH_DATE]
    files = {**files, HOLDER_FILE: RecordFile([*holder, b"\x0d\x04\x19\x90\x02\x30"])}
    return VirtualCard(whole.atr, {SSSE: files})


def test_staff_are_told_which_field_of_a_card_could_not_be_read_and_why(tmp_path):
    with played_terminal(tmp_path) as terminal:
        terminal.show_code(PEOPLE["lukasz"])
        terminal.station.present(DeviceKind.CARD_READER, a_card_born_on_no_day())
        terminal.after(terminal.session.read_card)
        assert terminal.message.tone is Tone.ATTENTION
        assert "date of birth: unreadable, no valid value" in terminal.message.text.en
        assert "出生日期：卡内数据编码或取值有误" in terminal.message.text.zh
        notes = {match.field: match.note for match in terminal.visit.card_matches if match.agrees is None}
        assert notes["birth_date"] is not None
