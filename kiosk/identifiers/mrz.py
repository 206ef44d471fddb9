"""Machine-readable zones of ICAO 9303: the five formats, read field by field with every check digit on its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kiosk.permits import Sex

FILLER = "<"
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<"
_VALUES = {character: value for value, character in enumerate(ALPHABET[:36])} | {FILLER: 0}
_WEIGHTS = (7, 3, 1)


class MrzError(ValueError):
    """Lines that are no machine-readable zone. The message gives places and lengths, never the text itself."""


class MrzFormat(StrEnum):
    """The documents of ICAO 9303: cards TD1 and TD2, passports TD3, visas MRV-A and MRV-B."""

    TD1 = "TD1"
    TD2 = "TD2"
    TD3 = "TD3"
    MRV_A = "MRV-A"
    MRV_B = "MRV-B"


Span = tuple[int, int, int]
"""Line, first column, column after the last; all from 0."""


@dataclass(frozen=True)
class Layout:
    """Where a format keeps its fields. ``checks`` maps a field to its digit's place and the spans it covers."""

    lines: int
    columns: int
    fields: dict[str, Span]
    checks: dict[str, tuple[Span, tuple[Span, ...]]]


def _two_line(columns: int, optional: Span, *, optional_digit: bool, composite: bool) -> Layout:
    fields = {
        "document_code": (0, 0, 2),
        "issuer": (0, 2, 5),
        "names": (0, 5, columns),
        "document_number": (1, 0, 9),
        "nationality": (1, 10, 13),
        "birth_date": (1, 13, 19),
        "sex": (1, 20, 21),
        "expiry_date": (1, 21, 27),
        "optional": optional,
    }
    checks: dict[str, tuple[Span, tuple[Span, ...]]] = {
        "document_number": ((1, 9, 10), (fields["document_number"],)),
        "birth_date": ((1, 19, 20), (fields["birth_date"],)),
        "expiry_date": ((1, 27, 28), (fields["expiry_date"],)),
    }
    if optional_digit:
        checks["optional"] = ((1, optional[2], optional[2] + 1), (optional,))
    if composite:
        last = columns - 1
        checks["composite"] = ((1, last, columns), ((1, 0, 10), (1, 13, 20), (1, 21, last)))
    return Layout(2, columns, fields, checks)


_TD1 = Layout(
    lines=3,
    columns=30,
    fields={
        "document_code": (0, 0, 2),
        "issuer": (0, 2, 5),
        "document_number": (0, 5, 14),
        "optional": (0, 15, 30),
        "birth_date": (1, 0, 6),
        "sex": (1, 7, 8),
        "expiry_date": (1, 8, 14),
        "nationality": (1, 15, 18),
        "optional_2": (1, 18, 29),
        "names": (2, 0, 30),
    },
    checks={
        "document_number": ((0, 14, 15), ((0, 5, 14),)),
        "birth_date": ((1, 6, 7), ((1, 0, 6),)),
        "expiry_date": ((1, 14, 15), ((1, 8, 14),)),
        "composite": ((1, 29, 30), ((0, 5, 30), (1, 0, 7), (1, 8, 15), (1, 18, 29))),
    },
)

LAYOUTS = {
    MrzFormat.TD1: _TD1,
    MrzFormat.TD2: _two_line(36, (1, 28, 35), optional_digit=False, composite=True),
    MrzFormat.TD3: _two_line(44, (1, 28, 42), optional_digit=True, composite=True),
    MrzFormat.MRV_A: _two_line(44, (1, 28, 44), optional_digit=False, composite=False),
    MrzFormat.MRV_B: _two_line(36, (1, 28, 36), optional_digit=False, composite=False),
}

RUNS_ON = (MrzFormat.TD1, MrzFormat.TD2)
"""Formats whose long document numbers run on into the optional field (ICAO 9303-5 and -6)."""


@dataclass(frozen=True)
class CheckDigit:
    """One check digit: what is printed and what the field adds up to."""

    field: str
    printed: str
    computed: str
    empty_field: bool = False

    @property
    def valid(self) -> bool:
        """An empty field's digit may be printed as 0 or as a filler (ICAO 9303-4)."""
        return self.printed == self.computed or (self.empty_field and self.printed == FILLER)


