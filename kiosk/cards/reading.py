"""Reading a social security card over any reader: whole, honestly partial, or an error that says what to do."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from drivers.card_reader import CardReader
from drivers.device import Provenance
from kiosk.cards import fields
from kiosk.cards.application import select_environment
from kiosk.cards.authentication import Authentication
from kiosk.cards.authenticator import CardAuthenticator
from kiosk.cards.card import SocialSecurityCard
from kiosk.cards.dialogue import Dialogue, card_faults
from kiosk.cards.fields import (
    HOLDER_ELEMENTS,
    HOLDER_FILE,
    ISSUER_ELEMENTS,
    ISSUER_FILE,
    Element,
    decode_code,
    decode_date,
    decode_identification,
    decode_nation,
    decode_sex,
    is_written,
)
from kiosk.cards.files import FileReading, read_file
from kiosk.cards.gaps import Gap, Missing
from kiosk.cards.problems import CardRefusesReading, CardUnreadable, HolderUnreadable, NotASocialSecurityCard
from kiosk.cards.text import decode_ascii, decode_text, is_blank, unpadded
from kiosk.permits import Sex

READING_SECONDS = 5.0
"""For the whole reading, reset included. The reader's own limit for one answer comes on top."""
NAME_FULL_WITHIN = 3
"""Bytes that may stay free at the end of a full field: a character of GB18030 takes up to four."""

_DECODERS: Mapping[str, Callable[[bytes], str | date | Sex | None]] = {
    "card_identification": decode_identification,
    "category": decode_code,
    "specification_version": decode_ascii,
    "issued_on": decode_date,
    "expires_on": decode_date,
    "card_number": decode_ascii,
    "social_security_number": decode_ascii,
    "name": decode_text,
    "sex": decode_sex,
    "nation": decode_nation,
    "birth_date": decode_date,
}
_ISSUER_TAGS = tuple(element.tag for element in ISSUER_ELEMENTS)
_HOLDER_FIELDS = {element.field for element in HOLDER_ELEMENTS}
_WHOLE_OR_NONE = {"card_identification", "issued_on", "expires_on", "birth_date"}
"""Fields that cannot be shorter than the specification has them."""
_HOLDER_TAGS = (*(element.tag for element in HOLDER_ELEMENTS), fields.NAME_EXTENSION)


def read_card(
    reader: CardReader, seconds: float = READING_SECONDS, authenticator: CardAuthenticator | None = None
) -> SocialSecurityCard:
    """Power the card, read its public data and leave it powered, so that an exchange of cards is seen.

    A card that keeps its holder back is asked again once ``authenticator`` has answered its challenge; without
    one, or without its answer, the reading stays partial and says why. Never sends a PIN and never selects the
    bank's application. Raises CardProblem (see ``problems``), or the
    reader's DeviceError where no card could be reached at all. Made to be run on the reader's own thread.
    """
    with card_faults():
        return reader.together(lambda: _read(reader, seconds, authenticator))


def _read(reader: CardReader, seconds: float, authenticator: CardAuthenticator | None) -> SocialSecurityCard:
    dialogue = Dialogue(reader, seconds)
    with card_faults():
        reader.power_on()
    select_environment(dialogue)
    issuer = read_file(dialogue, ISSUER_FILE, _ISSUER_TAGS)
    holder = read_file(dialogue, HOLDER_FILE, _HOLDER_TAGS)
    if not issuer.there and not holder.there:
        raise NotASocialSecurityCard
    authentication = Authentication.NOT_ASKED
    if holder.denied:
        authentication = _authenticated(dialogue, issuer, authenticator)
    if authentication is Authentication.DONE:
        holder = read_file(dialogue, HOLDER_FILE, _HOLDER_TAGS)
    return _interpret(issuer, holder, authentication, reader.provenance)


