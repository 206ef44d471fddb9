"""Where to go with a business this terminal does not finish itself: steps, menu, papers, official contact."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache, reduce
from pathlib import Path
from typing import Any

from kiosk.rules.assessment import Text
from kiosk.rules.business import BusinessType, businesses
from kiosk.rules.facts import VisitorRole
from kiosk.rules.guidance_files import NATIONAL, Line, Row, read_guidance
from kiosk.rules.names import enumerated, role_name
from kiosk.rules.profile import Profile
from kiosk.rules.profile_value import Value
from kiosk.rules.sources import titles_for

_FIELDS = tuple(field.name for field in fields(Row) if field.name != "source")


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
    titles: tuple[Text, ...]
    replaced_by: tuple[BusinessType, ...] = ()

    @property
    def menu_path(self) -> Text:
        """The menus to open one after another, in one line."""
        return Text(" → ".join(entry.zh for entry in self.menu), " → ".join(entry.en for entry in self.menu))


def guidance(business: BusinessType, profile: Profile) -> Guidance:
    """The guidance of the locality, field by field before those it inherits, before the national one."""
    files = reversed(dict.fromkeys((*profile.guidance_files, NATIONAL)))
    rows = [row for path in files if (row := _rows(path).get(business)) is not None]
    said = reduce(_before, rows)
    sources = tuple(dict.fromkeys((*_sources_told(rows), *_sources_asked(said, profile))))
    known = businesses()[business]
    return Guidance(
        business=business,
        name=known.name,
        where=next(_told(_where(said), profile), known.name),
        steps=tuple(_told(said.steps, profile)),
        menu=tuple(_told(said.menu, profile)),
        bring=tuple(_told(said.bring, profile)),
        sites=tuple(_sites(business, profile)),
        contact=_contact(said.contact, profile),
        sources=sources,
        titles=titles_for(sources, profile.territory_codes),
        replaced_by=known.replaced_by,
    )


def offered(profile: Profile) -> tuple[BusinessType, ...]:
    """The businesses to put on this locality's screen: none that is removed, one-card only if listed (R-ONE-01)."""
    hidden = {type_ for type_ in BusinessType if type_.is_removed}
    if not profile.one_card.services.value:
        hidden.add(BusinessType.ONE_CARD_SERVICE)
    return tuple(type_ for type_ in BusinessType if type_ not in hidden)


def _before(farther: Row, nearer: Row) -> Row:
    """What the nearer file says, field by field before the farther one."""
    return replace(farther, **{name: getattr(nearer, name) for name in ("source", *_says(nearer))})


def _says(row: Row) -> list[str]:
    """The fields in which a row says something."""
    return [name for name in _FIELDS if getattr(row, name) is not None]


def _sources_told(rows: Sequence[Row]) -> Iterator[str]:
    """The sources of the rows, farthest first, of which something is told and not replaced."""
    for number, row in enumerate(rows, 1):
        replaced = {name for nearer in rows[number:] for name in _says(nearer)}
        if not replaced.issuperset(_says(row)):
            yield row.source


def _where(row: Row) -> tuple[Line, ...]:
    return () if row.where is None else (row.where,)


def _sites(business: BusinessType, profile: Profile) -> Iterator[str]:
    """R-GEN-06, R-OVS-05: the Work system, and the parallel platform where it takes this business."""
    places, sites = businesses()[business].places, profile.sites
    if "SYS-1" in places and sites.work_system.value:
        yield sites.work_system.value
    taken = business not in (sites.parallel_excludes.value or ())
    if "SYS-2" in places and taken and sites.parallel_platform.value:
        yield sites.parallel_platform.value


def _contact(kind: str | None, profile: Profile) -> Text | None:
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
def _rows(path: Path) -> Mapping[BusinessType, Row]:
    return read_guidance(path)


def _told(lines: Iterable[Line] | None, profile: Profile) -> Iterator[Text]:
    """The texts that hold here: one with ``if`` only where the profile says so, its value as ``{value}``."""
    for line in lines or ():
        if line.only_if is None:
            yield line.text
        elif value := _asked(line.only_if, profile).value:
            zh, en = _in_words(value)
            yield Text(line.zh.replace("{value}", zh), line.en.replace("{value}", en))


def _sources_asked(row: Row, profile: Profile) -> list[str]:
    """Where the profile's values rest that the texts of this row turn on."""
    lines = (*_where(row), *(row.steps or ()), *(row.menu or ()), *(row.bring or ()))
    values = (_asked(line.only_if, profile) for line in lines if line.only_if is not None)
    return [value.source for value in values if value.value]


def _asked(path: str, profile: Profile) -> Value[Any]:
    """The value at ``table.key`` of a profile; the files were checked to name one."""
    table, _, key = path.partition(".")
    value: Value[Any] = getattr(getattr(profile, table), key)
    return value


def _in_words(value: Any) -> tuple[str, str]:
    """A value of a profile as a visitor reads it, in Chinese and English."""
    if isinstance(value, tuple) and value and isinstance(value[0], VisitorRole):
        names = enumerated(role_name(role) for role in value)
        return names.zh, names.en
    if isinstance(value, tuple):
        return "、".join(str(each) for each in value), ", ".join(str(each) for each in value)
    return (value.zh, value.en) if isinstance(value, Text) else (str(value), str(value))
