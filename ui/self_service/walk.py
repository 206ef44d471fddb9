"""One person's walk through self-service: which page follows which, and the wipe when they leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from drivers.printing import PrintOutcome
from kiosk.printouts.slips import SlipTold
from kiosk.visits.events import Closing
from kiosk.visits.view import VisitView
from ui.bridge import Bridge
from ui.context import FaceContext
from ui.i18n import Tongue
from ui.self_service.bring_page import BringPage
from ui.self_service.faults import for_the_visitor
from ui.self_service.guiding import Guiding
from ui.self_service.page import ServicePage
from ui.self_service.pages import EndPage, LanguagePage, PermitPage, ScanPage, StillTherePage
from ui.self_service.places import GUIDING, Place
from ui.self_service.receipt_printing import ReceiptPrinting

if TYPE_CHECKING:
    from kiosk.visits.session import VisitSession


class Walk(QObject):
    """Holds the pages and where the person is.

    ``moved`` comes with every page shown, ``touched`` with what is a sign of a person but no move, ``said`` carries
    what is to be told (a Message, or None: nothing any more), ``left`` comes when everything of a person is gone.
    """

    moved = Signal()
    touched = Signal()
    said = Signal(object)
    left = Signal()

    def __init__(self, context: FaceContext, session: VisitSession, bridge: Bridge, tongue: Tongue) -> None:
        super().__init__()
        self._context, self._session, self._tongue = context, session, tongue
        self._left: object = None
        self._place = self._before = self._began_at = Place.LANGUAGE
        self.view = VisitView()
        self.language = LanguagePage(tongue, self.choose_language, self.other_matters)
        self.guiding = Guiding(
            tongue, context, bridge, self.go_to, self._slip_told, self.leave_guidance, self.finish
        )
        self.scan = ScanPage(tongue, self.finish, self.ask_what_about)
        self.permit = PermitPage(tongue, self.finish, self.go_on, self.scan_again)
        self.bring = BringPage(tongue, context, self.back_to_permit, self.finish, self.print_receipt)
        self._receipt = ReceiptPrinting(session, self.bring.print_button)
        self.end = EndPage(tongue, self.back_from_end, self.finish)
        self.still_there = StillTherePage(tongue, self.stay, self.finish)
        for button in (*self.language.others.values(), self.scan.other_matters):
            button.setVisible(bool(self.guiding.shown_groups))

    @property
    def pages(self) -> dict[Place, ServicePage]:
        """Every page by its place."""
        return {
            Place.LANGUAGE: self.language,
            Place.SCAN: self.scan,
            Place.PERMIT: self.permit,
            Place.BRING: self.bring,
            Place.END: self.end,
            Place.TOPIC_GROUPS: self.guiding.groups,
            Place.TOPICS: self.guiding.topics,
            Place.GUIDANCE: self.guiding.page,
            Place.STILL_THERE: self.still_there,
        }

    @property
    def place(self) -> Place:
        """Where the person is."""
        return self._place

    @property
    def takes_a_code(self) -> bool:
        """Whether a code starts a visit here, and nothing is being looked up."""
        return self._place in (Place.LANGUAGE, Place.SCAN, *GUIDING) and self.view.busy is None

    def go_to(self, place: Place) -> None:
        """Show one page."""
        self._place = place
        self.moved.emit()

    def choose_language(self, language: str) -> None:
        """The first tile touched."""
        self._tongue.speak(language)
        self.go_to(Place.SCAN)

    def other_matters(self, language: str) -> None:
        """Somebody came for something else."""
        self._tongue.speak(language)
        self.ask_what_about()

    def ask_what_about(self) -> None:
        """To the other matters, from the first page or from the code."""
        self._began_at = self._place
        self.guiding.begin()

    def leave_guidance(self) -> None:
        """From the other matters back to where they were asked for."""
        if self._began_at is Place.SCAN:
            self.go_to(Place.SCAN)
        else:
            self.finish()

    def scan_again(self) -> None:
        """From the permit back to the code: this visit ends, the language stays."""
        language = self._tongue.language
        visit = self.view.visit
        self.wipe(Closing.ABANDONED)
        self._left = visit.visit_id if visit is not None else None
        self.choose_language(language)

    def go_on(self) -> None:
        """From the permit to what to bring."""
        self.bring.show_visit(self.view.visit)
        self.go_to(Place.BRING)

    def back_to_permit(self) -> None:
        """From what to bring to the permit."""
        self.go_to(Place.PERMIT)

    def back_from_end(self) -> None:
        """From the printed paper to where it was asked for."""
        self.go_to(Place.BRING if self.view.visit is not None else Place.GUIDANCE)

    def print_receipt(self) -> None:
        """Print the pre-check receipt, with the deadline on it; once, however often the button is touched."""
        self.touched.emit()
        if self.view.visit is not None:
            self._receipt.print()

    def print_failed(self) -> None:
        """No receipt is being printed any more."""
        self._receipt.forget()

    @Slot(object)
    def _slip_told(self, told: SlipTold) -> None:
        self.said.emit(None)
        if told.outcome is not PrintOutcome.NOT_PRINTED:
            self.end.show_slip(whole=told.outcome is PrintOutcome.PRINTED)
            self.go_to(Place.END)
        else:
            self.said.emit(for_the_visitor(told.message))

    @Slot(int)
    def ask_whether_there(self, left: int) -> None:
        """Ask whether anybody is there still; ``left`` seconds until the wipe."""
        if self._place is not Place.STILL_THERE:
            self._before = self._place
            self.go_to(Place.STILL_THERE)
        self.still_there.show_seconds(left)

    def stay(self) -> None:
        """The person is still there."""
        self.go_to(self._before)

    def belongs(self, view: VisitView) -> bool:
        """Whether a view is of whoever is here, not of a visit that was left."""
        return view.visit is None or view.visit.visit_id != self._left

    def follow(self, view: VisitView) -> None:
        """To the page the visit calls for: its permit, and the end of its receipt."""
        visit = view.visit
        if visit is None or visit.record is None:
            return
        self.permit.show_visit(visit)
        if self._place in (Place.SCAN, Place.STILL_THERE, *GUIDING):
            self.go_to(Place.PERMIT)
        outcome = self._receipt.settled(visit)
        if outcome in (PrintOutcome.PRINTED, PrintOutcome.UNKNOWN):
            required = self._context.foreseen(visit).not_required is None
            self.end.show_end(whole=outcome is PrintOutcome.PRINTED, required=required)
            self.go_to(Place.END)

    def finish(self) -> None:
        """The person is done: wipe now."""
        self.wipe(Closing.DONE)

    def wipe(self, closing: Closing) -> None:
        """Close the visit and let go of everything of the person, on the screen and behind it."""
        if self.view.visit is not None:
            self._session.close(closing)
        self.view = VisitView(training=self.view.training)
        self._receipt.forget()
        for page in (self.permit, self.bring):
            page.show_visit(None)
        self.guiding.reset()
        self._tongue.speak(self._context.language)
        self.left.emit()
        self.go_to(Place.LANGUAGE)
