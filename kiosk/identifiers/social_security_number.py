"""A foreigner's social security number: plausible or not, never a reason to refuse (spec P-04)."""

import re

from kiosk.identifiers.residence_id import is_valid_residence_id

_FOREIGNER = re.compile(r"[A-Z]{3}[0-9][A-Z0-9]{4,14}")


def is_plausible_ssn(text: str) -> bool:
    """Country, one reserved digit and the document's number, at most 18; or a permanent resident's number."""
    return _FOREIGNER.fullmatch(text) is not None or is_valid_residence_id(text)
