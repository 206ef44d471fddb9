"""What a person states at the counter: who came, the number where no code reads, dates, and fields seen by eye."""

from collections.abc import Callable
from datetime import date

from kiosk.rules.facts import FieldMatch
from kiosk.visits.state import VisitState
from ui.desk import questions
from ui.desk.counter import Counter
from ui.desk.steps import fields_to_settle
from ui.i18n import desk as words


def _nothing_more() -> None:
    """Where a statement stands for itself."""


class Statements:
    """Asks for each, and hands the answer to the session; ``then`` is done once it was given."""

    def __init__(self, counter: Counter) -> None:
        self._counter, self._session = counter, counter.session

    def permit_number(self) -> None:
        """The permit number, typed, while no record is open."""
        visit = self._counter.visit
        if visit is None or visit.record is None:
            self._counter.ask(questions.permit_number(self._session.look_up))

    def visitor(self, visit: VisitState) -> None:
        """Who came."""
        self._counter.ask(questions.visitor(visit, self._session.declare_visitor, self._counter.ask))

    def entry_date(self, visit: VisitState, then: Callable[[], None] = _nothing_more) -> None:
        """The day stamped in the passport."""

        def state(stated: date) -> None:
            if stated != visit.entry_date:
                self._session.state_entry_date(stated)
            then()

        self._counter.ask(questions.entry_date(visit.entry_date, self._counter.today(), state))

    def medical(self, visit: VisitState, then: Callable[[], None] = _nothing_more) -> None:
        """Day and issuer of the medical report."""

        def state(issued: date, issuer: str) -> None:
            self._session.state_medical(issued, issuer)
            then()

        self._counter.ask(questions.medical(visit, self._counter.today(), state))

    def settle_fields(self, visit: VisitState) -> None:
        """What a person sees of each field that was read differently or not at all."""
        fields = fields_to_settle(visit)
        if not fields:
            self._counter.say(words.NOTHING_TO_SETTLE)
        elif visit.staff_confirmed:
            self._counter.say(words.CONFIRMED_ALREADY)
        else:
            self._settle(fields)

    def _settle(self, fields: tuple[FieldMatch, ...]) -> None:
        if not fields:
            return

        def settle(agrees: bool) -> None:
            self._session.settle_field(fields[0].subject, fields[0].field, agrees)
            self._settle(fields[1:])

        self._counter.ask(questions.settle(fields[0], settle))
