"""A symbol laid flat by its finder patterns and read anew, module by module where the flat picture fails.

This reads what the engines' own finders lose: steep views, wrinkled or bent paper, symbols without a quiet zone,
and blur. The bits go back through zxing-cpp, so that nothing counts but what passes its error correction.
"""

from collections.abc import Callable, Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.codes.finder_patterns import finder_patterns
from kiosk.codes.flat import laid_flat, realigned
from kiosk.codes.found import DecodedCode, Gray, Mapping3x3
from kiosk.codes.grids import Grid, grids
from kiosk.codes.mesh import pulled_straight
from kiosk.codes.symbol import PIXELS_A_MODULE, QUIET, fixed_patterns, to_modules
from kiosk.codes.zxing import look

_SHARPENINGS = ((0, 0.0), (6, 3.0), (8, 8.0), (4, 6.0))
"""Radius in pixels and strength: none, then what undoes a lens out of focus, in the scale of the modules."""

_SURROUNDINGS = (0, 9)
"""Modules over which light and dark are told apart: all, or those near, for shadow and glare."""

_WORTH_PULLING = 0.15
_MOST_PULLED = 3
"""Pulling straight takes some tenths of a second: only for the few grids that are most believable."""

_DRAWN_PIXELS = 4
"""A module, in a drawing."""

Decimals = NDArray[np.float32]


def look_by_grid(
    view: Gray, stage: str, to_image: Mapping3x3, reach: int, pull: bool, late: Callable[[], bool]
) -> tuple[DecodedCode, ...]:
    """The codes read by their grids; ``pull`` them straight, or take them as lying in one plane.

    ``late`` ends the search early.
    """
    codes: list[DecodedCode] = []
    found = grids(view, finder_patterns(view, reach))
    for grid in [grid for grid in found if grid.credit > _WORTH_PULLING][:_MOST_PULLED] if pull else found:
        if late():
            break
        codes += _first_read(_pulled(view, grid) if pull else _plane(view, grid), stage, to_image)
    return tuple(codes)


Picture = tuple[Gray, Mapping3x3]
"""A picture of a symbol, and what takes its pixels to those of the view."""


def _first_read(pictures: Iterator[Picture], stage: str, to_image: Mapping3x3) -> tuple[DecodedCode, ...]:
    for picture, to_view in pictures:
        if found := look(picture, stage, to_image @ to_view).codes:
            return found
    return ()


def _plane(view: Gray, grid: Grid) -> Iterator[Picture]:
    """The symbol as lying in one plane, and again once its fourth corner is known."""
    flat = laid_flat(view, grid)
    yield from _with_drawings(flat, grid)
    if (aligned := realigned(flat, grid)) is not None:
        yield from _with_drawings(laid_flat(view, aligned), aligned)


def _pulled(view: Gray, grid: Grid) -> Iterator[Picture]:
    """The symbol pulled straight."""
    flat = laid_flat(view, grid)
    if (aligned := realigned(flat, grid)) is not None:
        flat, grid = laid_flat(view, aligned), aligned
    yield from _with_drawings(pulled_straight(flat, grid.modules), grid)


def _with_drawings(flat: Gray, grid: Grid) -> Iterator[Picture]:
    """The symbol seen from above, then drawn from its modules in several ways."""
    yield flat, grid.to_view @ to_modules(PIXELS_A_MODULE)
    for radius, strength in _SHARPENINGS:
        picture = flat.astype(np.float32)
        if strength:
            picture += strength * (picture - cv2.GaussianBlur(picture, (0, 0), radius))
        means = _means(picture, grid.modules)
        for reach in _SURROUNDINGS:
            drawn = _drawn(means > _threshold(means, reach))
            yield drawn, grid.to_view @ to_modules(_DRAWN_PIXELS)


def _means(picture: Decimals, modules: int) -> Decimals:
    """Each module's brightness, from the middle of it."""
    edge, step = QUIET * PIXELS_A_MODULE, PIXELS_A_MODULE
    core = picture[edge:-edge, edge:-edge].reshape(modules, step, modules, step)
    return np.asarray(core[:, step // 4 : -step // 4, :, step // 4 : -step // 4].mean((1, 3)), np.float32)


def _threshold(means: Decimals, reach: int) -> Decimals:
    if reach == 0:
        return np.asarray(np.percentile(means, (10, 90)).mean(), np.float32)
    near = np.ones((reach, reach), np.uint8)
    between = (cv2.dilate(means, near) + cv2.erode(means, near)) / 2.0
    return np.asarray(cv2.blur(between, (reach, reach)), np.float32)


def _drawn(light: NDArray[np.bool_]) -> Gray:
    """The symbol as a printer would have it: its fixed patterns put right, a quiet zone round it."""
    fixed = fixed_patterns(len(light))
    modules = (np.where(np.isnan(fixed), light, fixed) * 255).astype(np.uint8)
    framed = np.pad(modules, QUIET, constant_values=255)
    return np.asarray(np.kron(framed, np.ones((_DRAWN_PIXELS, _DRAWN_PIXELS), np.uint8)), np.uint8)
