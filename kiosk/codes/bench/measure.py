"""Who reads how many codes in which time: rates by category, and the three times that have a target."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import mean, median
from time import perf_counter

import cv2
import numpy as np

from kiosk.codes.bench.cases import Case
from kiosk.codes.bench.readers import READERS, ZXING
from kiosk.codes.bench.sheet import Pixels, printed, written
from kiosk.codes.decode import decode_image

FRAMES = 15


@dataclass(frozen=True)
class Rate:
    """What one reader did in one category: the share of codes read, finds of nothing that stands there, and time.

    ``rate`` is the mean over the pictures; None where no picture has a code. ``milliseconds`` is the median
    picture's median run.
    """

    category: str
    reader: str
    pictures: int
    rate: float | None
    false: int
    milliseconds: float


@dataclass(frozen=True)
class Times:
    """Milliseconds, medians.

    Of an empty 1080p preview frame; of the first look at a photograph and of bare zxing-cpp at the same; of the
    whole cascade on 12 megapixels, with a code and without. The first look and bare zxing-cpp take turns:
    ``ratio_least`` and ``ratio_most`` are of one turn. The medians are over ``runs``, on 12 megapixels over
    ``large_runs``.
    """

    empty_preview: float
    first_look: float
    bare_zxing: float
    large_with_code: float
    large_without: float
    ratio_least: float
    ratio_most: float
    runs: int
    large_runs: int

    @property
    def first_look_ratio(self) -> float:
        """The first look against bare zxing-cpp."""
        return self.first_look / self.bare_zxing


def rates(cases: Iterable[Case], runs: int = 1, readers: Sequence[str] = tuple(READERS)) -> Iterator[Rate]:
    """One rate a category and reader, as soon as the category is done; cases of one category in a row."""
    category, done = "", dict[str, list[tuple[float | None, int, float]]]()
    for case in cases:
        if done and case.category != category:
            yield from _summed(category, done)
            done = {}
        category = case.category
        for reader in readers:
            done.setdefault(reader, []).append(_read(case, reader, runs))
    if done:
        yield from _summed(category, done)


def means(found: Iterable[Rate]) -> dict[str, float]:
    """Each reader's mean rate over the categories that have codes."""
    by_reader: dict[str, list[float]] = {}
    for each in found:
        if each.rate is not None:
            by_reader.setdefault(each.reader, []).append(each.rate)
    return {reader: mean(rates) for reader, rates in by_reader.items()}


def times(random_seed: int = 1, frames: int = FRAMES) -> Times:
    """The times with a target, each over ``frames`` runs (a fifth of it on 12 megapixels)."""
    random = np.random.default_rng(random_seed)
    page = _page(random, 1080, 1920, with_code=False)
    photo, large, without = (
        _page(random, 1080, 1920, with_code=True),
        _page(random, 3000, 4000, with_code=True),
        _page(random, 3000, 4000, with_code=False),
    )
    few = max(1, frames // 5)
    first, bare = _in_turn((lambda: decode_image(photo, thorough=False), lambda: READERS[ZXING](photo)), frames)
    ratios = [ours / theirs for ours, theirs in zip(first, bare, strict=True)]
    return Times(
        _timed(lambda: decode_image(page, thorough=False), frames),
        median(first),
        median(bare),
        _timed(lambda: decode_image(large, thorough=True), few),
        _timed(lambda: decode_image(without, thorough=True), few),
        min(ratios),
        max(ratios),
        frames,
        few,
    )


def _read(case: Case, reader: str, runs: int) -> tuple[float | None, int, float]:
    took = []
    for _ in range(runs):
        begun = perf_counter()
        finds = READERS[reader](case.photo)
        took.append((perf_counter() - begun) * 1000)
    hits, false = case.judged(list(finds))
    return (hits / len(case.codes) if case.codes else None), false, median(took)


def _summed(category: str, done: dict[str, list[tuple[float | None, int, float]]]) -> Iterator[Rate]:
    for reader, results in done.items():
        shares = [share for share, _, _ in results if share is not None]
        false = sum(count for _, count, _ in results)
        took = median(milliseconds for _, _, milliseconds in results)
        yield Rate(category, reader, len(results), mean(shares) if shares else None, false, took)


def _page(random: np.random.Generator, height: int, width: int, *, with_code: bool) -> Pixels:
    paper = written(random, height, width, 24)
    if with_code:
        code = printed(random, version=5, module=max(4, height // 300)).picture
        paper[height // 3 : height // 3 + len(code), width // 3 : width // 3 + len(code)] = code
    grain = random.normal(0, 2.0, paper.shape)
    return np.asarray(np.clip(cv2.GaussianBlur(paper, (0, 0), 0.7) * 0.85 + 20 + grain, 0, 255), np.uint8)


def _timed(work: Callable[[], object], runs: int) -> float:
    return median(_in_turn((work,), runs)[0])


def _in_turn(works: Sequence[Callable[[], object]], runs: int) -> list[list[float]]:
    """The milliseconds of each run of each, run in turn so that what else the machine does meets all alike."""
    took: list[list[float]] = [[] for _ in works]
    for _ in range(runs):
        for work, own in zip(works, took, strict=True):
            begun = perf_counter()
            work()
            own.append((perf_counter() - begun) * 1000)
    return took
