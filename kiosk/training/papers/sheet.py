"""A blank sheet measured in millimetres, on which the training papers are drawn as a camera would see them."""

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from printing.faces import Face, FontFile
from printing.fonts import installed
from printing.lines import Line, break_lines, measure

MM_PER_INCH = 25.4
POINTS_PER_INCH = 72
A4 = (210.0, 297.0)
INK = (28, 28, 32)
FAINT = (120, 120, 126)
SIGNATURE_BLUE = (36, 52, 140)
BASELINE = 0.86
"""Where a line's baseline lies below its top, in em; the Chinese and the Latin fonts agree closely enough."""

Colour = tuple[int, int, int]
_HAND = FontFile("LiberationSerif-Italic", "LiberationSerif-Italic.ttf", "fonts-liberation2")


@dataclass(frozen=True)
class Setting:
    """How a piece of text is set: face, size in points, colour."""

    size: float = 11
    face: Face = Face.SONG
    ink: Colour = INK


BODY = Setting()


class Sheet:
    """Paper of ``width`` by ``height`` millimetres. Positions are millimetres from the upper left corner.

    ``y`` is the top of a line of text. Every character drawn is kept in ``words``, so that a test can read it.
    """

    def __init__(self, width: float, height: float, *, dpi: int = 200, paper: Colour = (253, 253, 251)) -> None:
        self.width = width
        self.height = height
        self.dpi = dpi
        self.image = Image.new("RGB", (self.pixels(width), self.pixels(height)), paper)
        self.words: list[str] = []
        self._draw = ImageDraw.Draw(self.image)

    def pixels(self, millimetres: float) -> int:
        """Whole pixels of a length."""
        return round(millimetres / MM_PER_INCH * self.dpi)

    def em(self, size: float) -> float:
        """Millimetres of a size in points."""
        return size / POINTS_PER_INCH * MM_PER_INCH

    def text_width(self, text: str, setting: Setting = BODY) -> float:
        """Millimetres ``text`` takes in one line."""
        return measure(text, setting.face, _advance) * self.em(setting.size)

    def text(self, x: float, y: float, text: str, setting: Setting = BODY) -> float:
        """Set one line; returns where it ends, in millimetres."""
        (line,) = break_lines(text, setting.face, _advance, float("inf"))
        self._set(line, x, y, setting)
        return x + line.width * self.em(setting.size)

    def centred(self, y: float, text: str, setting: Setting = BODY, *, middle: float | None = None) -> None:
        """Set one line around ``middle`` (default: the sheet's)."""
        middle = self.width / 2 if middle is None else middle
        self.text(middle - self.text_width(text, setting) / 2, y, text, setting)

    def right_aligned(self, right: float, y: float, text: str, setting: Setting = BODY) -> None:
        """Set one line ending at ``right``."""
        self.text(right - self.text_width(text, setting), y, text, setting)

    def paragraph(
        self,
        x: float,
        y: float,
        width: float,
        text: str,
        setting: Setting = BODY,
        *,
        leading: float = 1.6,
        indent_em: float = 0,
    ) -> float:
        """Set text in lines of ``width``; ``leading`` in em. Returns the top of the next line."""
        em = self.em(setting.size)
        lines = break_lines(text, setting.face, _advance, width / em, width / em - indent_em)
        indent = indent_em
        for line in lines:
            self._set(line, x + indent * em, y, setting)
            indent = indent_em if line.ends_paragraph else 0
            y += leading * em
        return y

    def _set(self, line: Line, x: float, y: float, setting: Setting) -> None:
        em = self.em(setting.size)
        baseline = (y + BASELINE * em) / MM_PER_INCH * self.dpi
        for run in line.runs:
            font = _pillow_font(run.font, em / MM_PER_INCH * self.dpi)
            self._draw.text((x / MM_PER_INCH * self.dpi, baseline), run.text, setting.ink, font, anchor="ls")
            x += run.width * em
        self.words.append(line.text)

    def line(self, x1: float, y1: float, x2: float, y2: float, *, ink: Colour = INK, width: float = 0.2) -> None:
        """A straight line ``width`` millimetres thick."""
        ends = [self.pixels(value) for value in (x1, y1, x2, y2)]
        self._draw.line(ends, fill=ink, width=max(1, self.pixels(width)))

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        ink: Colour | None = INK,
        fill: Colour | None = None,
        line_width: float = 0.2,
    ) -> None:
        """A rectangle."""
        corners = [self.pixels(value) for value in (x, y, x + width, y + height)]
        self._draw.rectangle(corners, fill=fill, outline=ink, width=max(1, self.pixels(line_width)))

    def picture(self, x: float, y: float, width: float, data: bytes | Image.Image) -> float:
        """Paste a picture ``width`` millimetres wide; returns its height."""
        image = Image.open(BytesIO(data)) if isinstance(data, bytes) else data
        size = (self.pixels(width), round(self.pixels(width) * image.height / image.width))
        self.paste(x, y, image.resize(size, Image.Resampling.LANCZOS))
        return size[1] / self.dpi * MM_PER_INCH

    def paste(self, x: float, y: float, image: Image.Image) -> None:
        """Lay pixels on the sheet as they are, through their own transparency."""
        self.image.paste(image, (self.pixels(x), self.pixels(y)), image if image.mode == "RGBA" else None)

    def signature(self, x: float, y: float, name: str, *, size: float = 19, room: float = 46) -> None:
        """A name as if written by hand, in blue and slightly rising, no wider than ``room`` millimetres."""
        layer = Image.new("RGBA", (self.pixels(70), self.pixels(14)), (*SIGNATURE_BLUE, 0))
        hand = installed(_HAND)
        written = _HAND if all(hand.covers(letter) for letter in name) else Face.SONG.chinese
        width = sum(_advance(written, letter) for letter in name) * self.em(size)
        font = _pillow_font(written, self.em(size) * min(1.0, room / width) / MM_PER_INCH * self.dpi)
        ImageDraw.Draw(layer).text((4, layer.height * 0.7), name, (*SIGNATURE_BLUE, 235), font, anchor="ls")
        self.words.append(name)
        self.paste(x, y - 6, layer.rotate(3, Image.Resampling.BICUBIC))

    def pixels_bgr(self) -> NDArray[np.uint8]:
        """The sheet as rows × columns × BGR."""
        return np.ascontiguousarray(np.asarray(self.image)[:, :, ::-1])


def _advance(font: FontFile, character: str) -> float:
    return installed(font).advance(character)


@lru_cache(maxsize=256)
def _pillow_font(font: FontFile, pixels: float) -> ImageFont.FreeTypeFont:
    opened = installed(font)
    return ImageFont.truetype(opened.path, pixels, index=opened.number)
