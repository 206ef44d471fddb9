"""PaperBuilder: put content on A4 pages and get a PDF with every font embedded."""

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Self

from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from printing.a4.embedding import embedded
from printing.a4.figures import Picture, QrCode, Rule, Spacer
from printing.a4.pen import BLACK, MM, PAGE_HEIGHT, PAGE_WIDTH, CanvasPen, Colour, GlyphCollector, Pen
from printing.a4.pieces import Block, PageBreak, Placed, paginate
from printing.a4.sheets import FORM_MARGINS, PLAIN, Furniture, Margins
from printing.a4.tables import Cell, Table
from printing.a4.text import BODY, LABEL, SECTION, SUBTITLE, TITLE, VALUE, Align, Pair, Paragraph, TextStyle
from printing.bilingual import Bilingual

Overlay = Callable[[Pen, int, int], None]
Content = str | Bilingual


class PaperBuilder:
    """Builds one paper, top to bottom; every method but ``build`` returns the builder.

    ``title`` and ``author`` go into the PDF's properties: put no personal data there. Lengths are millimetres
    where the name says ``mm``, else points. ``overlay(pen, page, pages)`` draws on each page after its content
    at points from the top left corner (letterheads, borders).

        paper = PaperBuilder(title="…", furniture=Furniture(number="…", specimen=True))
        paper.heading("通知", "Notice").fields([[(Bilingual("姓名", "Name"), "𠮷田喆")]]).qr("ABC-123")
        pdf = paper.build()

    The same content gives the same bytes. Raises GlyphMissing, ContentTooTall, ContentTooWide.
    """

    def __init__(
        self,
        *,
        title: str,
        author: str = "",
        furniture: Furniture = PLAIN,
        margins: Margins = FORM_MARGINS,
        overlay: Overlay | None = None,
    ) -> None:
        self._title = title
        self._author = author
        self._furniture = furniture
        self._margins = margins
        self._overlay = overlay
        self._blocks: list[Block] = []

    def add(self, *blocks: Block) -> Self:
        """Add any blocks (paragraphs, tables, ``SideBySide``, ``SealPlace``, or your own)."""
        self._blocks.extend(blocks)
        return self

    def heading(self, zh: str, en: str = "", style: TextStyle = TITLE) -> Self:
        """The paper's title, centred, with its English under it."""
        tight = style if not en else style.but(space_after=1)
        self.add(Paragraph(zh, tight, keep_with_next=True))
        return self.add(Paragraph(en, SUBTITLE, keep_with_next=True)) if en else self

    def section(self, zh: str, en: str = "") -> Self:
        """A section's title, kept with what follows."""
        return self.add(Paragraph(f"{zh}　{en}" if en else zh, SECTION, keep_with_next=True))

    def paragraph(self, text: Content, style: TextStyle = BODY) -> Self:
        """A paragraph, bilingual where ``text`` is."""
        return self.add(_as_block(text, style))

    def fields(
        self,
        rows: Sequence[Sequence[tuple[Content, Content]]],
        label_share: float = 0.34,
        columns: int | None = None,
    ) -> Self:
        """A ruled form: rows of (label, value) pairs; in a shorter row the last value takes the room."""
        across = columns or max(len(row) for row in rows)
        widths = (label_share, 1 - label_share) * across
        cells = tuple(_field_row(tuple(row), across) for row in rows)
        return self.add(Table(widths, cells))

    def table(self, columns: Sequence[tuple[Content, float]], rows: Sequence[Sequence[Content]]) -> Self:
        """A ruled table: (head, relative width) of each column, then the rows; the head stands on every page."""
        head = tuple(Cell((_as_block(text, LABEL.but(align=Align.CENTRE)),), shaded=True) for text, _ in columns)
        body = tuple(tuple(Cell((_as_block(text, VALUE),), middle=False) for text in row) for row in rows)
        return self.add(Table(tuple(width for _, width in columns), body, head))

    def qr(self, payload: str, side_mm: float = 28.0, align: Align = Align.LEFT) -> Self:
        """A QR code as vectors; ASCII payload."""
        return self.add(QrCode(payload, side_mm, align))

    def picture(
        self, image: Image.Image, width_mm: float, align: Align = Align.CENTRE, *, framed: bool = False
    ) -> Self:
        """A picture in its own proportions."""
        return self.add(Picture(image, width_mm, align, framed))

    def rule(self, thickness: float = 0.6, colour: Colour = BLACK) -> Self:
        """A horizontal line."""
        return self.add(Rule(thickness, colour))

    def space(self, millimetres: float) -> Self:
        """Empty height."""
        return self.add(Spacer(millimetres))

    def page_break(self) -> Self:
        """What follows begins a new page."""
        return self.add(PageBreak())

    def build(self) -> bytes:
        """The paper as PDF bytes."""
        width = self._margins.body_width
        pieces = [piece for block in self._blocks for piece in block.pieces(width)]
        pages = paginate(pieces, self._margins.body_height)
        collector = GlyphCollector()
        for number, page in enumerate(pages, 1):
            self._draw_page(collector, page, number, len(pages))
        with embedded(collector.characters):
            names = sorted(font.name for font in collector.characters)
            return self._draw(pages, names[0] if names else None)

    def _draw(self, pages: list[list[Placed]], first_font: str | None) -> bytes:
        file = BytesIO()
        canvas = Canvas(
            file, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), invariant=1, lang="zh-CN", pageCompression=1,
            initialFontName=first_font,
        )  # fmt: skip
        canvas.setTitle(self._title)
        canvas.setAuthor(self._author)
        canvas.setCreator("service-hall-terminal")
        pen = CanvasPen(canvas)
        for number, page in enumerate(pages, 1):
            self._draw_page(pen, page, number, len(pages))
            canvas.showPage()
        canvas.save()
        return file.getvalue()

    def _draw_page(self, pen: Pen, page: list[Placed], number: int, pages: int) -> None:
        self._furniture.draw_under(pen)
        left, top = self._margins.left * MM, self._margins.top * MM
        for placed in page:
            placed.piece.draw(pen, left, top + placed.top)
        if self._overlay is not None:
            self._overlay(pen, number, pages)
        self._furniture.draw_over(pen, self._margins, number, pages)


def _as_block(text: Content, style: TextStyle) -> Block:
    return Pair(text, style) if isinstance(text, Bilingual) else Paragraph(text, style)


def _field_row(row: tuple[tuple[Content, Content], ...], across: int) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for place, (label, value) in enumerate(row):
        span = 1 + 2 * (across - len(row)) if place == len(row) - 1 else 1
        cells.append(Cell((_as_block(label, LABEL),), shaded=True))
        cells.append(Cell((_as_block(value, VALUE),), span))
    return tuple(cells)
