"""Each kind of receipt block as a strip of dots: measured first, drawn when the height of all is known."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PIL import ImageDraw

from printing.bilingual import Bilingual
from printing.errors import ContentTooWide
from printing.faces import Face
from printing.qr import QUIET_MODULES, qr_matrix
from printing.raster import draw_line, pixel_lines
from printing.receipt import Mark, Words

BLACK = 0
WHITE = 255
MARGIN = 8  # dots left free on both sides: the head's edge is the first part to fade


@dataclass(frozen=True)
class Size:
    """A text size in dots: face, em, distance of baselines."""

    face: Face
    em: int
    pitch: int


TITLE = Size(Face.HEI_BOLD, 38, 48)
STRONG = Size(Face.HEI_BOLD, 28, 36)
BODY = Size(Face.HEI, 24, 32)
LABEL = Size(Face.HEI, 22, 30)
ENGLISH = Size(Face.HEI, 19, 24)
SMALL = Size(Face.HEI, 18, 24)


@dataclass(frozen=True)
class Strip:
    """Part of a receipt, ``height`` dots tall, drawn with its top at a row."""

    height: int
    draw: Callable[[ImageDraw.ImageDraw, int], None]


def blank(height: int) -> Strip:
    """Empty paper."""
    return Strip(height, lambda draw, top: None)


def stacked(strips: Sequence[Strip]) -> Strip:
    """Strips one under another."""

    def draw_all(draw: ImageDraw.ImageDraw, top: int) -> None:
        for strip in strips:
            strip.draw(draw, top)
            top += strip.height

    return Strip(sum(strip.height for strip in strips), draw_all)


def beside(strips: Sequence[Strip]) -> Strip:
    """Strips with one top."""

    def draw_all(draw: ImageDraw.ImageDraw, top: int) -> None:
        for strip in strips:
            strip.draw(draw, top)

    return Strip(max(strip.height for strip in strips), draw_all)


def text_strip(text: str, size: Size, left: int, width: int, *, centred: bool = False, fill: int = BLACK) -> Strip:
    """Lines of one text from ``left``, at most ``width`` wide."""
    if not text:
        return blank(0)
    lines = pixel_lines(text, size.face, size.em, width)

    def draw_lines(draw: ImageDraw.ImageDraw, top: int) -> None:
        for place, line in enumerate(lines):
            x = left + (int(width - line.width) // 2 if centred else 0)
            draw_line(draw, line, x, top + place * size.pitch + _baseline(size), size.em, fill)

    return Strip(len(lines) * size.pitch, draw_lines)


def words_strip(text: Words, size: Size, left: int, width: int, *, centred: bool = False) -> Strip:
    """Chinese with its English under it, or one text."""
    if isinstance(text, str):
        return text_strip(text, size, left, width, centred=centred)
    english = ENGLISH if size.em > ENGLISH.em else SMALL
    parts = [text_strip(text.zh, size, left, width, centred=centred)]
    return stacked([*parts, text_strip(text.en, english, left, width, centred=centred)])


def banner_strip(text: Bilingual, width: int) -> Strip:
    """White text on a black bar."""
    words = stacked(
        [
            text_strip(part, size, MARGIN, width - 2 * MARGIN, centred=True, fill=WHITE)
            for part, size in ((text.zh, STRONG), (text.en, ENGLISH))
        ]
    )
    height = words.height + 12

    def draw_bar(draw: ImageDraw.ImageDraw, top: int) -> None:
        draw.rectangle((0, top, width - 1, top + height - 1), fill=BLACK)
        words.draw(draw, top + 5)

    return stacked([Strip(height, draw_bar), blank(10)])


def divider_strip(width: int, *, dashed: bool) -> Strip:
    """A line across the paper, with air."""

    def draw_rule(draw: ImageDraw.ImageDraw, top: int) -> None:
        if not dashed:
            draw.rectangle((MARGIN, top + 9, width - MARGIN - 1, top + 10), fill=BLACK)
            return
        for x in range(MARGIN, width - MARGIN, 12):
            draw.rectangle((x, top + 9, x + 5, top + 10), fill=BLACK)

    return Strip(20, draw_rule)


def code_strip(payload: str, width: int, most_dots: int = 264) -> Strip:
    """A QR code in the middle, its quiet zone kept. Raises ContentTooWide under 4 dots a module."""
    matrix = qr_matrix(payload)
    module = min(8, most_dots // (len(matrix) + 2 * QUIET_MODULES))
    if module < _FEWEST_DOTS_A_MODULE:
        raise ContentTooWide(f"a QR code of {len(payload)} characters is too fine for a receipt")
    side = module * len(matrix)
    quiet = module * QUIET_MODULES
    left = (width - side) // 2

    def draw_modules(draw: ImageDraw.ImageDraw, top: int) -> None:
        for row, modules in enumerate(matrix):
            for column, dark in enumerate(modules):
                if dark:
                    x, y = left + column * module, top + quiet + row * module
                    draw.rectangle((x, y, x + module - 1, y + module - 1), fill=BLACK)

    return Strip(side + 2 * quiet, draw_modules)


_FEWEST_DOTS_A_MODULE = 4  # half a millimetre: what a scanner reads off thermal paper


def mark_strip(mark: Mark, left: int) -> Strip:
    """A box of 22 dots with its mark."""

    def draw_mark(draw: ImageDraw.ImageDraw, top: int) -> None:
        x, y, side = left, top + 5, 22
        draw.rectangle((x, y, x + side, y + side), outline=BLACK, width=2)
        for points in _MARK_STROKES[mark]:
            draw.line([(x + dx, y + dy) for dx, dy in points], fill=BLACK, width=3)

    return Strip(BODY.pitch, draw_mark)


_MARK_STROKES: dict[Mark, tuple[tuple[tuple[int, int], ...], ...]] = {
    Mark.YES: (((5, 11), (10, 16), (18, 5)),),
    Mark.NO: (((6, 6), (16, 16)), ((16, 6), (6, 16))),
    Mark.DIFFERS: (((5, 8), (17, 8)), ((5, 14), (17, 14)), ((14, 4), (8, 18))),
    Mark.OPEN: (),
}


def seal_strip(width: int, height: int = 250) -> Strip:
    """An empty dashed frame in the middle."""
    left, right = (width - 300) // 2, (width + 300) // 2

    def draw_frame(draw: ImageDraw.ImageDraw, top: int) -> None:
        for x in range(left, right, 12):
            draw.rectangle((x, top, x + 5, top + 1), fill=BLACK)
            draw.rectangle((x, top + height - 2, x + 5, top + height - 1), fill=BLACK)
        for y in range(top, top + height, 12):
            draw.rectangle((left, y, left + 1, y + 5), fill=BLACK)
            draw.rectangle((right - 2, y, right - 1, y + 5), fill=BLACK)

    return stacked([Strip(height, draw_frame), blank(6)])


def _baseline(size: Size) -> int:
    return (size.pitch - size.em) // 2 + round(size.em * 0.87)
