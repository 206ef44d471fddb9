"""What the comparison says of each field: the record against what was read, in the desk's words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape

from kiosk.permits import PermitRecord
from kiosk.rules.assessment import Text
from kiosk.rules.facts import FieldMatch
from kiosk.rules.names import enumerated
from ui.i18n import desk as words
from ui.i18n import fill, terms
from ui.theme import PALETTE
from ui.widgets.marks import Sign

_ORDER = ("name", "passport_number", "nationality", "birth_date", "sex", "passport_expires")
"""The record's order, in which a field stands before it is read and after."""


@dataclass(frozen=True)
class Compared:
    """One field as it is shown. ``sign`` TODO: nothing was read yet."""

    field: str
    expected: str
    seen: str | None
    sign: Sign
    word: Text


def compared(match: FieldMatch) -> Compared:
    """A match in the desk's words."""
    if match.staff_says is not None:
        sign, word = (Sign.GOOD, words.STAFF_AGREES) if match.staff_says else (Sign.DIFFERS, words.STAFF_DIFFERS)
        return Compared(match.field, match.expected, match.seen, sign, word)
    if match.agrees is None:
        return Compared(match.field, match.expected, match.seen, Sign.UNREADABLE, words.UNREADABLE)
    sign, word = (Sign.GOOD, words.AGREES) if match.agrees else (Sign.DIFFERS, words.DIFFERS)
    return Compared(match.field, match.expected, match.seen, sign, word)


def in_order(matches: Sequence[FieldMatch]) -> tuple[Compared, ...]:
    """Readings in the record's order, whatever the order they were read in; other fields behind."""
    rank = {field: at for at, field in enumerate(_ORDER)}
    return tuple(compared(m) for m in sorted(matches, key=lambda m: rank.get(m.field, len(rank))))


def unread_passport(record: PermitRecord) -> tuple[Compared, ...]:
    """The record's own fields, to compare by eye until a machine has read the passport."""
    known = {
        "name": record.name,
        "passport_number": record.passport_number,
        "nationality": record.nationality,
        "birth_date": record.birth_date.isoformat(),
        "sex": record.sex.value,
        "passport_expires": record.passport_expires.isoformat(),
    }
    return tuple(Compared(k, value, None, Sign.TODO, words.NOT_READ) for k, value in known.items())


def marked(expected: str, seen: str) -> str:
    """``seen`` as HTML with the characters that are not in ``expected`` at their place made to stand out."""
    parts = []
    for tag, _, _, start, end in SequenceMatcher(None, expected, seen, autojunk=False).get_opcodes():
        piece = escape(seen[start:end])
        stands_out = tag in ("replace", "insert") and piece
        style = f"color:{PALETTE.attention};font-weight:700;text-decoration:underline"
        parts.append(f'<span style="{style}">{piece}</span>' if stands_out else piece)
    return "".join(parts)


def why_unread(matches: Iterable[FieldMatch]) -> tuple[Text, ...]:
    """Why fields could not be compared: each reason once, with the fields it holds for."""
    fields: dict[Text, list[Text]] = {}
    for match in matches:
        if match.agrees is None and match.note is not None:
            fields.setdefault(match.note, []).append(terms.field(match.field))
    return tuple(fill(words.WHY_UNREAD, fields=enumerated(names), why=why) for why, names in fields.items())
