"""The one next step of a visit: its words, and the keys that do it."""

from collections.abc import Set
from dataclasses import dataclass

from drivers.device import DeviceKind
from kiosk.rules.assessment import Outcome, Text
from kiosk.rules.facts import FieldMatch, OriginalFact
from kiosk.visits.state import Step, VisitState
from ui.desk.actions import BINDINGS, Action
from ui.i18n import desk as words
from ui.i18n import fill, terms

PASSPORT = "M07"


@dataclass(frozen=True)
class Offer:
    """One key to show. ``text`` may say more than the key's own name; ``first`` is the step's own key."""

    action: Action
    text: Text
    first: bool = False


@dataclass(frozen=True)
class NextStep:
    """The words of the next step and the keys that belong to it; ``attention`` where it is not plain going on."""

    text: Text
    offers: tuple[Offer, ...]
    attention: bool = False


def original_name(original: OriginalFact) -> Text:
    """An original's name in both languages."""
    return Text(original.name_zh, original.name_en)


def _offer(action: Action, text: Text | None = None, *, first: bool = False) -> Offer:
    return Offer(action, text or BINDINGS[action].text, first)


def next_step(
    visit: VisitState | None, chosen: OriginalFact | None, down: Set[DeviceKind] = frozenset()
) -> NextStep:
    """What to do now. ``chosen`` is the original staff look at, which need not be the next one.

    ``down`` are the devices that do not work now: no step asks for them.
    """
    if visit is not None and visit.unsettled_print is not None:
        return NextStep(words.STEP_TRAY, (_offer(Action.PRINT, words.STEP_TRAY, first=True),))
    if visit is None or visit.step in (Step.SCAN, Step.CLOSED):
        leave = () if visit is None else (_offer(Action.NEXT),)
        text = words.STEP_TYPE if DeviceKind.CODE_SCANNER in down else words.STEP_SCAN
        return NextStep(text, (_offer(Action.TYPE_NUMBER, first=True), *leave))
    if visit.step is Step.VISITOR:
        return NextStep(words.STEP_VISITOR, (_offer(Action.VISITOR, first=True), _offer(Action.NEXT)))
    if visit.step is Step.ORIGINALS and chosen is not None:
        return _originals(visit, chosen, down)
    return _concluding(visit)


def _originals(visit: VisitState, chosen: OriginalFact, down: Set[DeviceKind]) -> NextStep:
    captured = bool(visit.pictures_of(chosen.key))
    text, first = _first_of(visit, chosen, down)
    confirm = words.CONFIRM_SEALED if chosen.copy_asked else words.CONFIRM
    settle = Action.SETTLE if fields_to_settle(visit) else Action.ENTRY_DATE
    return NextStep(
        text,
        (
            _offer(Action.CAPTURE, words.RECAPTURE if captured else None, first=first is Action.CAPTURE),
            _offer(Action.CONFIRM, confirm, first=first is Action.CONFIRM),
            _offer(Action.DIFFERS, first=first is Action.DIFFERS),
            _offer(Action.MISSING),
            _offer(Action.UNDO),
            _offer(Action.IDENTITIES, words.IDENTITIES_SHORT) if visit.card_matches else _offer(Action.READ_CARD),
            _offer(settle, first=first is settle),
        ),
        attention=first in (Action.DIFFERS, Action.SETTLE) or visit.is_empty(chosen.key),
    )


def _first_of(visit: VisitState, chosen: OriginalFact, down: Set[DeviceKind]) -> tuple[Text, Action]:
    """The words and the key of an original's own next step; never "seen" while the passport does not agree."""
    if not visit.pictures_of(chosen.key):
        if DeviceKind.DOCUMENT_CAMERA in down:
            return fill(words.STEP_BY_EYE, name=original_name(chosen)), Action.CONFIRM
        return fill(words.STEP_CAPTURE, name=original_name(chosen)), Action.CAPTURE
    if visit.is_empty(chosen.key):
        return fill(words.STEP_CAPTURE_AGAIN, name=original_name(chosen)), Action.CAPTURE
    if chosen.key == PASSPORT:
        to_settle = [match for match in fields_to_settle(visit) if match.subject == "passport"]
        if to_settle:
            return fill(words.STEP_SETTLE_PASSPORT, count=len(to_settle)), Action.SETTLE
        if any(match.subject == "passport" and match.staff_says is False for match in visit.matches):
            return words.STEP_DIFFERS_PASSPORT, Action.DIFFERS
    judge = words.STEP_JUDGE_SEALED if chosen.copy_asked else words.STEP_JUDGE
    return fill(judge, name=original_name(chosen)), Action.CONFIRM


