"""What the desk does with each action: commands to the visit's session, and the questions asked before some."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from kiosk.rules.assessment import Text
from kiosk.rules.facts import AgentProof, FieldMatch, OriginalFact, Seen, VisitorRole
from kiosk.visits.events import Closing
from kiosk.visits.points import CONTRACT
from kiosk.visits.state import Step, VisitState
from kiosk.visits.view import VisitView
from ui.context import Hall
from ui.desk import questions
from ui.desk.actions import Action
from ui.desk.points import Looked, points
from ui.desk.prompts import Prompt
from ui.desk.steps import fields_to_settle, report_is_open
from ui.i18n import desk as words
from ui.i18n import fill, terms
from ui.theme import DURATIONS

if TYPE_CHECKING:
    from kiosk.visits.session import VisitSession

VISA = "M11"
MEDICAL = "M12"

_JUDGING = (Action.CONFIRM, Action.DIFFERS, Action.MISSING)


class Conduct:
    """Turns actions into commands. ``ask`` puts a prompt on the screen; ``now`` is ``time.monotonic``.

    A command is not given twice while its first answer is awaited: a second press of a key prints nothing twice.
    ``today`` bounds the dates that are asked; ``say`` tells why a key does nothing now.
    """

    def __init__(
        self,
        session: VisitSession,
        hall_of: Callable[[VisitState | None], Hall],
        ask: Callable[[Prompt], None],
        today: Callable[[], date],
        say: Callable[[Text], None],
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._session = session
        self._hall_of = hall_of
        self._ask = ask
        self._today = today
        self._say = say
        self._now = now
        self._awaited_until = 0.0
        self._chosen: str | None = None
        self.view = VisitView()
        self._does: dict[Action, Callable[[VisitState], None]] = {
            Action.CAPTURE: self._capture,
            Action.CONFIRM: self._confirm,
            Action.DIFFERS: self._differs,
            Action.MISSING: self._missing,
            Action.UNDO: lambda _: self._give(session.undo),
            Action.PREVIOUS: lambda visit: self._move(visit, -1),
            Action.FOLLOWING: lambda visit: self._move(visit, 1),
            Action.VISITOR: self._visitor,
            Action.READ_CARD: lambda _: self._give(session.read_card),
            Action.ENTRY_DATE: lambda visit: self._ask_entry(visit, lambda: None),
            Action.MEDICAL: lambda visit: self._ask_medical(visit, lambda: None),
            Action.SETTLE: self._settle_fields,
            Action.ASSESS: self._assess,
            Action.STAFF_CONFIRM: self._staff_confirm,
            Action.PRINT: self._print,
        }

    @property
    def visit(self) -> VisitState | None:
        """The open visit, if any."""
        return self.view.visit

    @property
    def awaiting(self) -> bool:
        """Whether a command was given that the session has not answered yet."""
        return self._now() < self._awaited_until

    @property
    def chosen(self) -> OriginalFact | None:
        """The original that is looked at: the one staff went to, else the next nobody has judged."""
        visit = self.visit
        if visit is None:
            return None
        went_to = next((o for o in visit.originals if o.key == self._chosen), None)
        return went_to or visit.next_original

    def show(self, view: VisitView) -> None:
        """A new view of the visit."""
        before, after = self.visit, view.visit
        if before is None or after is None or before.judged != after.judged:
            self._chosen = None
        self.view = view
        self._awaited_until = 0.0

    def do(self, action: Action) -> None:
        """Do one action; nothing happens where it does not apply."""
        if action is Action.TYPE_NUMBER:
            self._type_number()
        elif action is Action.NEXT:
            self._next()
        elif self.visit is not None and self._applies(action, self.visit):
            self._does[action](self.visit)

    def _applies(self, action: Action, visit: VisitState) -> bool:
        if visit.record is None or action not in self._does:
            return False
        if action in _JUDGING and visit.staff_confirmed:
            self._say(words.CONFIRMED_ALREADY)
            return False
        return True

    def pick(self, key: str) -> None:
        """Go to one original."""
        self._chosen = key

    def due(self) -> Prompt | None:
        """The question the visit itself waits for, if it waits for one."""
        visit = self.visit
        if visit is None or self.view.busy is not None:
            return None
        if visit.unsettled_print is not None:
            return questions.tray(visit.unsettled_print, self._session.settle_print, self._session.print_paper)
        if visit.step is Step.VISITOR:
            return questions.visitor(visit, self._declare, self._ask)
        return None

    def _give(self, command: Callable[[], None]) -> None:
        """Give a command that one key asks for; an answered question is given at once instead."""
        if self.view.busy is not None or self.awaiting:
            return
        self._awaited_until = self._now() + DURATIONS.debounce / 1000
        command()

    def _type_number(self) -> None:
        if self.visit is None or self.visit.record is None:
            self._ask(questions.permit_number(self._session.look_up))

    def _next(self) -> None:
        visit = self.visit
        if visit is None:
            return
        if visit.record is None:
            self._give(lambda: self._session.close(Closing.ABANDONED))
        elif visit.step is Step.CLOSE:
            self._give(lambda: self._session.close(Closing.DONE))
        else:
            self._ask(questions.leave(lambda: self._session.close(Closing.ABANDONED)))

    def _visitor(self, visit: VisitState) -> None:
        self._ask(questions.visitor(visit, self._declare, self._ask))

    def _declare(self, role: VisitorRole, proof: AgentProof) -> None:
        self._session.declare_visitor(role, proof)

    def _move(self, visit: VisitState, by: int) -> None:
        keys = [original.key for original in visit.originals]
        if not keys:
            return
        chosen = self.chosen
        at = keys.index(chosen.key) if chosen else -1 if by > 0 else len(keys)
        self._chosen = keys[max(0, min(len(keys) - 1, at + by))]

    def _capture(self, _: VisitState) -> None:
        chosen = self.chosen
        if chosen is not None:
            self._capture_original(chosen)

    def _capture_original(self, original: OriginalFact) -> None:
        self._give(lambda: self._session.capture(original.key))

    def _confirm(self, visit: VisitState) -> None:
        chosen = self.chosen
        if chosen is None:
            return
        if visit.pictures_of(chosen.key):
            self._confirm_original(visit, chosen)
            return

        def by_eye() -> None:
            self._confirm_original(visit, chosen, terms.stored_reason(words.NOT_CAPTURED))

        self._ask(questions.uncaptured(chosen, lambda: self._capture_original(chosen), by_eye))

    def _confirm_original(self, visit: VisitState, chosen: OriginalFact, reason: str = "") -> None:
        copy = True if self._hall_of(visit).copies_with_seal else None

        def judge() -> None:
            self._session.judge(chosen.key, Seen.CONFIRMED, reason, copy, copy)

        if chosen.key == MEDICAL and visit.medical.issued_on is None:
            self._ask_medical(visit, judge)
        elif chosen.key == VISA:
            self._ask_entry(visit, judge)
        elif chosen.key in self.view.asks_points:
            self._ask_points(
                chosen, lambda lacks: self._session.judge(chosen.key, Seen.CONFIRMED, reason or lacks, copy, copy)
            )
        else:
            self._give(judge)

    def _ask_points(self, chosen: OriginalFact, judge: Callable[[str], None]) -> None:
        """Ask what only a person sees of a contract or a photo, write it down, and judge with what it lacks."""

        def looked(said: Looked) -> None:
            if chosen.key == CONTRACT:
                self._session.examine_contract(said.lacking, change_wanted=said.change_wanted)
            else:
                self._session.examine_photo(said.lacking)
            judge(terms.stored_reason(said.reason) if said.lacking else "")

        self._ask(points(chosen, looked, self._ask))

    def _differs(self, _: VisitState) -> None:
        chosen = self.chosen
        if chosen is None:
            return

        def points_first(judge: Callable[[str], None]) -> None:
            """Everything is told at once (P-01): what the paper lacks is asked also where it differs."""
            if chosen.key in self.view.asks_points:
                self._ask_points(chosen, judge)
            else:
                judge("")

        def wrong(reason: Text | str) -> None:
            stored = terms.stored_reason(reason)
            points_first(lambda _: self._session.judge(chosen.key, Seen.DIFFERS, stored))

        def copy(reason: Text, present: bool) -> None:
            stored = terms.stored_reason(reason)
            points_first(lambda _: self._session.judge(chosen.key, Seen.CONFIRMED, stored, present, False))

        self._ask(questions.differs(chosen, wrong, copy, self._ask))

    def _missing(self, _: VisitState) -> None:
        chosen = self.chosen
        if chosen is not None:
            self._give(lambda: self._session.judge(chosen.key, Seen.MISSING))

    def _ask_entry(self, visit: VisitState, then: Callable[[], None]) -> None:
        def state(stated: date) -> None:
            if stated != visit.entry_date:
                self._session.state_entry_date(stated)
            then()

        self._ask(questions.entry_date(visit.entry_date, self._today(), state))

    def _ask_medical(self, visit: VisitState, then: Callable[[], None]) -> None:
        def state(issued: date, issuer: str) -> None:
            self._session.state_medical(issued, issuer)
            then()

        self._ask(questions.medical(visit, self._today(), state))

    def _settle_fields(self, visit: VisitState) -> None:
        fields = fields_to_settle(visit)
        if not fields:
            self._say(words.NOTHING_TO_SETTLE)
        elif visit.staff_confirmed:
            self._say(words.CONFIRMED_ALREADY)
        else:
            self._settle(fields)

    def _settle(self, fields: tuple[FieldMatch, ...]) -> None:
        if not fields:
            return

        def settle(agrees: bool) -> None:
            self._session.settle_field(fields[0].subject, fields[0].field, agrees)
            self._settle(fields[1:])

        self._ask(questions.settle(fields[0], settle))

    def _assess(self, visit: VisitState) -> None:
        unjudged = sum(original.seen is Seen.NOT_YET for original in visit.originals)
        if visit.staff_confirmed:
            self._say(words.CONFIRMED_ALREADY)
        elif visit.visitor is None:
            self._say(words.VISITOR_FIRST)
        elif unjudged:
            self._say(fill(words.STILL_TO_JUDGE, count=unjudged))
        else:
            self._give(self._session.assess)

    def _staff_confirm(self, visit: VisitState) -> None:
        if visit.step is Step.CONFIRM or report_is_open(visit):
            self._give(self._session.confirm)
        elif visit.staff_confirmed:
            self._say(words.CONFIRMED_ALREADY)
        elif visit.assessment is None:
            self._say(words.ASSESS_FIRST)
        else:
            self._say(words.NOT_TO_CONFIRM)

    def _print(self, visit: VisitState) -> None:
        waiting = self.due()
        if waiting is not None:
            self._ask(waiting)
            return
        if visit.step not in (Step.PRINT, Step.CLOSE):
            self._say(words.ASSESS_FIRST if visit.assessment is None else words.CONFIRM_FIRST)
            return
        owed = visit.papers_due
        if owed:
            self._give(lambda: self._session.print_paper(owed[0]))
        else:
            printed = dict.fromkeys(job.paper for job in visit.prints)
            self._ask(questions.copies(tuple(printed), self._session.print_paper))
