"""The ways a supposed grid's symbol is read: as one plane, as two, its blur taken out, pulled straight."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from kiosk.codes.anchors import fitted
from kiosk.codes.drawn import DRAWN_PIXELS, drawn_anew
from kiosk.codes.flat import laid_flat, realigned
from kiosk.codes.fold import fold_of, laid_flat_in_two
from kiosk.codes.found import Gray, Mapping3x3, inverse, placed
from kiosk.codes.grids import Grid
from kiosk.codes.mesh import pulled_straight
from kiosk.codes.symbol import PIXELS_A_MODULE, to_modules

Picture = tuple[Gray, Mapping3x3]
"""A picture of a symbol, and what takes its pixels to those of the view."""

Way = Callable[[Gray, Grid, Callable[[], bool]], Iterator[Picture]]


def plane(view: Gray, grid: Grid, late: Callable[[], bool]) -> Iterator[Picture]:
    """The symbol as lying in one plane, and again once its fourth corner is known."""
    flat = laid_flat(view, grid)
    yield from _pictures(flat, grid, late)
    if not late() and (aligned := realigned(flat, grid)) is not None:
        yield from _pictures(laid_flat(view, aligned), aligned, late)


def deblurred(view: Gray, grid: Grid, late: Callable[[], bool]) -> Iterator[Picture]:
    """The symbol as lying in one plane, its blur taken out."""
    flat = laid_flat(view, grid)
    if (drawing := drawn_anew(flat, grid.modules, deblur=True, late=late)) is not None:
        yield drawing, grid.to_view @ to_modules(DRAWN_PIXELS)


def unfolded(view: Gray, grid: Grid, late: Callable[[], bool]) -> Iterator[Picture]:
    """The symbol as lying in two planes, where that explains it better than one."""
    fold = fold_of(view, grid, late)
    if fold is None:
        return
    flat = laid_flat_in_two(view, grid.modules, fold)
    there = replace(grid, to_view=fold.outline(grid.modules))
    yield from _pictures(flat, there, late)
    if not late():
        sheet = fitted(flat, grid.modules, grid.anchors, grid.anchors)
        yield from _pictures(pulled_straight(flat, grid.modules, sheet, late), there, late)


def pulled(view: Gray, grid: Grid, late: Callable[[], bool]) -> Iterator[Picture]:
    """The symbol pulled straight, beginning from the plane of its finder patterns, then of all four corners."""
    flat = laid_flat(view, grid)
    yield from _pictures(_straight(flat, grid, late), grid, late)
    if not late() and (aligned := realigned(flat, grid)) is not None:
        yield from _pictures(_straight(laid_flat(view, aligned), aligned, late), aligned, late)


def _straight(flat: Gray, grid: Grid, late: Callable[[], bool]) -> Gray:
    seen = placed(grid.seen, inverse(grid.to_view))
    return pulled_straight(flat, grid.modules, fitted(flat, grid.modules, grid.anchors, seen), late)


def _pictures(flat: Gray, grid: Grid, late: Callable[[], bool]) -> Iterator[Picture]:
    yield flat, grid.to_view @ to_modules(PIXELS_A_MODULE)
    if (drawing := drawn_anew(flat, grid.modules, late=late)) is not None:
        yield drawing, grid.to_view @ to_modules(DRAWN_PIXELS)
