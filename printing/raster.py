"""Text as pixels: Pillow reads the installed fonts as they are, by the same words and lines as on paper."""

from functools import cache

from PIL import ImageDraw, ImageFont

from printing.faces import Face, FontFile
from printing.fonts import installed
from printing.lines import Advance, Line, break_lines


@cache
def pixel_font(font: FontFile, size: int) -> ImageFont.FreeTypeFont:
    """A font at ``size`` pixels to the em; ligatures and shaping off, so widths add up."""
    found = installed(font)
    return ImageFont.truetype(found.path, size, index=found.number, layout_engine=ImageFont.Layout.BASIC)


@cache
def _pixel_width(font: FontFile, size: int, character: str) -> float:
    return pixel_font(font, size).getlength(character)


@cache
def advance_in_pixels(size: int) -> Advance:
    """Character widths at ``size`` pixels, as Pillow will draw them."""

    def advance(font: FontFile, character: str) -> float:
        return _pixel_width(font, size, character)

    return advance


def pixel_lines(text: str, face: Face, size: int, width: float) -> tuple[Line, ...]:
    """``text`` in lines at most ``width`` pixels wide. Raises GlyphMissing."""
    return break_lines(text, face, advance_in_pixels(size), width)


def draw_line(
    draw: ImageDraw.ImageDraw,
    line: Line,
    x: float,
    baseline: float,
    size: int,
    fill: str | int | tuple[int, ...] = 0,
) -> None:
    """Draw one line with its left end at ``x`` on ``baseline`` (pixels); ``fill`` as Pillow takes colours."""
    for run in line.runs:
        draw.text((x, baseline), run.text, fill=fill, font=pixel_font(run.font, size), anchor="ls")
        x += run.width
