"""The kinds of finding, worded in data files a clerk can review, and the making of one."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kiosk.rules.assessment import Finding, Severity, Shown
from kiosk.rules.phrases import NO_WORDS, Phrase, Word, places

DATA = Path(__file__).parent / "data" / "findings"
_KEYS = {"rule", "code", "severity", "zh", "en", "remedy_zh", "remedy_en", "source"}


class FindingFileError(ValueError):
    """A file of findings is wrong. The message names the file, the key and what to write there."""


@dataclass(frozen=True)
class Kind:
    """One kind of finding: its rule, code and weight, and its words with ``{places}`` for what it speaks of."""

    rule: str
    code: str
    severity: Severity
    message: Phrase
    remedy: Phrase
    source: str


def finding(
    kind: str,
    subject: str,
    *,
    expected: Shown = "",
    seen: Shown = "",
    source: str | None = None,
    rule: str | None = None,
    severity: Severity | None = None,
    asks_besides: str = "",
    words: Mapping[str, Word] = NO_WORDS,
) -> Finding:
    """One finding of that kind. ``source`` and ``rule`` of a profile's value go before the kind's own.

    ``words`` fill the places in the texts; a kind and its words are checked by the tests, not by visitors.
    """
    known = kinds()[kind]
    return Finding(
        rule or known.rule,
        known.code,
        severity or known.severity,
        subject,
        expected,
        seen,
        known.message.told(words),
        known.remedy.told(words),
        source or known.source,
        asks_besides,
    )


_TO_STAFF = ("Staff: ", "Please wait; ")


def is_for_staff(found: Finding) -> bool:
    """Whether only a member of staff can do something about it: its remedy speaks to them, or asks to wait."""
    return found.remedy.en.startswith(_TO_STAFF)


@cache
def kinds() -> dict[str, Kind]:
    """Every kind by name, read once. Raises FindingFileError."""
    return read_kinds(DATA)


def read_kinds(folder: Path) -> dict[str, Kind]:
    """The kinds in a folder's ``*.toml``. Raises FindingFileError."""
    found: dict[str, Kind] = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            content = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise FindingFileError(f"{path.name}: not a TOML file in UTF-8: {error}") from error
        for name, entry in content.items():
            if name in found:
                raise FindingFileError(f"{path.name}: {name}: stands in another file too; keep one")
            found[name] = _kind(path, name, entry)
    return found


def _kind(path: Path, name: str, entry: Any) -> Kind:
    where = f"{path.name}: {name}"
    if not isinstance(entry, dict):
        raise FindingFileError(f"{where}: not a table")
    if wrong := sorted(_KEYS ^ entry.keys()):
        raise FindingFileError(
            f"{where}.{wrong[0]}: {'missing' if wrong[0] in _KEYS else 'not a key of a finding'}"
        )
    if wrong := sorted(key for key, text in entry.items() if not isinstance(text, str)):
        raise FindingFileError(f"{where}.{wrong[0]}: not a text")
    if entry["severity"] not in set(Severity):
        raise FindingFileError(f"{where}.severity: {entry['severity']!r} is none of {', '.join(Severity)}")
    return Kind(
        rule=entry["rule"],
        code=entry["code"],
        severity=Severity(entry["severity"]),
        message=Phrase(_template(where, "zh", entry), _template(where, "en", entry)),
        remedy=Phrase(_template(where, "remedy_zh", entry), _template(where, "remedy_en", entry)),
        source=entry["source"],
    )


def _template(where: str, key: str, entry: dict[str, str]) -> str:
    try:
        named = all(place.isidentifier() for place in places(entry[key]))
    except ValueError as error:
        raise FindingFileError(f"{where}.{key}: {error}") from error
    if not named:
        raise FindingFileError(f"{where}.{key}: a place must be a name in braces, like {{name_zh}}")
    return entry[key]
