"""A question the desk asks in place: numbered choices or a few fields, and what follows from the answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kiosk.rules.assessment import Text

Answers = Mapping[str, str]


class FieldKind(StrEnum):
    """What a field takes."""

    TEXT = "text"
    DATE = "date"


@dataclass(frozen=True)
class Field:
    """One field to fill; ``initial`` stands in it already."""

    name: str
    label: Text
    kind: FieldKind = FieldKind.TEXT
    initial: str = ""


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


def parse_date(typed: str) -> date | None:
    """A date typed as eight digits, with or without signs between them; None where it is no date."""
    digits = typed.strip()
    for sign in "-/.年月日 ":
        digits = digits.replace(sign, "")
    if len(digits) != 8 or not digits.isascii() or not digits.isdigit():
        return _parted(typed)
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def _parted(typed: str) -> date | None:
    parts = typed.strip().replace("/", "-").replace(".", "-").split("-")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts) or len(parts[0]) != 4:
        return None
    try:
        return date(int(parts[0]), int(parts[1]), int(parts[2]))
    except ValueError:
        return None
