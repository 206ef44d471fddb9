"""A foreigner's social security number: plausible or not, never a reason to refuse (spec P-04)."""

import re
from enum import StrEnum

from kiosk.identifiers.countries import document_countries
from kiosk.identifiers.residence_id import is_valid_residence_id

_FOREIGNER = re.compile(r"[A-Z]{3}[0-9][A-Z0-9]{4,14}")


class SsnDoubt(StrEnum):
    """Why a number is worth a look. The rules it was made by are not published: each of these only warns."""

    SHAPE = "shape"
    COUNTRY = "country"
    RESIDENT_NUMBER = "resident_number"


def ssn_doubt(text: str) -> SsnDoubt | None:
    """What makes a social security number implausible; None where nothing does."""
    if _FOREIGNER.fullmatch(text):
        return None if text[:3] in document_countries() else SsnDoubt.COUNTRY
    if len(text) == 18 and text[:17].isascii() and text[:17].isdecimal():
        return None if is_valid_residence_id(text) else SsnDoubt.RESIDENT_NUMBER
    return SsnDoubt.SHAPE


def is_plausible_ssn(text: str) -> bool:
    """Country, one reserved digit and the document's number, at most 18; or a permanent resident's number."""
    return _FOREIGNER.fullmatch(text) is not None or is_valid_residence_id(text)
