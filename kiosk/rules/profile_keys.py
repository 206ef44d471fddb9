"""Which keys of a profile hold a value with its source: read from the profile's type."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, get_origin

from kiosk.rules.profile import Profile
from kiosk.rules.profile_value import Value


@cache
def value_keys() -> frozenset[str]:
    """The dotted key of every value: ``verification.deadline_days``."""
    return frozenset(_value_keys(Profile, ""))


def _value_keys(table: Any, place: str) -> Iterator[str]:
    for field in fields(table):
        if get_origin(field.type) is Value:
            yield f"{place}{field.name}"
        elif is_dataclass(field.type):
            yield from _value_keys(field.type, f"{place}{field.name}.")
