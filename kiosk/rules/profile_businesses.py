"""The tables of a profile on the businesses this terminal guides to."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import StrictBool, with_config

from kiosk.rules.business import BusinessType
from kiosk.rules.profile_value import CLOSED, Count, Days, NonEmpty, Value


class ReissueGround(StrEnum):
    """Who may have the electronic certificate reissued (R-RPL-01, R-RPL-02)."""

    UNEXPIRED_CARD = "unexpired_card"
    APPROVED_NOT_COLLECTED = "approved_not_collected"


class CardChannel(StrEnum):
    """How a physical social security card is applied for (R-SSC-02)."""

    INDIVIDUAL = "individual"
    BATCH = "batch"


@with_config(CLOSED)
@dataclass(frozen=True)
class Sites:
    """Where to file online (R-GEN-06). ``parallel_platform`` unknown: no source names one here."""

    work_system: Value[NonEmpty]
    parallel_platform: Value[NonEmpty]
    parallel_excludes: Value[tuple[BusinessType, ...]]


@with_config(CLOSED)
@dataclass(frozen=True)
class Overseas:
    """The merged overseas application (R-OVS): more than ``days`` days, and whether exactly so many are covered."""

    days: Value[Days]
    days_included: Value[StrictBool]
    others_unaffected: Value[StrictBool]


@with_config(CLOSED)
@dataclass(frozen=True)
class Reissue:
    """Reissue of the electronic certificate (R-RPL). ``materials`` are keys of domain §3, such as ``D-PHYS``."""

    eligible: Value[tuple[ReissueGround, ...]]
    expiry_day_counts: Value[StrictBool]
    materials: Value[tuple[Literal["D-APF", "D-PHYS"], ...]]
    remote_allowed: Value[StrictBool]


@with_config(CLOSED)
@dataclass(frozen=True)
class Transit:
    """Cases under way at the cut-over (R-TRN, R-VER-09): whether a re-approved one is verified on site."""

    verify_when_reapproved: Value[StrictBool]


@with_config(CLOSED)
@dataclass(frozen=True)
class NoticeCancellation:
    """Cancelling a notice (R-CAN); the first day itself is ``dates.dec1_side``."""

    by_approval_date: Value[StrictBool]


@with_config(CLOSED)
@dataclass(frozen=True)
class SocialSecurityCard:
    """The physical social security card (R-SSC, R-AGE-02). From ``review_from_age`` on a person decides."""

    open_from: Value[date]
    channels: Value[tuple[CardChannel, ...]]
    needs_enrolment: Value[StrictBool]
    review_from_age: Value[Count]


@with_config(CLOSED)
@dataclass(frozen=True)
class OneCard:
    """One-card services of the locality by name (R-ONE-01); none listed hides the business."""

    services: Value[tuple[NonEmpty, ...]]
