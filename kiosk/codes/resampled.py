"""A symbol laid flat by its finder patterns and read anew, module by module where the flat picture fails.

This reads what the engines' own finders lose: steep views, wrinkled or bent paper, symbols without a quiet zone,
with a corner torn off, burnt out by a lamp or blurred. What is read goes back through zxing-cpp as a drawing.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from kiosk.codes.finder_patterns import FinderPattern, finder_patterns
from kiosk.codes.found import Corners, DecodedCode, Gray, Mapping3x3, Point, inverse, mapped, placed, within
from kiosk.codes.grids import Grid, grids, grids_of_outline, grids_of_two
from kiosk.codes.pyramid import Pyramid
from kiosk.codes.ways import Way, deblurred, plane, pulled, unfolded
from kiosk.codes.zxing import look

MOST_PATTERNS = 16
"""The largest are kept: print has many small squares in squares, codes have few large ones."""

_SHARP_ENOUGH = 5.0
"""Pixels a module for a symbol to be sampled from, where the image has as many."""

_FEWEST_PIXELS = 1.2
"""A module, in the image: with fewer there is nothing to be read."""

_WORTH_PULLING = 0.0
_MOST_PULLED = 3
"""Pulling straight takes some tenths of a second: only for the few grids that are most believable."""

_MUCH_LESS = 0.7
"""A grid with so much less credit than the best waits until the next view: it is nearly always a wrong size."""

_MOST_DEBLURRED = 4
"""Deblurring takes some hundredths."""

_MOST_UNFOLDED = 1
"""A fold does not hide how many modules there are: the most believable grid is enough."""

_SAME_PATTERN = 2.0
"""Modules between two finds of one pattern."""


class GridReader:
    """Reads the symbols of one image by their grids; what was tried once is not tried again.

    ``image`` is at full size, ``working`` what finder patterns and grids are judged in, ``to_image`` takes its
    pixels to the image's, and ``late`` ends a search early.
    """

    def __init__(self, image: Gray, working: Gray, to_image: Mapping3x3, late: Callable[[], bool]) -> None:
        self._pyramid = Pyramid(image)
        self._working = working
        self._to_image = to_image
        self._to_working = inverse(to_image)
        self._late = late
        self._patterns: list[FinderPattern] = []
        self._tried: list[tuple[int, Corners]] = []
        self._read: list[Corners] = []
        self._unused = False

    def leave_out(self, corners: Corners) -> None:
        """A symbol that is read already: its patterns are no longer looked at. In the image's pixels."""
        outline = mapped(corners, self._to_working)
        if outline not in self._read:
            self._read.append(outline)
            self._patterns = [pattern for pattern in self._patterns if not within(_middle(pattern), outline)]

    def unread_patterns(self) -> int:
        """How many finder patterns were seen that belong to nothing read."""
        return len(self._patterns)

    def look_for(self, view: Gray, view_to_working: Mapping3x3, reach: int, stage: str) -> tuple[DecodedCode, ...]:
        """Find patterns in ``view`` and read what they and those known before support.

        ``view_to_working`` only scales and shifts.
        """
        self.find_patterns(view, view_to_working, reach)
        if not self._unused:
            return ()
        self._unused = False
        return self._read_all(grids, stage) + self._read_all(grids_of_two, stage + ", two corners")

    def find_patterns(self, view: Gray, view_to_working: Mapping3x3, reach: int) -> None:
        """Find patterns in ``view``, for the next time that something is to be read."""
        fresh = [_moved(pattern, view_to_working) for pattern in finder_patterns(view, reach)]
        fresh = [pattern for pattern in fresh if not self._is_read(pattern) and not self._is_known(pattern)]
        if fresh:
            self._patterns = sorted(self._patterns + fresh, key=lambda pattern: -pattern.module)[:MOST_PATTERNS]
            self._unused = True

    def look_at(self, outlines: Sequence[Corners], stage: str) -> tuple[DecodedCode, ...]:
        """Read the symbols that another reader found but could not read, by their outlines in the image."""
        codes: list[DecodedCode] = []
        for outline in outlines:
            supposed = grids_of_outline(self._working, mapped(outline, self._to_working))
            codes += self._one_by_one(supposed, stage)
        return tuple(codes)

    def _read_all(
        self, support: Callable[[Gray, Sequence[FinderPattern]], list[Grid]], stage: str
    ) -> tuple[DecodedCode, ...]:
        """Whatever the patterns support, again while that takes patterns away."""
        codes: tuple[DecodedCode, ...] = ()
        while not self._late():
            found = self._one_by_one(support(self._working, self._patterns), stage)
            codes += found
            if not found:
                break
        return codes

    def _one_by_one(self, supposed: Sequence[Grid], stage: str) -> tuple[DecodedCode, ...]:
        """The first of the grids that can be read, as lying in one plane, then pulled straight."""
        fresh = [grid for grid in supposed if self._is_large_enough(grid) and not self._was_tried(grid)]
        likely = [grid for grid in fresh if grid.credit > fresh[0].credit - _MUCH_LESS]
        self._unused |= len(likely) < len(fresh)
        fresh = likely
        self._tried += [(grid.modules, grid.outline()) for grid in fresh]
        worth = [grid for grid in fresh if grid.credit > _WORTH_PULLING][:_MOST_PULLED]
        ways = (
            (fresh, plane, stage),
            (worth[:_MOST_UNFOLDED], unfolded, stage + ", unfolded"),
            (fresh[:_MOST_DEBLURRED], deblurred, stage + ", deblurred"),
            (worth, pulled, stage + ", pulled straight"),
        )
        for chosen, way, name in ways:
            for grid in chosen:
                if self._late():
                    return ()
                if codes := self._first_read(grid, way, name):
                    return codes
        return ()

    def _first_read(self, grid: Grid, way: Way, stage: str) -> tuple[DecodedCode, ...]:
        pixels = grid.pixels_a_module() * float(self._to_image[0, 0])
        view, image_to_view = self._pyramid.level(pixels, _SHARP_ENOUGH)
        to_view = image_to_view @ self._to_image
        there = replace(grid, to_view=to_view @ grid.to_view, seen=placed(grid.seen, to_view))
        view_to_image = inverse(image_to_view)
        for picture, picture_to_view in way(view, there, self._late):
            if codes := look(picture, stage, view_to_image @ picture_to_view).codes:
                for code in codes:
                    self.leave_out(code.corners)
                return codes
        return ()

    def _is_read(self, pattern: FinderPattern) -> bool:
        middle = _middle(pattern)
        return any(within(middle, corners) for corners in self._read)

    def _is_known(self, pattern: FinderPattern) -> bool:
        near = _SAME_PATTERN * pattern.module
        return any(float(np.hypot(*(pattern.middle - known.middle))) < near for known in self._patterns)

    def _is_large_enough(self, grid: Grid) -> bool:
        return grid.pixels_a_module() * float(self._to_image[0, 0]) >= _FEWEST_PIXELS

    def _was_tried(self, grid: Grid) -> bool:
        outline = np.array(grid.outline())
        near = grid.pixels_a_module()
        return any(
            modules == grid.modules and float(np.abs(np.array(known) - outline).max()) < near
            for modules, known in self._tried
        )


def _middle(pattern: FinderPattern) -> Point:
    return float(pattern.middle[0]), float(pattern.middle[1])


def _moved(pattern: FinderPattern, mapping: Mapping3x3) -> FinderPattern:
    """The pattern through a mapping that only scales and shifts."""
    middle = placed(pattern.middle[None, :], mapping)[0]
    return FinderPattern(middle, placed(pattern.ring, mapping), pattern.module * float(mapping[0, 0]))
