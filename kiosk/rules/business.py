"""The businesses of domain §4: their names, who files each where, and what this terminal does about it."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from kiosk.rules.assessment import Outcome, Text

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


@cache
def businesses() -> dict[BusinessType, Business]:
    """Every business by its code."""
    content = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {type_: _business(type_, content[type_.value]) for type_ in BusinessType}


def business_name(type_: BusinessType) -> Text:
    """What the business is called."""
    return businesses()[type_].name


def _business(type_: BusinessType, row: dict[str, Any]) -> Business:
    return Business(
        type=type_,
        name=Text(row["zh"], row["en"]),
        filed_by=tuple(row["filed_by"]),
        places=tuple(row["places"]),
        role=row["role"],
        outcome=Outcome(row["outcome"]),
        source=row["source"],
        replaced_by=tuple(BusinessType(code) for code in row.get("replaced_by", ())),
        hint=Text(row["hint"]["zh"], row["hint"]["en"]) if "hint" in row else None,
    )
