"""From columns to characters: the field's alphabet first, its check digit next, every repair written down."""

from dataclasses import dataclass

from kiosk.identifiers.mrz import ALPHABET, FILLER, check_digit
from kiosk.originals.mrz_columns import Column
from kiosk.originals.mrz_fields import COUNTRY_FIELDS, LAYOUT, column_alphabets, field_of, likeliest_country

SEEN = 0.5
"""A column with less is not seen: nothing is guessed from its neighbours."""

_PLAUSIBLE = 4.5
"""A repair by check digit may take a character up to e^4.5 times less likely than the best, none rarer."""

_ROUND = {"0", "O"}
"""Among digits the recogniser takes either for 0 whatever is printed: its preference between them says nothing."""

_CLEARER = 1.5
"""How much likelier the best repair must be than the next: a guess between two is no reading."""

_COVERED_ALONE = ("document_number", "birth_date", "expiry_date", "optional")

Place = tuple[int, int]
"""Line and column, from 0."""


@dataclass(frozen=True)
class Repair:
    """One character changed from what was seen alone. ``reason``: ``alphabet``, ``country`` or ``check digit``."""

    place: Place
    seen: str
    taken: str
    reason: str

    def __str__(self) -> str:
        line, column = self.place
        name = field_of(line, column)
        return f"{name}: line {line + 1} column {column + 1} {self.seen}→{self.taken} ({self.reason})"


@dataclass(frozen=True)
class Spelling:
    """Both lines as read, what was repaired, and the fields with columns nothing was seen in.

    ``mended``: the fields whose check digit agrees only since a repair, and so proves nothing.
    """

    lines: tuple[str, str]
    repairs: tuple[Repair, ...]
    unseen: frozenset[str]
    mended: frozenset[str]
    confidence: float


def spell(columns: tuple[tuple[Column, ...], tuple[Column, ...]]) -> Spelling:
    """Read two lines of 44 columns."""
    alphabets = column_alphabets()
    rows = [
        [column.ranked(allowed)[0][0] for column, allowed in zip(line, allows, strict=True)]
        for line, allows in zip(columns, alphabets, strict=True)
    ]
    reasons = _name_countries(rows, columns)
    mended: set[str] = set()
    for field in _COVERED_ALONE:
        for place, character in _mended(field, rows, columns, alphabets).items():
            mended.add(field)
            rows[place[0]][place[1]] = character
            reasons[place] = "check digit"
    places = [(r, c, column.seen) for r, line in enumerate(columns) for c, column in enumerate(line)]
    unseen = {field_of(line, column) for line, column, seen in places if seen < SEEN}
    first, second = ("".join(row) for row in rows)
    confidence = min(seen for _, _, seen in places)
    return Spelling(
        (first, second), _repairs(rows, columns, reasons), frozenset(unseen), frozenset(mended), confidence
    )


def _name_countries(rows: list[list[str]], columns: tuple[tuple[Column, ...], ...]) -> dict[Place, str]:
    reasons: dict[Place, str] = {}
    for field in COUNTRY_FIELDS:
        line, start, end = LAYOUT.fields[field]
        for column, character in enumerate(likeliest_country(columns[line][start:end]), start):
            if rows[line][column] != character:
                rows[line][column] = character
                reasons[line, column] = "country"
    return reasons


def _mended(
    field: str,
    rows: list[list[str]],
    columns: tuple[tuple[Column, ...], ...],
    alphabets: tuple[tuple[str, ...], ...],
) -> dict[Place, str]:
    """The one single change that makes the field's check digit agree; none where it agrees, or where several do."""
    (digit_line, digit_column, _), spans = LAYOUT.checks[field]
    line, start, end = spans[0]
    places = [(line, column) for column in range(start, end)] + [(digit_line, digit_column)]
    if _agrees(rows, places):
        return {}
    options: list[tuple[float, Place, str]] = []
    for row, column in places:
        ranked = columns[row][column].ranked(alphabets[row][column])
        for character, score in ranked[1:]:
            loss = 0.0 if {ranked[0][0], character} == _ROUND else ranked[0][1] - score
            if loss <= _PLAUSIBLE and _agrees(rows, places, (row, column), character):
                options.append((loss, (row, column), character))
    options.sort()
    if not options or (len(options) > 1 and options[1][0] - options[0][0] < _CLEARER):
        return {}
    _, place, character = options[0]
    return {place: character}


def _agrees(
    rows: list[list[str]], places: list[Place], changed: Place | None = None, character: str = FILLER
) -> bool:
    text = "".join(character if place == changed else rows[place[0]][place[1]] for place in places)
    return check_digit(text[:-1]) == text[-1] or (not text.strip(FILLER))


def _repairs(
    rows: list[list[str]], columns: tuple[tuple[Column, ...], ...], reasons: dict[Place, str]
) -> tuple[Repair, ...]:
    repairs = []
    for line, row in enumerate(rows):
        for column, taken in enumerate(row):
            seen = columns[line][column].ranked(ALPHABET)[0][0]
            if seen != taken:
                repairs.append(Repair((line, column), seen, taken, reasons.get((line, column), "alphabet")))
    return tuple(repairs)
