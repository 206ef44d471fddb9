"""What the desk does with each action on the visit: whom it goes to, and where it does not apply."""

from collections.abc import Callable

from kiosk.visits.state import VisitState
from ui.desk.actions import Action
from ui.desk.concluding import Concluding
from ui.desk.counter import Counter
from ui.desk.judging import Judging
from ui.desk.statements import Statements
from ui.i18n import desk as words

_JUDGING = (Action.CONFIRM, Action.DIFFERS, Action.MISSING)


class Conduct:
    """Turns actions into commands to the session, and into the questions asked before some."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter
        self._statements = statements = Statements(counter)
        self._concluding = concluding = Concluding(counter)
        judging, session = Judging(counter, statements), counter.session
        self._does: dict[Action, Callable[[VisitState], None]] = {
            Action.CAPTURE: lambda _: judging.capture(),
            Action.CONFIRM: judging.confirm,
            Action.DIFFERS: lambda _: judging.differs(),
            Action.MISSING: lambda _: judging.missing(),
            Action.UNDO: lambda _: counter.give(session.undo),
            Action.PREVIOUS: lambda _: counter.move(-1),
            Action.FOLLOWING: lambda _: counter.move(1),
            Action.VISITOR: statements.visitor,
            Action.READ_CARD: lambda _: counter.give(session.read_card),
            Action.ENTRY_DATE: statements.entry_date,
            Action.MEDICAL: statements.medical,
            Action.SETTLE: statements.settle_fields,
            Action.ASSESS: concluding.assess,
            Action.STAFF_CONFIRM: concluding.confirm,
            Action.PRINT: concluding.print,
        }

    def do(self, action: Action) -> None:
        """Do one action; nothing happens where it does not apply."""
        visit = self._counter.visit
        if action is Action.TYPE_NUMBER:
            self._statements.permit_number()
        elif action is Action.NEXT:
            self._concluding.next()
        elif visit is not None and self._applies(action, visit):
            self._does[action](visit)

    def _applies(self, action: Action, visit: VisitState) -> bool:
        if visit.record is None or action not in self._does:
            return False
        if action in _JUDGING and visit.staff_confirmed:
            self._counter.say(words.CONFIRMED_ALREADY)
            return False
        return True
