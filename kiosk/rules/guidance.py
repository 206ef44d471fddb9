"""Where to go with a business this terminal does not finish itself: steps, menu, papers, official contact."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kiosk.rules.assessment import Text
from kiosk.rules.business import BusinessType, businesses
from kiosk.rules.facts import VisitorRole
from kiosk.rules.names import enumerated, role_name
from kiosk.rules.profile import Profile, Value
from kiosk.rules.sources import source_title

DATA = Path(__file__).parent / "data" / "guidance"
NATIONAL = "na"
"""The file that has a row for every business; a locality's file only says what differs there."""

_TEXTS = ("steps", "menu", "bring")
_KEYS = frozenset({"where", "contact", "source", *_TEXTS})
_VALUE_PATH = re.compile(r"[a-z_]+\.[a-z_]+")
_CONTACTS = ("window", "phone", "insurance", "none")


class GuidanceFileError(ValueError):
    """A file of guidance is wrong. The message names the file, the key and what to write there."""


@dataclass(frozen=True)
class Guidance:
    """What to tell a visitor about one business here.

    ``menu`` is the path through the system's menus as they are written there; ``sites`` the addresses to file at;
    ``contact`` an official one of this locality, None where no source gives one, and then nothing is shown
    (R-LOC-01). ``replaced_by`` says where a removed business went (R-GEN-07).
    """

    business: BusinessType
    name: Text
    where: Text
    steps: tuple[Text, ...]
    menu: tuple[Text, ...]
    bring: tuple[Text, ...]
    sites: tuple[str, ...]
    contact: Text | None
    sources: tuple[str, ...]
    replaced_by: tuple[BusinessType, ...] = ()

    @property
    def menu_path(self) -> Text:
        """The menus to open one after another, in one line."""
        return Text(" → ".join(entry.zh for entry in self.menu), " → ".join(entry.en for entry in self.menu))


def guidance(business: BusinessType, profile: Profile) -> Guidance:
    """The guidance of the locality, field by field before those it inherits, before the national one."""
    row: dict[str, Any] = {}
    sources: list[str] = []
    for name in reversed(tuple(_lineage(profile))):
        said = _file(name).get(business.value, {})
        row = {**row, **said}
        sources += [said["source"]] if said else []
    sources += _sources_asked(row, profile)
    known = businesses()[business]
    return Guidance(
        business=business,
        name=known.name,
        where=_text(row["where"]),
        steps=tuple(_told(row.get("steps", ()), profile)),
        menu=tuple(_told(row.get("menu", ()), profile)),
        bring=tuple(_told(row.get("bring", ()), profile)),
        sites=tuple(_sites(business, profile)),
        contact=_contact(row.get("contact", "none"), profile),
        sources=tuple(dict.fromkeys(sources)),
        replaced_by=known.replaced_by,
    )


def source_titles(told: Guidance) -> tuple[Text, ...]:
    """The published texts the guidance rests on, as people call them, each once and without the place in it."""
    parts = (part.strip() for source in told.sources for part in source.split(";"))
    return tuple(dict.fromkeys(source_title(_text_of(part)) for part in parts))


def _text_of(source: str) -> str:
    name, file, _ = source.partition(".txt")
    return f"{name}{file}" if file else source.split(",")[0]


def offered(profile: Profile) -> tuple[BusinessType, ...]:
    """The businesses to put on this locality's screen: none that is removed, one-card only if listed (R-ONE-01)."""
    hidden = {type_ for type_ in BusinessType if type_.is_removed}
    if not profile.one_card.services.value:
        hidden.add(BusinessType.ONE_CARD_SERVICE)
    return tuple(type_ for type_ in BusinessType if type_ not in hidden)


def _lineage(profile: Profile) -> Iterator[str]:
    """The files that may speak of this locality, its own first, the national one last."""
    yield from dict.fromkeys((*(profile.lineage or (profile.id, profile.inherits or NATIONAL)), NATIONAL))


def _sites(business: BusinessType, profile: Profile) -> Iterator[str]:
    """R-GEN-06, R-OVS-05: the Work system, and the parallel platform where it takes this business."""
    places, sites = businesses()[business].places, profile.sites
    if "SYS-1" in places and sites.work_system.value:
        yield sites.work_system.value
    taken = business not in (sites.parallel_excludes.value or ())
    if "SYS-2" in places and taken and sites.parallel_platform.value:
        yield sites.parallel_platform.value


