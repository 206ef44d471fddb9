"""A calm drawn portrait on white in place of a face: shapes and flat colours, nobody's likeness."""

from collections.abc import Callable
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageColor, ImageDraw

from kiosk.training.person import HairStyle, Look

Colour = tuple[int, ...]

_SUPERSAMPLING = 4
_GRID = (300, 400)
"""The drawing's own grid; every figure below is in its units."""
_MOUTH_IN_BEARD = (214, 160, 140)


@lru_cache(maxsize=64)
def portrait(look: Look, width: int, height: int) -> bytes:
    """A JPEG of ``width`` by ``height`` pixels (3:4), white background, head upright and centred."""
    scale = _SUPERSAMPLING * width / _GRID[0]
    image = Image.new("RGB", (width * _SUPERSAMPLING, height * _SUPERSAMPLING), "white")
    pen = _Pen(ImageDraw.Draw(image), scale)
    _BACK_HAIR.get(look.hair_style, _nothing)(pen, ImageColor.getrgb(look.hair))
    _bust(pen, look)
    _face(pen, look)
    _FRONT_HAIR[look.hair_style](pen, ImageColor.getrgb(look.hair))
    buffer = BytesIO()
    small = image.resize((width, height), Image.Resampling.LANCZOS)
    small.save(buffer, "JPEG", quality=92, dpi=(300, 300))
    return buffer.getvalue()


class _Pen:
    """Draws on the grid."""

    def __init__(self, draw: ImageDraw.ImageDraw, scale: float) -> None:
        self._draw = draw
        self._scale = scale

    def _scaled(self, values: tuple[float, ...]) -> list[float]:
        return [value * self._scale for value in values]

    def ellipse(self, left: float, top: float, right: float, bottom: float, fill: Colour) -> None:
        self._draw.ellipse(self._scaled((left, top, right, bottom)), fill=fill)

    def rounded(self, left: float, top: float, right: float, bottom: float, radius: float, fill: Colour) -> None:
        self._draw.rounded_rectangle(
            self._scaled((left, top, right, bottom)), radius=radius * self._scale, fill=fill
        )

    def polygon(self, points: tuple[float, ...], fill: Colour) -> None:
        self._draw.polygon(self._scaled(points), fill=fill)

    def arc(self, box: tuple[float, ...], start: float, end: float, fill: Colour, width: float) -> None:
        self._draw.arc(self._scaled(box), start, end, fill=fill, width=round(width * self._scale))

    def chord(self, box: tuple[float, ...], start: float, end: float, fill: Colour) -> None:
        self._draw.chord(self._scaled(box), start, end, fill=fill)


def _shade(colour: Colour, factor: float) -> Colour:
    return tuple(round(channel * factor) for channel in colour[:3])


def _bust(pen: _Pen, look: Look) -> None:
    skin, clothes = ImageColor.getrgb(look.skin), ImageColor.getrgb(look.clothes)
    pen.rounded(38, 318, 262, 480, 66, clothes)
    pen.rounded(124, 250, 176, 346, 24, _shade(skin, 0.90))
    pen.polygon((112, 322, 188, 322, 150, 384), _shade(skin, 0.97))
    pen.polygon((104, 318, 124, 314, 150, 384, 136, 404), _shade(clothes, 0.80))
    pen.polygon((196, 318, 176, 314, 150, 384, 164, 404), _shade(clothes, 0.80))


def _face(pen: _Pen, look: Look) -> None:
    skin = ImageColor.getrgb(look.skin)
    line = _shade(skin, 0.55)
    pen.ellipse(76, 172, 98, 216, _shade(skin, 0.93))
    pen.ellipse(202, 172, 224, 216, _shade(skin, 0.93))
    pen.ellipse(86, 88, 214, 288, skin)
    for eye in (125, 175):
        pen.ellipse(eye - 5, 184, eye + 5, 195, line)
        pen.arc((eye - 14, 162, eye + 14, 182), 205, 335, line, 3)
    pen.arc((142, 196, 158, 226), 20, 160, _shade(skin, 0.78), 3)
    pen.arc((128, 226, 172, 254), 35, 145, line, 3)


def _nothing(pen: _Pen, hair: Colour) -> None:
    """No hair behind the head."""


def _cap(pen: _Pen, hair: Colour, fringe: float) -> None:
    pen.chord((80, 74, 220, 250), 180, 360, hair)
    pen.polygon((80, 162, 98, 162, 118, fringe, 86, 186), hair)
    pen.polygon((220, 162, 202, 162, 182, fringe, 214, 186), hair)


def _short(pen: _Pen, hair: Colour) -> None:
    pen.chord((82, 72, 218, 214), 176, 364, hair)
    pen.polygon((82, 140, 96, 140, 92, 184, 84, 178), hair)
    pen.polygon((218, 140, 204, 140, 208, 184, 216, 178), hair)


def _bob_back(pen: _Pen, hair: Colour) -> None:
    pen.rounded(70, 76, 230, 286, 74, hair)


def _long_back(pen: _Pen, hair: Colour) -> None:
    pen.rounded(64, 74, 236, 366, 80, hair)


def _fringe(pen: _Pen, hair: Colour) -> None:
    _cap(pen, hair, 150)


def _bun_back(pen: _Pen, hair: Colour) -> None:
    pen.ellipse(114, 30, 186, 104, hair)


def _beard(pen: _Pen, hair: Colour) -> None:
    _short(pen, hair)
    pen.chord((84, 90, 216, 294), 22, 158, hair)
    pen.arc((126, 220, 174, 252), 186, 354, hair, 7)
    pen.arc((132, 228, 168, 246), 30, 150, _MOUTH_IN_BEARD, 3)


def _bald(pen: _Pen, hair: Colour) -> None:
    pen.chord((78, 150, 104, 222), 90, 290, hair)
    pen.chord((196, 150, 222, 222), 250, 90, hair)


def _curly(pen: _Pen, hair: Colour) -> None:
    pen.chord((84, 76, 216, 200), 180, 360, hair)
    for left, top in ((74, 104), (88, 78), (112, 62), (142, 58), (170, 66), (192, 84), (202, 110)):
        pen.ellipse(left, top, left + 46, top + 50, hair)


_BACK_HAIR: dict[HairStyle, Callable[[_Pen, Colour], None]] = {
    HairStyle.BOB: _bob_back,
    HairStyle.LONG: _long_back,
    HairStyle.BUN: _bun_back,
}
_FRONT_HAIR: dict[HairStyle, Callable[[_Pen, Colour], None]] = {
    HairStyle.SHORT: _short,
    HairStyle.BOB: _fringe,
    HairStyle.BUN: _short,
    HairStyle.BEARD: _beard,
    HairStyle.BALD: _bald,
    HairStyle.LONG: _fringe,
    HairStyle.CURLY: _curly,
}
