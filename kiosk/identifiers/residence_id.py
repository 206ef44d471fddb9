"""Foreigner's permanent residence numbers of 18 digits, issued since 1 December 2023 (spec P-05)."""

import re
from datetime import date

_SHAPE = re.compile(r"9[0-9]{16}[0-9X]")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def residence_id_check(body: str) -> str:
    """The 18th character for the first seventeen digits (MOD 11-2)."""
    total = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True))
    return "10X98765432"[total % 11]


def is_valid_residence_id(text: str) -> bool:
    """Starts with 9, holds a date of birth that exists, and its check character agrees."""
    return _SHAPE.fullmatch(text) is not None and _is_date(text[6:14]) and residence_id_check(text[:17]) == text[17]


def _is_date(text: str) -> bool:
    try:
        date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return False
    return True