def _authenticated(
    dialogue: Dialogue, issuer: FileReading, authenticator: CardAuthenticator | None
) -> Authentication:
    if authenticator is None:
        return Authentication.NO_PROVIDER
    identification, version = (
        issuer.values.get(tag, b"") for tag in (fields.CARD_IDENTIFICATION, fields.SPECIFICATION_VERSION)
    )
    return authenticator.open_holder(dialogue, decode_identification(identification), decode_ascii(version))


def _interpret(
    issuer: FileReading, holder: FileReading, authentication: Authentication, provenance: Provenance
) -> SocialSecurityCard:
    may_be_cut = _fills_its_field(holder.values)
    name = _whole_name(holder.values)
    if name is not None:
        holder.values[fields.NAME] = name
    values: dict[str, Any] = {}
    gaps: list[Gap] = []
    for file, elements in ((issuer, ISSUER_ELEMENTS), (holder, HOLDER_ELEMENTS)):
        for element in elements:
            values[element.field] = value = _decoded(file, element)
            if value is None and _should_be_there(file, element):
                gaps.append(_gap(file, element))
    if all(value is None for value in values.values()):
        raise CardRefusesReading if issuer.denied or holder.denied else CardUnreadable
    if not holder.denied and all(values[element.field] is None for element in HOLDER_ELEMENTS):
        raise HolderUnreadable(tuple(gap for gap in gaps if gap.field in _HOLDER_FIELDS))
    return SocialSecurityCard(
        **values,
        region=_region(values["card_identification"]),
        partial=bool(gaps),
        unread=tuple(gap.field for gap in gaps),
        gaps=tuple(gaps),
        provenance=provenance,
        name_may_be_cut=may_be_cut,
        authentication=authentication,
    )


def _decoded(file: FileReading, element: Element) -> str | date | Sex | None:
    raw = file.values.get(element.tag)
    return _DECODERS[element.field](raw) if raw is not None and is_written(raw) else None


def _should_be_there(file: FileReading, element: Element) -> bool:
    """Whether a field without a value is a gap: expected of every card, kept back, or written and not legible."""
    raw = file.values.get(element.tag)
    return element.expected or is_written(raw) or (raw is None and file.denied)


def _gap(file: FileReading, element: Element) -> Gap:
    raw = file.values.get(element.tag)
    if raw is not None and is_written(raw):
        short = element.field in _WHOLE_OR_NONE and len(raw) < fields.LENGTHS[element.tag]
        return Gap(element.field, Missing.WRONG_LENGTH if short else Missing.WRONG_CODING)
    if raw is not None:
        return Gap(element.field, Missing.EMPTY)
    if element.tag in file.torn:
        return Gap(element.field, Missing.WRONG_LENGTH)
    if file.denied:
        return Gap(element.field, Missing.NEEDS_KEY)
    status = file.refused_with(element.tag)
    return Gap(element.field, Missing.NOT_ON_CARD if status is None else Missing.REFUSED, status)


def _whole_name(values: Mapping[int, bytes]) -> bytes | None:
    """The name's bytes with its extension, joined before decoding: a character may be split between the two."""
    name, extension = (unpadded(values.get(tag, b"")) for tag in (fields.NAME, fields.NAME_EXTENSION))
    if is_blank(extension):
        return values.get(fields.NAME)
    return extension if extension.startswith(name) else name + extension


def _fills_its_field(values: Mapping[int, bytes]) -> bool:
    """Whether the name reaches the end of the last field this card has for it."""
    raw, length = values.get(fields.NAME), fields.LENGTHS[fields.NAME]
    if fields.NAME_EXTENSION in values:
        raw = values[fields.NAME_EXTENSION]
        length = len(raw)
    return raw is not None and not is_blank(raw) and len(unpadded(raw).rstrip(b" ")) >= length - NAME_FULL_WITHIN


def _region(card_identification: str | None) -> str | None:
    region = (card_identification or "")[:6]
    return region if len(region) == 6 and region.isdecimal() else None
