"""From finder patterns to module grids: which belong together, how many modules, and how they lie."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from kiosk.codes.alternation import alternation, version_bits
from kiosk.codes.finder_patterns import FinderPattern, Points
from kiosk.codes.found import Corners, Gray, Mapping3x3, placed
from kiosk.codes.groups import LARGEST, SMALLEST, Group, threes, twos

MOST_GROUPS = 16
MOST_GRIDS = 6
RING = np.array([[-2.5, -2.5], [2.5, -2.5], [2.5, 2.5], [-2.5, 2.5]])
"""The corners of a finder pattern's light ring, in modules from its middle."""

_MOST_OFF = 1.5
"""Modules that rings may lie off on average, seen on bent paper."""


@dataclass(frozen=True, eq=False)
class Grid:
    """A supposed symbol: ``modules`` along a side, and where module coordinates lie in the image.

    ``anchors`` are places known in it (module coordinates, such as the corners of its finder patterns' rings),
    ``seen`` where they are in the image.
    """

    modules: int
    to_view: Mapping3x3
    credit: float
    anchors: Points
    seen: Points

    def outline(self) -> Corners:
        """The symbol's corners in the image."""
        n = self.modules
        a, b, c, d = placed(np.array([[0, 0], [n, 0], [n, n], [0, n]], float), self.to_view)
        return ((a[0], a[1]), (b[0], b[1]), (c[0], c[1]), (d[0], d[1]))

    def pixels_a_module(self) -> float:
        """Of the image, on average."""
        a, b, c, d = np.array(self.outline())
        (x1, y1), (x2, y2) = c - a, d - b
        return float(np.sqrt(abs(x1 * y2 - y1 * x2) / 2) / self.modules)


def grids(gray: Gray, patterns: Sequence[FinderPattern]) -> list[Grid]:
    """The grids that three patterns each support, most believable first, at most MOST_GRIDS.

    The distance of two patterns gives the number of modules only roughly under perspective; the timing pattern,
    light and dark in turn between them, says which it is, and from version 7 on the version written there.
    """
    return _best(gray, threes(patterns))


def grids_of_two(gray: Gray, patterns: Sequence[FinderPattern]) -> list[Grid]:
    """The grids that two patterns support, the third being covered or torn off."""
    return _best(gray, twos(patterns))


def grids_of_outline(gray: Gray, outline: Corners) -> list[Grid]:
    """The grids that a symbol's outline supports, whose modules another reader could not make out."""
    corners = np.array(outline)
    found = []
    for modules in range(SMALLEST, LARGEST + 1, 4):
        anchors = np.array([[0, 0], [modules, 0], [modules, modules], [0, modules]], float)
        to_view, _ = cv2.findHomography(anchors, corners, 0)
        if to_view is not None and _in_front(np.asarray(to_view), modules):
            credit = alternation(gray, np.asarray(to_view), modules)
            found.append(Grid(modules, np.asarray(to_view), credit, anchors, corners))
    return sorted(found, key=lambda grid: -grid.credit)[:1]


def _best(gray: Gray, groups: Iterator[tuple[float, Group, float]]) -> list[Grid]:
    likely = sorted(groups, key=lambda found: found[0])[:MOST_GROUPS]
    supposed = (grid for _, group, side in likely for grid in _of_group(gray, group, side))
    return sorted(supposed, key=lambda grid: -grid.credit)[:MOST_GRIDS]


def _of_group(gray: Gray, group: Group, side: float) -> Iterator[Grid]:
    least, most = side * 0.7 - 8, side * 1.4 + 8
    size = float(np.mean([pattern.module for pattern in group if pattern is not None]))
    for modules in range(SMALLEST, LARGEST + 1, 4):
        if not least <= modules <= most:
            continue
        anchors, seen = _rings(group, modules)
        found, _ = cv2.findHomography(anchors, seen, 0)
        if found is None or not _in_front(np.asarray(found), modules):
            continue
        to_view = np.asarray(found)
        misfit = float(np.sqrt(((placed(anchors, to_view) - seen) ** 2).mean()) / size)
        if misfit < _MOST_OFF:
            credit = alternation(gray, to_view, modules) + version_bits(gray, anchors, seen, modules)
            yield Grid(modules, to_view, credit - 0.3 * misfit, anchors, seen)


def _rings(group: Group, modules: int) -> tuple[Points, Points]:
    """The corners of the rings, in module coordinates and in the image."""
    middles = np.array([(3.5, 3.5), (modules - 3.5, 3.5), (3.5, modules - 3.5)])
    there = [(middle, pattern) for middle, pattern in zip(middles, group, strict=True) if pattern is not None]
    to_view = _roughly(
        np.array([middle for middle, _ in there]), np.array([pattern.middle for _, pattern in there])
    )
    wanted = [RING + middle for middle, _ in there]
    seen = [
        _in_order(pattern.ring, corners @ to_view[:, :2].T + to_view[:, 2])
        for corners, (_, pattern) in zip(wanted, there, strict=True)
    ]
    return np.concatenate(wanted), np.concatenate(seen)


def _roughly(wanted: Points, seen: Points) -> Points:
    """The plain mapping (2 × 3) that takes two or three middles to where they are; two without tilt."""
    if len(wanted) == 2:
        turn = np.array([[0.0, -1.0], [1.0, 0.0]])
        wanted = np.vstack([wanted, wanted[0] + turn @ (wanted[1] - wanted[0])])
        seen = np.vstack([seen, seen[0] + turn @ (seen[1] - seen[0])])
    return np.asarray(cv2.getAffineTransform(wanted.astype(np.float32), seen.astype(np.float32)))


def _in_order(ring: Points, expected: Points) -> Points:
    """The ring's corners in the order of those expected."""
    orders = (np.roll(way, turn, axis=0) for way in (ring, ring[::-1]) for turn in range(4))
    return min(orders, key=lambda order: float(((order - expected) ** 2).sum()))


def _in_front(to_view: Mapping3x3, modules: int) -> bool:
    corners = np.array([(0, 0, 1), (modules, 0, 1), (modules, modules, 1), (0, modules, 1)])
    return bool((corners @ to_view[2] > 0).all())
