"""From where a visit stands to the facts the rules look at."""

from kiosk.rules.facts import Facts, MedicalFact, OriginalFact, Seen
from kiosk.rules.matters import StayFact, TerminalFact
from kiosk.visits.points import contract_fact, photo_fact
from kiosk.visits.state import VisitState

VISA_OR_RESIDENCE = "M11"
DOMESTIC_MEDICAL = "M12"


def facts_of(state: VisitState, *, training: bool | None = None) -> Facts:
    """Everything known of the case; what nobody has said stays None.

    ``training`` says whether the terminal runs on simulated devices, which no visit knows of itself.
    """
    record = state.record
    return Facts(
        permit_class=record.permit_class if record else None,
        permit_status=record.status if record else None,
        entry_date=state.entry_date,
        visitor=state.visitor,
        proof=state.proof,
        originals=state.originals,
        visa_copy=_brought(state, VISA_OR_RESIDENCE),
        medical=_medical(state),
        photo=record.photo if record else None,
        submitted_on=record.submitted_on if record else None,
        contract=contract_fact(
            record.contract if record else None, state.contract_lacks, state.contract_change_wanted
        ),
        photo_taken_on=record.photo_taken_on if record else None,
        photo_image=photo_fact(record is not None and record.photo is not None, state.photo_lacks),
        matches=state.matches,
        decision_available=(state.decision is not None) if state.reported else None,
        staff_confirmed=state.staff_confirmed,
        stay=StayFact(visa_type=record.visa_type if record else None),
        terminal=_terminal(state, training),
    )


def _terminal(state: VisitState, training: bool | None) -> TerminalFact:
    """A record marked as a specimen came from the simulated registry, not through a specified interface."""
    if state.record is None:
        return TerminalFact(training=training)
    specimen = state.record.specimen
    return TerminalFact(not specimen, interface_reachable=True, training=training, sample_data=specimen)


def _brought(state: VisitState, key: str) -> bool | None:
    original = _original(state, key)
    if original is None or original.seen is Seen.NOT_YET:
        return None
    return original.seen is not Seen.MISSING


def _medical(state: VisitState) -> MedicalFact:
    if state.medical.present is not None:
        return state.medical
    return MedicalFact(present=_brought(state, DOMESTIC_MEDICAL))


def _original(state: VisitState, key: str) -> OriginalFact | None:
    return next((original for original in state.originals if original.key == key), None)
