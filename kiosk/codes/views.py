"""Other views of an image in which a code that could not be read may be readable: one idea each."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

import cv2
import numpy as np

from kiosk.codes.found import Gray, Mapping3x3

REACH = 31
"""Pixels of the surroundings that dark is judged against, unless a view says otherwise."""

Make = Callable[[Gray], Gray]


class Reader(Enum):
    """Who looks at a view."""

    ZXING = "zxing"
    ZXING_WHOLE_HISTOGRAM = "zxing, one threshold for the whole view"
    ZBAR = "zbar"
    GRID = "the symbol's own grid"
    OUTLINE = "the symbol's own grid, where zxing found a symbol and could not read it"


@dataclass(frozen=True)
class View:
    """One way to look again: how the view is made, its scale and border, and who looks.

    ``reach`` is for GRID alone: the surroundings, in the view's pixels, that dark is judged against.
    """

    stage: str
    make: Make
    reader: Reader = Reader.ZXING
    scale: float = 1.0
    border: int = 0
    reach: int = REACH

    def to_image(self) -> Mapping3x3:
        """Takes this view's pixels to those it was made from; pixel centres stay pixel centres."""
        shift = (0.5 - self.border) / self.scale - 0.5
        return np.array([[1 / self.scale, 0.0, shift], [0.0, 1 / self.scale, shift], [0.0, 0.0, 1.0]])


def _same(gray: Gray) -> Gray:
    return gray


def _scaled(gray: Gray, scale: float) -> Gray:
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    rows, columns = (max(1, round(side * scale)) for side in gray.shape)
    return np.asarray(cv2.resize(gray, (columns, rows), interpolation=how), np.uint8)


def enlarged(gray: Gray) -> Gray:
    """Twice the size: for small symbols, and it takes out noise."""
    return _scaled(gray, 2.0)


def halved(gray: Gray) -> Gray:
    """Half the size: for large, blurred, striped or noisy symbols."""
    return _scaled(gray, 0.5)


def quartered(gray: Gray) -> Gray:
    """A quarter of the size, for what half does not settle."""
    return _scaled(gray, 0.25)


def equalised(gray: Gray) -> Gray:
    """Contrast-limited histogram equalisation: for darkness and shadow."""
    return np.asarray(cv2.createCLAHE(4.0, (8, 8)).apply(gray), np.uint8)


def sharpened(gray: Gray) -> Gray:
    """Unsharp masking wide enough for a lens out of focus, on twice the size."""
    large = np.asarray(cv2.resize(gray, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC))
    blurred = cv2.GaussianBlur(large, (0, 0), 4.0)
    return np.asarray(cv2.addWeighted(large, 4.0, blurred, -3.0, 0), np.uint8)


def edged(gray: Gray) -> Gray:
    """Strong unsharp masking of the whole surroundings: brings out the rings of a finder pattern that moved."""
    blurred = cv2.GaussianBlur(gray, (0, 0), 10.0)
    return np.asarray(cv2.addWeighted(gray, 6.0, blurred, -5.0, 0), np.uint8)


def flattened(gray: Gray) -> Gray:
    """Light divided out by the brightest surroundings: for lamps, and for faint print."""
    rows, columns = gray.shape
    small = _scaled(gray, 0.25)
    reach = max(3, max(small.shape) // 20 | 1)
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    paper = cv2.resize(cv2.GaussianBlur(paper, (0, 0), reach / 2), (columns, rows))
    return np.asarray(cv2.divide(gray, paper, scale=255.0), np.uint8)


def thresholded(reach: int, below: int) -> Make:
    """Black where darker than the surroundings of ``reach`` pixels by ``below`` grey levels."""

    def make(gray: Gray) -> Gray:
        calm = cv2.GaussianBlur(gray, (0, 0), 1.0)
        return np.asarray(
            cv2.adaptiveThreshold(calm, 255, cv2.ADAPTIVE_THRESH_GAUSSIAN_C, cv2.THRESH_BINARY, reach, below),
            np.uint8,
        )

    return make


def calmed(gray: Gray) -> Gray:
    """A median of 3 × 3: for grain and fine stripes."""
    return np.asarray(cv2.medianBlur(gray, 3), np.uint8)


BORDER = 40


def bordered(gray: Gray) -> Gray:
    """A white border round the image: for a symbol that fills it and has no quiet zone."""
    return np.asarray(
        cv2.copyMakeBorder(gray, BORDER, BORDER, BORDER, BORDER, cv2.BORDER_CONSTANT, value=255), np.uint8
    )


def without_bright_lines(gray: Gray) -> Gray:
    """Narrow bright lines filled: scratches and folds."""
    return np.asarray(cv2.morphologyEx(gray, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8)), np.uint8)


VIEWS: tuple[View, ...] = (
    View("whole histogram", _same, Reader.ZXING_WHOLE_HISTOGRAM),
    View("halved", halved, scale=0.5),
    View("equalised", equalised),
    View("enlarged", enlarged, scale=2.0),
    View("grid", _same, Reader.GRID),
    View("outline", _same, Reader.OUTLINE),
    View("thresholded", thresholded(31, 3)),
    View("bordered", bordered, border=BORDER),
    View("flattened", flattened),
    View("grid farther", _same, Reader.GRID, reach=51),
    View("grid edged", edged, Reader.GRID, reach=51),
    View("grid widely", _same, Reader.GRID, reach=101),
    View("zbar", _same, Reader.ZBAR),
    View("grid flattened", flattened, Reader.GRID),
    View("grid halved", halved, Reader.GRID, scale=0.5),
    View("sharpened", sharpened, scale=2.0),
    View("grid without bright lines", without_bright_lines, Reader.GRID),
    View("calmed", calmed),
    View("quartered", quartered, scale=0.25),
    View("zbar halved", halved, Reader.ZBAR, scale=0.5),
    View("grid enlarged", enlarged, Reader.GRID, scale=2.0, reach=61),
    View("thresholded widely", thresholded(101, 3)),
    View("zbar enlarged", enlarged, Reader.ZBAR, scale=2.0),
)
"""In the order of what each adds for its time, measured on photographs and on made-up bad ones."""
