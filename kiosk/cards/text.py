"""Text fields of a card: GB18030 both ways, with the characters later editions of the standard moved."""

import codecs
import unicodedata

# Places that GB 18030-2000 gave to the private use area and the 2005 and 2022 editions gave to real characters:
# names written with them must compare equal whichever edition the card's writer followed.
_MOVED = str.maketrans(
    {
        0xE7C7: 0x1E3F,
        0xE816: 0x20087,
        0xE817: 0x20089,
        0xE818: 0x200CC,
        0xE81E: 0x9FB4,
        0xE826: 0x9FB5,
        0xE82B: 0x9FB6,
        0xE82C: 0x9FB7,
        0xE831: 0x215D7,
        0xE832: 0x9FB8,
        0xE83B: 0x2298F,
        0xE843: 0x9FB9,
        0xE854: 0x9FBA,
        0xE855: 0x241FE,
        0xE863: 0x4DAE,
        0xE864: 0x9FBB,
    }
)
_NOT_TEXT = {"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"}
_IDEOGRAPHS = range(0x20000, 0x3FFFE)
"""Planes of nothing but Chinese characters; Python's tables lack the youngest of them."""


def unpadded(raw: bytes) -> bytes:
    """The field without what fills it up: everything from the first 00 on, and FF at the end."""
    return raw.split(b"\x00", 1)[0].rstrip(b"\xff")


def is_blank(raw: bytes) -> bool:
    """Whether a field holds only filling (00, FF, spaces), so that nothing was written in it."""
    return not raw.strip(b"\x00\xff ")


def decode_text(raw: bytes) -> str | None:
    """The text of a field, with single spaces; None for what is no text. A character cut in two is left out."""
    decoder = codecs.getincrementaldecoder("gb18030")("strict")
    try:
        text = decoder.decode(unpadded(raw), False)
    except UnicodeDecodeError:
        return None
    if not all(map(_is_text, text)):
        return None
    return " ".join(text.translate(_MOVED).split()) or None


def _is_text(character: str) -> bool:
    return ord(character) in _IDEOGRAPHS or unicodedata.category(character) not in _NOT_TEXT


def decode_ascii(raw: bytes) -> str | None:
    """The letters and digits of an ``an`` field; None where it is empty or holds anything else."""
    text = unpadded(raw).decode("latin-1").strip(" ")
    return text if text and all("!" <= character <= "~" or character == " " for character in text) else None


def encode_text(text: str, limit: int) -> tuple[bytes, bytes]:
    """``text`` in GB18030, cut after at most ``limit`` bytes between two characters: the head and the rest."""
    head = b""
    for position, character in enumerate(text):
        encoded = character.encode("gb18030")
        if len(head) + len(encoded) > limit:
            return head, text[position:].encode("gb18030")
        head += encoded
    return head, b""
