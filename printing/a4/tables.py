"""Ruled tables: cells hold blocks, may span columns, and flow over pages with their head repeated."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from printing.a4.pen import HAIRLINE_GREY, MM, SHADE, Pen
from printing.a4.pieces import Block, Piece, blank

_PADDING_X = 1.8 * MM
_PADDING_Y = 1.1 * MM
_LINE = 0.5


@dataclass(frozen=True)
class Cell:
    """Blocks in a frame; ``span`` columns wide; ``shaded`` for labels and heads; ``middle``: centred in height."""

    blocks: tuple[Block, ...]
    span: int = 1
    shaded: bool = False
    middle: bool = True


@dataclass(frozen=True)
class _Laid:
    """A cell's pieces at its place."""

    x: float
    width: float
    pieces: tuple[Piece, ...]
    shaded: bool
    middle: bool

    @property
    def height(self) -> float:
        return sum(piece.height for piece in self.pieces)


@dataclass(frozen=True)
class Table:
    """Rows of cells. ``columns`` are relative widths; the first ``head_rows`` rows are repeated on every page.

    ``keep_rows_together`` ties all rows to one page where one page can hold them.
    """

    columns: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    head: tuple[Cell, ...] | None = None
    keep_rows_together: bool = False
    space_after: float = 8.0

    def pieces(self, width: float) -> Sequence[Piece]:
        """One piece a row."""
        head = self._row(self.head, width) if self.head is not None else None
        pieces = [replace(self._row(cells, width), repeat=head) for cells in self.rows]
        if self.keep_rows_together:
            pieces[:-1] = [replace(piece, keep_with_next=True) for piece in pieces[:-1]]
        if head is not None:
            pieces.insert(0, replace(head, keep_with_next=True))
        return (*pieces, blank(self.space_after))

    def _row(self, cells: tuple[Cell, ...], width: float) -> Piece:
        unit = width / sum(self.columns)
        laid: list[_Laid] = []
        column = 0
        for cell in cells:
            x = sum(self.columns[:column]) * unit
            cell_width = sum(self.columns[column : column + cell.span]) * unit
            inner = cell_width - 2 * _PADDING_X
            pieces = tuple(piece for block in cell.blocks for piece in block.pieces(inner))
            laid.append(_Laid(x, cell_width, pieces, cell.shaded, cell.middle))
            column += cell.span
        return _row_piece(tuple(laid))


def _row_piece(cells: tuple[_Laid, ...]) -> Piece:
    height = max(cell.height for cell in cells) + 2 * _PADDING_Y

    def draw(pen: Pen, x: float, y: float) -> None:
        for cell in cells:
            fill = SHADE if cell.shaded else None
            pen.box(x + cell.x, y, cell.width, height, fill=fill, edge=HAIRLINE_GREY, thickness=_LINE)
            top = y + _PADDING_Y + (((height - 2 * _PADDING_Y) - cell.height) / 2 if cell.middle else 0.0)
            for piece in cell.pieces:
                piece.draw(pen, x + cell.x + _PADDING_X, top)
                top += piece.height

    def split(room: float) -> tuple[Piece, Piece] | None:
        parts = [_cut(cell, room - 2 * _PADDING_Y) for cell in cells]
        if any(not first.pieces and cell.pieces for (first, _), cell in zip(parts, cells, strict=True)):
            return None
        return _row_piece(tuple(part[0] for part in parts)), _row_piece(tuple(part[1] for part in parts))

    return Piece(height, draw, split=split)


def _cut(cell: _Laid, room: float) -> tuple[_Laid, _Laid]:
    taken = 0
    filled = 0.0
    while taken < len(cell.pieces) and filled + cell.pieces[taken].height <= room:
        filled += cell.pieces[taken].height
        taken += 1
    return replace(cell, pieces=cell.pieces[:taken]), replace(cell, pieces=cell.pieces[taken:])
