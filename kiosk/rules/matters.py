"""What the businesses beyond on-site verification need to know of a case. None means unknown, and never refuses."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Channel(StrEnum):
    """How the visitor means to file: in the Work system, on the locality's parallel platform, or on paper."""

    WORK_SYSTEM = "SYS-1"
    PARALLEL_PLATFORM = "SYS-2"
    PAPER = "paper"


class Wish(StrEnum):
    """What the holder of a physical permit card wants done about it (R-GEN-04)."""

    NOTHING = "nothing"
    EXTENSION = "extension"
    CHANGE = "change"


class PermitEvent(StrEnum):
    """Why a physical social security card is asked for (R-SSC-02)."""

    NEW_PERMIT = "new_permit"
    REPLACED_PERMIT = "replaced_permit"


@dataclass(frozen=True)
class StayFact:
    """The stay: days asked for, the visa as printed (``Z``), whether the person has entered, and the places.

    ``work_place`` and ``applying_place`` are division codes (GB/T 2260) or names, as long as both are alike.
    ``originals_verified``: whether on-site verification is done.
    """

    days: int | None = None
    visa_type: str | None = None
    entered: bool | None = None
    work_place: str | None = None
    applying_place: str | None = None
    originals_verified: bool | None = None


@dataclass(frozen=True)
class NoticeFact:
    """The work permit notice and what became of it around the cut-over of 2024-12-01.

    ``permit_applied`` and ``permit_pending`` speak of the permit card applied for after entry under the old
    procedure; ``written_request`` is the employer's paper for cancelling a notice (R-CAN-01).
    """

    approved_on: date | None = None
    valid_until: date | None = None
    shown: bool | None = None
    pending_at_cutover: bool | None = None
    permit_applied: bool | None = None
    permit_pending: bool | None = None
    reapproved: bool | None = None
    code_scanned: bool | None = None
    written_request: bool | None = None
    written_request_sealed: bool | None = None


@dataclass(frozen=True)
class PhysicalPermitFact:
    """The old physical permit card. ``offered``: its holder hands it over; ``retained``: someone ticked it kept."""

    wish: Wish | None = None
    expires_on: date | None = None
    approved_not_collected: bool | None = None
    lost: bool | None = None
    brought: bool | None = None
    offered: bool | None = None
    retained: bool | None = None


@dataclass(frozen=True)
class ReissueFact:
    """What goes with a reissue of the electronic certificate (R-RPL-03, R-RPL-04)."""

    form: bool | None = None
    remote: bool | None = None
    commitment_letter: bool | None = None


@dataclass(frozen=True)
class ElectronicCardFact:
    """The electronic social security card and its registration.

    ``page_shown``: its page with the permit's information was shown; ``service``: a key of the service asked for.
    """

    name: str | None = None
    name_on_notice: str | None = None
    has_permit_number: bool | None = None
    has_social_security_number: bool | None = None
    page_shown: bool | None = None
    service: str | None = None


@dataclass(frozen=True)
class SocialSecurityFact:
    """Social insurance and the physical social security card. ``age`` in full years; ``persons`` in the batch."""

    age: int | None = None
    asks_whether_compulsory: bool | None = None
    conditions_met: bool | None = None
    enrolled: bool | None = None
    card_held: bool | None = None
    permit_event: PermitEvent | None = None
    persons: int | None = None


@dataclass(frozen=True)
class EmployerFact:
    """The employer's registration: its unified social credit code as typed, and whether its name matches."""

    uscc: str | None = None
    name_matches: bool | None = None


@dataclass(frozen=True)
class PermitCheckFact:
    """How the permit was verified; any one channel suffices (R-GEN-08). False: tried without success."""

    system: bool | None = None
    viewed: bool | None = None
    scanned: bool | None = None


@dataclass(frozen=True)
class TerminalFact:
    """The terminal itself: its registry adapter (R-GEN-09) and its mode (R-ORG-01)."""

    interface_specified: bool | None = None
    interface_reachable: bool | None = None
    training: bool | None = None
    sample_data: bool | None = None
