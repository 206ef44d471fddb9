"""A question the desk asks in place: numbered choices or a few fields, and what follows from the answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kiosk.rules.assessment import Text
from ui.i18n import desk as words

Answers = Mapping[str, str]

_NOTHING = Text("", "")
_EARLIEST = date(1900, 1, 1)
"""Nobody who comes was born before it."""


class FieldKind(StrEnum):
    """What a field takes."""

    TEXT = "text"
    DATE = "date"


@dataclass(frozen=True)
class Field:
    """One field to fill; ``initial`` stands in it already. A date after ``latest`` is refused with ``too_late``."""

    name: str
    label: Text
    kind: FieldKind = FieldKind.TEXT
    initial: str = ""
    latest: date | None = None
    too_late: Text = _NOTHING


@dataclass(frozen=True)
class Choice:
    """One numbered answer and what it does."""

    label: Text
    then: Callable[[], None]


@dataclass(frozen=True)
class Prompt:
    """One question. ``about`` names what raised it, so that the same question is not asked twice.

    Either ``choices`` or ``fields`` with ``accept``, which is given the fields' texts once all are usable.
    """

    about: str
    title: Text
    choices: tuple[Choice, ...] = ()
    fields: tuple[Field, ...] = ()
    accept: Callable[[Answers], None] | None = None


def fault_of(field: Field, answer: str) -> Text | None:
    """What is wrong with an answer as typed, in words; None where it can be taken."""
    if not answer:
        return words.FIELD_EMPTY
    if field.kind is not FieldKind.DATE:
        return None
    day = parse_date(answer)
    if day is None:
        return words.NO_SUCH_DAY if _eight_digits(answer) else words.DATE_WRONG
    if day < _EARLIEST:
        return words.NO_SUCH_DAY
    return field.too_late if field.latest is not None and day > field.latest else None


def parse_date(typed: str) -> date | None:
    """A date typed as eight digits, with or without signs between them; None where it is no date."""
    digits = _eight_digits(typed)
    if digits is None:
        return _parted(typed)
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def _eight_digits(typed: str) -> str | None:
    """The eight digits of a date without the signs between them; None where there are not eight."""
    digits = typed.strip()
    for sign in "-/.年月日 ":
        digits = digits.replace(sign, "")
    return digits if len(digits) == len("20260131") and digits.isascii() and digits.isdigit() else None


def _parted(typed: str) -> date | None:
    parts = typed.strip().replace("/", "-").replace(".", "-").split("-")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts) or len(parts[0]) != 4:
        return None
    try:
        return date(int(parts[0]), int(parts[1]), int(parts[2]))
    except ValueError:
        return None
