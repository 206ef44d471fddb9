"""The originals to see in this case: what was uploaded with the application, and what the locality asks besides."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StrictBool, TypeAdapter

from kiosk.permits import Material, PermitRecord
from kiosk.rules.datafile import DataFileError, read_as
from kiosk.rules.facts import OriginalFact, VisitorRole
from kiosk.rules.profile import Profile

_FILE = Path(__file__).parent / "data" / "checklist.toml"
_EXTRAS = frozenset({"M11", "M12", "M13"})
"""Papers the rules add to what was uploaded."""

_Named = Annotated[str, Field(min_length=1)]
_Key = Annotated[str, Field(pattern=r"^M\d{2}$")]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    zh: _Named
    en: _Named
    sealed_copy: Annotated[StrictBool, Field(alias="copy")]
    template: StrictBool


class _File(BaseModel):
    """The file's own source and day, and a table for each paper beside them."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[_Key, _Row]

    as_of: date
    source: _Named

    def rows(self) -> dict[str, _Row]:
        return dict(self.__pydantic_extra__)


_FORM = TypeAdapter(_File)


@dataclass(frozen=True)
class Paper:
    """One row of domain §10. ``sealed_copy``: R-VER-03 (b) asks a copy of it; ``in_template``: of every record."""

    name_zh: str
    name_en: str
    sealed_copy: bool
    in_template: bool


def required_originals(
    record: PermitRecord, profile: Profile, visitor: VisitorRole | None = None
) -> tuple[OriginalFact, ...]:
    """The checklist of this case, none of it judged yet: the record's materials in its order, then M11 to M13.

    A record without materials gets the rows of domain §10, marked ``template``. Empty where the locality does not
    verify this class; a class or a rule not known is asked, and the assessment marks it for review. Keys are
    unique: a second paper of one kind is ``M10#2``. M13 joins for a visitor who needs a power of attorney.
    """
    if profile.verification.required.value is False or _is_exempt(record, profile):
        return ()
    copies = bool(profile.verification.copies_with_seal.value)
    rows = [_uploaded(material, copies) for material in record.materials] or list(_template(copies))
    listed = {row.key for row in rows}
    rows += [_row(key, copies) for key in _extras(profile, visitor) if key not in listed]
    return _with_unique_keys(rows)


def copy_asked(key: str) -> bool:
    """Whether a sealed copy goes with that paper where the locality asks copies; an unlisted paper needs one."""
    paper = papers().get(key.partition("#")[0])
    return paper is None or paper.sealed_copy


@cache
def papers() -> dict[str, Paper]:
    """The rows of domain §10 by key."""
    return read_papers(_FILE)


def read_papers(path: Path) -> dict[str, Paper]:
    """The rows of a checklist file by key. Raises DataFileError."""
    rows = read_as(path, _FORM).rows()
    if missing := sorted(_EXTRAS - rows.keys()):
        raise DataFileError(f"{path.name}: {missing[0]}: missing; the rules ask this paper by its key")
    return {key: Paper(row.zh, row.en, row.sealed_copy, row.template) for key, row in rows.items()}


def _is_exempt(record: PermitRecord, profile: Profile) -> bool:
    classes, permit_class = profile.verification.classes.value, record.permit_class
    return classes is not None and permit_class is not None and permit_class not in classes


def _extras(profile: Profile, visitor: VisitorRole | None) -> Iterator[str]:
    if profile.verification.visa_or_residence_copy.value:
        yield "M11"
    if profile.medical.required.value:
        yield "M12"
    if visitor in (VisitorRole.POA_AGENT, VisitorRole.OTHER):
        yield "M13"


def _uploaded(material: Material, copies: bool) -> OriginalFact:
    return OriginalFact(
        material.key, material.name_zh, material.name_en, copy_asked=copies and copy_asked(material.key)
    )


def _template(copies: bool) -> Iterator[OriginalFact]:
    for key, paper in papers().items():
        if paper.in_template:
            yield replace(_row(key, copies), template=True)


def _row(key: str, copies: bool) -> OriginalFact:
    paper = papers()[key]
    return OriginalFact(key, paper.name_zh, paper.name_en, copy_asked=copies and paper.sealed_copy)


def _with_unique_keys(rows: list[OriginalFact]) -> tuple[OriginalFact, ...]:
    met: Counter[str] = Counter()
    unique = []
    for row in rows:
        met[row.key] += 1
        unique.append(row if met[row.key] == 1 else replace(row, key=f"{row.key}#{met[row.key]}"))
    return tuple(unique)