@dataclass(frozen=True)
class Mrz:
    """What a zone says. Names keep the zone's letters with spaces; dates stay YYMMDD as printed.

    ``nationality`` and ``issuer`` stand as printed without fillers (``D`` for Germany). ``optional`` is what the
    optional field holds beyond a long number; ``optional_2`` is TD1's second one.
    """

    format: MrzFormat
    lines: tuple[str, ...]
    document_code: str
    issuer: str
    surname: str
    given_names: str
    document_number: str
    nationality: str
    birth_date: str
    sex: Sex | None
    expiry_date: str
    optional: str
    checks: tuple[CheckDigit, ...]
    names_may_be_cut: bool
    optional_2: str = ""

    @property
    def checks_valid(self) -> bool:
        """Every check digit agrees. That is not the same as a right reading: sex and country have none."""
        return all(check.valid for check in self.checks)

    def birth_on(self, today: date) -> date | None:
        """The birth date with its century: not after ``today``, else 19xx. None where parts are unknown."""
        return _dated(self.birth_date, today.year)

    def expires_on(self, today: date) -> date | None:
        """The expiry date, within fifty years after ``today``."""
        return _dated(self.expiry_date, today.year + 50)


def check_digit(text: str) -> str:
    """The check digit of ``text``: weights 7, 3, 1 over A = 10 … Z = 35, ``<`` = 0, modulo 10."""
    return str(sum(_VALUES[character] * _WEIGHTS[place % 3] for place, character in enumerate(text)) % 10)


def parse(lines: Sequence[str]) -> Mrz:
    """Read the lines of one zone. Raises MrzError when they fit no format or leave the alphabet."""
    mrz_format = _format_of(lines)
    layout = LAYOUTS[mrz_format]
    raw = {name: cut(lines, span) for name, span in layout.fields.items()}
    surname, _, given = raw["names"].partition(FILLER * 2)
    number, optional, checks = raw["document_number"].rstrip(FILLER), raw["optional"], _checks(lines, layout)
    if mrz_format in RUNS_ON and _is_long(raw, checks[0]):
        number, optional, checks = _long_number(raw, checks)
    return Mrz(
        format=mrz_format,
        lines=tuple(lines),
        document_code=raw["document_code"].rstrip(FILLER),
        issuer=raw["issuer"].rstrip(FILLER),
        surname=_spaced(surname),
        given_names=_spaced(given),
        document_number=number,
        nationality=raw["nationality"].rstrip(FILLER),
        birth_date=raw["birth_date"],
        sex={"M": Sex.MALE, "F": Sex.FEMALE, FILLER: Sex.UNSPECIFIED}.get(raw["sex"]),
        expiry_date=raw["expiry_date"],
        optional=_spaced(optional),
        optional_2=_spaced(raw.get("optional_2", "")),
        checks=checks,
        names_may_be_cut=not raw["names"].endswith(FILLER),
    )


def cut(lines: Sequence[str], span: Span) -> str:
    """The characters a span covers."""
    line, start, end = span
    return lines[line][start:end]


def _format_of(lines: Sequence[str]) -> MrzFormat:
    if any(set(line) - set(ALPHABET) for line in lines):
        raise MrzError("characters outside A-Z, 0-9 and <")
    shape = (len(lines), *sorted({len(line) for line in lines}))
    visa = bool(lines) and lines[0].startswith("V")
    for mrz_format, layout in LAYOUTS.items():
        is_visa = mrz_format in (MrzFormat.MRV_A, MrzFormat.MRV_B)
        if shape == (layout.lines, layout.columns) and visa == is_visa:
            return mrz_format
    raise MrzError(f"{len(lines)} lines of {[len(line) for line in lines]} characters fit no format")


def _checks(lines: Sequence[str], layout: Layout) -> tuple[CheckDigit, ...]:
    found = []
    for field, (place, spans) in layout.checks.items():
        covered = "".join(cut(lines, span) for span in spans)
        empty = field == "optional" and not covered.strip(FILLER)
        found.append(CheckDigit(field, cut(lines, place), check_digit(covered), empty))
    return tuple(found)


def _is_long(raw: dict[str, str], check: CheckDigit) -> bool:
    """Whether the number fills its field, has a filler for a digit, and at least one more character and a digit."""
    runs_on = len(raw["optional"].partition(FILLER)[0]) > 1
    return check.printed == FILLER and not raw["document_number"].endswith(FILLER) and runs_on


def _long_number(raw: dict[str, str], checks: tuple[CheckDigit, ...]) -> tuple[str, str, tuple[CheckDigit, ...]]:
    """A card's number of more than nine characters runs on in the optional field, its digit after it."""
    rest, _, optional = raw["optional"].partition(FILLER)
    number = raw["document_number"] + rest[:-1]
    return number, optional, (CheckDigit("document_number", rest[-1], check_digit(number)), *checks[1:])


def _spaced(text: str) -> str:
    return " ".join(part for part in text.split(FILLER) if part)


def _dated(text: str, latest_year: int) -> date | None:
    if not text.isdecimal():
        return None
    year = latest_year - (latest_year - int(text[:2])) % 100
    try:
        return date(year, int(text[2:4]), int(text[4:6]))
    except ValueError:
        return None
