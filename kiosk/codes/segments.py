"""What a QR code says beside its characters: the mode of each run of them, and its place in a split message."""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from segno import consts

from kiosk.codes.drawn import DRAWN_PIXELS, drawn_anew
from kiosk.codes.eci import CODECS
from kiosk.codes.flat import laid_flat, realigned
from kiosk.codes.found import Corners, Gray, Part, placed
from kiosk.codes.grids import Grid
from kiosk.codes.payload import payload_text
from kiosk.codes.soft import data_words
from kiosk.codes.symbol import QUIET, masked, version_of

_SPLIT, _ECI, _GS1, _INDUSTRY = consts.MODE_STRUCTURED_APPEND, consts.MODE_ECI, 5, 9
_BYTES, _KANJI, _HANZI = consts.MODE_BYTE, consts.MODE_KANJI, consts.MODE_HANZI
_LENGTH_BITS = {
    consts.MODE_NUMERIC: (10, 12, 14),
    consts.MODE_ALPHANUMERIC: (9, 11, 13),
    _BYTES: (8, 16, 16),
    _KANJI: (8, 10, 12),
    _HANZI: (8, 10, 12),
}
"""Of versions 1 to 9, 10 to 26 and above (ISO/IEC 18004 §7.4, GB/T 18284 for Hanzi)."""

_PLAIN = frozenset({consts.MODE_NUMERIC, consts.MODE_ALPHANUMERIC, _BYTES, _ECI})
_MICRO_MASKS = (1, 4, 6, 7)
_MICRO_MODES = {15: (2, 3), 17: (3, 3)}
"""Of versions M3 and M4: bits of the mode, and Kanji's."""

_DOUBLE_BYTE = {_KANJI: ("shift_jis", "cp932"), _HANZI: ("gb2312", "gb18030")}


@dataclass(frozen=True)
class Segment:
    """So many bytes of the payload: their mode's number, and the codec declared for them."""

    mode: int
    length: int
    codec: str | None


@dataclass(frozen=True)
class Segments:
    """The payload's runs in their order, and which part of a message it is (None: all of it)."""

    runs: tuple[Segment, ...]
    part: Part | None

    def text(self, data: bytes) -> str | None:
        """The text of ``data``: Kanji and Hanzi by their own sets, bytes as declared or by the usual rule."""
        texts, at = [], 0
        for run in self.runs:
            piece, at = data[at : at + run.length], at + run.length
            texts.append(_text(piece, run))
        return "".join(text for text in texts if text is not None) if None not in texts else None

    def name_a_set(self) -> bool:
        """Whether some run is in a mode that says its character set."""
        return any(run.mode in _DOUBLE_BYTE for run in self.runs)


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
        found = None if words is None else _walked(words, version_of(modules))
        if found is not None and sum(run.length for run in found.runs) == len(data):
            return found
    return None


def micro_is_kanji(view: Gray, corners: Corners, modules: int, mask: int, data: bytes) -> bool:
    """Whether a Micro QR code without any fault, whose modules so count as seen, begins in Kanji mode."""
    if modules not in _MICRO_MODES or len(data) % 2:
        return False
    bits, kanji = _MICRO_MODES[modules]
    return _first_bits(view, corners, modules, _MICRO_MASKS[mask], bits) == kanji


def kanji_text(data: bytes) -> str | None:
    """Of bytes in Kanji mode."""
    return _text(data, Segment(_KANJI, len(data), None))


def _text(piece: bytes, run: Segment) -> str | None:
    if run.mode not in _DOUBLE_BYTE:
        return payload_text(piece, run.codec)
    for codec in _DOUBLE_BYTE[run.mode]:
        try:
            return piece.decode(codec)
        except UnicodeDecodeError:
            continue
    return None


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


class _Bits:
    def __init__(self, words: bytes) -> None:
        self._bits = "".join(f"{word:08b}" for word in words)
        self._at = 0

    def left(self) -> int:
        return len(self._bits) - self._at

    def take(self, count: int) -> int:
        """The next so many; raises ValueError at the end."""
        if count > self.left():
            raise ValueError("the symbol ends within a segment")
        piece = self._bits[self._at : self._at + count]
        self._at += count
        return int(piece, 2) if piece else 0

    def skip(self, count: int) -> None:
        self._at += count
        if self.left() < 0:
            raise ValueError("the symbol ends within a segment")


def _walked(words: bytes, version: int) -> Segments | None:
    bits = _Bits(words)
    try:
        part = _part(bits) if _peeked(words) == _SPLIT else None
        return Segments(tuple(_runs(bits, version)), part)
    except ValueError:
        return None


def _peeked(words: bytes) -> int:
    return words[0] >> 4


def _part(bits: _Bits) -> Part:
    bits.skip(4)
    number, last, parity = bits.take(4), bits.take(4), bits.take(8)
    return Part(number + 1, last + 1, parity)


def _runs(bits: _Bits, version: int) -> Iterator[Segment]:
    codec = None
    size = 0 if version < 10 else 1 if version < 27 else 2
    while bits.left() >= 4 and (mode := bits.take(4)):
        if mode == _ECI:
            codec = CODECS.get(_eci(bits))
        elif mode == _INDUSTRY:
            bits.skip(8)
        elif mode in _LENGTH_BITS:
            if mode == _HANZI:
                bits.skip(4)
            count = bits.take(_LENGTH_BITS[mode][size])
            bits.skip(_bits_of(mode, count))
            yield Segment(mode, 2 * count if mode in _DOUBLE_BYTE else count, codec)
        elif mode != _GS1:
            raise ValueError("no such mode")


def _bits_of(mode: int, count: int) -> int:
    if mode == consts.MODE_NUMERIC:
        return count // 3 * 10 + (0, 4, 7)[count % 3]
    if mode == consts.MODE_ALPHANUMERIC:
        return count // 2 * 11 + count % 2 * 6
    return count * (8 if mode == _BYTES else 13)


def _eci(bits: _Bits) -> int:
    """A designator of one, two or three bytes (ISO/IEC 18004 §7.4.2)."""
    first = bits.take(8)
    if first < 0x80:
        return first
    if first < 0xC0:
        return (first & 0x3F) << 8 | bits.take(8)
    return (first & 0x1F) << 16 | bits.take(16)
