"""Latin names as machine-readable zones print them (ICAO 9303-3, section 6)."""

import unicodedata

_ALWAYS = {
    "Æ": "AE",
    "Ð": "D",
    "Đ": "D",
    "Ħ": "H",
    "ı": "I",
    "Ĳ": "IJ",
    "ĸ": "K",
    "Ł": "L",
    "Ŀ": "L",
    "Ŋ": "N",
    "Ø": "OE",
    "Œ": "OE",
    "ẞ": "SS",
    "ß": "SS",
    "Þ": "TH",
    "Ŧ": "T",
    "Ə": "E",
}
_DOUBLED = {"Ä": "AE", "Å": "AA", "Ö": "OE", "Ü": "UE"}
_STRIPPED = {"Ø": "O"}
_EXTENDED = {"Ñ": "NXX", "Ö": "OXX", "Ü": "UXX"}
_SILENT = set("'’‘`´ʼʻʹ.·")
_SEPARATING = set(" -‐‑–,/\u00a0<")


class NotTransliterable(ValueError):
    """A name holds a letter with no Latin form in the standard's table. Says which kind, never the name."""


def transliterate(name: str) -> str:
    """``name`` in A–Z with single spaces between its parts, as most passport offices print it.

    Ä, Ö, Ü, Å, Ø become two letters; other marks (Vietnamese ones among them) are dropped; apostrophes vanish and
    hyphens separate. Raises NotTransliterable for letters that are not Latin.
    """
    return _written(name, _ALWAYS | _DOUBLED)


def transliterations(name: str) -> tuple[str, ...]:
    """Every whole-name form the standard allows, the usual one first: Ü may be UE, U or UXX, Å AA or A."""
    tables = (_ALWAYS | _DOUBLED, _ALWAYS | _STRIPPED, _ALWAYS | _DOUBLED | _EXTENDED, _ALWAYS)
    return tuple(dict.fromkeys(_written(name, table) for table in tables))


def _written(name: str, table: dict[str, str]) -> str:
    upper = "".join(part if part in table else part.upper() for part in unicodedata.normalize("NFC", name))
    letters = "".join(_letter(character, table) for character in unicodedata.normalize("NFC", upper))
    return " ".join(letters.split())


def _letter(character: str, table: dict[str, str]) -> str:
    if character in table:
        return table[character]
    if character in _SILENT or unicodedata.combining(character):
        return ""
    if character in _SEPARATING:
        return " "
    base = unicodedata.normalize("NFD", character)[0]
    if base in table:
        return table[base]
    if base.isascii() and (base.isalpha() or base.isdigit()):
        return base
    raise NotTransliterable(f"no Latin form for a character of kind {unicodedata.category(character)}")
