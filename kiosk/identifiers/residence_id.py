"""Foreigner's permanent residence numbers of 18 digits, issued since 1 December 2023 (spec P-05)."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kiosk.permits import Sex

LENGTH = 18
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_SHAPE = re.compile(r"[0-9]{17}[0-9X]")
_OLD_SHAPE = re.compile(r"[A-Z]{3}[0-9]{12}")


class ResidenceIdFault(StrEnum):
    """What a number can have wrong by itself, in the order looked for."""

    LENGTH = "length"
    CHARACTER = "character"
    NOT_A_FOREIGNER = "not_a_foreigner"
    BIRTH_DATE = "birth_date"
    CHECK = "check"


class ResidenceIdWrong(ValueError):
    """The text is no permanent residence number; ``fault`` says why. Never quotes the text."""

    def __init__(self, fault: ResidenceIdFault) -> None:
        super().__init__(f"no permanent residence number: {fault.value}")
        self.fault = fault


@dataclass(frozen=True)
class ResidenceId:
    """What a number says: province (GB/T 2260, two digits), country (ISO 3166-1 numeric), birth, sequence, sex."""

    province: str
    country: str
    birth_date: date
    sequence: str
    sex: Sex


def read_residence_id(text: str) -> ResidenceId:
    """The parts of a number that holds together. Raises ResidenceIdWrong."""
    fault = residence_id_fault(text)
    if fault is not None:
        raise ResidenceIdWrong(fault)
    born = date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    sex = Sex.MALE if int(text[16]) % 2 else Sex.FEMALE
    return ResidenceId(text[1:3], text[3:6], born, text[14:17], sex)


def residence_id_fault(text: str) -> ResidenceIdFault | None:
    """The first fault of an 18-digit number, None where it holds together. A citizen's does not start with 9."""
    if len(text) != LENGTH:
        return ResidenceIdFault.LENGTH
    if not _SHAPE.fullmatch(text):
        return ResidenceIdFault.CHARACTER
    if text[0] != "9":
        return ResidenceIdFault.NOT_A_FOREIGNER
    if not _is_date(text[6:14]):
        return ResidenceIdFault.BIRTH_DATE
    return None if residence_id_check(text[:17]) == text[17] else ResidenceIdFault.CHECK


def residence_id_check(body: str) -> str:
    """The 18th character for the first seventeen digits (MOD 11-2)."""
    total = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True))
    return "10X98765432"[total % 11]


def is_valid_residence_id(text: str) -> bool:
    """Starts with 9, holds a date of birth that exists, and its check character agrees."""
    return residence_id_fault(text) is None


def is_old_residence_id(text: str) -> bool:
    """Whether it has the shape of a number before December 2023, still in use: three letters and twelve digits."""
    return _OLD_SHAPE.fullmatch(text) is not None


def _is_date(text: str) -> bool:
    try:
        date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return False
    return True
