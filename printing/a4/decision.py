"""《准予行政许可决定书》 in the letter format of GB/T 9704-2012, from the fields the authority issued."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from printing.a4.builder import PaperBuilder
from printing.a4.correction import reprint_banner
from printing.a4.delivery import DeliveryReceipt, add_delivery_receipt
from printing.a4.figures import CAPTION, QrCode, SideBySide
from printing.a4.pen import MM, PAGE_HEIGHT, PAGE_WIDTH, RED, Pen
from printing.a4.pieces import Piece
from printing.a4.sheets import Furniture, Margins, one_line
from printing.a4.text import SMALL, Align, Paragraph, TextStyle
from printing.dates import chinese_date
from printing.faces import Face

# GB/T 9704-2012: type area 156 × 225 mm, 28 characters a line, 22 lines; letter format for the first page.
_MARGINS = Margins(top=37, bottom=35, left=28, right=26)
_LINE_PT = 225 * MM / 22
_BODY_PT = 156 * MM / 28
_BODY = TextStyle(Face.SONG, _BODY_PT, _LINE_PT / _BODY_PT, align=Align.JUSTIFY, indent_em=2, space_after=0)
_TITLE = TextStyle(Face.SONG_BOLD, 22, 1.5, align=Align.CENTRE, space_after=0)
_MARK_TOP_MM = 30.0
_MARK_WIDTH_MM = 150.0
_LARGEST_MARK_PT = 36.0
_RULE_WIDTH_MM = 170.0


@dataclass(frozen=True)
class DecisionPaper:
    """A decision as issued. Nothing is added to it but the sheet it stands on.

    ``verification_code`` is ASCII and goes into the QR code; ``specimen`` puts 样张 SPECIMEN across every page.
    ``delivery`` adds the sheet the recipient signs, as the last page.
    """

    number: str
    title: str
    addressee: str
    paragraphs: tuple[str, ...]
    authority: str
    issued_on: date
    verification_code: str
    specimen: bool = False
    reprint: int = 0
    delivery: DeliveryReceipt | None = None


def decision(paper: DecisionPaper) -> bytes:
    """The decision as PDF. Raises PrintingError."""
    builder = PaperBuilder(
        title=f"{paper.title} {paper.number}",
        author=paper.authority,
        furniture=Furniture("", paper.specimen, reprint_banner(paper.reprint), page_numbers=False),
        margins=_MARGINS,
        overlay=_Letterhead(paper.authority, 1 if paper.delivery else 0),
    )
    builder.add(_Reserved(14))
    builder.paragraph(paper.number, _BODY.but(align=Align.RIGHT, indent_em=0))
    builder.add(_Reserved(_LINE_PT / MM)).heading(paper.title, style=_TITLE).add(_Reserved(_LINE_PT / MM))
    builder.paragraph(f"{paper.addressee}：", _BODY.but(indent_em=0))
    last = len(paper.paragraphs) - 1
    for place, text in enumerate(paper.paragraphs):
        builder.add(Paragraph(text, _BODY, keep_with_next=place == last))
    builder.add(_signature(paper))
    if paper.delivery is not None:
        add_delivery_receipt(builder.page_break(), paper.delivery)
    return builder.build()


@dataclass(frozen=True)
class _Letterhead:
    """The red mark and rules of the first page, and the page numbers of the pages after it."""

    authority: str
    unnumbered_last: int

    def __call__(self, pen: Pen, page: int, pages: int) -> None:
        if page == 1:
            self._draw_mark(pen)
        elif page <= pages - self.unnumbered_last:
            line = one_line(f"— {page} —", Face.SONG, 14)
            left, right = _MARGINS.left * MM + _BODY_PT, PAGE_WIDTH - _MARGINS.right * MM - _BODY_PT
            x = left if page % 2 == 0 else right - line.width
            pen.text(line, x, PAGE_HEIGHT - (_MARGINS.bottom - 7) * MM, 14)

    def _draw_mark(self, pen: Pen) -> None:
        width = one_line(self.authority, Face.SONG_BOLD, 1).width
        size = min(_LARGEST_MARK_PT, _MARK_WIDTH_MM * MM / width)
        mark = one_line(self.authority, Face.SONG_BOLD, size)
        top = _MARK_TOP_MM * MM
        pen.text(mark, (PAGE_WIDTH - mark.width) / 2, top + size * 0.88, size, RED)
        below = top + size + 4 * MM
        _double_rule(pen, below, thick_first=True)
        _double_rule(pen, PAGE_HEIGHT - 20 * MM, thick_first=False)


def _double_rule(pen: Pen, y: float, *, thick_first: bool) -> None:
    left = (PAGE_WIDTH - _RULE_WIDTH_MM * MM) / 2
    right = PAGE_WIDTH - left
    thick, thin = 2.2, 0.8
    first, second = (thick, thin) if thick_first else (thin, thick)
    pen.rule(left, y, right, y, first, RED)
    pen.rule(left, y + 3.2, right, y + 3.2, second, RED)


@dataclass(frozen=True)
class _Reserved:
    """Height that stays empty even at the top of a page."""

    millimetres: float

    def pieces(self, width: float) -> Sequence[Piece]:
        return (Piece(self.millimetres * MM, lambda pen, x, y: None, keep_with_next=True),)


def _signature(paper: DecisionPaper) -> SideBySide:
    """Left the code to verify the decision by; right the body's name over the date, with room for its seal."""
    centred = _BODY.but(align=Align.CENTRE, indent_em=0)
    code = (
        QrCode(paper.verification_code, 27, Align.LEFT),
        Paragraph(f"验证码 {paper.verification_code}", SMALL),
    )
    note = (Paragraph("（样张，不加盖印章）", CAPTION),) if paper.specimen else ()
    body = (
        _Reserved(_LINE_PT / MM),
        Paragraph(paper.authority, centred),
        Paragraph(chinese_date(paper.issued_on), centred),
        *note,
    )
    return SideBySide((0.8, 1.2), (code, body))
