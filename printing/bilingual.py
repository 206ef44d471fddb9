"""A text in the two languages of every paper."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bilingual:
    """Chinese first; English below or beside it. Either may be empty."""

    zh: str
    en: str = ""
