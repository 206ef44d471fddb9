"""From finder patterns to module grids: which three belong together, how many modules, and how they lie."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import cv2
import numpy as np

from kiosk.codes.finder_patterns import FinderPattern, Points
from kiosk.codes.found import Gray, Mapping3x3

MOST_TRIPLES = 16
MOST_GRIDS = 6
SMALLEST, LARGEST = 21, 177
"""Modules along the side of version 1 and version 40; each version has four more than the one before."""

RING = np.array([[-2.5, -2.5], [2.5, -2.5], [2.5, 2.5], [-2.5, 2.5]])
"""The corners of a finder pattern's light ring, in modules from its middle."""

_TIMING_ROW = 6.5

Triple = tuple[FinderPattern, FinderPattern, FinderPattern]
"""Top left, top right, bottom left, as the symbol itself has them."""


@dataclass(frozen=True, eq=False)
class Grid:
    """A supposed symbol: ``modules`` along a side, and where module coordinates lie in the image."""

    modules: int
    to_view: Mapping3x3
    credit: float


def grids(gray: Gray, patterns: Sequence[FinderPattern]) -> list[Grid]:
    """The grids that the patterns support, most believable first, at most MOST_GRIDS.

    The distance of two patterns gives the number of modules only roughly under perspective; the timing pattern,
    light and dark in turn between them, says which it is.
    """
    likely = sorted(_triples(patterns), key=lambda found: found[0])[:MOST_TRIPLES]
    supposed = (grid for _, triple, side in likely for grid in _of_triple(gray, triple, side))
    return sorted(supposed, key=lambda grid: -grid.credit)[:MOST_GRIDS]


def placed(points: Points, mapping: Mapping3x3) -> Points:
    """``points`` through a perspective mapping."""
    through = np.column_stack([points, np.ones(len(points))]) @ mapping.T
    return np.asarray(through[:, :2] / through[:, 2:])


def _triples(patterns: Sequence[FinderPattern]) -> Iterator[tuple[float, Triple, float]]:
    """Every way to take three patterns for a symbol's corners: how odd it looks, the three, modules a side."""
    for three in combinations(patterns, 3):
        sizes = np.array([pattern.module for pattern in three])
        if sizes.max() > 3.0 * sizes.min():
            continue
        for corner in range(3):
            found = _as_corner(three[corner], three[corner - 2], three[corner - 1])
            if found is not None:
                oddness, triple, side = found
                yield oddness + 0.5 * float(np.log(sizes).std()), triple, side


def _as_corner(
    corner: FinderPattern, one: FinderPattern, other: FinderPattern
) -> tuple[float, Triple, float] | None:
    right, down = one.middle - corner.middle, other.middle - corner.middle
    turn = float(right[0] * down[1] - right[1] * down[0])
    if turn < 0:
        one, other, right, down, turn = other, one, down, right, -turn
    across, along = float(np.hypot(*right)), float(np.hypot(*down))
    if turn < 0.15 * across * along:
        return None
    columns = across / (_extent(corner.ring, right / across) / 5.0)
    rows = along / (_extent(corner.ring, down / along) / 5.0)
    if not (9 < columns < LARGEST + 20 and 9 < rows < LARGEST + 20):
        return None
    askew = min(_askew(corner.ring, right), _askew(one.ring, right))
    askew += min(_askew(corner.ring, down), _askew(other.ring, down))
    return abs(float(np.log(columns / rows))) + 2.0 * askew, (corner, one, other), (columns + rows) / 2.0 + 7.0


def _extent(ring: Points, direction: Points) -> float:
    reach = ring @ direction
    return float(reach.max() - reach.min())


def _askew(ring: Points, direction: Points) -> float:
    """0 where an edge of the ring runs in the direction, 1 where all cross it."""
    edges = np.roll(ring, -1, axis=0) - ring
    edges /= np.hypot(edges[:, 0], edges[:, 1])[:, None] + 1e-9
    return float(1.0 - np.abs(edges @ (direction / np.hypot(*direction))).max())


def _of_triple(gray: Gray, triple: Triple, side: float) -> Iterator[Grid]:
    least, most = side * 0.7 - 8, side * 1.4 + 8
    for modules in range(SMALLEST, LARGEST + 1, 4):
        if least <= modules <= most:
            to_view, misfit = _fit(triple, modules)
            if to_view is not None and _in_front(to_view, modules):
                yield Grid(modules, to_view, _timing(gray, to_view, modules) - 0.3 * misfit)


def _fit(triple: Triple, modules: int) -> tuple[Mapping3x3 | None, float]:
    """The perspective in which the three rings lie best, and how far off they stay, in modules."""
    middles = np.array([(3.5, 3.5), (modules - 3.5, 3.5), (3.5, modules - 3.5)])
    flat = cv2.getAffineTransform(
        middles.astype(np.float32), np.array([pattern.middle for pattern in triple], np.float32)
    )
    wanted, seen = [], []
    for middle, pattern in zip(middles, triple, strict=True):
        corners = RING + middle
        wanted.append(corners)
        seen.append(_in_order(pattern.ring, corners @ flat[:, :2].T + flat[:, 2]))
    from_points, to_points = np.concatenate(wanted), np.concatenate(seen)
    to_view, _ = cv2.findHomography(from_points, to_points, 0)
    if to_view is None:
        return None, 0.0
    off = placed(from_points, to_view) - to_points
    size = np.mean([pattern.module for pattern in triple])
    return np.asarray(to_view), float(np.sqrt((off**2).mean()) / size)


def _in_order(ring: Points, expected: Points) -> Points:
    """The ring's corners in the order of those expected."""
    orders = (np.roll(way, turn, axis=0) for way in (ring, ring[::-1]) for turn in range(4))
    return min(orders, key=lambda order: float(((order - expected) ** 2).sum()))


def _in_front(to_view: Mapping3x3, modules: int) -> bool:
    corners = np.array([(0, 0, 1), (modules, 0, 1), (modules, modules, 1), (0, modules, 1)])
    return bool((corners @ to_view[2] > 0).all())


def _timing(gray: Gray, to_view: Mapping3x3, modules: int) -> float:
    """How well the timing patterns alternate: 1 at best, about 0 for chance."""
    steps = np.arange(7, modules - 7) + 0.5
    fixed = np.full_like(steps, _TIMING_ROW)
    sign = np.where(np.arange(len(steps)) % 2 == 0, 1.0, -1.0)
    score = 0.0
    for line in (np.column_stack([steps, fixed]), np.column_stack([fixed, steps])):
        values = _values(gray, placed(line, to_view))
        values -= cv2.blur(values[:, None], (1, 5))[:, 0]
        score += abs(float((values * sign).sum())) / (float(np.abs(values).sum()) + 1e-6)
    return score / 2.0


def _values(gray: Gray, points: Points) -> Points:
    x, y = (np.ascontiguousarray(points[:, axis : axis + 1], np.float32) for axis in (0, 1))
    found = cv2.remap(gray, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(found[:, 0], np.float64)
