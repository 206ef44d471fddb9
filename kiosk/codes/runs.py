"""A symbol's data codewords to its runs: the mode and length of each, and the part of a split message."""

from collections.abc import Iterator
from dataclasses import dataclass

from segno import consts

from kiosk.codes.eci import CODECS
from kiosk.codes.found import Part
from kiosk.codes.payload import BINARY, Payload, read_payload

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

_DOUBLE_BYTE = {_KANJI: ("shift_jis", "cp932"), _HANZI: ("gb2312", "gb18030")}
_MODE_NAMES = {_KANJI: "kanji mode", _HANZI: "hanzi mode"}


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

    def read(self, data: bytes) -> Payload:
        """The text of ``data``: Kanji and Hanzi by their own sets, bytes as declared or by the usual rule."""
        texts, charsets, at = [], [], 0
        for run in self.runs:
            piece, at = _read(data[at : at + run.length], run), at + run.length
            if piece.text is None or piece.charset is None:
                return BINARY
            texts.append(piece.text)
            charsets.append(piece.charset)
        return Payload("".join(texts), " + ".join(dict.fromkeys(charsets)))

    def name_a_set(self) -> bool:
        """Whether some run is in a mode that says its character set."""
        return any(run.mode in _DOUBLE_BYTE for run in self.runs)


def read_kanji(data: bytes) -> Payload:
    """Of bytes in Kanji mode."""
    return _read(data, Segment(_KANJI, len(data), None))


def _read(piece: bytes, run: Segment) -> Payload:
    if run.mode not in _DOUBLE_BYTE:
        return read_payload(piece, run.codec)
    for codec in _DOUBLE_BYTE[run.mode]:
        try:
            return Payload(piece.decode(codec), _MODE_NAMES[run.mode])
        except UnicodeDecodeError:
            continue
    return BINARY


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


def walked(words: bytes, version: int) -> Segments | None:
    """The runs of a symbol of that version; None where its codewords make no sense."""
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
