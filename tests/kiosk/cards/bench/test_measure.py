"""The benchmark measures what it says, over a real service; its figures are no matter of tests."""

import pytest

from kiosk.cards.bench import service
from kiosk.cards.bench.commands import command_times
from kiosk.cards.bench.measure import insertion_times, recovery_times
from kiosk.cards.bench.service import Pcscd, ServiceMissing

pytestmark = pytest.mark.counterpart


def test_one_command_is_timed_every_way_and_each_round_gives_a_ratio():
    times = command_times(rounds=2, batch=3)
    timings = (times.driver, times.bare, times.connection, times.alone)
    ratios = (times.of_bare, times.of_connection, times.alone_of_bare)
    assert len({figure.what for figure in (*timings, *ratios)}) == 7
    for figure in (*timings, *ratios):
        assert figure.runs == 2
        assert 0 < figure.least <= figure.median <= figure.most


def test_a_reading_is_a_part_of_its_insertion_and_a_way_back_comes_before_a_card():
    whole, reading = insertion_times(runs=1)
    assert reading.median < whole.median
    ready, read = recovery_times(runs=1)
    assert ready.median < read.median


def test_without_the_virtual_reader_it_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setattr(service, "_DRIVER", tmp_path / "none")
    with pytest.raises(ServiceMissing, match="vsmartcard-vpcd"):
        Pcscd()
