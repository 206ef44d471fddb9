"""The kinds of finding, worded in data files a clerk can review, and the making of one."""

import string
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from operator import itemgetter
from pathlib import Path
from typing import Any

from kiosk.rules.assessment import Finding, Severity, Shown, Text

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
    message: Text
    remedy: Text
    source: str

    @cached_property
    def fillings(self) -> tuple["_Filling", "_Filling"]:
        """Message and remedy, ready to be filled."""
        return _Filling(self.message), _Filling(self.remedy)


class _Filling:
    """A text with ``{places}``, taken apart once so that each finding fills it quickly."""

    def __init__(self, text: Text) -> None:
        self._text = text
        names = {*places(text.zh), *places(text.en)}
        self._sides = (_taken_apart(text.zh), _taken_apart(text.en)) if names else None

    def filled(self, words: dict[str, str]) -> Text:
        """The text with ``words`` in its places; itself where it has none."""
        if self._sides is None:
            return self._text
        (zh, zh_words), (en, en_words) = self._sides
        return Text(zh % zh_words(words), en % en_words(words))


def _taken_apart(template: str) -> tuple[str, Callable[[dict[str, str]], Any]]:
    """The template with ``%s`` for each place, and what picks the words for those."""
    pattern, names = "", []
    for literal, name, _, _ in string.Formatter().parse(template):
        pattern += literal.replace("%", "%%")
        if name is not None:
            pattern += "%s"
            names.append(name)
    return pattern, itemgetter(*names) if names else lambda _: ()


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
    **words: str,
) -> Finding:
    """One finding of that kind. ``source`` and ``rule`` of a profile's value go before the kind's own.

    ``words`` fill the places in the texts; a kind and its words are checked by the tests, not by visitors.
    """
    known = kinds()[kind]
    message, remedy = known.fillings
    return Finding(
        rule or known.rule,
        known.code,
        severity or known.severity,
        subject,
        expected,
        seen,
        message.filled(words),
        remedy.filled(words),
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
        message=Text(_template(where, "zh", entry), _template(where, "en", entry)),
        remedy=Text(_template(where, "remedy_zh", entry), _template(where, "remedy_en", entry)),
        source=entry["source"],
    )


def places(template: str) -> frozenset[str]:
    """The names of the ``{places}`` in a text. Raises ValueError on a brace that is not one."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(template) if name is not None)


def _template(where: str, key: str, entry: dict[str, str]) -> str:
    try:
        named = all(place.isidentifier() for place in places(entry[key]))
    except ValueError as error:
        raise FindingFileError(f"{where}.{key}: {error}") from error
    if not named:
        raise FindingFileError(f"{where}.{key}: a place must be a name in braces, like {{name_zh}}")
    return entry[key]
