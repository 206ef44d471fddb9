"""Recognises the body that issued a medical report by the name printed on it."""

import tomllib
import unicodedata
from enum import Enum, auto
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "data" / "issuers.toml"


class Issuer(Enum):
    """What the printed name tells; UNRECOGNISED is for staff to judge."""

    DOMESTIC_IQ = auto()
    OTHER = auto()
    UNRECOGNISED = auto()


def recognised(name: str) -> Issuer:
    """The kind of body by its name (R-MED-02, P-10). Such a domestic centre may name its own clinic."""
    lists = _lists()
    plain = _plain(name)
    in_china = any(place in plain for place in lists["places_en"])
    if _any(plain, lists["domestic_iq"]) or (in_china and _any(plain, lists["domestic_iq_en"])):
        return Issuer.DOMESTIC_IQ
    return Issuer.OTHER if _any(plain, lists["other"]) else Issuer.UNRECOGNISED


def _any(plain: str, names: tuple[str, ...]) -> bool:
    return any(name in plain for name in names)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    content: dict[str, Any] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    keys = ("domestic_iq", "domestic_iq_en", "places_en", "other")
    return {key: tuple(_plain(name) for name in content[key]) for key in keys}
