"""Where a visit stands, and the one next step that follows from it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from drivers.printing import PrintOutcome
from kiosk.permits import Decision, PermitRecord
from kiosk.rules.assessment import Assessment
from kiosk.rules.facts import AgentProof, FieldMatch, MedicalFact, OriginalFact, Seen, VisitorRole
from kiosk.rules.second_visit import ToldLate
from kiosk.visits import events as e
from kiosk.visits.points import CONTRACT, PHOTO


class Step(StrEnum):
    """The one next step of a visit."""

    SCAN = "scan"
    VISITOR = "visitor"
    ORIGINALS = "originals"
    ASSESS = "assess"
    CONFIRM = "confirm"
    PRINT = "print"
    CLOSE = "close"
    CLOSED = "closed"


@dataclass(frozen=True)
class RecordedEvent:
    """An event with its place in the log."""

    visit_id: UUID
    sequence: int
    recorded_at: datetime
    event: e.Event


@dataclass(frozen=True)
class PrintJob:
    """One print of one paper. ``outcome`` is None while the printer has it."""

    job_id: str
    paper: e.Paper
    copy: int
    outcome: PrintOutcome | None = None
    evidence: str = ""


@dataclass(frozen=True)
class VisitState:
    """Everything a face shows of one visit. Built by ``fold`` only.

    ``contract_lacks`` and ``photo_lacks`` are the points staff found not as asked; None while nobody has looked.
    ``empty_pictures`` are the digests of those on which nothing is to be seen.
    ``codes`` are the kinds of code that the registry said mean this permit.
    ``late`` are the assessment's defects that the visit before could have been told of.
    """

    visit_id: UUID
    sequence: int
    opened_at: datetime
    face: e.Face
    profile: str
    window: str
    operator: str
    record: PermitRecord | None = None
    codes: tuple[e.CodeKind, ...] = ()
    visitor: VisitorRole | None = None
    proof: AgentProof = AgentProof()
    entry_date: date | None = None
    originals: tuple[OriginalFact, ...] = ()
    pictures: tuple[tuple[str, str], ...] = ()
    empty_pictures: tuple[str, ...] = ()
    judged: tuple[str, ...] = ()
    medical: MedicalFact = MedicalFact()
    card_matches: tuple[FieldMatch, ...] = ()
    card_partial: bool = False
    passport_matches: tuple[FieldMatch, ...] = ()
    settled_fields: tuple[tuple[str, str, bool], ...] = ()
    contract_lacks: tuple[str, ...] | None = None
    contract_change_wanted: bool | None = None
    photo_lacks: tuple[str, ...] | None = None
    assessment: Assessment | None = None
    late: tuple[ToldLate, ...] = ()
    confirmed_at: datetime | None = None
    reported: bool = False
    decision: Decision | None = None
    prints: tuple[PrintJob, ...] = ()
    problems: tuple[e.ProblemNoted, ...] = ()
    simulated: bool = False
    closed: e.Closing | None = None

    @property
    def step(self) -> Step:
        """The one next step."""
        if self.closed:
            return Step.CLOSED
        if self.record is None:
            return Step.SCAN
        if self.visitor is None:
            return Step.VISITOR
        if self.next_original is not None:
            return Step.ORIGINALS
        if self.assessment is None:
            return Step.ASSESS
        return self._step_after_assessment(self.assessment)

    def _step_after_assessment(self, assessment: Assessment) -> Step:
        if assessment.may_be_confirmed and not self.staff_confirmed:
            return Step.CONFIRM
        return Step.PRINT if self.papers_due else Step.CLOSE

    @property
    def papers_due(self) -> tuple[e.Paper, ...]:
        """What this visit still has to hand out: the decision or the one notice of everything, and the receipt."""
        if self.assessment is None:
            return ()
        due = [e.Paper.RECEIPT]
        if self.face is e.Face.DESK and self.staff_confirmed and self.decision is not None:
            due.insert(0, e.Paper.DECISION)
        elif self.face is e.Face.DESK and self.assessment.defects:
            due.insert(0, e.Paper.CORRECTION_NOTICE)
        printed = {job.paper for job in self.prints if job.outcome is PrintOutcome.PRINTED}
        return tuple(paper for paper in due if paper not in printed)

    @property
    def staff_confirmed(self) -> bool:
        """Whether a member of staff answers for the verification."""
        return self.confirmed_at is not None

    @property
    def next_original(self) -> OriginalFact | None:
        """The first original of the checklist nobody has judged."""
        return next((original for original in self.originals if original.seen is Seen.NOT_YET), None)

    @property
    def unsettled_print(self) -> PrintJob | None:
        """A print whose end a person must look at: still unknown, or cut off by a restart."""
        return next((job for job in self.prints if job.outcome in (None, PrintOutcome.UNKNOWN)), None)

    @property
    def matches(self) -> tuple[FieldMatch, ...]:
        """Every field of the record compared with a reading so far, with what staff said of it."""
        settled = {(subject, field): agrees for subject, field, agrees in self.settled_fields}
        return tuple(
            replace(match, staff_says=settled.get((match.subject, match.field)))
            for match in self.passport_matches + self.card_matches
        )

    def pictures_of(self, key: str) -> tuple[str, ...]:
        """The digests of the pictures taken of one original, oldest first."""
        return tuple(digest for original, digest in self.pictures if original == key)

    def is_empty(self, key: str) -> bool:
        """Whether nothing is to be seen on the last picture of that original."""
        taken = self.pictures_of(key)
        return bool(taken) and taken[-1] in self.empty_pictures

    def lacking(self, key: str) -> tuple[str, ...]:
        """The points staff found not as asked in that paper; none where there are no points or nobody looked."""
        return {CONTRACT: self.contract_lacks, PHOTO: self.photo_lacks}.get(key) or ()
