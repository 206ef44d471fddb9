"""How a finding's source is called where people read it: the published text's title instead of its file's name."""

import re
import tomllib
from functools import cache
from pathlib import Path

from kiosk.rules.assessment import Text

_FILE = Path(__file__).parent / "data" / "sources.toml"
_PUBLIC = Text("公开资料", "public material")


def source_title(source: str) -> Text:
    """The title of the text a finding's ``source`` names, with the place in it; the source itself where unknown."""
    name, place = _split(source)
    title = titles().get(name)
    if title is None:
        return _public(source)
    return Text(f"{title.zh}{_bracketed_zh(place)}", f"{title.en}{f', {place}' if place else ''}")


def without_facts(title: Text) -> Text:
    """A title for visitors, without the terminal's own numbers and grades of public facts."""
    return Text(_FACT.sub("", title.zh), _FACT.sub("", title.en))


_FACT = re.compile(r",? P-[0-9]{2}(?: \([HML](?:-[HML])?\))?")


@cache
def titles() -> dict[str, Text]:
    """The titles by file name."""
    content = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {name: Text(entry["zh"], entry["en"]) for name, entry in content.items()}


def _split(source: str) -> tuple[str, str]:
    name, end, place = source.partition(".txt")
    return f"{name}{end}", place.strip(" ,:")


def _bracketed_zh(place: str) -> str:
    """The place in the Chinese title, where it is a number of a question and not English prose."""
    first = place.split(",")[0].split(":")[0].strip()
    return f"\uff08{first}\uff09" if first.startswith("Q") and len(first) <= len("Q99") else ""


def _public(source: str) -> Text:
    if not source.startswith("public:"):
        return Text(source, source)
    fact = source.removeprefix("public:").strip()
    return Text(f"{_PUBLIC.zh} {fact}", f"{_PUBLIC.en}, {fact}")
