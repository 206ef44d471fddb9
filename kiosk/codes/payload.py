"""A code's bytes to text: what it declares, else UTF-8, else GB18030, else it is binary."""

import re
from dataclasses import dataclass

ASSUMED = "gb18030 assumed"
"""The character set of a text that neither declares one nor is UTF-8."""

TEXT_CONTROLS = frozenset("\t\n\r\x1d\x1e\x04")
"""Control characters that text in codes does carry: line ends, and the separators of GS1 and ISO 15434."""

_CONTROLS = frozenset(map(chr, (*range(0x20), 0x7F))) - TEXT_CONTROLS
_C1 = re.compile("[\x80-\x9f]")
_ONE_BYTE_SETS = ("latin", "iso8859")


@dataclass(frozen=True)
class Payload:
    """A payload's text and the set it was read in, each None where it is binary.

    ``charset`` is ``ECI`` and a codec where the code declared that, ``utf-8``, ASSUMED where nothing fitting
    was declared and UTF-8 does not fit, or ``kanji mode`` and ``hanzi mode``; those of several runs stand with
    ``+`` between.
    """

    text: str | None
    charset: str | None


BINARY = Payload(None, None)


def payload_text(data: bytes, codec: str | None = None) -> str | None:
    """The text of ``data`` as ``read_payload`` reads it, or None where it is binary."""
    return read_payload(data, codec).text


def read_payload(data: bytes, codec: str | None = None) -> Payload:
    """The text of ``data`` and its character set, or BINARY.

    ``codec`` is the Python name of the character set the code declared (its ECI); it is believed, and where it
    does not fit the bytes the code's word is worth nothing and the usual order holds: strict UTF-8, then GB18030.
    Nothing is guessed from what the characters look like: undeclared Japanese comes out as GB18030 reads it, or as
    binary, and its bytes are there for who knows better. A decoder that guesses other sets (Latin-1 fits anything)
    would turn damaged or foreign bytes into text nobody wrote.

    The first set that fits ends the search. Whether its characters are known to this machine's Unicode tables
    does not count: new, private-use and unassigned ones are text. What it gives is binary, and no other set is
    tried, where one of the 33 ASCII controls stands in it that text does not carry (all but TEXT_CONTROLS). The
    controls above ASCII (U+0080 to U+009F, such as the next-line mark) are text, as they are two whole bytes of
    UTF-8; the one-byte sets of ISO 8859 do not fit bytes in that range, which hold no characters there.
    """
    for name, charset in ((codec, f"ECI {codec}"), ("utf-8", "utf-8"), ("gb18030", ASSUMED)):
        if name is not None and (text := _decoded(data, name)) is not None:
            return Payload(text, charset) if _CONTROLS.isdisjoint(text) else BINARY
    return BINARY


def _decoded(data: bytes, codec: str) -> str | None:
    """By the letter of one character set; None where the bytes are not in it."""
    try:
        text = data.decode(codec)
    except (UnicodeDecodeError, LookupError):
        return None
    return None if codec.startswith(_ONE_BYTE_SETS) and _C1.search(text) else text
