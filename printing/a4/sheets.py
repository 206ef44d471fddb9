"""The sheet under the content: margins, specimen mark, banner, document number and page numbers."""

from dataclasses import dataclass

from printing.a4.pen import GREY, MM, PAGE_HEIGHT, PAGE_WIDTH, RED, WATERMARK, Colour, Pen
from printing.a4.text import advance_at
from printing.bilingual import Bilingual
from printing.faces import Face
from printing.lines import Line, break_lines

SPECIMEN = Bilingual("样张 仅供演示，不具法律效力", "SPECIMEN  for demonstration only, without legal effect")
_WIDE = 1e9


@dataclass(frozen=True)
class Margins:
    """Distances of the body from the sheet's edges, in millimetres."""

    top: float = 26.0
    bottom: float = 24.0
    left: float = 24.0
    right: float = 24.0

    @property
    def body_width(self) -> float:
        """Width of the body in points."""
        return PAGE_WIDTH - (self.left + self.right) * MM

    @property
    def body_height(self) -> float:
        """Height of the body in points."""
        return PAGE_HEIGHT - (self.top + self.bottom) * MM


@dataclass(frozen=True)
class Furniture:
    """What stands on every sheet beside the content.

    ``banner`` is said in red above the body (a reprint, a specimen); ``specimen`` also puts 样张 SPECIMEN across
    the sheet; ``number`` stands at the foot with the page numbers where ``page_numbers``.
    """

    number: str = ""
    specimen: bool = False
    banner: Bilingual | None = None
    page_numbers: bool = True

    def draw_under(self, pen: Pen) -> None:
        """Draw what lies beneath the content."""
        if self.specimen:
            for y in (0.30, 0.72):
                pen.turned_text(
                    one_line("样张 SPECIMEN", Face.HEI_BOLD, 64), PAGE_WIDTH / 2, PAGE_HEIGHT * y, 64, 35, WATERMARK
                )

    def draw_over(self, pen: Pen, margins: Margins, page: int, pages: int) -> None:
        """Draw banner and foot of page ``page`` of ``pages``."""
        left, right = margins.left * MM, PAGE_WIDTH - margins.right * MM
        texts = [text for text in (SPECIMEN if self.specimen else None, self.banner) if text is not None]
        for place, text in enumerate(texts):
            y = (8.5 + 5.5 * place) * MM
            pen.box(left, y, right - left, 5 * MM, edge=RED, thickness=0.6)
            centred(pen, f"{text.zh}　{text.en}", Face.HEI, 8.5, y + 3.6 * MM, RED)
        if self.page_numbers:
            self._draw_foot(pen, margins, page, pages)

    def _draw_foot(self, pen: Pen, margins: Margins, page: int, pages: int) -> None:
        left, right = margins.left * MM, PAGE_WIDTH - margins.right * MM
        y = PAGE_HEIGHT - (margins.bottom - 7) * MM
        pen.rule(left, y, right, y, 0.4, GREY)
        baseline = y + 4.5 * MM
        if self.number:
            pen.text(one_line(self.number, Face.SONG, 8.5), left, baseline, 8.5, GREY)
        text = one_line(f"第 {page} 页 共 {pages} 页　Page {page} of {pages}", Face.SONG, 8.5)
        pen.text(text, right - text.width, baseline, 8.5, GREY)


FORM_MARGINS = Margins()
PLAIN = Furniture()


def one_line(text: str, face: Face, size: float) -> Line:
    """``text`` as a single line."""
    return break_lines(text, face, advance_at(size), _WIDE)[0]


def centred(pen: Pen, text: str, face: Face, size: float, baseline: float, colour: Colour) -> None:
    """Set one line in the middle of the sheet."""
    line = one_line(text, face, size)
    pen.text(line, (PAGE_WIDTH - line.width) / 2, baseline, size, colour)
