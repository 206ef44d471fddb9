"""An image at full size and smaller, so that a symbol is always sampled at a size that suits it."""

import cv2
import numpy as np

from kiosk.codes.found import Gray, Mapping3x3

_SMALLEST = 200


class Pyramid:
    """``image`` and its halves, made as they are asked for."""

    def __init__(self, image: Gray) -> None:
        self._levels = [image]

    def level(self, pixels_a_module: float, wanted: float) -> tuple[Gray, Mapping3x3]:
        """The smallest level at which a module has ``wanted`` pixels, and what takes the image to it.

        ``pixels_a_module`` is in the full image; where that is less than wanted, it is the full image.
        """
        number = 0
        while pixels_a_module >= 2 * wanted and min(self._made(number).shape) >= 2 * _SMALLEST:
            pixels_a_module /= 2
            number += 1
        scale = 0.5**number
        shift = 0.5 * scale - 0.5
        return self._made(number), np.array([[scale, 0.0, shift], [0.0, scale, shift], [0.0, 0.0, 1.0]])

    def _made(self, number: int) -> Gray:
        while len(self._levels) <= number:
            last = self._levels[-1]
            rows, columns = (max(1, side // 2) for side in last.shape)
            self._levels.append(
                np.asarray(cv2.resize(last, (columns, rows), interpolation=cv2.INTER_AREA), np.uint8)
            )
        return self._levels[number]
