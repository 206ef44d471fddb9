"""The visit served at the counter: its view, the original that is looked at, and one command at a time."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from kiosk.rules.assessment import Text
from kiosk.rules.facts import OriginalFact
from kiosk.visits.state import VisitState
from kiosk.visits.view import VisitView
from ui.context import Hall
from ui.desk.prompts import Prompt
from ui.theme import DURATIONS

if TYPE_CHECKING:
    from kiosk.visits.session import VisitSession


class Counter:
    """What every act at the desk reaches.

    ``ask`` puts a prompt on the screen; ``say`` tells why a key does nothing; ``today`` bounds the dates that are
    asked; ``now`` is ``time.monotonic``. A command is not given twice while its first answer is awaited: a second
    press of a key prints nothing twice.
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
        self.session, self.ask, self.say, self.today = session, ask, say, today
        self.view = VisitView()
        self._hall_of = hall_of
        self._now = now
        self._awaited_until = 0.0
        self._chosen: str | None = None

    @property
    def visit(self) -> VisitState | None:
        """The open visit, if any."""
        return self.view.visit

    @property
    def hall(self) -> Hall:
        """What the locality of this visit's permit asks for; this hall's own until the permit is known."""
        return self._hall_of(self.visit)

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

    def pick(self, key: str) -> None:
        """Go to one original."""
        self._chosen = key

    def move(self, by: int) -> None:
        """Go so many originals on, back where negative."""
        keys = [original.key for original in self.visit.originals] if self.visit is not None else []
        if not keys:
            return
        chosen = self.chosen
        at = keys.index(chosen.key) if chosen else -1 if by > 0 else len(keys)
        self._chosen = keys[max(0, min(len(keys) - 1, at + by))]

    def give(self, command: Callable[[], None]) -> None:
        """Give a command that one key asks for; an answered question is given at once instead."""
        if self.view.busy is not None or self.awaiting:
            return
        self._awaited_until = self._now() + DURATIONS.debounce / 1000
        command()
