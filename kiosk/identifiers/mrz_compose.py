"""Writes machine-readable zones: for training papers, and to know what a record's zone should say."""

from dataclasses import dataclass
from datetime import date

from kiosk.identifiers.mrz import (
    ALPHABET,
    FILLER,
    LAYOUTS,
    RUNS_ON,
    Layout,
    MrzError,
    MrzFormat,
    Span,
    check_digit,
    cut,
)
from kiosk.identifiers.transliteration import transliterate
from kiosk.permits import Sex


@dataclass(frozen=True)
class MrzFields:
    """What goes into a zone. Names may carry diacritics; ``nationality`` and ``issuer`` are alpha-3 codes."""

    surname: str
    given_names: str
    document_number: str
    nationality: str
    birth_date: date
    sex: Sex
    expiry_date: date
    issuer: str
    document_code: str = "P"
    optional: str = ""
    optional_2: str = ""


def compose(mrz_format: MrzFormat, fields: MrzFields) -> tuple[str, ...]:
    """The lines of the zone, every check digit computed.

    Names are transliterated and, where too long, cut so that the last column holds a letter. A number too long for
    TD1's or TD2's field runs on in the optional one. Raises MrzError when something does not fit its field,
    NotTransliterable for a name that has no Latin letters.
    """
    layout = LAYOUTS[mrz_format]
    rows = [[FILLER] * layout.columns for _ in range(layout.lines)]
    names = layout.fields["names"]
    number, optional = _number(mrz_format, fields)
    texts = {
        "document_code": fields.document_code,
        "issuer": mrz_country(fields.issuer),
        "names": name_field(fields.surname, fields.given_names, names[2] - names[1]),
        "document_number": number,
        "nationality": mrz_country(fields.nationality),
        "birth_date": f"{fields.birth_date:%y%m%d}",
        "sex": FILLER if fields.sex is Sex.UNSPECIFIED else fields.sex.value,
        "expiry_date": f"{fields.expiry_date:%y%m%d}",
        "optional": optional,
        "optional_2": fields.optional_2,
    }
    for name, span in layout.fields.items():
        _write(rows, span, texts[name].upper().replace(" ", FILLER), name)
    _write_checks(rows, layout, long_number=number != fields.document_number)
    return tuple("".join(row) for row in rows)


def mrz_country(alpha3: str) -> str:
    """The code as zones print it: Germany alone keeps its one-letter D."""
    return "D" if alpha3 == "DEU" else alpha3


def record_country(printed: str) -> str:
    """The alpha-3 code a printed one stands for."""
    return "DEU" if printed == "D" else printed


def name_field(surname: str, given_names: str, width: int) -> str:
    """Surname, two fillers, given names; cut to ``width`` columns as ICAO 9303-4 lets an issuer cut."""
    primary = transliterate(surname).replace(" ", FILLER)
    secondary = transliterate(given_names).replace(" ", FILLER)
    if not primary or not secondary:
        return _cut(primary or secondary, width)
    if len(primary) + 2 + len(secondary) <= width:
        return primary + FILLER * 2 + secondary
    room = max(width - 2 - len(primary), min(2, len(secondary)))
    return _cut(primary, width - 2 - room) + FILLER * 2 + _cut(secondary, room)


def _cut(text: str, width: int) -> str:
    """The first ``width`` columns, made to end in a letter: a filler in the last column would hide the cut."""
    if len(text) <= width or text[width - 1] != FILLER:
        return text[:width]
    return (
        text[: width - 2] + FILLER + text[width] if width > 2 and text[width - 3] != FILLER else text[: width - 1]
    )


def _write(rows: list[list[str]], span: Span, text: str, name: str) -> None:
    line, start, end = span
    if len(text) > end - start:
        raise MrzError(f"{name} has {len(text)} characters, the zone holds {end - start}")
    if set(text) - set(ALPHABET):
        raise MrzError(f"{name} holds characters a zone has not")
    rows[line][start : start + len(text)] = text


def _number(mrz_format: MrzFormat, fields: MrzFields) -> tuple[str, str]:
    """What the number's field and the optional one hold: a long number runs on, its digit and a filler after it."""
    _, start, end = LAYOUTS[mrz_format].fields["document_number"]
    number = fields.document_number.upper()
    head, rest = number[: end - start], number[end - start :]
    if not rest or mrz_format not in RUNS_ON:
        return fields.document_number, fields.optional
    if FILLER in number or " " in number or set(number) - set(ALPHABET):
        raise MrzError("document_number runs on, so it must be letters and digits throughout")
    after = FILLER + fields.optional if fields.optional else ""
    return head, rest + check_digit(number) + after


def _write_checks(rows: list[list[str]], layout: Layout, *, long_number: bool) -> None:
    """Digits in the layout's order: the composite comes last, for it covers the others.

    A long number has its digit behind it and a filler in the digit's own place.
    """
    for field, (place, spans) in layout.checks.items():
        if field == "document_number" and long_number:
            continue
        lines = ["".join(row) for row in rows]
        rows[place[0]][place[1]] = check_digit("".join(cut(lines, span) for span in spans))
