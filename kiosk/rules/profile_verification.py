"""The tables of a profile on verification: originals, report, photo, contract, and how days are counted."""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from typing import Literal

from pydantic import StrictBool, with_config

from kiosk.permits import PermitClass
from kiosk.rules.dates import ContractDirection, CountStart, Cutoff, CutOverSide
from kiosk.rules.facts import VisitorRole
from kiosk.rules.profile_value import CLOSED, Count, Days, Months, Value


class Incomplete(StrEnum):
    """What an incomplete case is called here; both print the same one complete list."""

    CORRECTION_NOTICE = "CORRECTION_NOTICE"
    NOT_ACCEPTED_INCOMPLETE = "NOT_ACCEPTED_INCOMPLETE"


class ReferenceDay(StrEnum):
    """The day on which the medical report must still be valid (spec domain §6, ``med_ref``)."""

    VISIT_DATE = "visit_date"
    ENTRY_DATE = "entry_date"


@with_config(CLOSED)
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


@with_config(CLOSED)
@dataclass(frozen=True)
class Medical:
    """The medical report at verification (R-MED)."""

    required: Value[StrictBool]
    months: Value[Months]
    issuer: Value[Literal["domestic_iq"]]
    reference: Value[ReferenceDay]


@with_config(CLOSED)
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


@with_config(CLOSED)
@dataclass(frozen=True)
class Contract:
    """The contract's content, signature, seal and dates (R-CON). ``rules`` unknown: advice and never a defect.

    ``effective_days`` is how far the day it takes effect may lie from the day of submission.
    """

    rules: Value[Literal["shenzhen"]]
    effective_days: Value[Days]
    direction: Value[ContractDirection]
    inclusive: Value[StrictBool]


@with_config(CLOSED)
@dataclass(frozen=True)
class DateCounting:
    """How days are counted (spec domain §6). ``dec1_side``: a notice approved on the first day."""

    count_start: Value[CountStart]
    roll_forward_holiday: Value[StrictBool]
    cutoff: Value[Cutoff]
    closing_time: Value[time]
    dec1_side: Value[CutOverSide]
