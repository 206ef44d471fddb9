"""An identity from each paper: the registry's record, the electronic card's, the chip and the passport's zone."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from kiosk.cards.card import SocialSecurityCard
from kiosk.identifiers.mrz import Mrz
from kiosk.identifiers.mrz_compose import record_country
from kiosk.identities.identity import Identity, IdentityField, Paper
from kiosk.identities.names import WrittenName, is_chinese
from kiosk.permits import PermitRecord

_FOREIGNERS_NUMBER = re.compile(r"([A-Z]{3})[0-9]([A-Z0-9]{4,14})")
INSIDE = frozenset({IdentityField.NATIONALITY, IdentityField.PASSPORT_NUMBER})
"""What a foreigner's social security number holds of another paper."""
_CARD_FIELDS = {
    "name": IdentityField.NAME,
    "birth_date": IdentityField.BIRTH_DATE,
    "sex": IdentityField.SEX,
    "social_security_number": IdentityField.SOCIAL_SECURITY_NUMBER,
}


def of_notice(record: PermitRecord) -> Identity:
    """The person the notice's code led to at the registry."""
    return Identity(
        Paper.NOTICE,
        name=WrittenName(record.name),
        chinese_name=record.chinese_name,
        birth_date=record.birth_date,
        sex=record.sex,
        nationality=record.nationality,
        passport_number=record.passport_number,
        social_security_number=record.social_security_number,
        permit_number=record.permit_number,
    )


def of_electronic_card(record: PermitRecord) -> Identity:
    """The person the electronic card's code led to: its code is opaque, only the registry knows whose it is."""
    return replace(of_notice(record), paper=Paper.ELECTRONIC_CARD)


def of_chip(card: SocialSecurityCard) -> Identity:
    """The holder the chip names. Country and passport are taken out of a foreigner's number (spec P-04)."""
    name = card.name
    chinese = name is not None and is_chinese(name)
    written = None if name is None or chinese else WrittenName(name, may_be_cut=card.name_may_be_cut)
    country, document = number_parts(card.social_security_number)
    return Identity(
        Paper.CHIP,
        name=written,
        chinese_name=name if chinese else None,
        birth_date=card.birth_date,
        sex=card.sex,
        nationality=country,
        passport_number=document,
        social_security_number=card.social_security_number,
        inside=INSIDE if country is not None else frozenset(),
        unread=frozenset(_CARD_FIELDS[name] for name in card.unread if name in _CARD_FIELDS),
    )


def of_passport(mrz: Mrz, today: date, unreadable: Iterable[str] = ()) -> Identity:
    """The holder the passport's zone names. ``unreadable`` are the zone's fields that could not be read."""
    lost = frozenset(unreadable)
    birth = mrz.birth_on(today) if "birth_date" not in lost else None
    text = " ".join(filter(None, (mrz.surname, mrz.given_names)))
    name = WrittenName(text, may_be_cut=mrz.names_may_be_cut, surname=mrz.surname or None)
    identity = Identity(
        Paper.PASSPORT,
        name=name if text and "names" not in lost else None,
        birth_date=birth,
        sex=mrz.sex if "sex" not in lost else None,
        nationality=record_country(mrz.nationality) or None if "nationality" not in lost else None,
        passport_number=mrz.document_number or None if "document_number" not in lost else None,
    )
    carried = ("name", "birth_date", "sex", "nationality", "passport_number")
    unread = frozenset(IdentityField(name) for name in carried if getattr(identity, name) is None)
    return replace(identity, unread=unread)


def number_parts(number: str | None) -> tuple[str | None, str | None]:
    """Country and document number inside a foreigner's social security number; nothing for any other shape."""
    found = _FOREIGNERS_NUMBER.fullmatch(number or "")
    return (found[1], found[2]) if found else (None, None)
