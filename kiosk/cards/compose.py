"""The records a social security card would hold, for training people and tests; the reverse of reading."""

import hashlib
from collections.abc import Iterator
from datetime import date

from kiosk.cards import fields
from kiosk.cards.text import encode_text
from kiosk.permits import Sex
from kiosk.rules.assessment import Text

NAME_EXTENSION_LENGTH = 20
"""A guess (card spec §1, confidence low); the reader takes the length from the record."""

FIRST_EDITION = "1.00"

_SEX_CODES = {Sex.MALE: b"1", Sex.FEMALE: b"2", Sex.UNSPECIFIED: b"9"}
_APPLICATION = "D156000005"


_WRITTEN_FROM = {
    fields.CARD_IDENTIFICATION: "region",
    fields.CATEGORY: "category",
    fields.SPECIFICATION_VERSION: "specification_version",
    fields.INITIALISING_ORGANISATION: "region",
    fields.ISSUED_ON: "issued_on",
    fields.EXPIRES_ON: "expires_on",
    fields.CARD_NUMBER: "card_number",
    fields.SOCIAL_SECURITY_NUMBER: "social_security_number",
    fields.NAME: "name",
    fields.NAME_EXTENSION: "name",
    fields.SEX: "sex",
    fields.NATION: "nation",
    fields.BIRTHPLACE: "birthplace",
    fields.BIRTH_DATE: "birth_date",
}
"""Which of ``compose_card``'s values each tag is written from."""


class CardCannotHold(ValueError):
    """A value is longer than its field, or not of the field's characters.

    ``field`` is the argument of ``compose_card`` and ``takes`` what it may be; never the value.
    """

    def __init__(self, tag: int, takes: Text) -> None:
        self.field = _WRITTEN_FROM[tag]
        self.takes = takes
        super().__init__(f"{self.field} {takes.en}")


def compose_card(
    *,
    name: str,
    social_security_number: str,
    sex: Sex,
    birth_date: date,
    card_number: str,
    region: str,
    issued_on: date,
    expires_on: date,
    specification_version: str = "2.00",
    nation: str = "98",
    birthplace: str = "",
    category: str = "1",
) -> dict[int, list[bytes]]:
    """Record bytes by file identifier (EF05 issuer, EF06 holder), in the order of the tags.

    ``region`` is six digits (GB/T 2260). A name beyond 30 bytes goes on in the extension record; the first
    edition has none and cuts it, as cards do. Raises CardCannotHold.
    """
    identification = region + _APPLICATION + hashlib.sha256(f"{region}{card_number}".encode()).hexdigest()[:16]
    issuer = [
        _bcd(fields.CARD_IDENTIFICATION, identification),
        _ascii(fields.CATEGORY, category),
        _ascii(fields.SPECIFICATION_VERSION, specification_version),
        _bcd(fields.INITIALISING_ORGANISATION, region + _APPLICATION),
        _bcd(fields.ISSUED_ON, f"{issued_on:%Y%m%d}"),
        _bcd(fields.EXPIRES_ON, f"{expires_on:%Y%m%d}"),
        _ascii(fields.CARD_NUMBER, card_number),
    ]
    holder = [
        _ascii(fields.SOCIAL_SECURITY_NUMBER, social_security_number),
        *_name(name, specification_version),
        _record(fields.SEX, _SEX_CODES[sex]),
        _bcd(fields.NATION, nation),
        _bcd(fields.BIRTHPLACE, birthplace),
        _bcd(fields.BIRTH_DATE, f"{birth_date:%Y%m%d}"),
    ]
    return {fields.ISSUER_FILE: issuer, fields.HOLDER_FILE: holder}


def _name(name: str, specification_version: str) -> Iterator[bytes]:
    head, rest = encode_text(name, fields.LENGTHS[fields.NAME])
    yield _record(fields.NAME, head.ljust(fields.LENGTHS[fields.NAME], b"\x00"))
    if specification_version != FIRST_EDITION:
        yield _record(fields.NAME_EXTENSION, rest.ljust(NAME_EXTENSION_LENGTH, b"\x00"))


def _ascii(tag: int, text: str) -> bytes:
    length = fields.LENGTHS[tag]
    if not text.isascii() or len(text) > length:
        raise CardCannotHold(tag, Text(f"最多 {length} 个字母和数字", f"takes at most {length} letters and digits"))
    return _record(tag, text.encode().ljust(length, b"\x00"))


def _bcd(tag: int, digits: str) -> bytes:
    length = fields.LENGTHS[tag]
    try:
        value = bytes.fromhex(digits.ljust(2 * length, "F"))
    except ValueError:
        raise CardCannotHold(tag, Text("只能是数字", "takes digits")) from None
    if len(value) != length:
        raise CardCannotHold(tag, Text(f"最多 {2 * length} 位数字", f"takes at most {2 * length} digits"))
    return _record(tag, value)


def _record(tag: int, value: bytes) -> bytes:
    if len(value) > 0x7F:
        raise CardCannotHold(tag, Text("超出部分最多 127 字节", "takes at most 127 bytes beyond its first field"))
    return bytes((tag, len(value))) + value
