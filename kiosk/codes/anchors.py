"""Where bent paper carried a symbol's known patterns, and so how the paper between them lies."""

from dataclasses import dataclass

import cv2
import numpy as np

from kiosk.codes.finder_patterns import Points
from kiosk.codes.found import Gray
from kiosk.codes.symbol import ALIGNMENT, PIXELS_A_MODULE, QUIET, alignment_middles

_LIKENESS = 0.55
"""Of an alignment pattern to the picture, 1 for the same; chance stays below, so near to where one is expected."""

_REACH = 3.5
"""Modules round its expected place in which an alignment pattern is looked for."""

_STIFFNESS = 0.02


@dataclass(frozen=True, eq=False)
class Sheet:
    """Elastic paper: how far, in modules, each place of it was carried, by a thin-plate spline through anchors."""

    anchors: Points
    weights: Points

    def shifts(self, at: Points) -> Points:
        """Of the places ``at`` (n × 2, module coordinates)."""
        return np.asarray(_bending(at, self.anchors) @ self.weights)


def fitted(flat: Gray, modules: int, places: Points, seen: Points) -> Sheet:
    """The sheet through ``places`` (as a symbol has them) seen at ``seen``, and through its alignment patterns.

    ``flat`` is the symbol laid flat; all in module coordinates. An alignment pattern is looked for where the
    patterns found so far say, the nearest to them first.
    """
    pattern = _pattern()
    left = [(column + 0.5, row + 0.5) for row, column in alignment_middles(modules)]
    sheet = _through(places, seen - places)
    while left:
        place = min(left, key=lambda at: float(((places - at) ** 2).sum(1).min()))
        left.remove(place)
        expected = sheet.shifts(np.array([place]))[0] + place
        found = _alignment_near(flat, pattern, expected)
        if found is not None:
            places, seen = np.vstack([places, place]), np.vstack([seen, found])
            sheet = _through(places, seen - places)
    return sheet


def alignments_seen(flat: Gray, modules: int) -> tuple[Points, Points]:
    """The alignment patterns that ``flat`` shows near their places: these, and where they are instead."""
    pattern = _pattern()
    places = [np.array([column + 0.5, row + 0.5]) for row, column in alignment_middles(modules)]
    found = [(place, _alignment_near(flat, pattern, place)) for place in places]
    pairs = [(place, seen) for place, seen in found if seen is not None]
    if not pairs:
        return np.empty((0, 2)), np.empty((0, 2))
    return np.array([place for place, _ in pairs]), np.array([seen for _, seen in pairs])


def _pattern() -> Gray:
    drawn = np.kron(ALIGNMENT * 255, np.ones((PIXELS_A_MODULE, PIXELS_A_MODULE))).astype(np.uint8)
    return np.asarray(cv2.GaussianBlur(drawn, (0, 0), 2.0), np.uint8)


def _alignment_near(flat: Gray, pattern: Gray, expected: Points) -> Points | None:
    half = len(pattern) // 2
    x, y = ((expected + QUIET) * PIXELS_A_MODULE).round().astype(int)
    far = int(_REACH * PIXELS_A_MODULE) + half
    if min(x, y) < far or max(x, y) + far > len(flat):
        return None
    likeness = cv2.matchTemplate(flat[y - far : y + far, x - far : x + far], pattern, cv2.TM_CCOEFF_NORMED)
    _, best, _, (right, down) = cv2.minMaxLoc(likeness)
    if best < _LIKENESS:
        return None
    return np.array([right + x - far + half, down + y - far + half]) / PIXELS_A_MODULE - QUIET


def _bending(at: Points, anchors: Points) -> Points:
    apart = ((at[:, None, :] - anchors[None, :, :]) ** 2).sum(2)
    return np.column_stack([apart * np.log(apart + 1e-9), np.ones(len(at)), at])


def _through(places: Points, shifts: Points) -> Sheet:
    """The thin-plate spline through the places, a little less than exactly."""
    scale = float(np.ptp(places)) or 1.0
    count = len(places)
    matrix = np.zeros((count + 3, count + 3))
    matrix[:count] = _bending(places, places)
    matrix[:count, :count] += np.eye(count) * _STIFFNESS * scale**2
    matrix[count:, :count] = matrix[:count, count:].T
    wanted = np.vstack([shifts, np.zeros((3, 2))])
    return Sheet(places, np.asarray(np.linalg.lstsq(matrix, wanted, rcond=None)[0], np.float64))
