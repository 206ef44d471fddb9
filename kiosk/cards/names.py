"""Whether a card's name and a record's are the same name, and by what their spellings differ."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from kiosk.identifiers.transliteration import NotTransliterable, transliterations
from kiosk.rules.assessment import Text

CUT_FROM_BYTES = 27
"""A name field holds 30 bytes of GB18030; one of this length may have been cut before a four-byte character."""

_SEPARATORS = set(" -‐‑–·•‧・･.,，、'’<\u3000")


class NameDifference(Enum):
    """How two spellings of one name differ."""

    SPELLING = Text("大小写、变音符号、空格或标点写法不同", "other case, accents, spaces or punctuation")
    ORDER = Text("姓与名的次序不同", "the names are in another order")
    CUT = Text("卡内姓名栏较短，姓名被截断", "the card's name field is short and cuts the name")


@dataclass(frozen=True)
class NameComparison:
    """The same name or not, and what had to be overlooked for it."""

    agrees: bool
    differences: tuple[NameDifference, ...] = ()

    @property
    def note(self) -> Text | None:
        """The differences in words."""
        if not self.differences:
            return None
        texts = [difference.value for difference in self.differences]
        return Text("；".join(text.zh for text in texts), "; ".join(text.en for text in texts))


def is_chinese(name: str) -> bool:
    """Whether a name is written with Chinese characters, rare ones included."""
    return any(unicodedata.name(character, "").startswith("CJK") for character in name)


def compare_names(record: str, card: str) -> NameComparison:
    """Compare two spellings, forgiving case, accents, order of the parts and the end a short field cuts off."""
    if record == card:
        return NameComparison(agrees=True)
    seen = {"".join(form) for form in _forms(card)}
    for form in _forms(record):
        if "".join(form) in seen:
            return NameComparison(True, (NameDifference.SPELLING,))
    for form in _forms(record):
        if any(whole in seen for whole in _reordered(form)):
            return NameComparison(True, (NameDifference.ORDER, *_spelling(record, card)))
    if len(card.encode("gb18030")) >= CUT_FROM_BYTES and _is_cut(record, seen):
        return NameComparison(True, (NameDifference.CUT,))
    return NameComparison(agrees=False)


def _is_cut(record: str, seen: set[str]) -> bool:
    wholes = {whole for form in _forms(record) for whole in _reordered(form)}
    return any(whole.startswith(part) and whole != part for whole in wholes for part in seen)


def _spelling(record: str, card: str) -> tuple[NameDifference, ...]:
    same = sorted(_parts(record)) == sorted(_parts(card))
    return () if same else (NameDifference.SPELLING,)


def _forms(name: str) -> list[tuple[str, ...]]:
    """The parts of a name in every spelling it may take: Latin transliterated, other scripts as they are."""
    try:
        return [tuple(form.split()) for form in transliterations(name)]
    except NotTransliterable:
        return [_parts(unicodedata.normalize("NFC", name).upper())]


def _parts(name: str) -> tuple[str, ...]:
    return tuple("".join(" " if character in _SEPARATORS else character for character in name).split())


def _reordered(parts: tuple[str, ...]) -> Iterator[str]:
    """The parts run together, beginning with each of them: surname first, surname last, middle names between."""
    for start in range(len(parts)):
        yield "".join(parts[start:] + parts[:start])
