"""What can happen in a visit. Each event is durable before a screen shows it, and none is ever changed."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from drivers.device import Provenance
from drivers.printing import PrintOutcome
from kiosk.permits import Decision, PermitRecord
from kiosk.rules.assessment import Assessment, Text
from kiosk.rules.facts import AgentProof, Facts, FieldMatch, OriginalFact, Seen, VisitorRole
from kiosk.rules.second_visit import ToldLate


class Face(StrEnum):
    """Where the visit takes place. Self-service can pre-check, never tick "original seen"."""

    DESK = "desk"
    SELF_SERVICE = "self_service"


class Paper(StrEnum):
    """What the terminal can print for a visit."""

    RECEIPT = "receipt"
    CORRECTION_NOTICE = "correction_notice"
    DECISION = "decision"


@dataclass(frozen=True)
class VisitOpened:
    """A person stands at ``window``, the desk's or kiosk's own name. ``operator`` is empty at self-service."""

    face: Face
    profile: str
    window: str
    operator: str


class CodeKind(StrEnum):
    """What kind of code was presented."""

    PERMIT = "permit"
    ELECTRONIC_CARD = "essc"
    SIGNED = "signed"
    OPAQUE = "opaque"


@dataclass(frozen=True)
class CodeScanned:
    """A permit code was presented. Codes of electronic social security cards are never kept (``token`` empty)."""

    token_kind: str
    token: str
    provenance: Provenance | None


@dataclass(frozen=True)
class RecordFound:
    """The registry's record of this permit, and the originals this case asks for."""

    record: PermitRecord
    checklist: tuple[OriginalFact, ...]


@dataclass(frozen=True)
class CodeResolved:
    """The registry said that a code of this kind means the permit at hand. Older visits have none."""

    kind: CodeKind


@dataclass(frozen=True)
class VisitorDeclared:
    """Who came, what proves it, and the checklist with what this visitor must show besides."""

    role: VisitorRole
    proof: AgentProof
    checklist: tuple[OriginalFact, ...]


@dataclass(frozen=True)
class CardRead:
    """The social security card compared with the record; ``partial`` where the chip kept something back."""

    matches: tuple[FieldMatch, ...]
    partial: bool
    provenance: Provenance


@dataclass(frozen=True)
class OriginalCaptured:
    """A picture of one page of an original; ``picture`` is the SHA-256 of the stored JPEG.

    ``empty``: nothing is to be seen on it.
    """

    key: str
    picture: str
    provenance: Provenance
    empty: bool = False


@dataclass(frozen=True)
class PassportRead:
    """The passport's machine-readable zone compared with the record; repaired characters are named."""

    matches: tuple[FieldMatch, ...]
    repaired: tuple[str, ...]
    provenance: Provenance


@dataclass(frozen=True)
class OriginalJudged:
    """A member of staff said of one original: seen and right, differs, or missing."""

    key: str
    seen: Seen
    reason: str
    copy_present: bool | None
    copy_sealed: bool | None
    operator: str


@dataclass(frozen=True)
class FieldSettled:
    """A member of staff looked at one field that was read differently: it agrees after all, or it does differ."""

    subject: str
    field: str
    agrees: bool
    operator: str


@dataclass(frozen=True)
class JudgementWithdrawn:
    """The last word on one original is taken back."""

    key: str
    operator: str


@dataclass(frozen=True)
class EntryDateStated:
    """The entry date as staff read it from the stamp."""

    entry_date: date
    operator: str


@dataclass(frozen=True)
class MedicalStated:
    """The medical report's date and issuer as staff read them."""

    issued_on: date
    issuer: str
    operator: str


@dataclass(frozen=True)
class ContractExamined:
    """A member of staff looked at the contract's pages (R-CON-01, R-CON-02).

    ``lacking`` names the points of ``ContractFact`` that are not as asked; every other one is. ``change_wanted``:
    the visitor asks to change its terms (R-CON-04).
    """

    lacking: tuple[str, ...]
    change_wanted: bool
    operator: str


@dataclass(frozen=True)
class PhotoExamined:
    """A member of staff looked at the photo; ``lacking`` names points of ``PhotoImage`` that are not as asked."""

    lacking: tuple[str, ...]
    operator: str


@dataclass(frozen=True)
class Assessed:
    """What the rules say of the case as it stood, with the facts they were asked about.

    ``facts`` is None in visits recorded before they were kept; such an assessment cannot be replayed. ``late`` are
    the defects that the notice of the visit before could have named already; there must be none (P-01).
    """

    assessment: Assessment
    facts: Facts | None = None
    late: tuple[ToldLate, ...] = ()


@dataclass(frozen=True)
class StaffConfirmed:
    """A member of staff answers for the verification. Only this makes a case VERIFIED."""

    operator: str
    confirmed_at: datetime


@dataclass(frozen=True)
class VerificationReported:
    """The registry holds the report of the verification, received at ``received_at``."""

    received_at: datetime


@dataclass(frozen=True)
class DecisionReceived:
    """The decision as the authority issued it."""

    decision: Decision


@dataclass(frozen=True)
class PrintRequested:
    """A paper is about to be printed; written before the first byte leaves for the printer."""

    job_id: str
    paper: Paper
    copy: int


@dataclass(frozen=True)
class PrintSettled:
    """How a print ended. UNKNOWN stays until a person has looked; ``operator`` is set when one has."""

    job_id: str
    outcome: PrintOutcome
    evidence: str
    provenance: Provenance | None
    operator: str = ""


@dataclass(frozen=True)
class ProblemNoted:
    """Something went wrong: its failure code, who must act, and what was said to the person."""

    code: str
    actor: str
    message: Text


class Closing(StrEnum):
    """Why a visit ended."""

    DONE = "done"
    ABANDONED = "abandoned"
    IDLE = "idle"


@dataclass(frozen=True)
class VisitClosed:
    """The visit is over; nothing can be added."""

    closing: Closing


Event = (
    VisitOpened
    | CodeScanned
    | RecordFound
    | CodeResolved
    | VisitorDeclared
    | CardRead
    | OriginalCaptured
    | PassportRead
    | OriginalJudged
    | FieldSettled
    | JudgementWithdrawn
    | EntryDateStated
    | MedicalStated
    | ContractExamined
    | PhotoExamined
    | Assessed
    | StaffConfirmed
    | VerificationReported
    | DecisionReceived
    | PrintRequested
    | PrintSettled
    | ProblemNoted
    | VisitClosed
)
