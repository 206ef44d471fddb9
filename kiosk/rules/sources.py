"""How a finding's source is called where people read it: the published text's title instead of its file's name."""

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from kiosk.rules.assessment import Text

_FILE = Path(__file__).parent / "data" / "sources.toml"
_FACTS = "public:"
_PUBLIC = Text("公开资料", "public material")


def source_title(source: str) -> Text:
    """The title of the text a finding's ``source`` names, with the place in it; the source itself where unknown."""
    name, place = _split(source)
    title = titles().get(name)
    if title is None:
        return _public(source)
    return Text(f"{title.zh}{_bracketed_zh(place)}", f"{title.en}{f', {place}' if place else ''}")


def titles_for(sources: Iterable[str], territory_codes: Sequence[str]) -> tuple[Text, ...]:
    """What those who come are told: the official texts that hold in that territory, each once, without the place.

    Another territory's notice, public facts and what is not official are for the rule keeper alone; where nothing
    else is left, that it was compiled, so that nobody takes it for this locality's own word.
    """
    parts = (part.strip() for source in sources for part in source.split(";"))
    told = (_told_of(part, territory_codes) for part in parts)
    return tuple(dict.fromkeys(title for title in told if title is not None)) or (_COMPILED,)


_COMPILED = Text("据公开资料整理，以受理窗口答复为准", "compiled from public material; the window's answer counts")


def _told_of(source: str, territory_codes: Sequence[str]) -> Text | None:
    name, _ = _split(source)
    known = titles().get(name)
    if known is None:
        own = source.split(",")[0]
        return None if source.startswith(_FACTS) else Text(own, own)
    territory = _territories()[name]
    if territory is None:
        return None
    holds = not territory or any(code.startswith(territory) for code in territory_codes)
    return known if holds else None


@cache
def titles() -> dict[str, Text]:
    """The titles by file name."""
    return {name: Text(entry["zh"], entry["en"]) for name, entry in _content().items()}


@cache
def _territories() -> dict[str, str | None]:
    """The territory each text holds in; None for one that is not official."""
    return {name: entry.get("territory") for name, entry in _content().items()}


@cache
def _content() -> dict[str, dict[str, str]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def _split(source: str) -> tuple[str, str]:
    name, end, place = source.partition(".txt")
    return f"{name}{end}", place.strip(" ,:")


def _bracketed_zh(place: str) -> str:
    """The place in the Chinese title, where it is a number of a question and not English prose."""
    first = place.split(",")[0].split(":")[0].strip()
    return f"\uff08{first}\uff09" if first.startswith("Q") and len(first) <= len("Q99") else ""


def _public(source: str) -> Text:
    if not source.startswith(_FACTS):
        return Text(source, source)
    fact = source.removeprefix(_FACTS).strip()
    return Text(f"{_PUBLIC.zh} {fact}", f"{_PUBLIC.en}, {fact}")
