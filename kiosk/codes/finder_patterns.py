"""The square-in-square finder patterns of QR codes, by their outlines: a second way to where a code lies."""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.codes.found import Gray

Points = NDArray[np.float64]
"""n × 2: x to the right, y down."""

_RING_TO_STONE = (1.7, 5.5)
"""The light ring's outline encloses 25 modules, the dark stone in it 9; blur moves both."""

_BOX_TO_BELL = 0.37
"""Sides of boxes to the width in which OpenCV holds a bell."""

_DARKER = 3.0
"""Grey levels."""

_SMALLEST_STONE = 9.0
_OFF_CENTRE = 0.25


@dataclass(frozen=True, eq=False)
class FinderPattern:
    """One finder pattern: its middle, the four corners of its light ring (5 modules wide), pixels a module."""

    middle: Points
    ring: Points
    module: float


def finder_patterns(gray: Gray, reach: int) -> list[FinderPattern]:
    """The finder patterns seen when dark means darker than the surroundings of ``reach`` (odd) pixels."""
    calm = cv2.GaussianBlur(gray, (0, 0), 1.0)
    outlines, tree = cv2.findContours(_dark(calm, reach), cv2.RETR_TREE, cv2.CHAIN_APPROX_SIMPLE)
    if tree is None:
        return []
    found = []
    parents = tree[0][:, 3]
    for stone, ring in enumerate(parents):
        # A dark area lies in a light hole, and that in a dark area again, or in nothing at all.
        is_dark = ring >= 0 and _depth(parents, stone) % 2 == 0
        if is_dark and (pattern := _pattern(outlines[stone], outlines[ring])) is not None:
            found.append(pattern)
    return found


def _dark(calm: Gray, reach: int) -> Gray:
    """255 where darker than the surroundings. Two boxes make nearly a bell, in a fraction of a bell's time."""
    box = max(3, round(_BOX_TO_BELL * reach) | 1)
    around = calm
    for _ in range(2):
        around = np.asarray(cv2.blur(around, (box, box), borderType=cv2.BORDER_REPLICATE), np.uint8)
    return np.asarray(cv2.compare(calm, cv2.subtract(around, _DARKER), cv2.CMP_LE), np.uint8)


def _depth(parents: NDArray[np.int32], outline: int) -> int:
    depth = 0
    while (outline := int(parents[outline])) >= 0:
        depth += 1
    return depth


def _pattern(stone: Any, ring: Any) -> FinderPattern | None:
    stone_area, ring_area = cv2.contourArea(stone), cv2.contourArea(ring)
    if stone_area < _SMALLEST_STONE:
        return None
    least, most = _RING_TO_STONE
    if not least < ring_area / stone_area < most:
        return None
    hull = cv2.convexHull(ring)
    if stone_area < 0.8 * cv2.contourArea(cv2.convexHull(stone)) or ring_area < 0.8 * cv2.contourArea(hull):
        return None
    if (middle := _shared_middle(stone, ring)) is None:
        return None
    corners = _four_corners(hull)
    return None if corners is None else FinderPattern(middle, corners, float(np.sqrt(ring_area)) / 5.0)


def _shared_middle(stone: Any, ring: Any) -> Points | None:
    """The middle of both, where they have one; judged in the ring's own spread, so that tilt does not matter."""
    inner, outer = cv2.moments(stone), cv2.moments(ring)
    of_stone = np.array([inner["m10"], inner["m01"]]) / inner["m00"]
    of_ring = np.array([outer["m10"], outer["m01"]]) / outer["m00"]
    spread = np.array([[outer["mu20"], outer["mu11"]], [outer["mu11"], outer["mu02"]]]) / outer["m00"]
    apart = of_ring - of_stone
    if float(apart @ np.linalg.pinv(spread) @ apart) > _OFF_CENTRE:
        return None
    return np.asarray((of_stone + of_ring) / 2.0)


def _four_corners(hull: Any) -> Points | None:
    length = cv2.arcLength(hull, True)
    for share in (0.03, 0.05, 0.08, 0.11, 0.15):
        corners = cv2.approxPolyDP(hull, share * length, True)
        if len(corners) == 4:
            return np.asarray(corners[:, 0], np.float64)
    return None
