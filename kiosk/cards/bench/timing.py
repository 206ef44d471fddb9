"""What a bench says of one thing: the median of its runs, and the least and the most."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Timing:
    """Milliseconds of one thing done ``runs`` times: the median, and the least and the most."""

    what: str
    median: float
    least: float
    most: float
    runs: int


@dataclass(frozen=True)
class Ratio:
    """One way's time in another's, taken ``runs`` times: the median, and the least and the most."""

    what: str
    median: float
    least: float
    most: float
    runs: int


def timing(what: str, seconds: Sequence[float]) -> Timing:
    """The timing of these runs."""
    in_ms = [1000 * each for each in seconds]
    return Timing(what, median(in_ms), min(in_ms), max(in_ms), len(in_ms))


def ratio(what: str, of: Sequence[float], to: Sequence[float]) -> Ratio:
    """``of`` in ``to``, run by run: what held up the machine in a run is in both."""
    each = [one / other for one, other in zip(of, to, strict=True)]
    return Ratio(what, median(each), min(each), max(each), len(each))
