"""Which characters each column of a passport's zone may hold, and which codes its countries."""

from kiosk.identifiers.countries import document_countries
from kiosk.identifiers.mrz import ALPHABET, FILLER, LAYOUTS, MrzFormat, Span
from kiosk.identifiers.mrz_compose import mrz_country
from kiosk.originals.mrz_columns import DIGITS, LETTERS, Column

NAME_LETTERS = LETTERS + FILLER
_BY_FIELD = {
    "document_code": NAME_LETTERS,
    "issuer": NAME_LETTERS,
    "names": NAME_LETTERS,
    "document_number": ALPHABET,
    "nationality": NAME_LETTERS,
    "birth_date": DIGITS + FILLER,
    "sex": "MF<",
    "expiry_date": DIGITS,
    "optional": ALPHABET,
}
COUNTRY_FIELDS = ("issuer", "nationality")
LAYOUT = LAYOUTS[MrzFormat.TD3]


def column_alphabets() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """For both lines of a passport, what each of the 44 columns may hold."""
    rows = [[DIGITS] * LAYOUT.columns for _ in range(LAYOUT.lines)]
    for name, (line, start, end) in LAYOUT.fields.items():
        rows[line][start:end] = [_BY_FIELD[name]] * (end - start)
    rows[0][0] = "P"
    digit_line, digit_column, _ = LAYOUT.checks["optional"][0]
    rows[digit_line][digit_column] = DIGITS + FILLER
    return tuple(rows[0]), tuple(rows[1])


def likeliest_country(columns: tuple[Column, ...]) -> str:
    """The code that fits three columns best, as a zone prints it (``D<<`` for Germany)."""
    codes = sorted(mrz_country(code).ljust(3, FILLER) for code in document_countries())
    return max(codes, key=lambda code: _fit(code, columns))


def field_of(line: int, column: int) -> str:
    """The name of the field a column belongs to; ``…_check`` for a check digit."""
    spans: dict[str, Span] = LAYOUT.fields | {f"{name}_check": place for name, (place, _) in LAYOUT.checks.items()}
    return next(name for name, (row, start, end) in spans.items() if row == line and start <= column < end)


def _fit(code: str, columns: tuple[Column, ...]) -> float:
    pairs = zip(code, columns, strict=True)
    return sum(float(column.scores[ALPHABET.index(character)]) for character, column in pairs)
