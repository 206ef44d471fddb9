"""A trainer's own cards on the training tray."""

from typing import Any

import pytest

from drivers.device import DeviceKind
from kiosk.cards.card_template import card_template
from tests.helpers.cards import read_simulated
from ui.cli.own_cards import own_cards


class Reader:
    """The station's simulated card reader, as the tray sees it."""

    def __init__(self) -> None:
        self.presented: list[Any] = []

    def present(self, kind: DeviceKind, stimulus: Any) -> None:
        assert kind is DeviceKind.CARD_READER
        self.presented.append(stimulus)


@pytest.fixture
def station():
    return Reader()


def test_without_a_file_there_is_no_tray(tmp_path, station):
    assert own_cards(tmp_path / "cards", station) == ()


def test_each_file_is_put_in_by_its_name_as_it_stands_at_that_moment_and_taken_out_again(tmp_path, station):
    file = tmp_path / "expired.toml"
    file.write_text(card_template(), "utf-8")
    (tray,) = own_cards(tmp_path, station)
    assert [action.label.en for action in tray.actions] == ["Insert: expired", "Take the card out"]
    file.write_text(card_template().replace("ANNA MARIA", "BERTA"), "utf-8")
    for action in tray.actions:
        action.act()
    card, nothing = station.presented
    assert (read_simulated(card).name, nothing) == ("SPECIMEN BERTA", None)


def test_a_wrong_file_says_so_in_its_place_and_puts_nothing_in(tmp_path, station):
    (tmp_path / "wrong.toml").write_text("[chip]\nkind = 1\n")
    (tray,) = own_cards(tmp_path, station)
    assert "chip.kind" in tray.actions[0].label.en
    tray.actions[0].act()
    assert station.presented == []
