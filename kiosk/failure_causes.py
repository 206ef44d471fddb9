"""Why each failure code comes about, what mends it, and whether the same may be tried again."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from kiosk.rules.assessment import Text
from kiosk.rules.datafile import read_as

_FILE = Path(__file__).with_name("failure_causes.toml")


class Again(StrEnum):
    """Whether a repeat is safe. DEPENDS: on how far it got; the error of that moment says."""

    YES = "yes"
    NO = "no"
    DEPENDS = "depends"


@dataclass(frozen=True)
class Explained:
    """One code. ``cause`` and ``cure`` are for whoever mends; what a face says is the problem's own message."""

    cause: Text
    cure: Text
    again: Again


@dataclass(frozen=True)
class _Entry:
    cause: tuple[str, str]
    cure: tuple[str, str]
    again: Again


@cache
def explanations() -> Mapping[str, Explained]:
    """Every code that is explained. Raises DataFileError for a file that is wrong."""
    entries = read_as(_FILE, TypeAdapter(dict[str, _Entry]))
    return {code: Explained(Text(*one.cause), Text(*one.cure), one.again) for code, one in entries.items()}
