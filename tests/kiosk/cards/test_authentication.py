"""Third-generation cards: partial without a key, whole with one, and never a try too many."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from drivers.card_reader import CardReader
from drivers.card_reader.simulated import SimulatedCardReader
from drivers.card_reader.virtual_card import CardFaults, Dialect, Protocol, VirtualCard
from drivers.errors import DeviceError, DeviceErrorCode
from kiosk.cards.authentication import AUTHENTICATION_WORDS, Authentication, Challenge, KeyUnavailable, KeyUse
from kiosk.cards.authenticator import CardAuthenticator
from kiosk.cards.problems import CardLost, CardSilent
from kiosk.cards.security_module import ModuleKey, SecurityModuleProvider
from kiosk.cards.training_key import training_cryptogram
from kiosk.cards.virtual import virtual_card_of
from kiosk.cards.virtual_module import VirtualModule, virtual_module
from tests.helpers.cards import HOLDER, read_simulated, records_of


class Keeper:
    """A provider whose answers a test chooses; counts how often it was asked."""

    def __init__(self, answer: Callable[[Challenge], bytes], key: KeyUse | None = None) -> None:
        self._answer = answer
        self.key = key or KeyUse()
        self.seconds = 1.0
        self.asked: list[Challenge] = []

    def cryptogram(self, challenge: Challenge) -> bytes:
        self.asked.append(challenge)
        return self._answer(challenge)


def right(challenge: Challenge) -> bytes:
    return training_cryptogram(bytes.fromhex(challenge.card_identification)[-8:], challenge.random)


def wrong(_: Challenge) -> bytes:
    return bytes(8)


def unavailable(_: Challenge) -> bytes:
    raise KeyUnavailable("the service is down")


def a_locked_card(number: int = 0, **options: object) -> VirtualCard:
    records = records_of(specification_version="3.00", card_number=f"X{number:08}")
    return virtual_card_of(records, holder_locked=True, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("protocol", Protocol)
def test_with_its_key_a_third_generation_card_is_read_whole(protocol):
    card = a_locked_card(dialect=Dialect(protocol=protocol))
    reading = read_simulated(card, authenticator=CardAuthenticator(Keeper(right)))
    assert (reading.authentication, reading.partial, reading.unread) == (Authentication.DONE, False, ())
    assert (reading.name, reading.birth_date) == (HOLDER["name"], HOLDER["birth_date"])


def test_a_card_that_wants_no_key_is_asked_for_none():
    keeper = Keeper(right)
    card = virtual_card_of(records_of())
    assert read_simulated(card, authenticator=CardAuthenticator(keeper)).authentication is Authentication.NOT_ASKED
    assert keeper.asked == []
    assert {command[1] for command in card.heard} <= {0xA4, 0xB2, 0xC0}


@pytest.mark.parametrize(
    ("keeper", "ended"),
    [
        (None, Authentication.NO_PROVIDER),
        (Keeper(unavailable), Authentication.NO_ANSWER),
        (Keeper(lambda _: b""), Authentication.NO_ANSWER),
        (Keeper(lambda _: bytes(65)), Authentication.NO_ANSWER),
        (Keeper(right, KeyUse(challenge_bytes=17)), Authentication.NO_ANSWER),
        (Keeper(right, KeyUse(reference=9)), Authentication.REFUSED),
        (Keeper(wrong), Authentication.REFUSED),
    ],
)
def test_without_an_answer_the_reading_is_partial_and_says_why(keeper, ended):
    authenticator = CardAuthenticator(keeper) if keeper else None
    reading = read_simulated(a_locked_card(), authenticator=authenticator)
    assert (reading.authentication, reading.partial) == (ended, True)
    assert (reading.card_number, reading.name) == ("X00000000", None)
    assert AUTHENTICATION_WORDS[ended].zh
    assert AUTHENTICATION_WORDS[ended].en


def test_a_card_that_refused_is_never_tried_again():
    card, authenticator = a_locked_card(), CardAuthenticator(Keeper(wrong))
    ended = [read_simulated(card, authenticator=authenticator).authentication for _ in range(5)]
    assert ended == [Authentication.REFUSED, *[Authentication.HELD_BACK] * 4]
    assert card.tries_left == 2


def test_a_wrong_key_is_shown_to_two_cards_and_to_no_third():
    authenticator = CardAuthenticator(Keeper(wrong))
    cards = [a_locked_card(number) for number in range(4)]
    for card in cards:
        read_simulated(card, authenticator=authenticator)
    assert [card.tries_left for card in cards] == [2, 2, 3, 3]
    assert authenticator.held_back


def test_one_bad_card_among_good_ones_stops_nothing():
    answers = iter([wrong, right, wrong, right])
    authenticator = CardAuthenticator(Keeper(lambda challenge: next(answers)(challenge)))
    ended = [read_simulated(a_locked_card(n), authenticator=authenticator).authentication for n in range(4)]
    assert ended == [Authentication.REFUSED, Authentication.DONE] * 2


def test_nothing_but_the_challenge_and_its_answer_is_sent_besides_reading_and_never_a_pin():
    cards = [a_locked_card(), a_locked_card(1)]
    read_simulated(cards[0], authenticator=CardAuthenticator(Keeper(right)))
    read_simulated(cards[1], authenticator=CardAuthenticator(Keeper(wrong)))
    for card in cards:
        instructions = [command[1] for command in card.heard]
        assert set(instructions) <= {0xA4, 0xB2, 0xC0, 0x84, 0x82}
        assert (instructions.count(0x84), instructions.count(0x82)) == (1, 1)


def test_a_slow_keeper_does_not_cost_the_card_its_time():
    def slow(challenge: Challenge) -> bytes:
        time.sleep(1.1)
        return right(challenge)

    reading = read_simulated(a_locked_card(), seconds=1.0, authenticator=CardAuthenticator(Keeper(slow)))
    assert not reading.partial


def number_of_commands() -> int:
    card = a_locked_card()
    read_simulated(card, authenticator=CardAuthenticator(Keeper(right)))
    return len(card.heard)


@pytest.mark.parametrize("at", range(20, number_of_commands() + 1, 3))
def test_a_card_torn_out_or_gone_mute_while_it_is_opened_gives_no_reading(at):
    for faults, problem in ((CardFaults(torn_at=at), CardLost), (CardFaults(mute_from=at), CardSilent)):
        with pytest.raises(problem):
            read_simulated(a_locked_card(faults=faults), authenticator=CardAuthenticator(Keeper(right)))


def slot_with(module: VirtualCard | None) -> Callable[[], object]:
    @contextmanager
    def opened() -> Iterator[CardReader]:
        reader = SimulatedCardReader()
        reader.bring_up()
        reader.present(module)
        yield reader
        reader.close()

    return opened


def test_a_security_module_opens_the_card_and_hears_no_pin():
    module = virtual_module()
    provider = SecurityModuleProvider(slot_with(module))
    reading = read_simulated(a_locked_card(), authenticator=CardAuthenticator(provider))
    assert (reading.authentication, reading.name) == (Authentication.DONE, HOLDER["name"])
    assert [command[1] for command in module.heard] == [0xA4, 0x1A, 0xFA]


@pytest.mark.parametrize(
    ("module", "key"),
    [
        (None, ModuleKey()),
        (VirtualCard(b"\x3b\x00", {}), ModuleKey()),
        (virtual_module(), ModuleKey(version=9)),
        (replace(virtual_module(), faults=CardFaults(mute_from=2)), ModuleKey()),
        (replace(virtual_module(), faults=CardFaults(torn_at=3)), ModuleKey()),
        (replace(virtual_module(), faults=CardFaults(oversize_at=3)), ModuleKey()),
        (replace(virtual_module(), faults=CardFaults(status_at=3)), ModuleKey()),
    ],
    ids=["empty slot", "no module", "another key", "mute", "torn out", "4 kB", "status"],
)
def test_a_module_that_does_not_serve_leaves_the_reading_partial_and_the_card_its_tries(module, key):
    card = a_locked_card()
    provider = SecurityModuleProvider(slot_with(module), module_key=key)
    reading = read_simulated(card, authenticator=CardAuthenticator(provider))
    assert (reading.authentication, reading.partial) == (Authentication.NO_ANSWER, True)
    assert card.tries_left == 3


def test_a_slot_that_cannot_be_opened_is_no_answer():
    @contextmanager
    def broken() -> Iterator[CardReader]:
        raise DeviceError(DeviceErrorCode.SERVICE_DOWN, "PC/SC service")
        yield

    reading = read_simulated(a_locked_card(), authenticator=CardAuthenticator(SecurityModuleProvider(broken)))
    assert reading.authentication is Authentication.NO_ANSWER


def test_a_module_forgets_its_key_at_every_reset():
    module = virtual_module()
    assert isinstance(module, VirtualModule)
    assert module.answer(bytes.fromhex("80fa0000080102030405060708")) == b"\x69\x85"
    assert module.answer(bytes.fromhex("801a2701080102030405060708")) == b"\x90\x00"
    module.power_on()
    assert module.answer(bytes.fromhex("80fa0000080102030405060708")) == b"\x69\x85"
    assert module.answer(bytes.fromhex("80fa00000801")) == b"\x67\x00"
    assert module.answer(bytes.fromhex("0020000003123456")) == b"\x6d\x00"
