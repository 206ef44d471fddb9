"""A symbol on wrinkled or bent paper pulled straight: a mesh moved until every module is of one brightness."""

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.codes.anchors import Sheet
from kiosk.codes.evenness import SAMPLES, Numbers, framed_patterns, middles, tones, unevenness
from kiosk.codes.found import Gray
from kiosk.codes.symbol import PIXELS_A_MODULE, QUIET

_KNOT_DISTANCE = 5.0
"""Modules between the knots of the mesh."""

_STEPS = (0.6, 0.3, 0.15, 0.3, 0.15, 0.08)
"""Modules that a knot tries to move by, in turn."""

_BENDS = (1.0, 0.5, 1.0, 0.5, 0.25, 0.25, 0.12)
"""Modules that the whole mesh tries to bend by, in turn."""

_WORTH_BENDING = 0.998
"""What is better than before costs less than this part of it."""

_STIFFNESS = 0.8
_MOVES = ((1, 0), (-1, 0), (0, 1), (0, -1))


def pulled_straight(
    flat: Gray, modules: int, sheet: Sheet | None = None, late: Callable[[], bool] = lambda: False
) -> Gray:
    """``flat`` (a symbol laid flat, see ``flat.laid_flat``) with what remains bent in it pulled straight.

    A knot moves where that makes the modules round it more even inside and the fixed patterns more as they must
    be, less what it strains its neighbours. Knots two apart share no module, so a quarter of them moves at once. It
    begins as ``sheet`` lies, and leaves off where it is once ``late`` says so.
    """
    mesh = _Mesh(flat, modules)
    if sheet is not None:
        mesh.lie_as(sheet)
    for step in _BENDS:
        mesh.bend(step, late)
    for step in _STEPS:
        for _ in range(2):
            if late() or not mesh.move(step, late):
                break
    return mesh.straightened(flat)


class _Mesh:
    def __init__(self, flat: Gray, modules: int) -> None:
        self._picture = tones(flat)
        self._modules = modules
        self._framed = framed_patterns(modules)
        self._knots = max(4, round(modules / _KNOT_DISTANCE) + 1)
        self._shift: Numbers = np.zeros((self._knots, self._knots, 2), np.float32)
        self._middles = middles(modules)
        self._along = np.clip(self._middles / modules, 0, 1).astype(np.float32) * np.float32(self._knots - 1)
        self._cell = np.clip(self._along.astype(int), 0, self._knots - 2)

    def lie_as(self, sheet: Sheet) -> None:
        """Begin with the paper as its known patterns lie."""
        along = np.linspace(0, self._modules, self._knots)
        x, y = np.meshgrid(along, along)
        shifts = sheet.shifts(np.column_stack([x.ravel(), y.ravel()]))
        self._shift = shifts.reshape(self._knots, self._knots, 2).astype(np.float32)

    def bend(self, step: float, late: Callable[[], bool]) -> None:
        """Let the whole mesh take up gentle shapes that make it better: paper round a bottle, or sagging.

        A knot alone would not find its way where its modules lie nearer to their neighbours' places.
        """
        least = float(self._unevenness(self._shift).sum())
        for shape in self._shapes():
            for x, y in _MOVES:
                while not late():
                    tried = self._shift + shape * np.array((x * step, y * step), np.float32)
                    cost = float(self._unevenness(tried).sum())
                    if cost >= least * _WORTH_BENDING:
                        break
                    self._shift, least = tried, cost

    def _shapes(self) -> list[Numbers]:
        along = np.linspace(-1, 1, self._knots, dtype=np.float32)
        v, u = np.meshgrid(along, along, indexing="ij")
        one, across, down = np.ones_like(u), 1 - u**2, 1 - v**2
        corner = (1 + u) * (1 + v) / 4
        shapes = (corner, across, down, across * u, down * v, across * v, down * u, across * down, one * u * v)
        return [np.asarray(shape[:, :, None], np.float32) for shape in shapes]

    def move(self, step: float, late: Callable[[], bool]) -> bool:
        """Let every knot try one step each way; whether any was better for it."""
        moved = False
        strain = self._strain(self._shift)
        for first_row in (0, 1):
            for first_column in (0, 1):
                chosen = np.zeros((self._knots, self._knots), bool)
                chosen[first_row::2, first_column::2] = True
                for x, y in _MOVES:
                    if late():
                        return moved
                    by = np.array((x * step, y * step), np.float32)
                    tried = (self._shift + chosen[:, :, None] * by).astype(np.float32)
                    better = chosen & (self._strain(tried) < strain - 1e-6)
                    if better.any():
                        self._shift[better] = tried[better]
                        strain = self._strain(self._shift)
                        moved = True
        return moved

    def _strain(self, shift: Numbers) -> Numbers:
        """What each knot costs where ``shift`` puts it."""
        cells = np.zeros((self._knots + 1, self._knots + 1), np.float32)
        rows, columns = np.meshgrid(self._cell + 1, self._cell + 1, indexing="ij")
        np.add.at(cells, (rows, columns), self._unevenness(shift))
        round_knot = cells[:-1, :-1] + cells[1:, :-1] + cells[:-1, 1:] + cells[1:, 1:]
        pull = np.zeros_like(round_knot)
        down = ((shift[1:] - shift[:-1]) ** 2).sum(2)
        across = ((shift[:, 1:] - shift[:, :-1]) ** 2).sum(2)
        pull[1:] += down
        pull[:-1] += down
        pull[:, 1:] += across
        pull[:, :-1] += across
        return np.asarray(round_knot + _STIFFNESS * pull, np.float32)

    def _unevenness(self, shift: Numbers) -> Numbers:
        """Of each module: how much its samples differ, and from what it must be."""
        at = self._between_knots(shift, self._along)
        x, y = at[..., 0] + self._middles[None, :], at[..., 1] + self._middles[:, None]
        return unevenness(np.stack([self._values(x + dx, y + dy) for dx, dy in SAMPLES]), self._framed)

    def _values(self, x: Numbers, y: Numbers) -> Numbers:
        return _looked_up(self._picture, x, y, cv2.INTER_LINEAR)

    def _between_knots(self, shift: Numbers, along: Numbers) -> Numbers:
        x, y = np.meshgrid(along, along)
        return np.asarray(cv2.remap(shift, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE))

    def straightened(self, flat: Gray) -> Gray:
        """``flat`` as the mesh now lies."""
        size = (self._modules + 2 * QUIET) * PIXELS_A_MODULE
        place = ((np.arange(size) + 0.5) / PIXELS_A_MODULE - QUIET).astype(np.float32)
        along = np.clip(place, 0, self._modules) / self._modules * (self._knots - 1)
        at = self._between_knots(self._shift, along.astype(np.float32))
        straight = _looked_up(flat, at[..., 0] + place[None, :], at[..., 1] + place[:, None], cv2.INTER_CUBIC)
        return np.asarray(straight, np.uint8)


def _looked_up(picture: NDArray[np.generic], x: Numbers, y: Numbers, how: int) -> Numbers:
    """``picture`` at module coordinates."""
    px, py = ((axis + QUIET) * PIXELS_A_MODULE - 0.5 for axis in (x, y))
    return np.asarray(
        cv2.remap(picture, px.astype(np.float32), py.astype(np.float32), how, borderMode=cv2.BORDER_REPLICATE)
    )
