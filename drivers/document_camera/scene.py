"""What a simulated camera sees: a dark mat with a little noise, and a page laid on it by hand."""

import cv2
import numpy as np

from drivers.document_camera import Image

MAT_GREY = 38
NOISE = 3.0
"""Standard deviation of the sensor's noise, in grey levels."""

TILT_DEGREES = 1.4
FILLS = 0.92
"""The share of the picture's height or width that a page takes, whichever is reached first."""


def mat(width: int, height: int) -> Image:
    """The empty mat, darker towards the corners, as a lamp from above leaves it."""
    x, y = np.linspace(-1.0, 1.0, width, dtype=np.float32), np.linspace(-1.0, 1.0, height, dtype=np.float32)
    light = MAT_GREY * (1.0 - 0.125 * (x[None, :] ** 2 + y[:, None] ** 2))
    return np.asarray(cv2.cvtColor(light.astype(np.uint8), cv2.COLOR_GRAY2BGR))


def lay_on(background: Image, page: Image) -> Image:
    """``background`` with ``page`` laid in its middle, as large as fits and slightly turned."""
    height, width = background.shape[:2]
    rows, columns = page.shape[:2]
    scale = FILLS * min(width / _turned(columns, rows), height / _turned(rows, columns))
    if scale < 0.5:
        # Warping alone would skip source pixels and break thin strokes.
        page = cv2.resize(page, None, fx=2 * scale, fy=2 * scale, interpolation=cv2.INTER_AREA)
        rows, columns = page.shape[:2]
        scale = FILLS * min(width / _turned(columns, rows), height / _turned(rows, columns))
    turn = cv2.getRotationMatrix2D((columns / 2, rows / 2), TILT_DEGREES, scale)
    turn[:, 2] += (width / 2 - columns / 2, height / 2 - rows / 2)
    laid = background.copy()
    cv2.warpAffine(page, turn, (width, height), dst=laid, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_TRANSPARENT)
    return laid


def _turned(along: int, across: int) -> float:
    """The extent that a turned page takes in one direction."""
    angle = np.radians(TILT_DEGREES)
    return float(along * np.cos(angle) + across * np.sin(angle))


class Noise:
    """Sensor noise, different in each picture, cut from one larger field made once."""

    _TILE = 512
    _MARGIN = 64

    def __init__(self, width: int, height: int) -> None:
        self._random = np.random.default_rng(20240601)
        tile = self._random.normal(0.0, NOISE, (self._TILE, self._TILE, 3)).round().astype(np.int16)
        down, across = -(-(height + self._MARGIN) // self._TILE), -(-(width + self._MARGIN) // self._TILE)
        self._field = np.tile(tile, (down, across, 1))

    def over(self, image: Image) -> Image:
        """``image`` as the sensor gives it this time."""
        height, width = image.shape[:2]
        top, left = self._random.integers(0, self._MARGIN, 2)
        noise = self._field[top : top + height, left : left + width]
        return np.asarray(cv2.add(image, noise, dtype=cv2.CV_8U), np.uint8)
