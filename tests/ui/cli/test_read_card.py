"""`kiosk read card` over a real PC/SC service, and `kiosk bench cards`."""

from collections.abc import Iterator

import pytest

from kiosk.cards.foreign import bank_card
from kiosk.cards.virtual import virtual_card_of
from kiosk.cards.virtual_module import virtual_module
from kiosk.registry.server import RegistryServer
from tests.helpers.cards import HOLDER, records_of
from tests.helpers.command_line import kiosk, lines
from tests.helpers.pcscd import READER, SECOND_READER, Pcscd
from tests.helpers.vpcd import CardInReader

pytestmark = pytest.mark.counterpart


@pytest.fixture
def pcscd() -> Iterator[Pcscd]:
    with Pcscd() as service:
        yield service


def a_locked_card():
    return virtual_card_of(records_of(specification_version="3.00"), holder_locked=True)


def test_a_card_in_the_reader_is_one_object(pcscd):
    with CardInReader(virtual_card_of(records_of()), pcscd.port):
        result = kiosk("read", "card", "--json", "--reader", READER)
    (card,) = lines(result)
    assert (result.exit_code, card["name"], card["provenance"]["source"]) == (0, HOLDER["name"], "simulator")


def test_a_module_in_the_second_slot_opens_a_third_generation_card(pcscd):
    with CardInReader(a_locked_card(), pcscd.port), CardInReader(virtual_module(), pcscd.port + 1):
        result = kiosk("read", "card", "--json", "--reader", READER, "--module", SECOND_READER)
    assert [card["authentication"] for card in lines(result)] == ["done"]


def test_without_a_readers_name_the_modules_slot_is_not_taken_for_the_cards(pcscd):
    with CardInReader(a_locked_card(), pcscd.port + 1), CardInReader(virtual_module(), pcscd.port):
        result = kiosk("read", "card", "--json", "--module", READER)
    assert [card["authentication"] for card in lines(result)] == ["done"]


def test_a_service_opens_it_too_and_without_either_it_is_partial(pcscd, tmp_path):
    with (
        RegistryServer(f"sqlite:///{tmp_path / 'registry.sqlite'}") as registry,
        CardInReader(a_locked_card(), pcscd.port),
    ):
        for options, ended in (((), "no_provider"), (("--key-service", registry.url), "done")):
            (card,) = lines(kiosk("read", "card", "--json", "--reader", READER, *options))
            assert card["authentication"] == ended


def test_a_bank_card_is_a_no_and_an_empty_slot_a_failure(pcscd):
    with CardInReader(bank_card(), pcscd.port):
        result = kiosk("read", "card", "--json", "--reader", READER)
    assert (result.exit_code, lines(result)[0]["error"]["code"]) == (1, "C-101")
    result = kiosk("read", "card", "--reader", SECOND_READER, "--wait", 0)
    assert (result.exit_code, result.stdout[:5]) == (3, "D-201")


def test_an_address_that_is_none_is_wrong_use(pcscd):
    with CardInReader(virtual_card_of(records_of()), pcscd.port):
        assert kiosk("read", "card", "--reader", READER, "--key-service", "ftp://nowhere").exit_code == 2


def test_the_benchmark_says_every_figure_and_its_ratios():
    result = kiosk("bench", "cards", "--runs", 1, "--json")
    assert result.exit_code in (0, 1)
    *figures, last = lines(result)
    assert len([figure for figure in figures if figure["unit"] == "ms"]) == 9
    assert all(figure["least"] <= figure["median"] <= figure["most"] for figure in figures)
    ratios = [figure for figure in figures if figure["unit"] == "times"]
    assert len(ratios) == 3
    command, recovery = last["targets"]
    assert (command["figure"], command["bound"]) == (pytest.approx(ratios[0]["median"], abs=0.001), 1.1)
    assert recovery["bound"] == 1000
    assert (command["met"] and recovery["met"]) == (result.exit_code == 0)
