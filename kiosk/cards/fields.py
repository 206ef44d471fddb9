"""The data elements of the social security card: which tag holds what, and how its bytes read (card spec §1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kiosk.cards.text import decode_ascii, is_blank, unpadded
from kiosk.permits import Sex

ISSUER_FILE = 0xEF05
HOLDER_FILE = 0xEF06

CARD_IDENTIFICATION = 0x01
CATEGORY = 0x02
SPECIFICATION_VERSION = 0x03
INITIALISING_ORGANISATION = 0x04
ISSUED_ON = 0x05
EXPIRES_ON = 0x06
CARD_NUMBER = 0x07
SOCIAL_SECURITY_NUMBER = 0x08
NAME = 0x09
NAME_EXTENSION = 0x4E
SEX = 0x0A
NATION = 0x0B
BIRTHPLACE = 0x0C
BIRTH_DATE = 0x0D

LENGTHS: Mapping[int, int] = {
    CARD_IDENTIFICATION: 16,
    CATEGORY: 1,
    SPECIFICATION_VERSION: 4,
    INITIALISING_ORGANISATION: 12,
    ISSUED_ON: 4,
    EXPIRES_ON: 4,
    CARD_NUMBER: 9,
    SOCIAL_SECURITY_NUMBER: 18,
    NAME: 30,
    SEX: 1,
    NATION: 1,
    BIRTHPLACE: 3,
    BIRTH_DATE: 4,
}
"""Bytes a field has when it follows the specification; the name extension's length is not known."""


@dataclass(frozen=True)
class Element:
    """A field the terminal reads. ``expected``: every card should have it filled, whatever its edition."""

    tag: int
    field: str
    expected: bool = True


ISSUER_ELEMENTS = (
    Element(CARD_IDENTIFICATION, "card_identification"),
    Element(CATEGORY, "category", expected=False),
    Element(SPECIFICATION_VERSION, "specification_version"),
    Element(ISSUED_ON, "issued_on"),
    Element(EXPIRES_ON, "expires_on"),
    Element(CARD_NUMBER, "card_number"),
)
HOLDER_ELEMENTS = (
    Element(SOCIAL_SECURITY_NUMBER, "social_security_number"),
    Element(NAME, "name"),
    Element(SEX, "sex"),
    Element(NATION, "nation", expected=False),
    Element(BIRTH_DATE, "birth_date"),
)

# GB/T 2261.1: 1 male, 2 female, 0 unknown, 9 not stated; written as a character, as a number or as BCD.
_SEXES = {"1": Sex.MALE, "2": Sex.FEMALE, "0": Sex.UNSPECIFIED, "9": Sex.UNSPECIFIED}
_SEX_LETTERS = {"M": Sex.MALE, "F": Sex.FEMALE, "男": Sex.MALE, "女": Sex.FEMALE}


def decode_digits(raw: bytes) -> str | None:
    """A ``cn`` field as its hexadecimal digits without the F filling, or the digits it spells out in ASCII."""
    spelt = decode_ascii(raw)
    if spelt is not None and len(spelt) > 1 and all(digit in "0123456789ABCDEFabcdef" for digit in spelt):
        return spelt.upper()
    return raw.hex().upper().rstrip("F") or None


def decode_identification(raw: bytes) -> str | None:
    """The card identification, whose last digits are hexadecimal: it has no filling, and is whole or none."""
    digits = raw.hex().upper() if len(raw) == LENGTHS[CARD_IDENTIFICATION] else decode_digits(raw)
    return digits if digits is not None and len(digits) == 2 * LENGTHS[CARD_IDENTIFICATION] else None


def decode_date(raw: bytes) -> date | None:
    """A date in BCD (YYYYMMDD), or spelt in eight ASCII digits; None where there is no such day."""
    digits = decode_digits(raw) or ""
    if len(digits) > 8 and not digits[8:].strip("0F"):
        digits = digits[:8]
    if len(digits) != 8 or not digits.isdecimal():
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def decode_sex(raw: bytes) -> Sex | None:
    """The sex code, however it is written."""
    try:
        text = unpadded(raw).decode("gb18030").strip()
    except UnicodeDecodeError:
        text = ""
    if text in _SEX_LETTERS:
        return _SEX_LETTERS[text]
    return _SEXES.get(decode_code(raw) or "")


def decode_code(raw: bytes) -> str | None:
    """A code of one digit: a character (31), a number (01) or BCD (1F); None for anything else."""
    if len(raw) != 1 or raw == b"\xff":
        text = decode_ascii(raw)
        return text if text is not None and len(text) <= 2 else None
    byte = raw[0]
    if 0x30 <= byte <= 0x39:
        return chr(byte)
    high, low = byte >> 4, byte & 0x0F
    if high == 0 and low <= 9:
        return str(low)
    return str(high) if low == 0xF and high <= 9 else None


def decode_nation(raw: bytes) -> str | None:
    """The two-digit code of GB/T 3304."""
    digits = decode_digits(raw)
    return digits if digits is not None and len(digits) == 2 and digits.isdecimal() else None


def is_written(raw: bytes | None) -> bool:
    """Whether a field is there and holds more than filling."""
    return raw is not None and not is_blank(raw)
