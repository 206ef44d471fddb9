"""Prints the pre-check receipt of a visit, once however often the button is touched, and knows how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractButton

from drivers.printing import PrintOutcome
from kiosk.visits.events import Paper
from kiosk.visits.state import VisitState

if TYPE_CHECKING:
    from kiosk.visits.session import VisitSession


class ReceiptPrinting:
    """``button`` can be touched while no receipt is being printed."""

    def __init__(self, session: VisitSession, button: QAbstractButton) -> None:
        self._session, self._button = session, button
        self._busy = False

    def print(self) -> None:
        """Assess, so that the deadline stands on the receipt, and print it."""
        if self._busy:
            return
        self._set(busy=True)
        self._session.assess()
        self._session.print_paper(Paper.RECEIPT)

    def settled(self, visit: VisitState) -> PrintOutcome | None:
        """How the receipt that was asked for ended, told once; None while it has not, or none was asked for."""
        outcome = visit.prints[-1].outcome if self._busy and visit.prints else None
        if outcome is not None:
            self.forget()
        return outcome

    def forget(self) -> None:
        """Nothing is being printed any more: it failed, or the person has left."""
        self._set(busy=False)

    def _set(self, *, busy: bool) -> None:
        self._busy = busy
        self._button.setEnabled(not busy)
