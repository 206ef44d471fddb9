"""What looks like parts of codes and is none; and displays, whose every dot is three lights."""

import cv2
import numpy as np

from kiosk.codes.bench.outside.prints import Colour, Label, Mask, Random, symbol
from kiosk.codes.bench.outside.shots import TEXELS


def with_lookalikes(random: Random, sheet: Colour, places: Mask, count: int) -> None:
    """So many squares in squares, chequers and pieces of other codes, nowhere near a code."""
    taken_up = cv2.dilate((places > 0).astype(np.uint8), np.ones((3 * TEXELS, 3 * TEXELS), np.uint8))
    for _ in range(count):
        texels = int(random.integers(TEXELS // 2, 2 * TEXELS))
        kind = int(random.integers(0, 3))
        if kind == 0:
            shape = np.zeros((9, 9), np.uint8)
            shape[[0, -1]], shape[:, [0, -1]] = 1, 1
            shape[2:7, 2:7], shape[3:6, 3:6] = 1, 0
        elif kind == 1:
            shape = (np.indices((10, 10)).sum(0) % 2).astype(np.uint8)
        else:
            other, _ = symbol(random, 1, 3)
            shape = (other[: int(random.integers(8, 15))] > 0).astype(np.uint8)
        patch = np.kron(shape, np.ones((texels, texels), np.uint8)) * 255
        y, x = (int(random.integers(0, max(1, side - patch.shape[n]))) for n, side in enumerate(places.shape))
        window = (slice(y, y + patch.shape[0]), slice(x, x + patch.shape[1]))
        if not taken_up[window].any():
            room = sheet[window]
            room[:] = patch[: room.shape[0], : room.shape[1], None]


def as_dots(label: Label) -> Label:
    """Each texel three lights side by side, dark between the rows."""
    fine = np.kron(label.colour, np.ones((3, 3, 1), np.uint8))
    for column, channel in enumerate((2, 1, 0)):
        others = [other for other in range(3) if other != channel]
        fine[:, column::3, others] = 0
    fine[2::3] //= 3
    places = np.kron(label.places, np.ones((3, 3), np.uint8))
    middle = (label.middle[0] * 3, label.middle[1] * 3)
    return Label(fine, places, label.codes, label.module * 3, middle, label.reach * 3, screen=True)
