"""Pages: what fits stays, what is tied moves together, what is too tall is split or refused, never clipped."""

from dataclasses import replace

import pytest

from printing.a4.pen import GlyphCollector
from printing.a4.pieces import PageBreak, Piece, blank, paginate
from printing.errors import ContentTooTall

PAGE = 100.0


def piece(height: float, **changes: object) -> Piece:
    return replace(Piece(height, lambda pen, x, y: None), **changes)


def layout(pieces: list[Piece]) -> list[list[float]]:
    pages = paginate(pieces, PAGE)
    for page in pages:
        assert sum(placed.piece.height for placed in page) <= PAGE + 1e-6
    return [[placed.top for placed in page] for page in pages]


def test_pieces_fill_a_page_and_go_on_to_the_next() -> None:
    assert layout([piece(40), piece(60), piece(1)]) == [[0, 40], [0]]


def test_nothing_makes_one_empty_page() -> None:
    assert layout([]) == [[]]


def test_what_is_tied_moves_together() -> None:
    assert layout([piece(70), piece(20, keep_with_next=True), piece(20)]) == [[0], [0, 20]]


def test_ties_longer_than_a_page_are_cut_rather_than_refused() -> None:
    assert layout([piece(40, keep_with_next=True)] * 4 + [piece(40)]) == [[0, 40], [0], [0, 40]]


def test_space_vanishes_at_the_head_of_a_page_and_need_not_fit_at_its_foot() -> None:
    assert layout([piece(95), blank(10), piece(20)]) == [[0], [0]]


def test_a_page_break_breaks_once() -> None:
    breaks = list(PageBreak().pieces(0))
    assert layout([piece(10), *breaks, piece(10)]) == [[0], [0]]


def test_a_tables_head_is_repeated_where_its_rows_begin_a_page() -> None:
    head = piece(20)
    rows = [piece(30, repeat=head) for _ in range(5)]
    assert layout([replace(head, keep_with_next=True), *rows]) == [[0, 20, 50], [0, 20, 50], [0, 20]]


def test_a_piece_taller_than_a_page_is_split_and_one_that_cannot_be_is_refused() -> None:
    def splitting(height: float) -> Piece:
        return piece(height, split=lambda room: (piece(room), splitting(height - room)))

    assert layout([piece(30), splitting(250)]) == [[0, 30], [0], [0]]
    with pytest.raises(ContentTooTall):
        paginate([piece(PAGE + 1)], PAGE)


def test_a_collector_remembers_nothing_of_shapes() -> None:
    collector = GlyphCollector()
    collector.rule(0, 0, 1, 1, 1)
    collector.box(0, 0, 1, 1)
    assert not collector.characters
