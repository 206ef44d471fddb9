"""A code's bytes to text: what the code declares, else strict UTF-8, else GB18030, else it is binary."""

import unicodedata

TEXT_CONTROLS = frozenset("\t\n\r\x1d\x1e\x04")
"""Control characters that text in codes does carry: line ends, and the separators of GS1 and ISO 15434."""

_NOT_TEXT = frozenset({"Cc", "Cs", "Cn", "Co"})


def payload_text(data: bytes, codec: str | None = None) -> str | None:
    """The text of ``data``, or None where it is binary.

    ``codec`` is the Python name of the character set the code declared (its ECI); it is believed, and where it
    does not fit the bytes the code's word is worth nothing and the usual order holds. A decoder that guesses
    other sets (Latin-1 fits anything) would turn damaged or foreign bytes into text nobody wrote.
    """
    for name in (codec, "utf-8", "gb18030"):
        if name is None:
            continue
        try:
            text = data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        if _is_text(text):
            return text
    return None


def _is_text(text: str) -> bool:
    return all(c in TEXT_CONTROLS or unicodedata.category(c) not in _NOT_TEXT for c in text)
