"""Identities of a fictional holder on four papers, with some fields changed."""

from dataclasses import replace
from datetime import date
from typing import Any

from kiosk.identities.identity import Identity, IdentityField, Paper
from kiosk.identities.names import WrittenName
from kiosk.identities.sources import INSIDE
from kiosk.permits import Sex

NOTICE = Identity(
    Paper.NOTICE,
    name=WrittenName("Wiśniewska, Anna Maria"),
    chinese_name="安娜",
    birth_date=date(1990, 2, 11),
    sex=Sex.FEMALE,
    nationality="POL",
    passport_number="XA1234567",
    social_security_number="POL0XA1234567",
    permit_number="SPECIMEN0001",
)
ELECTRONIC = replace(NOTICE, paper=Paper.ELECTRONIC_CARD)
CHIP = Identity(
    Paper.CHIP,
    name=WrittenName("ANNA MARIA WISNIEWSKA"),
    birth_date=date(1990, 2, 11),
    sex=Sex.FEMALE,
    nationality="POL",
    passport_number="XA1234567",
    social_security_number="POL0XA1234567",
    inside=INSIDE,
)
PASSPORT = Identity(
    Paper.PASSPORT,
    name=WrittenName("WISNIEWSKA ANNA MARIA", surname="WISNIEWSKA"),
    birth_date=date(1990, 2, 11),
    sex=Sex.FEMALE,
    nationality="POL",
    passport_number="XA1234567",
)
FOUR = (NOTICE, ELECTRONIC, CHIP, PASSPORT)


def four(**changes: dict[str, Any]) -> tuple[Identity, ...]:
    """All four papers; a keyword named for a paper (``chip``) changes fields of its identity."""
    names = ("notice", "electronic", "chip", "passport")
    return tuple(replace(one, **changes.get(name, {})) for name, one in zip(names, FOUR, strict=True))


def without(identity: Identity, *fields: IdentityField) -> Identity:
    """An identity of which some fields could not be read."""
    return replace(identity, **{field.value: None for field in fields}, unread=frozenset(fields))
