"""A third-generation card opened by the simulated registry, over HTTP on loopback, in bounded time."""

import time

import httpx
import pytest

from kiosk.cards.authentication import Authentication, Challenge, KeyUnavailable
from kiosk.cards.authenticator import CardAuthenticator
from kiosk.cards.virtual import virtual_card_of
from kiosk.registry.card_keys import PATH, CardKeyService
from kiosk.registry.faults import Fault
from kiosk.registry.server import RegistryServer
from tests.helpers.cards import HOLDER, read_simulated, records_of

CHALLENGE = Challenge("440300D15600000500BF7C7A48FB4966", "3.00", bytes(range(8)))


@pytest.fixture(scope="module")
def registry(tmp_path_factory):
    folder = tmp_path_factory.mktemp("registry")
    with RegistryServer(f"sqlite:///{folder / 'registry.sqlite'}") as server:
        yield server


def a_locked_card():
    return virtual_card_of(records_of(specification_version="3.00"), holder_locked=True)


def test_the_registry_opens_a_training_card(registry):
    with CardKeyService(registry.url) as service:
        reading = read_simulated(a_locked_card(), authenticator=CardAuthenticator(service))
    assert (reading.authentication, reading.name) == (Authentication.DONE, HOLDER["name"])


@pytest.mark.parametrize("fault", [Fault.DOWN, Fault.NONSENSE, Fault.SLOW])
def test_a_registry_that_does_not_serve_leaves_the_reading_partial_in_time(registry, fault):
    registry.play(fault, 1.5)
    card, started = a_locked_card(), time.monotonic()
    try:
        with CardKeyService(registry.url, timeout=1.0) as service:
            reading = read_simulated(card, authenticator=CardAuthenticator(service))
    finally:
        registry.play(Fault.NONE)
    assert (reading.authentication, reading.partial) == (Authentication.NO_ANSWER, True)
    assert time.monotonic() - started < 10
    assert card.tries_left == 3


def test_no_registry_at_all_is_unavailable_and_says_nothing_of_the_card():
    with CardKeyService("http://127.0.0.1:1", timeout=5) as service, pytest.raises(KeyUnavailable) as caught:
        service.cryptogram(CHALLENGE)
    assert "G-101" in str(caught.value)
    assert "440300" not in str(caught.value)


@pytest.mark.parametrize(
    "question",
    [
        {},
        {"card_identification": "4403", "challenge": "00"},
        {"card_identification": CHALLENGE.card_identification, "challenge": ""},
        {"card_identification": CHALLENGE.card_identification, "challenge": "0g"},
        {"card_identification": CHALLENGE.card_identification, "challenge": "00" * 33},
    ],
)
def test_a_question_that_is_none_is_refused(registry, question):
    answer = httpx.post(f"{registry.url}/{PATH}", json=question, trust_env=False)
    assert (answer.status_code, answer.json()) == (400, {"error": "bad-request"})


def test_an_answer_to_another_challenge_is_not_used(registry, monkeypatch):
    with CardKeyService(registry.url) as service:
        ask = service._ask
        monkeypatch.setattr(service, "_ask", lambda path, q, adapter: ask(path, q | {"challenge": "00"}, adapter))
        with pytest.raises(KeyUnavailable, match="another challenge"):
            service.cryptogram(CHALLENGE)
