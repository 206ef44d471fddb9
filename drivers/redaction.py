"""Masks that keep the shape of what a device said and none of its contents: the part every kind shares."""

import re
from collections.abc import Iterable

WIDE = "文"
_WIDE_BYTES = (b"", b"", "é".encode(), WIDE.encode(), "𠀀".encode())
"""By length in UTF-8."""
_KEPT_SIGNS = frozenset(" \t\r\n-_.,;:/<>()[]{}+*?!&=%#@'\"|$~^\\")
_PLAIN_WORD = re.compile(r"[a-z]+(-[a-z]+)*|[0-9]{1,4}")
TERMS = frozenset(
    [
        "A4",
        "APDU",
        "ATR",
        "DLE",
        "ENQ",
        "EOT",
        "ESC",
        "FS",
        "GS",
        "HTTP",
        "I/O",
        "IPP",
        "JPEG",
        "MJPEG",
        "PC/SC",
        "PDF",
        "POS",
        "QR",
        "SW",
        "TCP",
        "URF",
        "USB",
    ]
)
"""Words in capitals that a device's own text may hold; every other one could be a person's."""
_WORDS = re.compile(r"[^\s,;:()=×]+")
_LONG_NUMBER = re.compile(r"(?<![0-9A-Fa-fx])[0-9]{6,}")
_SHORTEST_ECHO = 3
_SCHEMES = (b"https://", b"http://", b"FWPN:")
"""What may stay of a code: it says which kind of code it is, and everybody's begins so."""


def masked_text(text: str) -> str:
    """Digits as 0, letters as X or x, all other writing as one fixed sign; common punctuation stays."""
    return "".join(map(_masked_character, text))


def _masked_character(character: str) -> str:
    if character in _KEPT_SIGNS:
        return character
    if character.isascii():
        return _class_of(ord(character)).decode()
    return WIDE


def masked_bytes(data: bytes) -> bytes:
    """Every byte as the first of its class, the length kept; for data that is no text.

    Filling (00, FF) and blanks stay; punctuation is one class, for packed digits look like it.
    """
    return b"".join(map(_class_of, data))


def _class_of(byte: int) -> bytes:
    return _CLASSES[byte]


def _class(byte: int) -> bytes:
    """Filling and blanks, digits, letters, other signs, control bytes, high bytes.

    No mark begins a TLV object or is part of a character, so that what is masked stays so.
    """
    ranges = ((0x30, 0x39, b"0"), (0x41, 0x5A, b"X"), (0x61, 0x7A, b"x"), (0x21, 0x7E, b"."), (0x00, 0x7F, b"\x1f"))
    if byte in (0x00, 0x20, 0xFF):
        return bytes((byte,))
    return next((mark for first, last, mark in ranges if first <= byte <= last), b"\x80")


_CLASSES = tuple(map(_class, range(256)))


def masked_writing(data: bytes) -> bytes:
    """Bytes that may be text in UTF-8 or GB 18030: masked by character, each as many bytes as before."""
    for encoding in ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return b"".join(_masked_encoded(character, encoding) for character in text)
    return masked_bytes(data)


def _masked_encoded(character: str, encoding: str) -> bytes:
    if character.isascii():
        return _class_of(ord(character))
    length = len(character.encode(encoding))
    if encoding == "utf-8":
        return _WIDE_BYTES[length]
    return WIDE.encode(encoding) if length == 2 else b"\x81\x30\x81\x30"


def masked_scan(data: bytes) -> bytes:
    """A code's payload: its scheme, where that is a public one, then only lengths and classes."""
    scheme = next((scheme for scheme in _SCHEMES if data.startswith(scheme)), b"")
    return scheme + masked_writing(data[len(scheme) :])


def said(text: str) -> str:
    """A device's own text within a result: plain words and short numbers stay, every other word is masked."""
    return _WORDS.sub(lambda found: _plain_or_masked(found.group()), text)


def _plain_or_masked(word: str) -> str:
    bare = word.strip(".…'\"")
    return word if _PLAIN_WORD.fullmatch(bare) or bare in TERMS else masked_text(word)


def vendor_text(text: str, heard: Iterable[str]) -> str:
    """A fault's own words, without what they repeat of ``heard`` (the operation's payloads) and long numbers."""
    for payload in sorted(set(heard), key=len, reverse=True):
        if len(payload) >= _SHORTEST_ECHO or not payload.isascii():
            text = text.replace(payload, masked_text(payload)) if payload else text
    return _LONG_NUMBER.sub(lambda found: "0" * len(found.group()), text)


_PIECES = re.compile(r"\w+")


def words_in(data: bytes) -> set[str]:
    """The words that bytes may hold, in the encodings of this hall: what a fault's text could repeat."""
    found = {data.hex(), data.hex().upper(), data.hex(" ").upper()} if 2 < len(data) <= 4096 else set()
    for encoding in ("utf-8", "gb18030", "utf-16-be"):
        text = data[:65536].decode(encoding, "ignore")
        found.add(text.strip("\0 "))
        found.update(_PIECES.findall(text))
    return {word for word in found if len(word) >= 2 and not _PLAIN_WORD.fullmatch(word)}
