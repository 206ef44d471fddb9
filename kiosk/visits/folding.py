"""From a visit's events to its state: a pure fold, so that a killed terminal comes back at the same step."""

from collections.abc import Iterable
from dataclasses import replace
from functools import reduce, singledispatch
from typing import Any

from drivers.device import Provenance, Source
from kiosk.rules.facts import MedicalFact, OriginalFact, Seen
from kiosk.visits import events as e
from kiosk.visits.points import CONTRACT, PHOTO
from kiosk.visits.state import PrintJob, RecordedEvent, VisitState

_UNEXAMINED: dict[str, dict[str, Any]] = {
    CONTRACT: {"contract_lacks": None, "contract_change_wanted": None},
    PHOTO: {"photo_lacks": None},
}
"""What was said of a paper's points goes with the word on the paper itself."""


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
    return replace(state, assessment=None, late=(), confirmed_at=None, **changes)


def _with_checklist(state: VisitState, checklist: tuple[OriginalFact, ...]) -> VisitState:
    """What was judged already stays judged, as long as its paper is still asked for."""
    judged = {original.key: original for original in state.originals}
    return replace(state, originals=tuple(judged.get(original.key, original) for original in checklist))


def _stamped(state: VisitState, provenance: Provenance) -> VisitState:
    """Once one reading is simulated, the whole visit is."""
    return replace(state, simulated=state.simulated or provenance.source is not Source.HARDWARE)


@singledispatch
def _after(event: Any, state: VisitState) -> VisitState:
    raise TypeError(f"no fold for {type(event).__name__}")


@_after.register
def _(event: e.CodeScanned, state: VisitState) -> VisitState:
    return _stamped(state, event.provenance) if event.provenance else state


@_after.register
def _(event: e.RecordFound, state: VisitState) -> VisitState:
    state = replace(state, simulated=state.simulated or event.record.specimen)
    state = _with_checklist(state, event.checklist)
    return _with_new_facts(state, record=event.record, entry_date=event.record.entry_date)


@_after.register
def _(event: e.CodeResolved, state: VisitState) -> VisitState:
    return replace(state, codes=(*state.codes, event.kind))


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
    empty = (*state.empty_pictures, event.picture) if event.empty else state.empty_pictures
    return replace(state, pictures=(*state.pictures, (event.key, event.picture)), empty_pictures=empty)


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
    return _with_new_facts(state, originals=originals, judged=judged, **_UNEXAMINED.get(event.key, {}))


@_after.register
def _(event: e.EntryDateStated, state: VisitState) -> VisitState:
    return _with_new_facts(state, entry_date=event.entry_date)


@_after.register
def _(event: e.MedicalStated, state: VisitState) -> VisitState:
    return _with_new_facts(state, medical=MedicalFact(True, event.issued_on, event.issuer))


@_after.register
def _(event: e.ContractExamined, state: VisitState) -> VisitState:
    wanted = event.change_wanted
    return _with_new_facts(state, contract_lacks=event.lacking, contract_change_wanted=wanted)


@_after.register
def _(event: e.PhotoExamined, state: VisitState) -> VisitState:
    return _with_new_facts(state, photo_lacks=event.lacking)


@_after.register
def _(event: e.Assessed, state: VisitState) -> VisitState:
    return replace(state, assessment=event.assessment, late=event.late)


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
