"""A receipt's picture as ESC/POS: raster bands short enough to ask the printer's state between them."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Dots = NDArray[np.bool_]

MAX_BAND_ROWS = 128
FEED_BEFORE_CUT_DOTS = 96  # the blade sits about 12 mm after the head

_INITIALISE = b"\x1b@"
_FEED = b"\x1bJ"
_RASTER = b"\x1dv0\x00"
_FEED_AND_CUT = b"\x1dVB"
_FEWEST_BLANK_ROWS = 8  # shorter gaps are cheaper sent as dots than as a band's end
_MOST_FEED = 255
_REAL_TIME_SECONDS = frozenset((0x04, 0x05, 0x14))  # after 0x10: DLE EOT, DLE ENQ, DLE DC4
_DISARM = 0x08


def encode_bands(image: Image.Image) -> list[bytes]:
    """Commands that print a picture (black on white, one dot a pixel) and cut the paper.

    Each element is complete in itself, so that a status request may stand between any two: the first begins
    with ESC @, those with dots hold one GS v 0 of at most 128 rows without blank columns on the right, and the
    last feeds and cuts. Long blank stretches are fed (ESC J), not drawn. No dots spell a real-time command:
    where they would, one dot beside a black one is added (see ``disarmed``).
    """
    dots = _dots(image)
    bands: list[bytes] = []
    waiting = _INITIALISE
    for start, end, is_blank in _stretches(np.asarray(dots.any(axis=1))):
        if is_blank:
            waiting += _feed(end - start)
            continue
        for top in range(start, end, MAX_BAND_ROWS):
            bands.append(waiting + _raster(dots[top : min(top + MAX_BAND_ROWS, end)]))
            waiting = b""
    bands.append(waiting + _FEED_AND_CUT + bytes((FEED_BEFORE_CUT_DOTS,)))
    return bands


def disarmed(data: bytes) -> bytes:
    """``data`` with every 10 04, 10 05 and 10 14 broken by one more dot: many printers obey them inside a picture.

    The added dot touches one that is black already, so the eye does not see it and a code's modules survive.
    """
    safe = bytearray(data)
    for place in range(len(safe) - 1):
        if safe[place] == 0x10 and safe[place + 1] in _REAL_TIME_SECONDS:
            safe[place + 1] |= _DISARM
    return bytes(safe)


def _dots(image: Image.Image) -> Dots:
    """Rows of black dots, padded on the right to whole bytes."""
    black: Dots = ~np.asarray(image.convert("1"), dtype=np.bool_)
    return np.pad(black, ((0, 0), (0, -black.shape[1] % 8)))


def _stretches(inked: NDArray[np.bool_]) -> Iterator[tuple[int, int, bool]]:
    """(first row, row after the last, whether blank), top to bottom; short gaps count as inked."""
    edges = [0, *(np.flatnonzero(np.diff(inked)) + 1).tolist(), len(inked)]
    begun = 0
    for start, end in pairwise(edges):
        if inked[start] or (end - start < _FEWEST_BLANK_ROWS and start > begun):
            continue
        if start > begun:
            yield begun, start, False
        yield start, end, True
        begun = end
    if begun < len(inked):
        yield begun, len(inked), False


def _feed(rows: int) -> bytes:
    return b"".join(_FEED + bytes((min(_MOST_FEED, rows - done),)) for done in range(0, rows, _MOST_FEED))


def _raster(dots: Dots) -> bytes:
    inked_columns = np.flatnonzero(dots.any(axis=0))
    width = (int(inked_columns[-1]) // 8 + 1) * 8 if inked_columns.size else 8
    data = disarmed(np.packbits(dots[:, :width], axis=1).tobytes())
    return _RASTER + (width // 8).to_bytes(2, "little") + len(dots).to_bytes(2, "little") + data