def _contact(kind: str, profile: Profile) -> Text | None:
    match kind:
        case "window":
            return profile.window_text
        case "phone":
            phone = profile.contacts.phone.value
            return Text(f"电话\uff1a{phone}", f"tel. {phone}") if phone else None
        case "insurance":
            return profile.contacts.insurance.value
        case _:
            return None


@cache
def _file(name: str) -> dict[str, Any]:
    path = DATA / f"{name}.toml"
    return read_guidance(path) if path.is_file() else {}


def read_guidance(path: Path) -> dict[str, Any]:
    """The rows of one file by business code, checked. Raises GuidanceFileError."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise GuidanceFileError(f"{path.name}: not a TOML file in UTF-8: {error}") from error
    for code, row in content.items():
        if code not in {type_.value for type_ in BusinessType}:
            raise GuidanceFileError(f"{path.name}: {code}: no business of that code; write BT-01 to BT-90 or X-01…")
        _check(f"{path.name}: {code}", row)
    return content


def _check(where: str, row: Any) -> None:
    if not isinstance(row, dict) or not isinstance(row.get("source"), str):
        raise GuidanceFileError(f"{where}.source: missing; say where this rests")
    if wrong := sorted(row.keys() - _KEYS):
        raise GuidanceFileError(f"{where}.{wrong[0]}: not a key of guidance; take it out")
    if row.get("contact", "none") not in _CONTACTS:
        raise GuidanceFileError(f"{where}.contact: {row['contact']!r} is none of {', '.join(_CONTACTS)}")
    texts = [("where", row["where"])] if "where" in row else []
    for key in _TEXTS:
        if not isinstance(row.get(key, []), list):
            raise GuidanceFileError(f"{where}.{key}: not a list of texts")
        texts += [(f"{key}[{place}]", text) for place, text in enumerate(row.get(key, []))]
    for key, text in texts:
        if not isinstance(text, dict) or text.keys() - {"if"} != {"zh", "en"}:
            raise GuidanceFileError(f"{where}.{key}: write {{ zh = …, en = … }}")
        if "if" in text and not _VALUE_PATH.fullmatch(str(text["if"])):
            raise GuidanceFileError(f"{where}.{key}.if: {text['if']!r} is not a value of a profile")


def _text(entry: dict[str, str]) -> Text:
    return Text(entry["zh"], entry["en"])


def _told(entries: Iterable[dict[str, str]], profile: Profile) -> Iterator[Text]:
    """The texts that hold here: one with ``if`` only where the profile says so, its value as ``{value}``."""
    for entry in entries:
        if "if" not in entry:
            yield _text(entry)
        elif value := _asked(entry["if"], profile).value:
            zh, en = _in_words(value)
            yield Text(entry["zh"].replace("{value}", zh), entry["en"].replace("{value}", en))


def _sources_asked(row: dict[str, Any], profile: Profile) -> list[str]:
    """Where the profile's values rest that the texts of this row turn on."""
    entries = (entry for key in _TEXTS for entry in row.get(key, ()) if "if" in entry)
    values = (_asked(entry["if"], profile) for entry in entries)
    return [value.source for value in values if value.value]


def _asked(path: str, profile: Profile) -> Value[Any]:
    """The value at ``table.key`` of a profile. Raises GuidanceFileError where there is none."""
    table, _, key = path.partition(".")
    value = getattr(getattr(profile, table, None), key, None)
    if not isinstance(value, Value):
        raise GuidanceFileError(f"if: {path!r} is not a value of a profile")
    return value


def _in_words(value: Any) -> tuple[str, str]:
    """A value of a profile as a visitor reads it, in Chinese and English."""
    if isinstance(value, tuple) and value and isinstance(value[0], VisitorRole):
        names = enumerated(role_name(role) for role in value)
        return names.zh, names.en
    if isinstance(value, tuple):
        return "、".join(str(each) for each in value), ", ".join(str(each) for each in value)
    return str(value), str(value)
