"""A visit's identities, out of its record and its comparisons: nothing more of a person is kept for them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from kiosk.identities.identity import Identity, IdentityField, Paper
from kiosk.identities.names import WrittenName, is_chinese
from kiosk.identities.rules import Rule
from kiosk.identities.sources import INSIDE, number_parts, of_notice
from kiosk.permits import PermitRecord, Sex
from kiosk.rules.facts import FieldMatch
from kiosk.visits.events import CodeKind

_PAPERS = {"card": Paper.CHIP, "passport": Paper.PASSPORT}
_CODES = {
    CodeKind.PERMIT: Paper.NOTICE,
    CodeKind.SIGNED: Paper.NOTICE,
    CodeKind.OPAQUE: Paper.NOTICE,
    CodeKind.ELECTRONIC_CARD: Paper.ELECTRONIC_CARD,
}
_ZONE_FULL = 38
"""Characters of a name that fills a passport's zone: 39 places, two of them between surname and given names."""


def identities_of_visit(
    record: PermitRecord, matches: Iterable[FieldMatch], codes: Iterable[CodeKind] = ()
) -> tuple[Identity, ...]:
    """The record's person, and whoever the chip and the passport named when they were compared with it.

    ``codes`` are the kinds of code that led to this record; where its number was typed, it is the notice's. An
    opaque code is taken for a notice's, as only the registry can tell. A person's own look at a field is not taken
    for the machine's. The zone's surname is not told apart here.
    """
    papers = dict.fromkeys(_CODES[code] for code in codes) or {Paper.NOTICE: None}
    known = [replace(of_notice(record), paper=paper) for paper in sorted(papers, key=list(Paper).index)]
    read: dict[Paper, dict[str, FieldMatch]] = {}
    for match in matches:
        if match.subject in _PAPERS:
            read.setdefault(_PAPERS[match.subject], {})[match.field] = match
    return (*known, *(_identity(paper, fields) for paper, fields in read.items()))


def _identity(paper: Paper, fields: dict[str, FieldMatch]) -> Identity:
    seen = {name: match.seen for name, match in fields.items()}
    name = seen.get("name") or seen.get("chinese_name")
    chinese = name is not None and is_chinese(name)
    number = seen.get("social_security_number")
    country, document = number_parts(number)
    sex = seen.get("sex")
    known = frozenset(field.value for field in IdentityField)
    return Identity(
        paper,
        name=WrittenName(name, may_be_cut=_may_be_cut(paper, name, fields)) if name and not chinese else None,
        chinese_name=name if chinese else None,
        birth_date=_day(seen.get("birth_date")),
        sex=Sex(sex) if sex else None,
        nationality=seen.get("nationality") or country,
        passport_number=seen.get("passport_number") or document,
        social_security_number=number,
        inside=INSIDE if country is not None else frozenset(),
        unread=frozenset(IdentityField(field) for field, value in seen.items() if value is None and field in known),
    )


def _may_be_cut(paper: Paper, name: str, fields: dict[str, FieldMatch]) -> bool:
    if paper is Paper.PASSPORT:
        return len(name) >= _ZONE_FULL
    return any(match.note == Rule.CUT.value for match in fields.values())


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text is not None else None
