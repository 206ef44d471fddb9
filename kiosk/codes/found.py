"""A code found in an image, and when two finds are the same code."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Point = tuple[float, float]
Corners = tuple[Point, Point, Point, Point]
"""Four points in pixels of the image as given, x to the right and y down, from the symbol's own top left."""

Gray = NDArray[np.uint8]
"""height × width, 8 bits."""

Mapping3x3 = NDArray[np.float64]
"""Takes a view's pixels to those of the image as given (homogeneous coordinates)."""


_QUIET_ZONE = 1.25
"""A symbol with it, against one without: four modules on each side of thirty-three."""


@dataclass(frozen=True)
class Part:
    """A code's place in a message split over several (structured append): its number from 1, of how many.

    ``parity`` is the same in all parts of one message.
    """

    number: int
    of: int
    parity: int


@dataclass(frozen=True)
class DecodedCode:
    """A code whose error correction or checksum passed.

    ``text`` is None for a binary payload; ``data`` the payload's bytes; ``symbology`` a name such as "QR Code";
    ``engine`` and ``stage`` say who read it and from which view of the image, ``milliseconds`` how long after
    the search began. ``part`` says that this is only a part of a message, never its whole payload. ``charset`` says
    in which character set the text was read, and whether that was declared or assumed: see ``Payload``.
    """

    text: str | None
    data: bytes
    symbology: str
    corners: Corners
    engine: str
    stage: str
    milliseconds: float = 0.0
    part: Part | None = None
    charset: str | None = None


def mapped(corners: Corners, to_image: Mapping3x3) -> Corners:
    """``corners`` of a view in the pixels of the image."""
    a, b, c, d = ((float(x), float(y)) for x, y in placed(np.array(corners), to_image))
    return (a, b, c, d)


def placed(points: NDArray[np.float64], mapping: Mapping3x3) -> NDArray[np.float64]:
    """``points`` (n × 2) through a perspective mapping."""
    through = np.column_stack([points, np.ones(len(points))]) @ mapping.T
    return np.asarray(through[:, :2] / through[:, 2:])


def inverse(mapping: Mapping3x3) -> Mapping3x3:
    """The way back."""
    return np.asarray(np.linalg.inv(mapping), np.float64)


def same_place(one: Corners, other: Corners) -> bool:
    """Whether two finds lie on each other: the middle of either is within the other's reach."""
    (x1, y1, reach1), (x2, y2, reach2) = _middle_and_reach(one), _middle_and_reach(other)
    return float(np.hypot(x1 - x2, y1 - y2)) < 0.5 * max(reach1, reach2)


def within(point: Point, corners: Corners) -> bool:
    """Whether a point lies on a symbol or its quiet zone."""
    middle_x, middle_y = (sum(corner[axis] for corner in corners) / 4 for axis in (0, 1))
    # Drawing the point to the middle is growing the symbol.
    x, y = middle_x + (point[0] - middle_x) / _QUIET_ZONE, middle_y + (point[1] - middle_y) / _QUIET_ZONE
    sides = [
        (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1)
        for (x1, y1), (x2, y2) in zip(corners, corners[1:] + corners[:1], strict=True)
    ]
    return min(sides) >= 0 or max(sides) <= 0


def _middle_and_reach(corners: Corners) -> tuple[float, float, float]:
    points = np.array(corners)
    x, y = points.mean(axis=0)
    return float(x), float(y), float(np.hypot(*(points - (x, y)).T).max())
