"""`kiosk bench codes`: who reads how many codes, and how fast, side by side in one run."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.cli.bench_targets import Target, say_targets
from ui.cli.output import Exit, reports_problems, say, say_json

if TYPE_CHECKING:
    from kiosk.codes.bench.bursts import Together
    from kiosk.codes.bench.measure import Rate, Times

LEAST_MEAN = 0.833
"""The best published mean over the categories of the public benchmark."""

MOST_RATIO = 1.3
"""Of the first look to bare zxing-cpp."""

MOST_EMPTY_PREVIEW = 10.0
MOST_LARGE = 1500.0
"""Milliseconds: an empty 1080p preview frame, and the whole cascade on 12 megapixels."""

LEAST_EACH = 8
"""Pictures a kind below which the mean over kinds has no verdict: each picture moves its kind by an eighth."""

HELD_OUT = 70_000
"""Seeds from here on were never looked at while the reader was made."""


@click.command()
@click.option(
    "--each", type=click.IntRange(1, 1000), default=LEAST_EACH, show_default=True, help="Pictures a kind."
)
@click.option("--seed", type=click.IntRange(0, 2**31), default=HELD_OUT, show_default=True)
@click.option("--runs", type=click.IntRange(1, 20), default=1, show_default=True, help="Of each picture, for time.")
@click.option("--second-opinion", is_flag=True, help="Pictures by other optics, frozen before ours saw one.")
@click.option("--bursts", type=click.IntRange(0, 100), default=0, help="Bursts of preview frames a kind, as well.")
@click.option(
    "--test-data",
    envvar="KIOSK_TEST_DATA",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Test data with photographs of codes, measured as well.  [env: KIOSK_TEST_DATA]",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a category and reader, then the times.")
@reports_problems
def codes(
    each: int,
    seed: int,
    runs: int,
    second_opinion: bool,
    bursts: int,
    test_data: Path | None,
    as_json: bool,
) -> Exit:
    """Rate by category and milliseconds a picture: this terminal, zxing-cpp, pyzbar and OpenCV.

    Every kind of made-up photograph has a target: the mean over kinds at least 83.3 %, no code read that is not
    there, the first look at most 1.3 times bare zxing-cpp, an empty preview frame at most 10 ms, the whole
    cascade at most 1.5 s on 12 megapixels. Exit code 1 where one is missed. Fewer than 8 pictures a kind give
    the made-up mean no verdict.
    """
    from kiosk.codes.bench import bursts as held
    from kiosk.codes.bench import cases
    from kiosk.codes.bench.measure import means, rates, times

    real_mean: dict[str, float] = {}
    pictures = cases.second_opinion if second_opinion else cases.made_up
    found = list(_told(rates(pictures(each, seed), runs), as_json))
    mean = means(found)
    _say_means("made up", mean, as_json)
    if test_data is not None and (folder := test_data / "qr" / "zxing-cpp").is_dir():
        real = list(_told(rates(cases.photographs(folder), runs), as_json))
        real_mean = means(real)
        _say_means("photographs", real_mean, as_json)
        found += real
    for together in held.together(held.bursts(bursts, seed)):
        _say_together(together, as_json)
    took = times()
    _say_times(took, as_json)
    targets = _targets(mean, real_mean, found, took, each)
    say_targets(targets, as_json)
    return Exit.DONE if all(target.met is not False for target in targets) else Exit.ANSWER_IS_NO


def _targets(
    mean: dict[str, float], real_mean: dict[str, float], found: "list[Rate]", took: "Times", each: int
) -> list[Target]:
    from kiosk.codes.bench.readers import KIOSK

    false = sum(rate.false for rate in found if rate.reader == KIOSK)
    too_few = f"{each} pictures a kind of at least {LEAST_EACH}" if each < LEAST_EACH else ""
    large = max(took.large_with_code, took.large_without)
    return [
        Target("mean over made-up categories", mean[KIOSK], LEAST_MEAN, at_least=True, too_few=too_few),
        *(
            [Target("mean over categories of photographs", real_mean[KIOSK], LEAST_MEAN, at_least=True)]
            if real_mean
            else []
        ),
        Target("codes read that are not there", false, 0),
        Target("first look, of bare zxing-cpp", took.first_look_ratio, MOST_RATIO),
        Target("empty 1080p preview frame, ms", took.empty_preview, MOST_EMPTY_PREVIEW),
        Target("whole cascade on 12 megapixels, ms", large, MOST_LARGE),
    ]


def _told(found: "Iterator[Rate]", as_json: bool) -> "Iterator[Rate]":
    for rate in found:
        if as_json:
            say_json(asdict(rate) | {"milliseconds": round(rate.milliseconds, 1)})
        else:
            share = "   –   " if rate.rate is None else f"{rate.rate:7.1%}"
            say(
                f"{rate.category:18} {rate.reader:10} {rate.pictures:4} pictures {share} "
                f"{rate.false:3} false {rate.milliseconds:8.1f} ms"
            )
        yield rate


def _say_together(together: "Together", as_json: bool) -> None:
    if as_json:
        say_json(
            {"burst": together.kind} | {key: value for key, value in asdict(together).items() if key != "kind"}
        )
        return
    say(
        f"{together.bursts:3} bursts, {together.kind:13} one look at any frame {together.first_looks:6.1%}, "
        f"cascade on one {together.one_still:6.1%}, vote {together.vote:6.1%}, {together.false} false"
    )


def _say_means(what: str, mean: dict[str, float], as_json: bool) -> None:
    if as_json:
        say_json({"mean": what} | {reader: round(rate, 4) for reader, rate in mean.items()})
    else:
        say(f"Mean over categories, {what}: " + ", ".join(f"{reader} {rate:.1%}" for reader, rate in mean.items()))


def _say_times(took: "Times", as_json: bool) -> None:
    if as_json:
        say_json(_rounded(took))
        return
    say(
        f"Empty 1080p preview frame: {took.empty_preview:.1f} ms "
        f"({took.runs} runs; target {MOST_EMPTY_PREVIEW:.0f})"
    )
    say(
        f"First look: {took.first_look:.1f} ms, bare zxing-cpp {took.bare_zxing:.1f} ms: "
        f"× {took.first_look_ratio:.3f} ({took.ratio_least:.3f} to {took.ratio_most:.3f}, {took.runs} runs; "
        f"target {MOST_RATIO})"
    )
    say(
        f"Whole cascade on 12 megapixels: {took.large_with_code:.0f} ms with a code, "
        f"{took.large_without:.0f} ms without ({took.large_runs} runs; target {MOST_LARGE:.0f})"
    )


def _rounded(took: "Times") -> dict[str, float]:
    """The times to a tenth of a millisecond, the ratio and its range to four digits."""
    figures = asdict(took) | {"first_look_ratio": took.first_look_ratio}
    return {name: round(figure, 4 if "ratio" in name else 1) for name, figure in figures.items()}
