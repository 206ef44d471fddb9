"""The originals to see in this case: what was uploaded with the application, and what the locality asks besides."""

import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path

from kiosk.permits import Material, PermitClass
from kiosk.rules.facts import VisitorRole
from kiosk.rules.profiles import Profile

_FILE = Path(__file__).parent / "data" / "checklist.toml"


class Shown(StrEnum):
    """What staff look at: the paper itself, a file, or a copy that needs no original."""

    ORIGINAL = "original"
    FILE = "file"
    COPY = "copy"


@dataclass(frozen=True)
class Paper:
    """One row of the template of domain §10."""

    name_zh: str
    name_en: str
    shown: Shown
    sealed_copy: bool
    in_template: bool


@dataclass(frozen=True)
class ChecklistItem:
    """One paper to see. ``key`` is unique in the list: a second paper of one kind is ``M10#2``.

    ``sealed_copy`` asks a copy under the employer's seal too (R-VER-03 b). ``template`` is true where the record
    lists no materials, so that the row is general and not this case's: say so to staff. ``source`` is the record,
    the profile's value or the template's.
    """

    key: str
    name_zh: str
    name_en: str
    shown: Shown
    sealed_copy: bool
    template: bool
    source: str
    pages: int = 1


def required_originals(
    materials: Iterable[Material],
    profile: Profile,
    permit_class: PermitClass | None,
    visitor: VisitorRole | None,
) -> tuple[ChecklistItem, ...]:
    """The checklist of this case, in the record's order, then the locality's extras (M11 to M13).

    Empty where the locality does not verify this class. A class or a rule not known asks as if it did: the
    assessment marks it for review.
    """
    verification = profile.verification
    if verification.required.value is False or _class_exempt(profile, permit_class):
        return ()
    sealed = bool(verification.copies_with_seal.value)
    uploaded = tuple(materials)
    if uploaded:
        items = [_uploaded(material, sealed) for material in uploaded]
    else:
        items = [
            _item(key, sealed, template=True, source=_source()) for key in papers() if papers()[key].in_template
        ]
    listed = {item.key for item in items}
    items += [
        _item(key, sealed, template=False, source=why)
        for key, why in _extras(profile, visitor)
        if key not in listed
    ]
    return _with_unique_keys(items)


def copy_asked(key: str) -> bool:
    """Whether a sealed copy goes with that paper where the locality asks copies; an unlisted paper needs one."""
    paper = papers().get(key.partition("#")[0])
    return paper is None or paper.sealed_copy


@cache
def papers() -> dict[str, Paper]:
    """The template of domain §10 by key."""
    content = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {
        key: Paper(row["zh"], row["en"], Shown(row["kind"]), row["copy"], row["template"])
        for key, row in content.items()
        if isinstance(row, dict)
    }


@cache
def _source() -> str:
    return str(tomllib.loads(_FILE.read_text(encoding="utf-8"))["source"])


def _class_exempt(profile: Profile, permit_class: PermitClass | None) -> bool:
    classes = profile.verification.classes.value
    return classes is not None and permit_class is not None and permit_class not in classes


def _extras(profile: Profile, visitor: VisitorRole | None) -> Iterable[tuple[str, str]]:
    verification, medical = profile.verification, profile.medical
    if verification.visa_or_residence_copy.value:
        yield "M11", verification.visa_or_residence_copy.source
    if medical.required.value:
        yield "M12", medical.required.source
    if visitor in (VisitorRole.POA_AGENT, VisitorRole.OTHER):
        yield "M13", verification.visitors.source


def _uploaded(material: Material, sealed: bool) -> ChecklistItem:
    paper = papers().get(material.key)
    return ChecklistItem(
        key=material.key,
        name_zh=material.name_zh,
        name_en=material.name_en,
        shown=paper.shown if paper else Shown.ORIGINAL,
        sealed_copy=sealed and copy_asked(material.key),
        template=False,
        source="record",
        pages=material.pages,
    )


def _item(key: str, sealed: bool, *, template: bool, source: str) -> ChecklistItem:
    paper = papers()[key]
    return ChecklistItem(
        key=key,
        name_zh=paper.name_zh,
        name_en=paper.name_en,
        shown=paper.shown,
        sealed_copy=sealed and paper.sealed_copy,
        template=template,
        source=source,
    )


def _with_unique_keys(items: list[ChecklistItem]) -> tuple[ChecklistItem, ...]:
    seen: Counter[str] = Counter()
    unique = []
    for item in items:
        seen[item.key] += 1
        count = seen[item.key]
        unique.append(item if count == 1 else replace(item, key=f"{item.key}#{count}"))
    return tuple(unique)
