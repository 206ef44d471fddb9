"""Recognises the body that issued a medical report by the name printed on it."""

import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, auto
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import ConfigDict, Field, TypeAdapter, with_config

from kiosk.rules.datafile import read_as

_FILE = Path(__file__).parent / "data" / "issuers.toml"


_Name = Annotated[str, Field(min_length=1, pattern=r"\S")]
_Names = Annotated[tuple[_Name, ...], Field(min_length=1)]


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True)
class Lists:
    """The names by which bodies are recognised, with their source and its day."""

    as_of: date
    source: _Name
    domestic_iq: _Names
    domestic_iq_en: _Names
    places_en: _Names
    other: _Names


_FORM = TypeAdapter(Lists)


class Issuer(Enum):
    """What the printed name tells; UNRECOGNISED is for staff to judge."""

    DOMESTIC_IQ = auto()
    OTHER = auto()
    UNRECOGNISED = auto()


def recognised(name: str) -> Issuer:
    """The kind of body by its name (R-MED-02, P-10). Such a domestic centre may name its own clinic."""
    lists = _lists()
    plain = _plain(name)
    if _any(plain, lists.domestic_iq) or (_any(plain, lists.places_en) and _any(plain, lists.domestic_iq_en)):
        return Issuer.DOMESTIC_IQ
    return Issuer.OTHER if _any(plain, lists.other) else Issuer.UNRECOGNISED


def _any(plain: str, names: tuple[str, ...]) -> bool:
    return any(name in plain for name in names)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


@cache
def _lists() -> Lists:
    return read_lists(_FILE)


def read_lists(path: Path) -> Lists:
    """The lists of that file, made plain for comparing. Raises DataFileError."""
    lists = read_as(path, _FORM)
    return replace(
        lists,
        domestic_iq=_all_plain(lists.domestic_iq),
        domestic_iq_en=_all_plain(lists.domestic_iq_en),
        places_en=_all_plain(lists.places_en),
        other=_all_plain(lists.other),
    )


def _all_plain(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_plain(name) for name in names)
