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
from kiosk.codes.found import Corners, DecodedCode, Gray, Mapping3x3, mapped
from kiosk.codes.grids import Grid, grids, placed
from kiosk.codes.mesh import pulled_straight
from kiosk.codes.symbol import PIXELS_A_MODULE, QUIET, fixed_patterns
from kiosk.codes.zxing import look

_SHARPENINGS = ((0, 0.0), (6, 3.0), (8, 8.0), (4, 6.0))
"""Radius in pixels and strength: none, then what undoes a lens out of focus, in the scale of the modules."""

_SURROUNDINGS = (0, 9)
"""Modules over which light and dark are told apart: all, or those near, for shadow and glare."""

_WORTH_PULLING = 0.3
_MOST_PULLED = 2
"""Pulling straight takes some tenths of a second: only for the few grids that are most believable."""

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
        corners = mapped(_corners(grid), to_image)
        for code in _read(_pictures(view, grid, pull), stage):
            codes.append(DecodedCode(code.text, code.data, code.symbology, corners, code.engine, stage))
    return tuple(codes)


def _read(pictures: Iterator[Gray], stage: str) -> tuple[DecodedCode, ...]:
    for picture in pictures:
        if found := look(picture, stage, np.eye(3)).codes:
            return found
    return ()


def _corners(grid: Grid) -> Corners:
    side = float(grid.modules)
    a, b, c, d = placed(np.array([(0, 0), (side, 0), (side, side), (0, side)]), grid.to_view).tolist()
    return ((a[0], a[1]), (b[0], b[1]), (c[0], c[1]), (d[0], d[1]))


def _pictures(view: Gray, grid: Grid, pull: bool) -> Iterator[Gray]:
    """The symbol seen from above, then drawn from its modules; both again once its fourth corner is known."""
    flat = laid_flat(view, grid)
    aligned = realigned(flat, grid)
    if pull:
        straight = pulled_straight(flat if aligned is None else laid_flat(view, aligned), grid.modules)
        yield from _with_drawings(straight, grid.modules)
        return
    yield from _with_drawings(flat, grid.modules)
    if aligned is not None:
        yield from _with_drawings(laid_flat(view, aligned), grid.modules)


def _with_drawings(flat: Gray, modules: int) -> Iterator[Gray]:
    yield flat
    for radius, strength in _SHARPENINGS:
        picture = flat.astype(np.float32)
        if strength:
            picture += strength * (picture - cv2.GaussianBlur(picture, (0, 0), radius))
        means = _means(picture, modules)
        for reach in _SURROUNDINGS:
            yield _drawn(means > _threshold(means, reach))


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
    return np.asarray(np.kron(framed, np.ones((4, 4), np.uint8)), np.uint8)
