"""A red round stamp that bears the word 样张 and nobody's name: look-alike seals are an offence."""

from functools import lru_cache
from math import cos, radians, sin

from PIL import Image, ImageDraw, ImageFilter

from kiosk.training.papers.lettering import letters
from kiosk.training.papers.sheet import Sheet
from kiosk.training.papers.specimen import MARK_RED

_RING = "样张 · SPECIMEN · 仅供培训 · TRAINING ONLY · "
_SIDE = 1200
"""Pixels of the master stamp, larger than any it is used at."""
_MASTER_DPI = 72
"""At this resolution a point of type is one pixel of the master."""
_WEAR = 0.84
"""How much of the ink reached the paper."""


def stamp(sheet: Sheet, x: float, y: float, *, diameter: float = 40, tilt: float = 7) -> None:
    """Press the stamp around ``x``, ``y``; millimetres, ``tilt`` in degrees to the left."""
    sheet.paste(x - diameter / 2, y - diameter / 2, _pressed(sheet.pixels(diameter), tilt))
    sheet.words.append("样张")


@lru_cache(maxsize=16)
def _pressed(side: int, tilt: float) -> Image.Image:
    seal = _master().rotate(tilt, Image.Resampling.BICUBIC).resize((side, side), Image.Resampling.LANCZOS)
    return seal.filter(ImageFilter.GaussianBlur(0.5))


@lru_cache(maxsize=1)
def _master() -> Image.Image:
    image = Image.new("RGBA", (_SIDE, _SIDE), (*MARK_RED, 0))
    draw = ImageDraw.Draw(image)
    for inset, width in ((4, 0.032), (_SIDE * 0.19, 0.008)):
        corners = (inset, inset, _SIDE - inset, _SIDE - inset)
        draw.ellipse(corners, outline=(*MARK_RED, 255), width=round(_SIDE * width))
    _write_round(image)
    word = letters("样张", _SIDE * 0.23, _MASTER_DPI, MARK_RED)
    image.alpha_composite(word, ((_SIDE - word.width) // 2, round(_SIDE * 0.5 - word.height * 0.46)))
    image.putalpha(image.getchannel("A").point([round(value * _WEAR) for value in range(256)]))
    return image


def _write_round(image: Image.Image) -> None:
    """Set the words round the ring, one character after another, feet to the middle."""
    glyphs = [letters(character, _SIDE * 0.078, _MASTER_DPI, MARK_RED) for character in _RING]
    whole = sum(glyph.width for glyph in glyphs)
    radius = _SIDE * 0.39
    gone = 0.0
    for glyph in glyphs:
        angle = 360 * (gone + glyph.width / 2) / whole
        gone += glyph.width
        turned = glyph.rotate(-angle, Image.Resampling.BICUBIC, expand=True)
        x = _SIDE / 2 + radius * sin(radians(angle)) - turned.width / 2
        y = _SIDE / 2 - radius * cos(radians(angle)) - turned.height / 2
        image.alpha_composite(turned, (round(x), round(y)))
