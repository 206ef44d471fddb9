"""Choosing a font for every word: one font a word, never one a character, and never an empty box."""

import unicodedata
from collections.abc import Iterator
from itertools import groupby

from printing.errors import GlyphMissing
from printing.faces import Face, FontFile
from printing.fonts import installed
from printing.scripts import Script, script_of, unprintable_reason

Assigned = tuple[str, FontFile]


def assign_fonts(text: str, face: Face) -> list[Assigned]:
    """Each character of one paragraph with the font to set it in.

    The text is composed first (NFC), so ``e`` + accent becomes one letter. Line feeds do not belong here; tabs
    become spaces. Raises GlyphMissing for a character that cannot be shown.
    """
    composed = unicodedata.normalize("NFC", text.replace("\t", " "))
    scripts = _settle(composed)
    assigned: list[Assigned] = []
    for script, word in _words(composed, scripts):
        assigned.extend(zip(word, _fonts_of_word(word, script, face), strict=True))
    return assigned


def _settle(text: str) -> list[Script]:
    """Give quotes, dashes and symbols to Chinese where the text has Chinese, but not inside a Latin word."""
    scripts = [script_of(character) for character in text]
    home = Script.CHINESE if Script.CHINESE in scripts else Script.LATIN
    last = len(scripts) - 1
    settled = []
    for place, script in enumerate(scripts):
        if script is Script.EITHER:
            inside = 0 < place < last and scripts[place - 1] is scripts[place + 1] is Script.LATIN
            settled.append(Script.LATIN if inside else home)
        else:
            settled.append(script)
    return settled


def _words(text: str, scripts: list[Script]) -> Iterator[tuple[Script, str]]:
    """Maximal runs of one script; a space ends a word."""
    places = range(len(text))
    for script, group in groupby(places, key=lambda place: scripts[place]):
        yield script, "".join(text[place] for place in group)


def _fonts_of_word(word: str, script: Script, face: Face) -> list[FontFile]:
    order = (face.chinese, face.latin) if script is Script.CHINESE else (face.latin, face.chinese)
    if script is not Script.CHINESE:
        for font in order:
            if all(installed(font).covers(character) for character in word) and _all_printable(word):
                return [font] * len(word)
    return [_font_of_character(character, order) for character in word]


def _all_printable(word: str) -> bool:
    return all(unprintable_reason(character) is None for character in word)


def _font_of_character(character: str, order: tuple[FontFile, FontFile]) -> FontFile:
    reason = unprintable_reason(character)
    if reason is not None:
        raise GlyphMissing(character, reason)
    for font in order:
        if installed(font).covers(character):
            return font
    raise GlyphMissing(character)
