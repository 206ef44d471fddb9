"""Things on a page that are not text: codes, pictures, rules, places to sign and to seal, blocks side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

from printing.a4.pen import BLACK, GREY, HAIRLINE_GREY, MM, Colour, Pen
from printing.a4.pieces import Block, Piece
from printing.a4.text import LABEL, SMALL, Align, Pair, Paragraph, TextStyle
from printing.bilingual import Bilingual
from printing.errors import ContentTooWide
from printing.qr import QUIET_MODULES, qr_matrix
from printing.seal import SEAL_HINT

_SMALLEST_MODULE_MM = 0.33  # a hall scanner at arm's length


def _shift(align: Align, width: float, content: float) -> float:
    return {Align.CENTRE: (width - content) / 2, Align.RIGHT: width - content}.get(align, 0.0)


def _height(pieces: Sequence[Piece]) -> float:
    return sum(piece.height for piece in pieces)


def _draw_stack(pieces: Sequence[Piece], pen: Pen, x: float, top: float) -> None:
    for piece in pieces:
        piece.draw(pen, x, top)
        top += piece.height


@dataclass(frozen=True)
class QrCode:
    """A QR code, quiet zone included in ``side_mm``; raises ContentTooWide where its modules would be too small."""

    payload: str
    side_mm: float = 28.0
    align: Align = Align.LEFT

    def pieces(self, width: float) -> Sequence[Piece]:
        """One piece."""
        matrix = qr_matrix(self.payload)
        module = self.side_mm / (len(matrix) + 2 * QUIET_MODULES)
        if module < _SMALLEST_MODULE_MM or self.side_mm * MM > width:
            raise ContentTooWide(f"QR code of {self.side_mm} mm would have modules of {module:.2f} mm")
        inner = len(matrix) * module * MM
        quiet = QUIET_MODULES * module * MM
        shift = _shift(self.align, width, self.side_mm * MM)

        def draw(pen: Pen, x: float, y: float) -> None:
            pen.modules(matrix, x + shift + quiet, y + quiet, inner)

        return (Piece(self.side_mm * MM, draw),)


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture ``width_mm`` wide, its height by its own proportions."""

    image: Image.Image
    width_mm: float
    align: Align = Align.CENTRE
    framed: bool = False

    def pieces(self, width: float) -> Sequence[Piece]:
        """One piece."""
        wide = min(self.width_mm * MM, width)
        tall = wide * self.image.height / self.image.width
        shift = _shift(self.align, width, wide)

        def draw(pen: Pen, x: float, y: float) -> None:
            pen.image(self.image, x + shift, y, wide, tall)
            if self.framed:
                pen.box(x + shift, y, wide, tall, edge=HAIRLINE_GREY)

        return (Piece(tall, draw),)


@dataclass(frozen=True)
class Rule:
    """A horizontal line over the whole width."""

    thickness: float = 0.6
    colour: Colour = BLACK
    space: float = 3.0

    def pieces(self, width: float) -> Sequence[Piece]:
        """One piece, with ``space`` points above and below."""

        def draw(pen: Pen, x: float, y: float) -> None:
            pen.rule(x, y + self.space, x + width, y + self.space, self.thickness, self.colour)

        return (Piece(2 * self.space + self.thickness, draw),)


@dataclass(frozen=True)
class WritingLine:
    """A label and a line to write on."""

    label: Bilingual
    style: TextStyle = LABEL

    def pieces(self, width: float) -> Sequence[Piece]:
        """One piece, 11 mm tall."""
        label = Pair(self.label, self.style).pieces(width * 0.38)
        height = max(11 * MM, _height(label) + 2 * MM)

        def draw(pen: Pen, x: float, y: float) -> None:
            _draw_stack(label, pen, x, y + height - _height(label))
            pen.rule(x + width * 0.40, y + height, x + width, y + height, 0.5)

        return (Piece(height, draw),)


@dataclass(frozen=True)
class SealPlace:
    """The empty place for a body's seal: a dotted ring, the body's name and the date. Never a seal."""

    authority: Bilingual
    day: str
    hint: Bilingual = SEAL_HINT
    diameter_mm: float = 38.0

    def pieces(self, width: float) -> Sequence[Piece]:
        """One piece."""
        centred = LABEL.but(align=Align.CENTRE)
        lines = (
            *Pair(self.authority, centred.but(size=10.5)).pieces(width),
            *Paragraph(self.day, centred.but(size=10.5)).pieces(width),
        )
        hint = tuple(Pair(self.hint, SMALL.but(align=Align.CENTRE)).pieces(width))
        ring = self.diameter_mm * MM
        shift = max(0.0, (ring - _height(lines)) / 2)

        def draw(pen: Pen, x: float, y: float) -> None:
            pen.circle(x + width / 2, y + shift + _height(lines) / 2, ring / 2, HAIRLINE_GREY)
            _draw_stack(lines, pen, x, y + shift)
            _draw_stack(hint, pen, x, y + 2 * shift + _height(lines) + 2 * MM)

        return (Piece(2 * shift + _height(lines) + 2 * MM + _height(hint), draw),)


@dataclass(frozen=True)
class SideBySide:
    """Stacks of blocks next to one another, kept on one page. ``columns`` are relative widths."""

    columns: tuple[float, ...]
    stacks: tuple[tuple[Block, ...], ...]
    gap: float = 6 * MM
    space_after: float = 6.0

    def pieces(self, width: float) -> Sequence[Piece]:
        """One piece as tall as the tallest stack."""
        unit = (width - self.gap * (len(self.columns) - 1)) / sum(self.columns)
        laid: list[tuple[float, list[Piece]]] = []
        x_offset = 0.0
        for share, stack in zip(self.columns, self.stacks, strict=True):
            laid.append((x_offset, [piece for block in stack for piece in block.pieces(share * unit)]))
            x_offset += share * unit + self.gap
        height = max(_height(pieces) for _, pieces in laid)

        def draw(pen: Pen, x: float, y: float) -> None:
            for offset, pieces in laid:
                _draw_stack(pieces, pen, x + offset, y)

        return (Piece(height + self.space_after, draw),)


@dataclass(frozen=True)
class Spacer:
    """Empty height."""

    millimetres: float

    def pieces(self, width: float) -> Sequence[Piece]:
        """One piece that vanishes at the top of a page."""
        return (Piece(self.millimetres * MM, lambda pen, x, y: None, gap=True),)


CAPTION = SMALL.but(align=Align.CENTRE, colour=GREY)
