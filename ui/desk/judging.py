"""One original at the counter: captured, then seen, differing or missing, with what is asked before it counts."""

from collections.abc import Callable

from kiosk.rules.assessment import Text
from kiosk.rules.facts import OriginalFact, Seen
from kiosk.visits.points import CONTRACT
from kiosk.visits.state import VisitState
from ui.desk import questions
from ui.desk.counter import Counter
from ui.desk.points import Looked, points
from ui.desk.statements import Statements
from ui.i18n import desk as words
from ui.i18n import terms

VISA = "M11"
MEDICAL = "M12"


class Judging:
    """Acts on the original that is looked at; nothing happens where there is none."""

    def __init__(self, counter: Counter, statements: Statements) -> None:
        self._counter, self._session, self._statements = counter, counter.session, statements

    def capture(self) -> None:
        """Take its picture."""
        chosen = self._counter.chosen
        if chosen is not None:
            self._capture(chosen)

    def confirm(self, visit: VisitState) -> None:
        """It was seen and is right; without a picture only where a person says so."""
        chosen = self._counter.chosen
        if chosen is None:
            return
        if visit.pictures_of(chosen.key):
            self._confirm(visit, chosen)
            return

        def by_eye() -> None:
            self._confirm(visit, chosen, terms.stored_reason(words.NOT_CAPTURED))

        self._counter.ask(questions.uncaptured(chosen, lambda: self._capture(chosen), by_eye))

    def differs(self) -> None:
        """It is not as filed: ask in which way."""
        chosen = self._counter.chosen
        if chosen is None:
            return

        def points_first(judge: Callable[[str], None]) -> None:
            """Everything is told at once (P-01): what the paper lacks is asked also where it differs."""
            if chosen.key in self._counter.view.asks_points:
                self._ask_points(chosen, judge)
            else:
                judge("")

        def wrong(reason: Text | str) -> None:
            stored = terms.stored_reason(reason)
            points_first(lambda _: self._session.judge(chosen.key, Seen.DIFFERS, stored))

        def copy(reason: Text, present: bool) -> None:
            stored = terms.stored_reason(reason)
            points_first(lambda _: self._session.judge(chosen.key, Seen.CONFIRMED, stored, present, False))

        self._counter.ask(questions.differs(chosen, wrong, copy, self._counter.ask))

    def missing(self) -> None:
        """It was not brought."""
        chosen = self._counter.chosen
        if chosen is not None:
            self._counter.give(lambda: self._session.judge(chosen.key, Seen.MISSING))

    def _capture(self, original: OriginalFact) -> None:
        self._counter.give(lambda: self._session.capture(original.key))

    def _confirm(self, visit: VisitState, chosen: OriginalFact, reason: str = "") -> None:
        copy = True if chosen.copy_asked else None

        def judge(lacks: str = "") -> None:
            self._session.judge(chosen.key, Seen.CONFIRMED, reason or lacks, copy, copy)

        if chosen.key == MEDICAL and visit.medical.issued_on is None:
            self._statements.medical(visit, judge)
        elif chosen.key == VISA:
            self._statements.entry_date(visit, judge)
        elif chosen.key in self._counter.view.asks_points:
            self._ask_points(chosen, judge)
        else:
            self._counter.give(judge)

    def _ask_points(self, chosen: OriginalFact, judge: Callable[[str], None]) -> None:
        """Ask what only a person sees of a contract or a photo, write it down, and judge with what it lacks."""

        def looked(said: Looked) -> None:
            if chosen.key == CONTRACT:
                self._session.examine_contract(said.lacking, change_wanted=said.change_wanted)
            else:
                self._session.examine_photo(said.lacking)
            judge(terms.stored_reason(said.reason) if said.lacking else "")

        self._counter.ask(points(chosen, looked, self._counter.ask))
