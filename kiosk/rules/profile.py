"""A locality's profile: every parameter of the rules with its source, where None is unknown and never refuses."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import ConfigDict, Field, StrictBool, with_config

from kiosk.permits import PermitClass
from kiosk.rules.assessment import Text
from kiosk.rules.business import BusinessType
from kiosk.rules.dates import ContractDirection, CountStart, Cutoff, CutOverSide
from kiosk.rules.facts import VisitorRole

T = TypeVar("T")
Count = Annotated[int, Field(strict=True, gt=0)]
Days = Annotated[int, Field(strict=True, gt=0, le=366)]
Months = Annotated[int, Field(strict=True, gt=0, le=120)]
TerritoryCode = Annotated[str, Field(pattern=r"^([0-9]{2}|[0-9]{4}|[0-9]{6})$")]
"""A division of GB/T 2260: a province, a prefecture or a county."""
NonEmpty = Annotated[str, Field(min_length=1)]

_CLOSED = ConfigDict(extra="forbid")
"""A key no one reads is a slip of the pen, not a setting."""


@with_config(_CLOSED)
@dataclass(frozen=True)
class Value(Generic[T]):
    """One value of a profile. ``value`` None is "unknown"; ``rule`` is the rule that sets it, if one does.

    ``source`` is the notice's file and place, or the P-fact with its confidence; ``as_of`` the day it stood so.
    """

    value: T | None
    source: NonEmpty
    as_of: date
    rule: str | None = None
    note: str | None = None

    @property
    def is_unknown(self) -> bool:
        """Whether the sources do not decide it."""
        return self.value is None


class Incomplete(StrEnum):
    """What an incomplete case is called here; both print the same one complete list."""

    CORRECTION_NOTICE = "CORRECTION_NOTICE"
    NOT_ACCEPTED_INCOMPLETE = "NOT_ACCEPTED_INCOMPLETE"


class ReferenceDay(StrEnum):
    """The day on which the medical report must still be valid (spec domain §6, ``med_ref``)."""

    VISIT_DATE = "visit_date"
    ENTRY_DATE = "entry_date"


class Delivery(StrEnum):
    """How the decision reaches the applicant."""

    WINDOW = "window"
    DOWNLOAD = "download"
    BOTH = "both"


@with_config(_CLOSED)
@dataclass(frozen=True)
class Verification:
    """On-site verification of originals (R-VER). Days are calendar days from the day of entry."""

    required: Value[StrictBool]
    classes: Value[tuple[PermitClass, ...]]
    originals: Value[StrictBool]
    has_deadline: Value[StrictBool]
    deadline_days: Value[Days]
    must_precede_residence_permit: Value[StrictBool]
    visitors: Value[tuple[VisitorRole, ...]]
    visitors_exclusive: Value[StrictBool]
    unit_agent_proof: Value[StrictBool]
    copies_with_seal: Value[StrictBool]
    visa_or_residence_copy: Value[StrictBool]
    incomplete_outcome: Value[Incomplete]


@with_config(_CLOSED)
@dataclass(frozen=True)
class Medical:
    """The medical report at verification (R-MED)."""

    required: Value[StrictBool]
    months: Value[Months]
    issuer: Value[Literal["domestic_iq"]]
    reference: Value[ReferenceDay]


@with_config(_CLOSED)
@dataclass(frozen=True)
class Photo:
    """The photo file (R-PHO). ``rules`` unknown: the figures are advice and never a defect."""

    rules: Value[Literal["shenzhen"]]
    file_format: Value[Literal["JPEG"]]
    min_width: Value[Count]
    min_height: Value[Count]
    max_bytes: Value[Count]
    warn_bytes: Value[Count]
    months: Value[Months]


@with_config(_CLOSED)
@dataclass(frozen=True)
class Contract:
    """The contract's content, signature, seal and dates (R-CON). ``rules`` unknown: advice and never a defect.

    ``effective_days`` is how far the day it takes effect may lie from the day of submission.
    """

    rules: Value[Literal["shenzhen"]]
    effective_days: Value[Days]
    direction: Value[ContractDirection]
    inclusive: Value[StrictBool]


@with_config(_CLOSED)
@dataclass(frozen=True)
class DateCounting:
    """How days are counted (spec domain §6). ``dec1_side``: a notice approved on the first day."""

    count_start: Value[CountStart]
    roll_forward_holiday: Value[StrictBool]
    cutoff: Value[Cutoff]
    closing_time: Value[time]
    dec1_side: Value[CutOverSide]


class ReissueGround(StrEnum):
    """Who may have the electronic certificate reissued (R-RPL-01, R-RPL-02)."""

    UNEXPIRED_CARD = "unexpired_card"
    APPROVED_NOT_COLLECTED = "approved_not_collected"


class CardChannel(StrEnum):
    """How a physical social security card is applied for (R-SSC-02)."""

    INDIVIDUAL = "individual"
    BATCH = "batch"


@with_config(_CLOSED)
@dataclass(frozen=True)
class Sites:
    """Where to file online (R-GEN-06). ``parallel_platform`` unknown: no source names one here."""

    work_system: Value[NonEmpty]
    parallel_platform: Value[NonEmpty]
    parallel_excludes: Value[tuple[BusinessType, ...]]


@with_config(_CLOSED)
@dataclass(frozen=True)
class Overseas:
    """The merged overseas application (R-OVS): more than ``days`` days, and whether exactly so many are covered."""

    days: Value[Days]
    days_included: Value[StrictBool]
    others_unaffected: Value[StrictBool]


@with_config(_CLOSED)
@dataclass(frozen=True)
class Reissue:
    """Reissue of the electronic certificate (R-RPL). ``materials`` are keys of domain §3, such as ``D-PHYS``."""

    eligible: Value[tuple[ReissueGround, ...]]
    expiry_day_counts: Value[StrictBool]
    materials: Value[tuple[Literal["D-APF", "D-PHYS"], ...]]
    remote_allowed: Value[StrictBool]


@with_config(_CLOSED)
@dataclass(frozen=True)
class Transit:
    """Cases under way at the cut-over (R-TRN, R-VER-09): whether a re-approved one is verified on site."""

    verify_when_reapproved: Value[StrictBool]


@with_config(_CLOSED)
@dataclass(frozen=True)
class NoticeCancellation:
    """Cancelling a notice (R-CAN); the first day itself is ``dates.dec1_side``."""

    by_approval_date: Value[StrictBool]


@with_config(_CLOSED)
@dataclass(frozen=True)
class SocialSecurityCard:
    """The physical social security card (R-SSC, R-AGE-02). From ``review_from_age`` on a person decides."""

    open_from: Value[date]
    channels: Value[tuple[CardChannel, ...]]
    needs_enrolment: Value[StrictBool]
    review_from_age: Value[Count]


@with_config(_CLOSED)
@dataclass(frozen=True)
class OneCard:
    """One-card services of the locality by name (R-ONE-01); none listed hides the business."""

    services: Value[tuple[NonEmpty, ...]]


@with_config(_CLOSED)
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


@with_config(_CLOSED)
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
