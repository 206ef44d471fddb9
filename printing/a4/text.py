"""Paragraphs on a page: styles, justification, bilingual pairs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from printing.a4.pen import BLACK, GREY, Colour, Pen, Stretch
from printing.a4.pieces import Piece, blank
from printing.bilingual import Bilingual
from printing.faces import Face, FontFile
from printing.fonts import installed
from printing.lines import Advance, Line, break_lines
from printing.scripts import NOT_AT_LINE_END, NOT_AT_LINE_START, Script, script_of

_MOST_SEAM_EM = 0.30  # beyond this a stretched line looks torn, and readers take the gap for a space
_MOST_LETTER_EM = 0.07
_ROUNDING = 1e-6
_BASELINE = 0.86  # of the em box, for Noto CJK beside Liberation


class Align(Enum):
    """How lines stand between the margins."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    JUSTIFY = "justify"


@dataclass(frozen=True)
class TextStyle:
    """How text looks. Sizes in points; ``leading`` is a factor of the size; ``indent_em`` the first line's."""

    face: Face = Face.SONG
    size: float = 10.5
    leading: float = 1.5
    colour: Colour = BLACK
    align: Align = Align.LEFT
    indent_em: float = 0.0
    space_after: float = 3.0

    def but(self, **changes: object) -> "TextStyle":
        """The same style with something changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


BODY = TextStyle(align=Align.JUSTIFY)
TITLE = TextStyle(Face.SONG_BOLD, 20, 1.35, align=Align.CENTRE, space_after=1)
SUBTITLE = TextStyle(Face.SONG, 11, 1.4, GREY, Align.CENTRE, space_after=8)
SECTION = TextStyle(Face.HEI_BOLD, 11.5, 1.5, space_after=2)
LABEL = TextStyle(Face.HEI, 9.5, 1.35, space_after=0)
VALUE = TextStyle(Face.SONG, 10.5, 1.4, space_after=0)
SMALL = TextStyle(Face.SONG, 8.5, 1.4, GREY, space_after=0)


def english_under(style: TextStyle) -> TextStyle:
    """The style of the English line under a Chinese one: smaller and lighter."""
    return style.but(
        size=max(7.5, style.size * 0.82), colour=GREY if style.colour == BLACK else style.colour, leading=1.3,
        align=Align.LEFT if style.align is Align.JUSTIFY else style.align, indent_em=0.0,
    )  # fmt: skip


def advance_at(size: float) -> Advance:
    """Character widths in points at a size."""

    def advance(font: FontFile, character: str) -> float:
        return installed(font).advance(character) * size

    return advance


@dataclass(frozen=True)
class Paragraph:
    """Text set in lines; line feeds part paragraphs."""

    text: str
    style: TextStyle = BODY
    keep_with_next: bool = False

    def pieces(self, width: float) -> Sequence[Piece]:
        """One piece a line; the first two and the last two lines stay together."""
        style = self.style
        lines = break_lines(
            self.text, style.face, advance_at(style.size), width, width - style.indent_em * style.size
        )
        last = len(lines) - 1
        pieces = [
            _line_piece(
                line,
                style,
                width,
                indented=bool(style.indent_em) and (place == 0 or lines[place - 1].ends_paragraph),
                keep=(place in (0, last - 1) and place < last) or (self.keep_with_next and place == last),
            )
            for place, line in enumerate(lines)
        ]
        if style.space_after:
            pieces.append(replace(blank(style.space_after), keep_with_next=self.keep_with_next))
        return pieces


@dataclass(frozen=True)
class Pair:
    """Chinese, and under it the English in a smaller, lighter style."""

    text: Bilingual
    style: TextStyle = BODY
    keep_with_next: bool = False

    def pieces(self, width: float) -> Sequence[Piece]:
        """The pieces of both, the English tied to the last Chinese line."""
        if not self.text.en:
            return Paragraph(self.text.zh, self.style, self.keep_with_next).pieces(width)
        english = english_under(self.style)
        if not self.text.zh:
            return Paragraph(self.text.en, english, self.keep_with_next).pieces(width)
        chinese = Paragraph(self.text.zh, self.style.but(space_after=0), keep_with_next=True)
        return (*chinese.pieces(width), *Paragraph(self.text.en, english, self.keep_with_next).pieces(width))


def _line_piece(line: Line, style: TextStyle, width: float, *, indented: bool, keep: bool) -> Piece:
    height = style.size * style.leading
    indent = style.indent_em * style.size if indented else 0.0
    slack = width - indent - line.width
    stretch = _stretch(line, slack, style.size) if style.align is Align.JUSTIFY else None
    shift = indent + {Align.CENTRE: slack / 2, Align.RIGHT: slack}.get(style.align, 0.0)
    baseline = (height - style.size) / 2 + style.size * _BASELINE

    def draw(pen: Pen, x: float, y: float) -> None:
        pen.text(line, x + shift, y + baseline, style.size, style.colour, stretch)

    return Piece(height, draw, keep_with_next=keep)


def _stretch(line: Line, slack: float, size: float) -> Stretch | None:
    """Spread the slack over all letters, and what is too much for them over spaces, punctuation and such seams."""
    text = line.text
    if line.ends_paragraph or slack <= 0 or len(text) < 2:
        return None
    seams = frozenset(place for place in range(len(text) - 1) if _is_seam(text[place], text[place + 1]))
    spaced = any(script_of(character) is Script.CHINESE for character in text)
    letter = min(slack / (len(text) - 1), _MOST_LETTER_EM * size) if spaced else 0.0
    rest = slack - letter * (len(text) - 1)
    seam = rest / len(seams) if seams else 0.0
    torn = seam > _MOST_SEAM_EM * size or (rest > _ROUNDING and not seams)
    return None if torn else Stretch(seams, seam, letter)


def _is_seam(before: str, after: str) -> bool:
    if before == " ":
        return True
    if after == " ":
        return False
    scripts = (script_of(before), script_of(after))
    if scripts == (Script.CHINESE, Script.CHINESE):
        return before in NOT_AT_LINE_START or after in NOT_AT_LINE_END
    return Script.CHINESE in scripts
