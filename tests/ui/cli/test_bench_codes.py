"""`kiosk bench codes` sets the readers side by side and says whether the targets are met."""

import pytest

from kiosk.codes.bench import bursts, cases, measure
from kiosk.codes.bench.bursts import Burst
from kiosk.codes.bench.measure import Times
from kiosk.codes.bench.outside import kinds as outside
from kiosk.codes.bench.readers import READERS
from kiosk.codes.bench.scenes import KINDS
from tests.helpers.code_images import code_image
from tests.helpers.command_line import kiosk, lines
from ui.cli.bench_targets import Target


def took(empty: float, first: float, bare: float, large: float, without: float) -> Times:
    return Times(empty, first, bare, large, without, 0.9, 1.4, 15, 3)


FAST = took(6.0, 5.0, 4.9, 400.0, 900.0)


@pytest.fixture
def nominal_alone(monkeypatch):
    monkeypatch.delenv("KIOSK_TEST_DATA", raising=False)
    monkeypatch.setattr(cases, "KINDS", {"nominal": KINDS["nominal"]})
    monkeypatch.setattr(measure, "times", lambda: FAST)


@pytest.mark.usefixtures("nominal_alone")
def test_each_category_has_a_line_a_reader_then_the_mean_then_the_times():
    result = kiosk("bench", "codes", "--each", "2", "--seed", "5", "--json")
    *rates, mean, times, targets = lines(result)
    assert [(line["category"], line["reader"]) for line in rates] == [
        (category, reader) for category in ("nominal", "empty") for reader in READERS
    ]
    assert set(rates[0]) == {"category", "reader", "pictures", "rate", "false", "milliseconds"}
    assert (mean["mean"], set(mean) - {"mean"}) == ("made up", set(READERS))
    assert times["first_look_ratio"] == pytest.approx(1.0204)
    assert [target["met"] for target in targets["targets"]] == [None] + [True] * 4
    assert result.exit_code == 0


@pytest.mark.usefixtures("nominal_alone")
@pytest.mark.parametrize(
    "slow", [took(11.0, 5, 5, 5, 5), took(5, 7.0, 5, 5, 5), took(5, 5, 5, 1501.0, 5), took(5, 5, 5, 5, 1501.0)]
)
def test_a_target_that_is_missed_is_an_answer_of_no(monkeypatch, slow):
    monkeypatch.setattr(measure, "times", lambda: slow)
    result = kiosk("bench", "codes", "--each", "8", "--seed", "5")
    assert "Mean over categories, made up: kiosk 100.0%" in result.output
    assert "mean over made-up categories: 1 (target ≥ 0.833): on target" in result.output
    assert result.output.count("NOT ON TARGET") == 1
    assert result.exit_code == 1


@pytest.mark.usefixtures("nominal_alone")
def test_a_ratio_a_hair_over_its_target_shows_by_how_much_with_the_runs_and_their_range(monkeypatch):
    monkeypatch.setattr(measure, "times", lambda: took(5, 6.50002, 5, 5, 5))
    said = kiosk("bench", "codes", "--each", "1", "--seed", "5").output
    assert "first look, of bare zxing-cpp: 1.300004 (target ≤ 1.3): NOT ON TARGET" in said
    assert "(0.900 to 1.400, 15 runs; target 1.3)" in said


def test_a_figure_has_as_many_digits_as_decide_and_no_more():
    assert [Target("", figure, 1.3).shown for figure in (1.3, 1.30004, 1.29996, 1.31, 7)] == [
        "1.3",
        "1.30004",
        "1.3",
        "1.31",
        "7",
    ]
    assert Target("", 0.83299, 0.833, at_least=True).shown == "0.83299"


@pytest.mark.usefixtures("nominal_alone")
def test_too_few_pictures_give_the_mean_no_verdict_and_no_no():
    result = kiosk("bench", "codes", "--each", "2", "--seed", "5")
    assert "(target ≥ 0.833): no verdict, 2 pictures a kind of at least 8" in result.output
    assert result.exit_code == 0


def test_odd_inputs_neither_fail_nor_hang_nor_grow():
    result = kiosk("bench", "fuzz-codes", "--payloads", "3000", "--images", "400", "--json")
    kinds = lines(result)
    assert [line["kind"] for line in kinds] == ["payload", "modules", "preview frame", "still"]
    assert [line["inputs"] for line in kinds] == [3000, 100, 400, 2]
    assert all(line["grown"] <= 64 * 1024 for line in kinds)


@pytest.mark.usefixtures("nominal_alone")
def test_the_second_opinion_and_bursts_are_measured_where_asked_for(monkeypatch):
    made = Burst("noisy", (code_image("FWPN:ABCDEFGH01234567"),), b"FWPN:ABCDEFGH01234567")
    monkeypatch.setattr(outside, "KINDS", {"nominal": outside.nominal})
    monkeypatch.setattr(bursts, "FRAMES", 1)
    monkeypatch.setattr(bursts, "bursts", lambda each, seed: [made] * each)
    result = kiosk("bench", "codes", "--each", "1", "--seed", "5", "--second-opinion", "--bursts", "2", "--json")
    burst = next(line for line in lines(result) if "burst" in line)
    assert (burst["burst"], burst["bursts"], burst["vote"], burst["false"]) == ("noisy", 2, 1, 0)
    assert [line["category"] for line in lines(result) if "category" in line][:1] == ["nominal"]
    assert "vote" in kiosk("bench", "codes", "--each", "1", "--seed", "5", "--bursts", "1").output
