"""Where a visit stands: a pure fold over its events, so that a killed terminal comes back at the same step."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from functools import reduce, singledispatch
from typing import Any
from uuid import UUID

from drivers.printing import PrintOutcome
from kiosk.permits import Decision, PermitRecord
from kiosk.rules.assessment import Assessment
from kiosk.rules.facts import AgentProof, FieldMatch, MedicalFact, OriginalFact, Seen, VisitorRole
from kiosk.visits import events as e


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
    """Everything a face shows of one visit. Built by ``fold`` only."""

    visit_id: UUID
    sequence: int
    opened_at: datetime
    face: e.Face
    profile: str
    window: str
    operator: str
    record: PermitRecord | None = None
    visitor: VisitorRole | None = None
    proof: AgentProof = AgentProof()
    entry_date: date | None = None
    originals: tuple[OriginalFact, ...] = ()
    pictures: tuple[tuple[str, str], ...] = ()
    judged: tuple[str, ...] = ()
    medical: MedicalFact = MedicalFact()
    card_matches: tuple[FieldMatch, ...] = ()
    card_partial: bool = False
    passport_matches: tuple[FieldMatch, ...] = ()
    settled_fields: tuple[tuple[str, str, bool], ...] = ()
    assessment: Assessment | None = None
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


def fold(events: Iterable[RecordedEvent]) -> VisitState | None:
    """The state after ``events`` in order of their sequence; None where there is none."""
    return reduce(apply, events, None)


def apply(state: VisitState | None, recorded: RecordedEvent) -> VisitState:
    """The state after one more event."""
    event = recorded.event
    if state is None:
        if not isinstance(event, e.VisitOpened):
            raise ValueError(f"visit {recorded.visit_id} does not begin with VisitOpened")
        return VisitState(
            visit_id=recorded.visit_id,
            sequence=recorded.sequence,
            opened_at=recorded.recorded_at,
            face=event.face,
            profile=event.profile,
            window=event.window,
            operator=event.operator,
        )
    return replace(_after(event, state), sequence=recorded.sequence)


def _with_new_facts(state: VisitState, **changes: Any) -> VisitState:
    """Facts changed, so what was concluded from the old ones no longer stands."""
    return replace(state, assessment=None, confirmed_at=None, **changes)


def _with_checklist(state: VisitState, checklist: tuple[OriginalFact, ...]) -> VisitState:
    """What was judged already stays judged, as long as its paper is still asked for."""
    judged = {original.key: original for original in state.originals}
    return replace(state, originals=tuple(judged.get(original.key, original) for original in checklist))


def _stamped(state: VisitState, provenance: Any) -> VisitState:
    """Once one reading is simulated, the whole visit is."""
    return replace(state, simulated=state.simulated or provenance.source != "hardware")


@singledispatch
def _after(event: Any, state: VisitState) -> VisitState:
    raise TypeError(f"no fold for {type(event).__name__}")


@_after.register
def _(event: e.CodeScanned, state: VisitState) -> VisitState:
    return _stamped(state, event.provenance) if event.provenance else state


@_after.register
def _(event: e.RecordFound, state: VisitState) -> VisitState:
    state = _with_checklist(state, event.checklist)
    return _with_new_facts(state, record=event.record, entry_date=event.record.entry_date)


@_after.register
def _(event: e.VisitorDeclared, state: VisitState) -> VisitState:
    return _with_new_facts(_with_checklist(state, event.checklist), visitor=event.role, proof=event.proof)


@_after.register
def _(event: e.CardRead, state: VisitState) -> VisitState:
    state = _stamped(state, event.provenance)
    return _with_new_facts(state, card_matches=event.matches, card_partial=event.partial)


@_after.register
def _(event: e.OriginalCaptured, state: VisitState) -> VisitState:
    state = _stamped(state, event.provenance)
    return replace(state, pictures=(*state.pictures, (event.key, event.picture)))


@_after.register
def _(event: e.PassportRead, state: VisitState) -> VisitState:
    return _with_new_facts(_stamped(state, event.provenance), passport_matches=event.matches)


@_after.register
def _(event: e.OriginalJudged, state: VisitState) -> VisitState:
    originals = tuple(
        replace(
            original,
            seen=event.seen,
            reason=event.reason,
            copy_present=event.copy_present,
            copy_sealed=event.copy_sealed,
        )
        if original.key == event.key
        else original
        for original in state.originals
    )
    judged = (*(key for key in state.judged if key != event.key), event.key)
    return _with_new_facts(state, originals=originals, judged=judged)


@_after.register
def _(event: e.FieldSettled, state: VisitState) -> VisitState:
    settled = {(subject, field): agrees for subject, field, agrees in state.settled_fields}
    settled[event.subject, event.field] = event.agrees
    fields = tuple((subject, field, agrees) for (subject, field), agrees in settled.items())
    return _with_new_facts(state, settled_fields=fields)


@_after.register
def _(event: e.JudgementWithdrawn, state: VisitState) -> VisitState:
    originals = tuple(
        replace(original, seen=Seen.NOT_YET, reason="", copy_present=None, copy_sealed=None)
        if original.key == event.key
        else original
        for original in state.originals
    )
    judged = tuple(key for key in state.judged if key != event.key)
    return _with_new_facts(state, originals=originals, judged=judged)


@_after.register
def _(event: e.EntryDateStated, state: VisitState) -> VisitState:
    return _with_new_facts(state, entry_date=event.entry_date)


@_after.register
def _(event: e.MedicalStated, state: VisitState) -> VisitState:
    return _with_new_facts(state, medical=MedicalFact(True, event.issued_on, event.issuer))


@_after.register
def _(event: e.Assessed, state: VisitState) -> VisitState:
    return replace(state, assessment=event.assessment)


@_after.register
def _(event: e.StaffConfirmed, state: VisitState) -> VisitState:
    return replace(state, confirmed_at=event.confirmed_at)


@_after.register
def _(event: e.VerificationReported, state: VisitState) -> VisitState:
    return replace(state, reported=True)


@_after.register
def _(event: e.DecisionReceived, state: VisitState) -> VisitState:
    return replace(state, decision=event.decision)


@_after.register
def _(event: e.PrintRequested, state: VisitState) -> VisitState:
    return replace(state, prints=(*state.prints, PrintJob(event.job_id, event.paper, event.copy)))


@_after.register
def _(event: e.PrintSettled, state: VisitState) -> VisitState:
    prints = tuple(
        replace(job, outcome=event.outcome, evidence=event.evidence) if job.job_id == event.job_id else job
        for job in state.prints
    )
    return replace(state, prints=prints)


@_after.register
def _(event: e.ProblemNoted, state: VisitState) -> VisitState:
    return replace(state, problems=(*state.problems, event))


@_after.register
def _(event: e.VisitClosed, state: VisitState) -> VisitState:
    return replace(state, closed=event.closing)
