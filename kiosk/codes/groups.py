"""Which finder patterns belong together: three at a symbol's corners, or two where the third is covered."""

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from kiosk.codes.finder_patterns import FinderPattern, Points

SMALLEST, LARGEST = 21, 177
"""Modules along the side of version 1 and version 40; each version has four more than the one before."""

_DIAGONAL = 0.5
"""So odd an edge may be a diagonal; along it a square ring is as much longer as the symbol itself is."""

Group = tuple[FinderPattern | None, FinderPattern | None, FinderPattern | None]
"""Top left, top right, bottom left, as the symbol itself has them; one of them may be missing."""


def threes(patterns: Sequence[FinderPattern]) -> Iterator[tuple[float, Group, float]]:
    """Every way to take three patterns for a symbol's corners: how odd it looks, the three, modules a side."""
    for three in combinations(patterns, 3):
        sizes = np.array([pattern.module for pattern in three])
        if sizes.max() > 3.0 * sizes.min():
            continue
        for corner in range(3):
            found = _as_corner(three[corner], three[corner - 2], three[corner - 1])
            if found is not None:
                oddness, group, side = found
                yield oddness + 0.5 * float(np.log(sizes).std()), group, side


def _as_corner(
    corner: FinderPattern, one: FinderPattern, other: FinderPattern
) -> tuple[float, Group, float] | None:
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


def twos(patterns: Sequence[FinderPattern]) -> Iterator[tuple[float, Group, float]]:
    """Every way to take two patterns for two of a symbol's corners; the first edge as it lies, or as a diagonal."""
    for pair in combinations(patterns, 2):
        sizes = np.array([pattern.module for pattern in pair])
        if sizes.max() > 2.0 * sizes.min():
            continue
        for one, other in (pair, pair[::-1]):
            apart = other.middle - one.middle
            distance = float(np.hypot(*apart))
            modules = 10.0 * distance / sum(_extent(pattern.ring, apart / distance) for pattern in pair)
            odd = float(np.log(sizes).std()) + 2.0 * (_askew(one.ring, apart) + _askew(other.ring, apart))
            if 9 < modules < LARGEST:
                yield odd, (one, other, None), modules + 7.0
                yield odd, (other, None, one), modules + 7.0
            if 9 < modules < LARGEST and odd > _DIAGONAL:
                yield 0.3, (None, one, other), modules + 7.0


def _extent(ring: Points, direction: Points) -> float:
    reach = ring @ direction
    return float(reach.max() - reach.min())


def _askew(ring: Points, direction: Points) -> float:
    """0 where an edge of the ring runs in the direction, 1 where all cross it."""
    edges = np.roll(ring, -1, axis=0) - ring
    edges /= np.hypot(edges[:, 0], edges[:, 1])[:, None] + 1e-9
    return float(1.0 - np.abs(edges @ (direction / np.hypot(*direction))).max())
