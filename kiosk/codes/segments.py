"""What a QR code says beside its characters: the mode of each run of them, and its place in a split message."""

import cv2
import numpy as np
from segno import consts

from kiosk.codes.drawn import DRAWN_PIXELS, drawn_anew
from kiosk.codes.flat import laid_flat, realigned
from kiosk.codes.found import Corners, Gray, placed
from kiosk.codes.grids import Grid
from kiosk.codes.runs import Segments, walked
from kiosk.codes.soft import data_words
from kiosk.codes.symbol import QUIET, masked, version_of

_PLAIN = frozenset({consts.MODE_NUMERIC, consts.MODE_ALPHANUMERIC, consts.MODE_BYTE, consts.MODE_ECI})
_MICRO_MASKS = (1, 4, 6, 7)
_MICRO_MODES = {15: (2, 3), 17: (3, 3)}
"""Of versions M3 and M4: bits of the mode, and Kanji's."""


def segments(view: Gray, corners: Corners, modules: int, mask: int, data: bytes, *, sure: bool) -> Segments | None:
    """What the symbol at ``corners`` says of its payload ``data``; None where it says nothing more, or unclearly.

    Only a symbol that may say more is read again, module by module and with its error correction: one whose first
    mode is none of the plain ones, or that is not ``sure`` of its character set. What does not add up to ``data``
    is not believed.
    """
    if sure and _first_bits(view, corners, modules, mask, 4) in _PLAIN:
        return None
    for picture in (view, 255 - view):
        words = _words(picture, corners, modules)
        found = None if words is None else walked(words, version_of(modules))
        if found is not None and sum(run.length for run in found.runs) == len(data):
            return found
    return None


def micro_is_kanji(view: Gray, corners: Corners, modules: int, mask: int, data: bytes) -> bool:
    """Whether a Micro QR code without any fault, whose modules so count as seen, begins in Kanji mode."""
    if modules not in _MICRO_MODES or len(data) % 2:
        return False
    bits, kanji = _MICRO_MODES[modules]
    return _first_bits(view, corners, modules, _MICRO_MASKS[mask], bits) == kanji


def _grid(corners: Corners, modules: int) -> Grid:
    anchors = np.array([[0, 0], [modules, 0], [modules, modules], [0, modules]], np.float32)
    seen = np.array(corners, np.float32)
    to_view = np.asarray(cv2.getPerspectiveTransform(anchors, seen), np.float64)
    return Grid(modules, to_view, 0.0, anchors.astype(float), seen.astype(float))


def _first_bits(view: Gray, corners: Corners, modules: int, mask: int, count: int) -> int:
    """The payload's first bits as seen, without error correction: they lie in the last corner, upwards."""
    n = modules
    places = [(n - 1, n - 1), (n - 1, n - 2), (n - 2, n - 1), (n - 2, n - 2)][:count]
    middles = np.array([(3.5, 3.5), (1.5, 1.5), *((column + 0.5, row + 0.5) for row, column in places)])
    at = placed(middles, _grid(corners, modules).to_view).round().astype(int)
    rows, columns = np.clip(at[:, 1], 0, view.shape[0] - 1), np.clip(at[:, 0], 0, view.shape[1] - 1)
    dark, light, *seen = (float(value) for value in view[rows, columns])
    turned = masked(modules, mask)
    value = 0
    for (row, column), grey in zip(places, seen, strict=True):
        is_dark = abs(grey - dark) < abs(grey - light)
        value = value << 1 | int(is_dark ^ bool(turned[row, column]))
    return value


def _words(view: Gray, corners: Corners, modules: int) -> bytes | None:
    """The data codewords, put right."""
    grid = _grid(corners, modules)
    flat = laid_flat(view, grid)
    drawing = drawn_anew(flat, modules)
    if drawing is None and (aligned := realigned(flat, grid)) is not None:
        drawing = drawn_anew(laid_flat(view, aligned), modules)
    if drawing is None:
        return None
    light = drawing[DRAWN_PIXELS // 2 :: DRAWN_PIXELS, DRAWN_PIXELS // 2 :: DRAWN_PIXELS] > 127
    return data_words(np.ascontiguousarray(light[QUIET:-QUIET, QUIET:-QUIET]))
