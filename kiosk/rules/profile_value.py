"""One value of a profile, with its source and day; None is unknown and never refuses."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Generic, TypeVar

from pydantic import ConfigDict, Field, with_config

T = TypeVar("T")
Count = Annotated[int, Field(strict=True, gt=0)]
Days = Annotated[int, Field(strict=True, gt=0, le=366)]
Months = Annotated[int, Field(strict=True, gt=0, le=120)]
NonEmpty = Annotated[str, Field(min_length=1)]

CLOSED = ConfigDict(extra="forbid")
"""A key no one reads is a slip of the pen, not a setting."""


@with_config(CLOSED)
@dataclass(frozen=True)
class Value(Generic[T]):
    """One value of a profile. ``value`` None is "unknown"; ``rule`` is the rule that sets it, if one does.

    ``source`` is the notice's file and place, or the P-fact with its confidence; ``as_of`` the day it stood so.
    """

    value: T | None
    source: NonEmpty
    as_of: date
    rule: str | None = None
    note: str | None = None

    @property
    def is_unknown(self) -> bool:
        """Whether the sources do not decide it."""
        return self.value is None
