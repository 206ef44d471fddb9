"""The businesses of domain §4: their names, who files each where, and what this terminal does about it."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from kiosk.rules.assessment import Outcome, Text
from kiosk.rules.datafile import DataFileError, read_as

_FILE = Path(__file__).parent / "data" / "businesses.toml"


class BusinessType(StrEnum):
    """What the visitor has come for. X-01 to X-05 are no longer handled anywhere (R-GEN-07)."""

    OVERSEAS_APPLICATION = "BT-01"
    EXTENSION = "BT-02"
    CHANGE = "BT-03"
    CANCELLATION = "BT-04"
    ELECTRONIC_REISSUE = "BT-05"
    NOTICE_REISSUE = "BT-06"
    NOTICE_IN_TRANSIT = "BT-07"
    PERMIT_IN_TRANSIT = "BT-08"
    NOTICE_CANCELLATION_OFFLINE = "BT-09"
    NOTICE_CANCELLATION_ONLINE = "BT-10"
    ON_SITE_VERIFICATION = "BT-11"
    DECISION_RECEIPT = "BT-12"
    ELECTRONIC_CARD = "BT-13"
    SOCIAL_INSURANCE = "BT-14"
    CARD_IN_PERSON = "BT-15"
    CARD_BATCH = "BT-16"
    CARD_REPLACEMENT = "BT-17"
    RESIDENCE_PERMIT = "BT-18"
    QUERY = "BT-19"
    EMPLOYER_REGISTRATION = "BT-20"
    NOTICE_DOWNLOAD = "BT-21"
    WORK_VISA = "BT-22"
    ONE_CARD_SERVICE = "BT-90"
    APPLICATION_AFTER_ENTRY = "X-01"
    LOSS_ANNOUNCEMENT = "X-02"
    PERMIT_SUPPLEMENT = "X-03"
    NOTICE_CANCELLATION_MENU = "X-04"
    PHYSICAL_CARD = "X-05"

    @property
    def is_removed(self) -> bool:
        """Whether it is no longer handled by anyone."""
        return self.value.startswith("X-")


HANDLED_HERE = (BusinessType.ON_SITE_VERIFICATION, BusinessType.DECISION_RECEIPT)
"""The businesses decided by the checklist of originals and the locality's verification rules."""


@dataclass(frozen=True)
class Business:
    """One row of domain §4.

    ``filed_by`` are the actors of domain §1 and ``places`` the systems, windows and agencies; ``outcome`` what this
    terminal answers when no finding says otherwise; ``replaced_by`` where a removed business went.
    """

    type: BusinessType
    name: Text
    filed_by: tuple[str, ...]
    places: tuple[str, ...]
    role: str
    outcome: Outcome
    source: str
    replaced_by: tuple[BusinessType, ...] = ()
    hint: Text | None = None


_Words = Annotated[str, Field(min_length=1)]


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Hint(_Form):
    zh: _Words
    en: _Words


class _Row(_Form):
    zh: _Words
    en: _Words
    filed_by: tuple[_Words, ...]
    places: tuple[_Words, ...]
    role: _Words
    outcome: Outcome
    source: _Words
    replaced_by: tuple[BusinessType, ...] = ()
    hint: _Hint | None = None


_FORM: TypeAdapter[dict[BusinessType, _Row]] = TypeAdapter(dict[BusinessType, _Row])


@cache
def businesses() -> dict[BusinessType, Business]:
    """Every business by its code."""
    return read_businesses(_FILE)


def read_businesses(path: Path) -> dict[BusinessType, Business]:
    """The businesses of a file, each of them there. Raises DataFileError."""
    rows = read_as(path, _FORM)
    if missing := [type_.value for type_ in BusinessType if type_ not in rows]:
        raise DataFileError(f"{path.name}: {missing[0]}: missing; every business has its table")
    return {type_: _business(type_, rows[type_]) for type_ in BusinessType}


def business_name(type_: BusinessType) -> Text:
    """What the business is called."""
    return businesses()[type_].name


def _business(type_: BusinessType, row: _Row) -> Business:
    return Business(
        type=type_,
        name=Text(row.zh, row.en),
        filed_by=row.filed_by,
        places=row.places,
        role=row.role,
        outcome=row.outcome,
        source=row.source,
        replaced_by=row.replaced_by,
        hint=Text(row.hint.zh, row.hint.en) if row.hint else None,
    )
