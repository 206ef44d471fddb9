"""A symbol on paper folded sharply: two planes that meet along a line across it, each with its own perspective.

Both are one mapping: a place (u, v) with its distance m beyond the fold (0 before it) goes where the 3 × 4 matrix
takes (u, v, 1, m). For a supposed fold its twelve numbers follow from the finder patterns on either side by least
squares; which fold it is, the evenness of the modules says.
"""

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.codes.anchors import alignments_seen
from kiosk.codes.evenness import SAMPLES, Numbers, framed_patterns, middles, tones, unevenness
from kiosk.codes.finder_patterns import Points
from kiosk.codes.found import Gray, Mapping3x3
from kiosk.codes.grids import Grid
from kiosk.codes.symbol import PIXELS_A_MODULE, QUIET, to_modules

_WAYS = 16
_PLACES = 9
"""Folds supposed: so many directions, so many places in each."""

_REFINED = 2
_REFINEMENTS = ((0.1, 1.2), (0.04, 0.5), (0.015, 0.2))
"""Radians and modules that a fold is moved by, in turn."""

_BETTER = 0.75
"""What two planes must cost of what one does, to be worth a reading."""

_STRAIGHT = 0.02
"""How much a fold is held to be none where nothing is seen beyond it."""

_ALIGNMENT_WEIGHT = 2.0
_NOWHERE = 1e9
"""Modules: where a fold is that is none."""

_NEAR = 1e-6
"""A depth of nothing, at a plane's horizon."""

Matrix = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Fold:
    """A fold in the direction ``way`` (radians) at ``at`` modules, and the 3 × 4 matrix to the view."""

    way: float
    at: float
    to_view: Matrix

    def placed(self, places: Points) -> Points:
        """Module coordinates (n × 2) to the view."""
        through = _with_distance(places, self.way, self.at) @ self.to_view.T
        depth = through[:, 2:]
        return np.asarray(through[:, :2] / np.where(np.abs(depth) < _NEAR, _NEAR, depth))

    def planes(self) -> tuple[Mapping3x3, Mapping3x3]:
        """Module coordinates to the view on either side: before the fold, and beyond it."""
        line = np.array([np.cos(self.way), np.sin(self.way), -self.at])
        return self.to_view[:, :3], self.to_view[:, :3] + np.outer(self.to_view[:, 3], line)

    def outline(self, modules: int) -> Mapping3x3:
        """The plane mapping that takes the symbol's corners to where they are."""
        corners = np.array([[0, 0], [modules, 0], [modules, modules], [0, modules]], np.float32)
        seen = self.placed(corners.astype(float)).astype(np.float32)
        return np.asarray(cv2.getPerspectiveTransform(corners, seen), np.float64)


def fold_of(view: Gray, grid: Grid, late: Callable[[], bool]) -> Fold | None:
    """The fold across the symbol that explains the view much better than one plane does; None where none does."""
    judge = _Judge(view, grid)
    supposed = [(way, at) for way in _ways() for at in _places_along(way, grid.modules)]
    folds = _solved(supposed, grid.anchors, grid.seen, np.ones(len(grid.anchors)), grid.modules)
    costs = np.array([np.inf if late() else judge.cost(fold) for fold in folds])
    best: tuple[float, Fold] | None = None
    for chosen in np.argsort(costs)[:_REFINED]:
        found = _refined(judge, grid, folds[chosen], float(costs[chosen]), late)
        if found is not None and (best is None or found[0] < best[0]):
            best = found
    if best is None or best[0] > _BETTER * judge.of_one_plane:
        return None
    return best[1]


def laid_flat_in_two(view: Gray, modules: int, fold: Fold) -> Gray:
    """The symbol with its quiet zone, PIXELS_A_MODULE pixels a module."""
    size = (modules + 2 * QUIET) * PIXELS_A_MODULE
    to_places = to_modules(PIXELS_A_MODULE)
    how = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    near, far = (
        cv2.warpPerspective(view, plane @ to_places, (size, size), flags=how, borderMode=cv2.BORDER_REPLICATE)
        for plane in fold.planes()
    )
    along = (np.arange(size) + 0.5) / PIXELS_A_MODULE - QUIET
    beyond = along[None, :] * np.cos(fold.way) + along[:, None] * np.sin(fold.way) > fold.at
    return np.asarray(np.where(beyond, far, near), np.uint8)


def _refined(
    judge: "_Judge", grid: Grid, fold: Fold, cost: float, late: Callable[[], bool]
) -> tuple[float, Fold] | None:
    """The fold moved a little as long as that is better, by the alignment patterns too where they are seen."""
    if not np.isfinite(cost):
        return None
    places, seen, weights = grid.anchors, grid.seen, np.ones(len(grid.anchors))
    best, least = fold, cost
    for turn, shift in _REFINEMENTS:
        if late():
            break
        if (found := _with_alignments(judge, grid, best)) is not None:
            places, seen, weights = found
        steps = [(best.way + a * turn, best.at + b * shift) for a in (-1, 0, 1) for b in (-2, -1, 0, 1, 2)]
        for tried in _solved(steps, places, seen, weights, grid.modules):
            cost = judge.cost(tried)
            if cost < least:
                best, least = tried, cost
    return least, best


