"""A symbol laid flat by its finder patterns and read anew, module by module where the flat picture fails.

This reads what the engines' own finders lose: steep views, symbols without a quiet zone, and blur. The bits go
back through zxing-cpp, so that here too nothing counts but what passes its error correction.
"""

from collections.abc import Callable, Iterator

import cv2
import numpy as np

from kiosk.codes.finder_patterns import Points, finder_patterns
from kiosk.codes.found import Corners, DecodedCode, Gray, Mapping3x3, mapped
from kiosk.codes.grids import Grid, grids, placed
from kiosk.codes.zxing import look

PIXELS_A_MODULE = 8
QUIET = 4
_SHARPENINGS = ((0, 0.0), (6, 3.0), (8, 8.0), (4, 6.0))
"""Radius in pixels and strength: none, then what undoes a lens out of focus, in the scale of the modules."""

_SURROUNDINGS = (0, 9)
"""Modules over which light and dark are told apart: all, or those near, for shadow and glare."""


def look_by_grid(
    view: Gray, stage: str, to_image: Mapping3x3, reach: int, late: Callable[[], bool]
) -> tuple[DecodedCode, ...]:
    """The codes that can be read by their grids. ``late`` ends the search early."""
    codes: list[DecodedCode] = []
    for grid in grids(view, finder_patterns(view, reach)):
        if late():
            break
        corners = mapped(_corners(grid), to_image)
        for payload in _read(view, grid, stage):
            codes.append(DecodedCode(payload.text, payload.data, payload.symbology, corners, payload.engine, stage))
    return tuple(codes)


def _read(view: Gray, grid: Grid, stage: str) -> tuple[DecodedCode, ...]:
    flat = _laid_flat(view, grid)
    for picture in (flat, *_from_modules(flat, grid.modules)):
        found = look(picture, stage, np.eye(3)).codes
        if found:
            return found
    return ()


def _corners(grid: Grid) -> Corners:
    side = float(grid.modules)
    a, b, c, d = placed(np.array([(0, 0), (side, 0), (side, side), (0, side)]), grid.to_view).tolist()
    return ((a[0], a[1]), (b[0], b[1]), (c[0], c[1]), (d[0], d[1]))


def _laid_flat(view: Gray, grid: Grid) -> Gray:
    """The symbol and its quiet zone seen from straight above."""
    size = (grid.modules + 2 * QUIET) * PIXELS_A_MODULE
    step, shift = 1.0 / PIXELS_A_MODULE, 0.5 / PIXELS_A_MODULE - QUIET
    to_modules = np.array([[step, 0.0, shift], [0.0, step, shift], [0.0, 0.0, 1.0]])
    how = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    flat = cv2.warpPerspective(
        view, grid.to_view @ to_modules, (size, size), flags=how, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(flat, np.uint8)


def _from_modules(flat: Gray, modules: int) -> Iterator[Gray]:
    """Clean pictures of the symbol, drawn from each module's mean brightness in several ways."""
    for radius, strength in _SHARPENINGS:
        picture = flat.astype(np.float32)
        if strength:
            picture += strength * (picture - cv2.GaussianBlur(picture, (0, 0), radius))
        means = _means(picture, modules)
        for reach in _SURROUNDINGS:
            yield _drawn(means > _threshold(means, reach))


def _means(picture: Points, modules: int) -> Points:
    edge, step = QUIET * PIXELS_A_MODULE, PIXELS_A_MODULE
    core = picture[edge:-edge, edge:-edge].reshape(modules, step, modules, step)
    return np.asarray(core[:, step // 4 : -step // 4, :, step // 4 : -step // 4].mean((1, 3)), np.float32)


def _threshold(means: Points, reach: int) -> Points:
    if reach == 0:
        return np.asarray(np.percentile(means, (10, 90)).mean())
    near = np.ones((reach, reach), np.uint8)
    between = (cv2.dilate(means, near) + cv2.erode(means, near)) / 2.0
    return np.asarray(cv2.blur(between, (reach, reach)))


def _drawn(light: Points) -> Gray:
    """The symbol as a printer would have it: its fixed patterns put right, a quiet zone round it."""
    modules = np.where(light, 255, 0).astype(np.uint8)
    finder = np.full((8, 8), 255, np.uint8)
    finder[:7, :7], finder[1:6, 1:6], finder[2:5, 2:5] = 0, 255, 0
    modules[:8, :8], modules[:8, -8:], modules[-8:, :8] = finder, finder[:, ::-1], finder[::-1]
    timing = np.where(np.arange(8, len(modules) - 8) % 2 == 0, 0, 255)
    modules[6, 8:-8] = modules[8:-8, 6] = timing
    return np.kron(np.pad(modules, QUIET, constant_values=255), np.ones((4, 4), np.uint8))
