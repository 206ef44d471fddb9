"""Finds the two lines of a machine-readable zone on a still and cuts each out, level and of one height."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.document_camera import Image

SEARCH_WIDTH = 1280
"""The still is searched at this width; the strips are cut from the still itself."""

STRIP_HEIGHT = 48
COLUMN_PIXELS = 36
"""A strip's column. A little wider than OCR-B is, so that the recogniser tells neighbours apart."""

_BAND = 1.7
"""A strip's height in columns of the still: the characters' height and a margin."""

_COLUMNS = 43.7
"""From the first character's ink to the last's, in columns."""

_MIN_LENGTH = 0.2
_ASPECT = (14.0, 70.0)
_SPACING = (0.02, 0.085)
_USUAL_SPACING = 6.35 / 111.8
"""Distance of the lines by their length: 6.35 mm by 112 mm on a passport, and what a tilt makes of it."""


@dataclass(frozen=True, eq=False)
class LineBox:
    """A line of text: where its middle axis starts and ends, and its characters' height, in the still's pixels."""

    start: NDArray[np.float64]
    end: NDArray[np.float64]
    height: float

    @property
    def length(self) -> float:
        """Along the axis."""
        return float(np.linalg.norm(self.end - self.start))

    @property
    def middle(self) -> NDArray[np.float64]:
        """Halfway along the axis."""
        return (self.start + self.end) / 2


def find_line_pairs(image: Image) -> list[tuple[LineBox, LineBox]]:
    """Pairs that could be a zone's two lines, upper one first, the likeliest pair first.

    Where glare or a finger broke one line, the other stands in for both: the second lies at a known distance.
    """
    scale = min(1.0, SEARCH_WIDTH / image.shape[1])
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    gray = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY).astype(np.uint8, copy=False)
    lines: list[LineBox] = []
    for reach in (17, 29):
        lines += [box for contour in _long_blobs(gray, reach) if (box := _line_box(contour, scale)) is not None]
    lines = [line for line in lines if line.length >= _MIN_LENGTH * image.shape[1]]
    pairs = [(upper, lower) for upper in lines for lower in lines if _belong_together(upper, lower)]
    lone = [pair for line in sorted(lines, key=lambda line: -line.length)[:1] for pair in _with_its_partner(line)]
    return _distinct(sorted(pairs, key=_unlikeness) or lone)


def cut_strip(image: Image, line: LineBox) -> Image:
    """The line, level, STRIP_HEIGHT pixels high, COLUMN_PIXELS a column, with a column's room at either end."""
    along = (line.end - line.start) / line.length
    pitch = line.length / _COLUMNS
    across = np.array([-along[1], along[0]]) * pitch * _BAND / 2
    room = along * pitch
    width = round((_COLUMNS + 2) * COLUMN_PIXELS)
    corners = np.array([line.start - room - across, line.end + room - across, line.start - room + across])
    target = np.array([(0, 0), (width, 0), (0, STRIP_HEIGHT)], np.float32)
    warp = cv2.getAffineTransform(corners.astype(np.float32), target)
    size = (width, STRIP_HEIGHT)
    strip = cv2.warpAffine(image, warp, size, flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(strip, np.uint8)


def _long_blobs(gray: NDArray[np.uint8], reach: int) -> list[NDArray[np.int32]]:
    """Dark characters on a lighter page, joined along the line over ``reach`` pixels."""
    black = cv2.morphologyEx(gray, cv2.MORPH_BLACKHAT, cv2.getStructuringElement(cv2.MORPH_RECT, (21, 21)))
    level, _ = cv2.threshold(black, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    _, ink = cv2.threshold(black, max(18.0, level * 0.8), 255, cv2.THRESH_BINARY)
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, (reach, 1)))
    joined = cv2.morphologyEx(joined, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, (reach, 3)))
    contours, _ = cv2.findContours(joined, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    return [contour.astype(np.int32, copy=False) for contour in contours if len(contour) > gray.shape[1] // 4]


def _line_box(contour: NDArray[np.int32], scale: float) -> LineBox | None:
    (x, y), (first, second), angle = cv2.minAreaRect(contour)
    length, height = max(first, second), min(first, second)
    if height < 3 or not _ASPECT[0] <= length / height <= _ASPECT[1]:
        return None
    turn = np.deg2rad(angle if first >= second else angle + 90)
    along = np.array([np.cos(turn), np.sin(turn)])
    along *= 1 if along[0] >= 0 else -1
    centre = np.array([x, y])
    half = along * length / 2
    return LineBox((centre - half) / scale, (centre + half) / scale, height / scale)


def _belong_together(upper: LineBox, lower: LineBox) -> bool:
    if upper.middle[1] >= lower.middle[1]:
        return False
    length = max(upper.length, lower.length)
    if min(upper.length, lower.length) < 0.93 * length:
        return False
    gap = np.linalg.norm(lower.middle - upper.middle) / length
    level = _slope(upper) - _slope(lower)
    return bool(_SPACING[0] <= gap <= _SPACING[1] and abs(level) < 0.03)


def _with_its_partner(line: LineBox) -> list[tuple[LineBox, LineBox]]:
    along = (line.end - line.start) / line.length
    down = np.array([-along[1], along[0]]) * line.length * _USUAL_SPACING
    above = LineBox(line.start - down, line.end - down, line.height)
    below = LineBox(line.start + down, line.end + down, line.height)
    return [(above, line), (line, below)]


def _unlikeness(pair: tuple[LineBox, LineBox]) -> float:
    """The longer and the more alike the two, the likelier."""
    upper, lower = pair
    return float(abs(upper.length - lower.length) * 3 - upper.length - lower.length)


def _slope(line: LineBox) -> float:
    dx, dy = line.end - line.start
    return float(np.arctan2(dy, dx))


def _distinct(pairs: list[tuple[LineBox, LineBox]]) -> list[tuple[LineBox, LineBox]]:
    """One of each bunch of pairs that are the same two lines found twice."""
    kept: list[tuple[LineBox, LineBox]] = []
    for pair in pairs:
        if not any(_same(pair[0], other[0]) and _same(pair[1], other[1]) for other in kept):
            kept.append(pair)
    return kept


def _same(line: LineBox, other: LineBox) -> bool:
    return bool(np.linalg.norm(line.middle - other.middle) < other.height)
