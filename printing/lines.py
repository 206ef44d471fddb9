"""Breaking a paragraph into lines: Chinese between any two characters but for kinsoku, Latin between words."""

from collections.abc import Callable
from dataclasses import dataclass

from printing.faces import Face, FontFile
from printing.runs import Assigned, assign_fonts
from printing.scripts import NOT_AT_LINE_END, NOT_AT_LINE_START, Script, script_of

Advance = Callable[[FontFile, str], float]


@dataclass(frozen=True)
class Run:
    """Characters of one font that stand next to one another; ``width`` in the unit of the advances given."""

    font: FontFile
    text: str
    width: float


@dataclass(frozen=True)
class Line:
    """One line of a paragraph, without its trailing spaces. ``ends_paragraph`` marks the line not to stretch."""

    runs: tuple[Run, ...]
    width: float
    ends_paragraph: bool

    @property
    def text(self) -> str:
        """The line's characters."""
        return "".join(run.text for run in self.runs)


def break_lines(
    text: str, face: Face, advance: Advance, width: float, first_width: float | None = None
) -> tuple[Line, ...]:
    """Set ``text`` in lines at most ``width`` wide, the first of each paragraph at most ``first_width``.

    Line feeds part paragraphs; an empty paragraph is one empty line. ``advance`` gives a character's width at
    the size wanted. Raises GlyphMissing.
    """
    lines: list[Line] = []
    for paragraph in text.split("\n"):
        assigned = assign_fonts(paragraph, face)
        lines.extend(_fill(_units(assigned), advance, width, width if first_width is None else first_width))
    return tuple(lines)


def measure(text: str, face: Face, advance: Advance) -> float:
    """Width of ``text`` set in one line."""
    return sum(advance(font, character) for character, font in assign_fonts(text, face))


def _units(assigned: list[Assigned]) -> list[list[Assigned]]:
    """What may not be parted, in order; spaces stay at the end of the unit they follow."""
    units: list[list[Assigned]] = []
    for place, item in enumerate(assigned):
        if place and not _may_break(assigned[place - 1][0], item[0]):
            units[-1].append(item)
        else:
            units.append([item])
    return units


def _may_break(before: str, after: str) -> bool:
    if after == " " or before == "\u00a0" or after == "\u00a0":
        return False
    if before == " ":
        return after not in NOT_AT_LINE_START
    if after in NOT_AT_LINE_START or before in NOT_AT_LINE_END:
        return False
    return Script.CHINESE in (script_of(before), script_of(after))


def _fill(units: list[list[Assigned]], advance: Advance, width: float, first_width: float) -> list[Line]:
    lines: list[Line] = []
    line: list[Assigned] = []
    filled = 0.0
    room = first_width
    for unit in (piece for whole in units for piece in _fitting(whole, advance, min(width, first_width))):
        if line and filled + _width(_trimmed(unit), advance) > room + 1e-6:
            lines.append(_line(line, advance, ends_paragraph=False))
            line, filled, room = [], 0.0, width
        line.extend(unit)
        filled += _width(unit, advance)
    lines.append(_line(line, advance, ends_paragraph=True))
    return lines


def _fitting(unit: list[Assigned], advance: Advance, width: float) -> list[list[Assigned]]:
    """Cut a unit that is wider than a whole line (an address, a long number) wherever it must be."""
    if _width(_trimmed(unit), advance) <= width + 1e-6:
        return [unit]
    pieces: list[list[Assigned]] = [[]]
    for item in unit:
        if pieces[-1] and _width([*pieces[-1], item], advance) > width + 1e-6:
            pieces.append([])
        pieces[-1].append(item)
    return pieces


def _trimmed(unit: list[Assigned]) -> list[Assigned]:
    end = len(unit)
    while end and unit[end - 1][0] == " ":
        end -= 1
    return unit[:end]


def _width(items: list[Assigned], advance: Advance) -> float:
    return sum(advance(font, character) for character, font in items)


def _line(items: list[Assigned], advance: Advance, *, ends_paragraph: bool) -> Line:
    runs: list[Run] = []
    for character, font in _trimmed(items):
        step = advance(font, character)
        if runs and runs[-1].font == font:
            runs[-1] = Run(font, runs[-1].text + character, runs[-1].width + step)
        else:
            runs.append(Run(font, character, step))
    return Line(tuple(runs), sum(run.width for run in runs), ends_paragraph)