def _with_alignments(judge: "_Judge", grid: Grid, fold: Fold) -> tuple[Points, Points, Points] | None:
    """The anchors with the alignment patterns that are seen near where the fold puts them, and their weights."""
    flat = laid_flat_in_two(judge.view, grid.modules, fold)
    places, seen = alignments_seen(flat, grid.modules)
    if not len(places):
        return None
    weights = np.concatenate([np.ones(len(grid.anchors)), np.full(len(places), _ALIGNMENT_WEIGHT)])
    return np.vstack([grid.anchors, places]), np.vstack([grid.seen, fold.placed(seen)]), weights


class _Judge:
    """What a supposed fold costs: the mean unevenness of the modules where it puts them."""

    def __init__(self, view: Gray, grid: Grid) -> None:
        self.view = view
        self._framed = framed_patterns(grid.modules)
        along = middles(grid.modules)
        x, y = np.meshgrid(along, along)
        at = np.stack([[x + dx, y + dy] for dx, dy in SAMPLES], 1)
        self._shape = at.shape[1:]
        # u, v, 1 and the distance beyond the fold, which alone changes from fold to fold.
        self._at = np.ones((4, at[0].size), np.float32)
        self._at[:2] = at.reshape(2, -1)
        flat = Fold(0.0, _NOWHERE, np.column_stack([grid.to_view, np.zeros(3)]))
        self._picture = tones(view, self._looked_up(view, flat))
        self.of_one_plane = self.cost(flat)

    def cost(self, fold: Fold) -> float:
        return float(unevenness(self._looked_up(self._picture, fold), self._framed).mean())

    def _looked_up(self, picture: NDArray[np.generic], fold: Fold) -> Numbers:
        across, down = np.float32(np.cos(fold.way)), np.float32(np.sin(fold.way))
        self._at[3] = np.maximum(self._at[0] * across + self._at[1] * down - np.float32(fold.at), 0)
        x, y, depth = (fold.to_view.astype(np.float32) @ self._at).reshape(3, -1, self._shape[-1])
        depth = np.where(np.abs(depth) < _NEAR, _NEAR, depth)
        how = cv2.INTER_LINEAR
        values = cv2.remap(picture, x / depth, y / depth, how, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(values, np.float32).reshape(self._shape)


def _ways() -> Points:
    return np.arange(_WAYS) * 2 * np.pi / _WAYS


def _places_along(way: float, modules: int) -> Points:
    """Where a fold in that direction may cross the symbol, from its middle."""
    reach = modules / 2 * (abs(np.cos(way)) + abs(np.sin(way)))
    places = np.linspace(-reach, reach, _PLACES + 2)[1:-1] + modules / 2 * (np.cos(way) + np.sin(way))
    return np.asarray(places, np.float64)


def _with_distance(places: Points, way: float, at: float) -> Points:
    beyond = np.maximum(places[:, 0] * np.cos(way) + places[:, 1] * np.sin(way) - at, 0.0)
    return np.column_stack([places, np.ones(len(places)), beyond])


def _solved(
    supposed: list[tuple[float, float]], places: Points, seen: Points, weights: Points, modules: int
) -> list[Fold]:
    """The matrix of each supposed fold, by least squares over the anchors (the direct linear transformation)."""
    scale = np.array([1 / modules, 1 / modules, 1.0, 1 / modules])
    middle, spread = seen.mean(0), float(np.sqrt(((seen - seen.mean(0)) ** 2).sum(1).mean()))
    target = (seen - middle) / spread
    known = np.stack([_with_distance(places, way, at) * scale for way, at in supposed]) * weights[:, None]
    nothing = np.zeros_like(known)
    across = np.concatenate([known, nothing, -target[:, 0, None] * known], -1)
    down = np.concatenate([nothing, known, -target[:, 1, None] * known], -1)
    rows = np.concatenate([across, down], 1)
    squares = rows.transpose(0, 2, 1) @ rows
    squares[:, [3, 7, 11], [3, 7, 11]] += _STRAIGHT**2
    _, vectors = np.linalg.eigh(squares)
    back = np.array([[spread, 0.0, middle[0]], [0.0, spread, middle[1]], [0.0, 0.0, 1.0]])
    matrices = back @ vectors[:, :, 0].reshape(-1, 3, 4) * scale
    return [Fold(way, at, matrix) for (way, at), matrix in zip(supposed, matrices, strict=True)]
