"""Parts the A4 papers share: a blank marked page, titles, tables of fields, closing lines, foot notes."""

from collections.abc import Sequence

from kiosk.training.papers.sheet import A4, BODY, FAINT, Colour, Setting, Sheet
from kiosk.training.papers.specimen import mark
from printing.faces import Face

MARGIN = 24.0
RIGHT = A4[0] - MARGIN
TEXT_WIDTH = RIGHT - MARGIN
LABEL = Setting(9.5, Face.HEI, (60, 64, 72))
CELL = Setting(10.5, Face.SONG)
SMALL = Setting(8, Face.HEI, FAINT)
_TITLE = Setting(20, Face.SONG_BOLD)
_SUBTITLE = Setting(10.5, Face.SONG, FAINT)
_FOOT = "培训用虚构材料，不具任何效力 · Fictional training material, valid for nothing"

Cell = tuple[str, str]
"""A label and its value."""


def a4_page(*, paper: Colour = (253, 253, 251)) -> Sheet:
    """An A4 page with the specimen marks and the foot note on it, otherwise empty."""
    sheet = Sheet(*A4, paper=paper)
    mark(sheet, size=34)
    sheet.centred(284, _FOOT, SMALL)
    return sheet


def title(sheet: Sheet, text: str, subtitle: str = "", *, y: float = 26) -> float:
    """The paper's name, centred, with its translation below; returns where the body may begin."""
    sheet.centred(y, text, _TITLE)
    if subtitle:
        sheet.centred(y + 9.5, subtitle, _SUBTITLE)
    return y + (18 if subtitle else 14)


def table(
    sheet: Sheet, y: float, rows: Sequence[Sequence[Cell]], *, right: float = RIGHT, row: float = 11
) -> float:
    """A ruled table; each row shares the width among its cells. Returns its lower edge."""
    for cells in rows:
        width = (right - MARGIN) / len(cells)
        for place, (label, value) in enumerate(cells):
            _cell(sheet, MARGIN + place * width, y, width, row, (label, value))
        y += row
    return y


def _cell(sheet: Sheet, x: float, y: float, width: float, height: float, cell: Cell) -> None:
    label, value = cell
    label_width = 30.0
    sheet.box(x, y, label_width, height, ink=(120, 124, 132), line_width=0.15)
    sheet.box(x, y, width, height, ink=(120, 124, 132), line_width=0.15)
    _fitted(sheet, x + 2, y, label_width - 4, height, label, LABEL)
    _fitted(sheet, x + label_width + 2, y, width - label_width - 4, height, value, CELL)


def _fitted(sheet: Sheet, x: float, y: float, width: float, height: float, text: str, setting: Setting) -> None:
    """Set text in the middle of a cell's height, in one line or two, smaller where it must be."""
    size = setting.size
    while size > 6 and sheet.text_width(text, Setting(size, setting.face)) > width * (1 if size > 9 else 1.9):
        size -= 0.5
    chosen = Setting(size, setting.face, setting.ink)
    em = sheet.em(size)
    lines = 1 if sheet.text_width(text, chosen) <= width else 2
    sheet.paragraph(x, y + (height - lines * em * 1.25) / 2 + em * 0.08, width, text, chosen, leading=1.25)


def clauses(sheet: Sheet, y: float, texts: Sequence[str], *, size: float = 11.5, leading: float = 1.72) -> float:
    """Paragraphs set one after another, first lines indented by two characters."""
    setting = Setting(size, Face.SONG)
    for text in texts:
        y = sheet.paragraph(MARGIN, y, TEXT_WIDTH, text, setting, leading=leading, indent_em=2) + 1.2
    return y


def closing(sheet: Sheet, y: float, lines: Sequence[str], *, x: float = 118) -> float:
    """The lines at the foot of a letter: who, and when."""
    for line in lines:
        sheet.text(x, y, line, BODY)
        y += 8
    return y
