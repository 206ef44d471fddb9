"""Pieces of a page and how they flow from page to page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from printing.a4.pen import Pen
from printing.errors import ContentTooTall

_ROUNDING = 1e-6


@dataclass(frozen=True)
class Piece:
    """Something drawn whole on one page, ``height`` points tall.

    ``draw(pen, x, y)`` is given its top left corner. ``keep_with_next`` ties it to the piece after it; a
    ``gap`` vanishes at the top of a page; ``repeat`` is drawn again above it where it begins a page (a table's
    head); ``split(height)`` gives a part no taller than ``height`` and the rest, or None.
    """

    height: float
    draw: Callable[[Pen, float, float], None]
    keep_with_next: bool = False
    gap: bool = False
    repeat: "Piece | None" = None
    split: "Callable[[float], tuple[Piece, Piece] | None] | None" = None


class Block(Protocol):
    """Content that can say which pieces it makes at a given width (points)."""

    def pieces(self, width: float) -> Sequence[Piece]:
        """The pieces, top to bottom."""


@dataclass(frozen=True)
class Placed:
    """A piece with its top, in points below the top of the page's body."""

    piece: Piece
    top: float


def blank(height: float) -> Piece:
    """Empty space that vanishes at the top of a page."""
    return Piece(height, lambda pen, x, y: None, gap=True)


@dataclass(frozen=True)
class PageBreak:
    """What follows begins a new page."""

    def pieces(self, width: float) -> Sequence[Piece]:
        """One piece that no page has room for beside others."""
        return (_BREAK,)


_BREAK = Piece(0.0, lambda pen, x, y: None)


def paginate(pieces: Sequence[Piece], height: float) -> list[list[Placed]]:
    """Lay pieces on pages whose body is ``height`` tall. Nothing is clipped: ContentTooTall is raised first."""
    pages = _Pages(height)
    waiting = list(pieces)
    while waiting:
        if waiting[0] is _BREAK:
            pages.turn()
            waiting.pop(0)
            continue
        tied = _tied(waiting)
        if pages.fits(tied):
            for piece in tied:
                pages.put(piece)
            del waiting[: len(tied)]
        elif pages.begun and sum(piece.height for piece in tied) <= height:
            pages.turn()
        else:
            waiting[:1] = pages.put_part(waiting[0])
    return pages.done()


def _tied(pieces: list[Piece]) -> list[Piece]:
    end = 1
    while end < len(pieces) and pieces[end - 1].keep_with_next and pieces[end] is not _BREAK:
        end += 1
    return pieces[:end]


class _Pages:
    """The pages laid so far; the last one is open."""

    def __init__(self, height: float) -> None:
        self._height = height
        self._pages: list[list[Placed]] = [[]]
        self._filled = 0.0

    @property
    def begun(self) -> bool:
        return bool(self._pages[-1])

    def turn(self) -> None:
        self._pages.append([])
        self._filled = 0.0

    def fits(self, pieces: Sequence[Piece]) -> bool:
        head = pieces[0].repeat
        extra = head.height if head is not None and not self.begun else 0.0
        solid = list(pieces)
        while solid and solid[-1].gap:
            solid.pop()
        return self._filled + extra + sum(piece.height for piece in solid) <= self._height + _ROUNDING

    def put(self, piece: Piece) -> None:
        if piece.gap and (not self.begun or self._filled + piece.height > self._height):
            self._filled = self._height if self.begun else 0.0
            return
        if not self.begun and piece.repeat is not None:
            self._append(piece.repeat)
        self._append(piece)

    def put_part(self, piece: Piece) -> list[Piece]:
        """Place a piece, or as much of it as there is room for; return what is left of it."""
        if self.fits([piece]):
            self.put(piece)
            return []
        head = piece.repeat.height if piece.repeat is not None and not self.begun else 0.0
        parts = piece.split(self._height - self._filled - head) if piece.split is not None else None
        if parts is not None:
            self.put(replace(parts[0], repeat=piece.repeat))
            self.turn()
            return [replace(parts[1], repeat=piece.repeat)]
        if not self.begun:
            raise ContentTooTall(f"{piece.height:.0f} pt do not fit a page of {self._height:.0f} pt")
        self.turn()
        return [piece]

    def _append(self, piece: Piece) -> None:
        self._pages[-1].append(Placed(piece, self._filled))
        self._filled += piece.height

    def done(self) -> list[list[Placed]]:
        return [page for place, page in enumerate(self._pages) if page or place == 0]
