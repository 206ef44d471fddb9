"""A locality's profile: every parameter of the rules with its source, where None is unknown and never refuses."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import Field, with_config

from kiosk.rules.assessment import Text
from kiosk.rules.profile_businesses import (
    NoticeCancellation,
    OneCard,
    Overseas,
    Reissue,
    Sites,
    SocialSecurityCard,
    Transit,
)
from kiosk.rules.profile_value import CLOSED, NonEmpty, Value
from kiosk.rules.profile_verification import Contract, DateCounting, Medical, Photo, Verification

TerritoryCode = Annotated[str, Field(pattern=r"^([0-9]{2}|[0-9]{4}|[0-9]{6})$")]
"""A division of GB/T 2260: a province, a prefecture or a county."""


class Delivery(StrEnum):
    """How the decision reaches the applicant."""

    WINDOW = "window"
    DOWNLOAD = "download"
    BOTH = "both"


@with_config(CLOSED)
@dataclass(frozen=True)
class Contacts:
    """Official contacts only (R-LOC-01); what no source gives is unknown and is not shown.

    ``insurance`` is the bureau that answers questions on social insurance (R-INS-03).
    """

    authority: Value[Text]
    window: Value[Text]
    address: Value[Text]
    phone: Value[NonEmpty]
    hours: Value[Text]
    insurance: Value[Text]


@with_config(CLOSED)
@dataclass(frozen=True)
class Profile:
    """One locality's parameters, complete: what it does not say itself it has from the one it inherits.

    ``lineage`` are the ids from this profile up to the one that inherits nothing, without those of other
    territories, whose contacts and guidance do not pass on; ``guidance_files`` say where to go with each business,
    nearest first. The loader fills both.
    """

    id: str
    version: str
    name_zh: str
    name_en: str
    territory_codes: tuple[TerritoryCode, ...]
    source_document: str
    effective_from: date
    verification: Verification
    medical: Medical
    contract: Contract
    photo: Photo
    dates: DateCounting
    contacts: Contacts
    decision_delivery: Value[Delivery]
    visa_types: Value[tuple[str, ...]]
    sites: Sites
    overseas: Overseas
    reissue: Reissue
    transit: Transit
    notice_cancellation: NoticeCancellation
    social_security_card: SocialSecurityCard
    one_card: OneCard
    inherits: str | None = None
    lineage: tuple[str, ...] = ()
    guidance_files: tuple[Path, ...] = ()

    @property
    def name(self) -> Text:
        """The locality's name."""
        return Text(self.name_zh, self.name_en)

    @property
    def window_text(self) -> Text | None:
        """Where the window is and when it is open, for receipts; None when no source says (R-VER-08)."""
        contacts = self.contacts
        known = [value.value for value in (contacts.address, contacts.window, contacts.hours) if value.value]
        if contacts.phone.value:
            known.append(Text(f"电话\uff1a{contacts.phone.value}", f"tel. {contacts.phone.value}"))
        if not known:
            return None
        return Text(zh="\uff0c".join(text.zh for text in known), en="; ".join(text.en for text in known))
