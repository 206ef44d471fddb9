"""What papers and fields are called in messages, and which original of the checklist a finding speaks of."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated

from pydantic import ConfigDict, Field, TypeAdapter, with_config

from kiosk.permits import PermitStatus
from kiosk.rules.assessment import Text
from kiosk.rules.datafile import DataFileError, read_as
from kiosk.rules.facts import VisitorRole

_FILE = Path(__file__).parent / "data" / "names.toml"
_KEY = re.compile(r"(?:D-COPY\()?(M\d{2}(?:#\d+)?)\b")
_SECTIONS = ("papers", "fields", "profile", "roles", "standings", "seen")
_SPECIAL = {"D-VCOPY": "M11", "D-MED": "M12", "D-POA": "M13"}
"""Papers the notices name themselves, with their place in the checklist."""

NonEmpty = Annotated[str, Field(min_length=1)]


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True)
class Name:
    """What one thing is called, and, for a paper, its key in the checklist."""

    zh: NonEmpty
    en: NonEmpty
    original: Annotated[str, Field(pattern=r"^M\d{2}$")] | None = None

    @cached_property
    def text(self) -> Text:
        """The name alone."""
        return Text(self.zh, self.en)


_FORM: TypeAdapter[dict[str, dict[str, Name]]] = TypeAdapter(dict[str, dict[str, Name]])


def read_names(path: Path) -> dict[str, dict[str, Name]]:
    """The names by section and key. Raises DataFileError."""
    names = read_as(path, _FORM)
    for section in _SECTIONS:
        if section not in names:
            raise DataFileError(f"{path.name}: {section}: missing; give a table of names")
    return names


def checklist_key(subject: str) -> str | None:
    """The checklist key a finding's subject belongs to, to mark its row; None for the visitor, a date, the card.

    ``M03``, ``D-COPY(M03).seal``, ``D-MED.issued_on`` and ``passport.passport_number`` all have one.
    """
    if match := _KEY.match(subject):
        return match[1]
    head = subject.partition(".")[0]
    paper = _names()["papers"].get(head)
    return _SPECIAL.get(head) or (paper.original if paper else None)


def copy_subject(key: str) -> str:
    """The subject of findings on that paper's sealed copy."""
    return f"D-COPY({key})"


def paper_name(subject: str) -> Text:
    """What the paper ``passport``, ``card``, ``M07``… is called; the subject itself where it has no name."""
    papers = _names()["papers"]
    named = papers.get(subject) or next((name for name in papers.values() if name.original == subject), None)
    return _text(named, subject)


def field_name(field: str) -> Text:
    """What the field ``passport_number``… is called; the field itself where it has no name."""
    return _text(_names()["fields"].get(field), field)


def contract_part_name(part: str) -> Text:
    """What an element of the contract is called; the part itself where it has no name."""
    return _text(_names()["contract"].get(part), part)


def photo_point_name(point: str) -> Text:
    """What a point asked of the photo is called; the point itself where it has no name."""
    return _text(_names()["photo"].get(point), point)


def profile_value_name(key: str) -> Text:
    """What a value of the profile is called where it is unknown; its key where it has no name."""
    return _text(_names()["profile"].get(key), key)


def role_name(role: VisitorRole) -> Text:
    """What a visitor's role is called."""
    return _text(_names()["roles"].get(role), role)


def standing_name(status: PermitStatus) -> Text:
    """What a permit's standing at the registry is called."""
    return _text(_names()["standings"].get(status), status)


@cache
def seen_words(key: str) -> Text:
    """What ``not_brought``, ``no_seal``… is called where a finding says what was expected or seen."""
    return _text(_names()["seen"].get(key), key)


def enumerated(names: Iterable[Text]) -> Text:
    """Several names in one text."""
    every = tuple(names)
    return Text("、".join(name.zh for name in every), ", ".join(name.en for name in every))


def _text(entry: Name | None, otherwise: str) -> Text:
    return Text(otherwise, otherwise) if entry is None else entry.text


@cache
def _names() -> dict[str, dict[str, Name]]:
    return read_names(_FILE)
