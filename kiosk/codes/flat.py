"""A symbol seen from straight above: laid flat by its grid, and the grid put right by its fourth corner."""

from dataclasses import replace

import cv2
import numpy as np

from kiosk.codes.found import Gray
from kiosk.codes.grids import RING, Grid
from kiosk.codes.symbol import ALIGNMENT, PIXELS_A_MODULE, QUIET, to_modules

_FEWEST_MODULES = 25
_LIKENESS = 0.45
"""Of the alignment pattern to the picture, 1 for the same; chance stays below."""

_WEIGHT = 6
"""How many of the twelve finder corners the one alignment pattern weighs."""


def laid_flat(view: Gray, grid: Grid) -> Gray:
    """The symbol with its quiet zone, PIXELS_A_MODULE pixels a module."""
    size = (grid.modules + 2 * QUIET) * PIXELS_A_MODULE
    how = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    flat = cv2.warpPerspective(
        view, grid.to_view @ to_modules(PIXELS_A_MODULE), (size, size), flags=how, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(flat, np.uint8)


def realigned(flat: Gray, grid: Grid) -> Grid | None:
    """The grid with its fourth corner where the alignment pattern is; None where none is to be seen.

    Finder patterns say little about the fourth corner: a slight error in them is many modules there.
    """
    seen = _alignment_seen(flat, grid.modules)
    if seen is None:
        return None
    n = grid.modules
    wanted = np.concatenate([RING + middle for middle in ((3.5, 3.5), (n - 3.5, 3.5), (3.5, n - 3.5))])
    from_points = np.concatenate([wanted, np.full((_WEIGHT, 2), n - 6.5)])
    to_points = np.concatenate([wanted, np.tile(seen, (_WEIGHT, 1))])
    correction, _ = cv2.findHomography(from_points, to_points, 0)
    return None if correction is None else replace(grid, to_view=grid.to_view @ np.asarray(correction))


def _alignment_seen(flat: Gray, modules: int) -> tuple[float, float] | None:
    """The middle of the alignment pattern in module coordinates, searched for round its place."""
    if modules < _FEWEST_MODULES:
        return None
    drawn = np.kron(ALIGNMENT * 255, np.ones((PIXELS_A_MODULE, PIXELS_A_MODULE))).astype(np.uint8)
    pattern = cv2.GaussianBlur(drawn, (0, 0), 2.0)
    half = len(pattern) // 2
    reach = int((2 + 0.08 * modules) * PIXELS_A_MODULE)
    place = int((QUIET + modules - 6.5) * PIXELS_A_MODULE)
    start = max(0, place - half - reach)
    window = flat[start : place + half + reach, start : place + half + reach]
    likeness = cv2.matchTemplate(window, pattern, cv2.TM_CCOEFF_NORMED)
    _, best, _, (x, y) = cv2.minMaxLoc(likeness)
    if best < _LIKENESS:
        return None
    return (x + start + half) / PIXELS_A_MODULE - QUIET, (y + start + half) / PIXELS_A_MODULE - QUIET
