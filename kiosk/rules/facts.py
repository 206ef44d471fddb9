"""What is known of a case when it is assessed. None means unknown, and unknown never refuses."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kiosk.permits import PermitClass, PermitStatus, PhotoFact
from kiosk.rules.assessment import Text
from kiosk.rules.business import BusinessType
from kiosk.rules.matters import (
    Channel,
    ElectronicCardFact,
    EmployerFact,
    NoticeFact,
    PermitCheckFact,
    PhysicalPermitFact,
    ReissueFact,
    SocialSecurityFact,
    StayFact,
    TerminalFact,
)

REASON_JOINT = " / "
"""Between the Chinese and the English of a reason chosen from a list; a typed reason has one language only."""


_NO_REASON = Text("", "")


def joined_reason(reason: Text) -> str:
    """A reason of two languages as it is written down."""
    return f"{reason.zh}{REASON_JOINT}{reason.en}"


def reason_text(reason: str) -> Text:
    """A written reason in either language; one of a single language serves for both."""
    if not reason:
        return _NO_REASON
    zh, joint, en = reason.strip().partition(REASON_JOINT)
    return Text(zh, en if joint else zh)


class VisitorRole(StrEnum):
    """Who stands at the window (spec domain §1)."""

    APPLICANT = "applicant"
    UNIT_AGENT = "unit_agent"
    POA_AGENT = "poa_agent"
    OTHER = "other"


class Seen(StrEnum):
    """What a member of staff said of one original. NOT_YET: nobody has judged it."""

    CONFIRMED = "confirmed"
    DIFFERS = "differs"
    MISSING = "missing"
    NOT_YET = "not_yet"


@dataclass(frozen=True)
class OriginalFact:
    """One paper of the checklist and what staff said of it.

    ``copy_present`` and ``copy_sealed`` speak of the copy under the unit's seal (R-VER-03 b). ``reason`` is staff's
    own words when it differs or is missing. Two papers of one kind have keys ``M10`` and ``M10#2``. ``copy_asked``
    says whether a sealed copy is wanted here; ``template`` that the record lists no materials and this row is the
    general one of domain §10.
    """

    key: str
    name_zh: str
    name_en: str
    seen: Seen = Seen.NOT_YET
    reason: str = ""
    copy_present: bool | None = None
    copy_sealed: bool | None = None
    copy_asked: bool = False
    template: bool = False


@dataclass(frozen=True)
class MedicalFact:
    """The medical report staff were shown at the window. ``issuer`` is the name printed on it."""

    present: bool | None = None
    issued_on: date | None = None
    issuer: str | None = None


@dataclass(frozen=True)
class AgentProof:
    """What an agent brought: the unit's proof, or a power of attorney and whether it is signed."""

    unit_proof: bool | None = None
    power_of_attorney: bool | None = None
    power_of_attorney_signed: bool | None = None


@dataclass(frozen=True)
class ContractFact:
    """The employment contract, or the dispatch letter of a multinational, as a person read it.

    ``parties`` to ``signature_page`` are its seven elements (R-CON-01). ``change_wanted``: the visitor asks to
    change its terms. Each is None while nobody has looked.
    """

    dispatch_letter: bool = False
    in_chinese: bool | None = None
    parties: bool | None = None
    work_place: bool | None = None
    work_content: bool | None = None
    salary: bool | None = None
    work_time: bool | None = None
    position: bool | None = None
    signature_page: bool | None = None
    applicant_signature: bool | None = None
    unit_seal: bool | None = None
    effective_on: date | None = None
    change_wanted: bool | None = None


@dataclass(frozen=True)
class PhotoImage:
    """What the photo shows (R-PHO-03), point by point as someone judged it; True is as it should be."""

    front_facing: bool | None = None
    bare_headed: bool | None = None
    white_background: bool | None = None
    without_border: bool | None = None
    features_complete: bool | None = None
    clear: bool | None = None
    without_blemishes: bool | None = None
    icao_9303: bool | None = None


@dataclass(frozen=True)
class FieldMatch:
    """One field of the record against a reading of an original.

    ``subject`` is the paper read: a checklist key (``M07``) or a name of ``data/names.toml`` (``passport``,
    ``card``). ``agrees`` None is unreadable. ``staff_says`` is what a person said of this field after looking at
    it: True settles a misreading, False makes the difference a defect; a machine alone does neither. ``note``
    says why two spellings agree, or why they could not be compared, where that cannot be seen from them.
    """

    subject: str
    field: str
    expected: str
    seen: str | None
    agrees: bool | None
    staff_says: bool | None = None
    note: Text | None = None


@dataclass(frozen=True)
class Facts:
    """Everything an assessment may look at; the visit's day is given to ``assess`` beside it.

    ``submitted`` says whether the application was, ``submitted_on`` on what day. ``contract`` and ``photo_image``
    are None where nobody examined them.
    """

    permit_class: PermitClass | None = None
    permit_status: PermitStatus | None = None
    entry_date: date | None = None
    visitor: VisitorRole | None = None
    proof: AgentProof = AgentProof()
    originals: tuple[OriginalFact, ...] = ()
    visa_copy: bool | None = None
    residence_permit_copy: bool | None = None
    medical: MedicalFact = MedicalFact()
    photo: PhotoFact | None = None
    matches: tuple[FieldMatch, ...] = ()
    decision_available: bool | None = None
    staff_confirmed: bool = False
    submitted: bool | None = None
    submitted_on: date | None = None
    contract: ContractFact | None = None
    photo_taken_on: date | None = None
    photo_image: PhotoImage | None = None
    business: BusinessType = BusinessType.ON_SITE_VERIFICATION
    event_at: datetime | None = None
    channel: Channel | None = None
    stay: StayFact = StayFact()
    notice: NoticeFact = NoticeFact()
    physical_permit: PhysicalPermitFact = PhysicalPermitFact()
    reissue: ReissueFact = ReissueFact()
    electronic_card: ElectronicCardFact = ElectronicCardFact()
    social_security: SocialSecurityFact = SocialSecurityFact()
    employer: EmployerFact = EmployerFact()
    permit_check: PermitCheckFact = PermitCheckFact()
    terminal: TerminalFact = TerminalFact()