def _concluding(visit: VisitState) -> NextStep:
    more = (_offer(Action.ENTRY_DATE), _offer(Action.READ_CARD), _offer(Action.UNDO))
    if fields_to_settle(visit) and not visit.staff_confirmed and visit.step is not Step.CLOSE:
        return _settling(visit, more)
    if visit.step in (Step.ORIGINALS, Step.ASSESS):
        assess = words.STEP_ASSESS_NONE if asks_no_originals(visit) else words.STEP_ASSESS
        return NextStep(assess, (_offer(Action.ASSESS, first=True), *more))
    if visit.step is Step.CONFIRM:
        look = (_offer(Action.VIEW_ASSESSMENT), _offer(Action.UNDO), _offer(Action.NEXT))
        if outcome_of(visit) is Outcome.WARN_ADVERSE:
            confirm = _offer(Action.STAFF_CONFIRM, words.CONFIRM_LATE, first=True)
            return NextStep(words.STEP_CONFIRM_LATE, (confirm, *look), attention=True)
        return NextStep(words.STEP_CONFIRM, (_offer(Action.STAFF_CONFIRM, first=True), *look))
    return _printing(visit)


def _settling(visit: VisitState, more: tuple[Offer, ...]) -> NextStep:
    """Fields wait for a person's eyes: before the assessment, and after one that could not conclude for them."""
    text = fill(words.STEP_SETTLE, count=len(fields_to_settle(visit)))
    then: tuple[Offer, ...] = (_offer(Action.ASSESS), *more)
    if visit.assessment is not None:
        late = words.CONFIRM_LATE if outcome_of(visit) is Outcome.WARN_ADVERSE else None
        after = _offer(Action.STAFF_CONFIRM, late) if visit.step is Step.CONFIRM else _offer(Action.PRINT)
        then = (_offer(Action.VIEW_ASSESSMENT), after, _offer(Action.UNDO), _offer(Action.NEXT))
    return NextStep(text, (_offer(Action.SETTLE, first=True), *then), attention=True)


def _printing(visit: VisitState) -> NextStep:
    owed = visit.papers_due
    settle = (_offer(Action.SETTLE),) if fields_to_settle(visit) and not visit.staff_confirmed else ()
    look = (*settle, _offer(Action.VIEW_ASSESSMENT))
    again = (_offer(Action.STAFF_CONFIRM, words.ASK_AGAIN),) if report_is_open(visit) else ()
    if not owed:
        offers = (_offer(Action.NEXT, first=True), _offer(Action.PRINT, words.PRINT_COPY), *again, *look)
        return NextStep(words.STEP_CLOSE, offers)
    paper = terms.PAPERS[owed[0]]
    undo = () if visit.staff_confirmed else (_offer(Action.UNDO),)
    printing = _offer(Action.PRINT, fill(words.PRINT_PAPER, paper=paper), first=True)
    review = outcome_of(visit) is Outcome.MANUAL_REVIEW
    text = fill(words.STEP_REVIEW if review else words.STEP_PRINT, paper=paper)
    return NextStep(text, (printing, *again, *look, *undo, _offer(Action.NEXT)), attention=review)


def asks_no_originals(visit: VisitState) -> bool:
    """Whether the permit is known and its locality verifies no originals of such a permit."""
    return visit.record is not None and not visit.originals


def outcome_of(visit: VisitState) -> Outcome | None:
    """What the rules concluded, once they were asked."""
    return visit.assessment.outcome if visit.assessment is not None else None


def fields_to_settle(visit: VisitState) -> tuple[FieldMatch, ...]:
    """Fields read differently or not at all, of which no person has said anything yet."""
    return tuple(match for match in visit.matches if match.agrees is not True and match.staff_says is None)


def report_is_open(visit: VisitState) -> bool:
    """Whether staff answered for the case and the registry has not yet said the last word."""
    return visit.staff_confirmed and (not visit.reported or visit.decision is None)
