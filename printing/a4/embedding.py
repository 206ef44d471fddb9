"""Giving reportlab, for one paper, fonts that hold exactly the characters of that paper."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from threading import Lock

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont, TTFontFace

from printing.errors import GlyphMissing
from printing.faces import FontFile
from printing.fonts import installed
from printing.to_unicode import cure_reportlab
from printing.truetype import truetype_of

_register = Lock()  # reportlab keeps one register of fonts a process, by name
_known: dict[str, TTFont] = {}

cure_reportlab()


@contextmanager
def embedded(characters: Mapping[FontFile, set[str]]) -> Iterator[None]:
    """While this lasts, each font is known to reportlab by its name, with these characters. One paper at a time.

    reportlab ignores a second font of a name, silently, and draws empty boxes for what the first one lacks: so
    the face behind a registered font is exchanged, and looked at before it is used.
    """
    with _register:
        for font, wanted in characters.items():
            _put(font, truetype_of(installed(font), wanted))
            held = _known[font.name].face.charToGlyph
            for character in wanted:
                if ord(character) not in held:
                    raise GlyphMissing(character, f"was lost from {font.name}")
        yield


def _put(font: FontFile, data: bytes) -> None:
    if font.name in _known:
        _known[font.name].face = TTFontFace(BytesIO(data))
        return
    _known[font.name] = TTFont(font.name, BytesIO(data), asciiReadable=False, shapable=False)
    pdfmetrics.registerFont(_known[font.name])
