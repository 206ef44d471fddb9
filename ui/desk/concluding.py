"""How a visit is brought to its end: assessed, answered for, its papers printed, and the next one begun."""

from kiosk.rules.facts import Seen
from kiosk.visits.events import Closing
from kiosk.visits.state import Step, VisitState
from ui.desk import questions
from ui.desk.asking import due_question
from ui.desk.counter import Counter
from ui.desk.steps import report_is_open
from ui.i18n import desk as words
from ui.i18n import fill


class Concluding:
    """Each step where the visit is ready for it; else it says what comes first."""

    def __init__(self, counter: Counter) -> None:
        self._counter, self._session = counter, counter.session

    def assess(self, visit: VisitState) -> None:
        """Judge the case, once every original was looked at."""
        unjudged = sum(original.seen is Seen.NOT_YET for original in visit.originals)
        if visit.staff_confirmed:
            self._counter.say(words.CONFIRMED_ALREADY)
        elif visit.visitor is None:
            self._counter.say(words.VISITOR_FIRST)
        elif unjudged:
            self._counter.say(fill(words.STILL_TO_JUDGE, count=unjudged))
        else:
            self._counter.give(self._session.assess)

    def confirm(self, visit: VisitState) -> None:
        """Staff answer for the case, and the registry is told."""
        if visit.step is Step.CONFIRM or report_is_open(visit):
            self._counter.give(self._session.confirm)
        elif visit.staff_confirmed:
            self._counter.say(words.CONFIRMED_ALREADY)
        elif visit.assessment is None:
            self._counter.say(words.ASSESS_FIRST)
        else:
            self._counter.say(words.NOT_TO_CONFIRM)

    def print(self, visit: VisitState) -> None:
        """The paper that is due, else a copy of one; what waits in the tray is asked before either."""
        waiting = due_question(self._counter)
        if waiting is not None:
            self._counter.ask(waiting)
            return
        if visit.step not in (Step.PRINT, Step.CLOSE):
            self._counter.say(words.ASSESS_FIRST if visit.assessment is None else words.CONFIRM_FIRST)
            return
        owed = visit.papers_due
        if owed:
            self._counter.give(lambda: self._session.print_paper(owed[0]))
        else:
            printed = dict.fromkeys(job.paper for job in visit.prints)
            self._counter.ask(questions.copies(tuple(printed), self._session.print_paper))

    def next(self) -> None:
        """Close this visit for the next one; asked first where it is not finished."""
        visit = self._counter.visit
        if visit is None:
            return
        if visit.record is None:
            self._counter.give(lambda: self._session.close(Closing.ABANDONED))
        elif visit.step is Step.CLOSE:
            self._counter.give(lambda: self._session.close(Closing.DONE))
        else:
            self._counter.ask(questions.leave(lambda: self._session.close(Closing.ABANDONED)))
