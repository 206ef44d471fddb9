"""The self-service window: one page after another, watched for idleness, wiped on finish and on leaving."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from drivers.code_scanner import Scan
from drivers.device import DeviceKind
from drivers.printing import PrintOutcome
from kiosk.printouts.slips import SlipTold
from kiosk.visits.events import Closing
from kiosk.visits.view import Message, Tone, VisitView
from ui.bridge import Bridge
from ui.context import FaceContext
from ui.i18n import Tongue
from ui.i18n import self_service as words
from ui.self_service.bring_page import BringPage
from ui.self_service.faults import first_needed_fault, for_the_visitor
from ui.self_service.guiding import Guiding
from ui.self_service.idle import IdleWatch
from ui.self_service.page import ServicePage
from ui.self_service.pages import EndPage, LanguagePage, PermitPage, ScanPage, StillTherePage
from ui.self_service.places import GUIDING, Place
from ui.self_service.receipt_printing import ReceiptPrinting
from ui.self_service.surround import Surround
from ui.theme import LARGE_SHORT, large_sizes_for, look, wear
from ui.widgets.boxes import column

if TYPE_CHECKING:
    from kiosk.visits.session import VisitSession


class SelfServiceWindow(QWidget):
    """One person after another. ``now`` is the clock idleness is measured by."""

    def __init__(
        self,
        context: FaceContext,
        session: VisitSession,
        bridge: Bridge,
        tongue: Tongue,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._context, self._session, self._tongue = context, session, tongue
        self._view = VisitView()
        self._left: object = None
        self._place = self._before = self._began_at = Place.LANGUAGE
        self.idle = IdleWatch(now)
        self.language = LanguagePage(tongue, self.choose_language, self.other_matters)
        self.guiding = Guiding(
            tongue, context, bridge, self.go_to, self._slip_told, self.leave_guidance, self.finish
        )
        self.scan = ScanPage(tongue, self.finish, self._ask_what_about)
        self.permit = PermitPage(tongue, self.finish, self.go_on, self.scan_again)
        self.bring = BringPage(tongue, context, self.back_to_permit, self.finish, self.print_receipt)
        self._receipt = ReceiptPrinting(session, self.bring.print_button)
        self.end = EndPage(tongue, self.back_from_end, self.finish)
        self.still_there = StillTherePage(tongue, self.stay, self.finish)
        self._surround = Surround(tongue, context, self._pages())
        self.fault, self.busy, self.tray = self._surround.fault, self._surround.busy, self._surround.tray
        self.other_language = self._surround.other_language
        wear(self, LARGE_SHORT)
        look(self, ground="canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column(self, gap=0).addWidget(self._surround)
        for button in (*self.language.others.values(), self.scan.other_matters):
            button.setVisible(bool(self.guiding.shown_groups))
        self._surround.other_language_wanted.connect(self._toggle_language)
        bridge.viewed.connect(self.show_view)
        bridge.heard.connect(self.hear)
        self.idle.warned.connect(self._warn)
        self.idle.expired.connect(self._expire)
        tongue.changed.connect(self._name)
        self._name()
        self.go_to(Place.LANGUAGE)

    def _pages(self) -> dict[Place, ServicePage]:
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

    def go_to(self, place: Place) -> None:
        """Show one page."""
        self._place = place
        if place not in (Place.LANGUAGE, Place.STILL_THERE):
            self.idle.touch()
        self._surround.show_place(place)
        self._arm_scanner()
        self.setFocus()

    def _arm_scanner(self) -> None:
        """Take one code on the pages where it starts a visit, and while nothing is looked up."""
        if self._place in (Place.LANGUAGE, Place.SCAN, *GUIDING) and self._view.busy is None:
            self._context.station.arm(DeviceKind.CODE_SCANNER)
        else:
            self._context.station.disarm(DeviceKind.CODE_SCANNER)

    def choose_language(self, language: str) -> None:
        """The first tile touched."""
        self._tongue.speak(language)
        self.go_to(Place.SCAN)

    def other_matters(self, language: str) -> None:
        """Somebody came for something else."""
        self._tongue.speak(language)
        self._ask_what_about()

    def _ask_what_about(self) -> None:
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
        visit = self._view.visit
        self._wipe(Closing.ABANDONED)
        self._left = visit.visit_id if visit is not None else None
        self.choose_language(language)

    def go_on(self) -> None:
        """From the permit to what to bring."""
        self.bring.show_visit(self._view.visit)
        self.go_to(Place.BRING)

    def back_to_permit(self) -> None:
        """From what to bring to the permit."""
        self.go_to(Place.PERMIT)

    def back_from_end(self) -> None:
        """From the printed paper to where it was asked for."""
        self.go_to(Place.BRING if self._view.visit is not None else Place.GUIDANCE)

    @Slot(object)
    def _slip_told(self, told: SlipTold) -> None:
        self.fault.tell(None)
        if told.outcome is not PrintOutcome.NOT_PRINTED:
            self.end.show_slip(whole=told.outcome is PrintOutcome.PRINTED)
            self.go_to(Place.END)
        else:
            self.fault.tell(for_the_visitor(told.message))

    def print_receipt(self) -> None:
        """Print the pre-check receipt, with the deadline on it; once, however often the button is touched."""
        self.idle.touch()
        if self._view.visit is not None:
            self._receipt.print()

    def finish(self) -> None:
        """The person is done: wipe now."""
        self._wipe(Closing.DONE)

    def stay(self) -> None:
        """The person is still there."""
        self.go_to(self._before)

    @Slot()
    def _toggle_language(self) -> None:
        self.idle.touch()
        self._tongue.toggle()

    @Slot(int)
    def _warn(self, left: int) -> None:
        if self._place is not Place.STILL_THERE:
            self._before = self._place
            self.go_to(Place.STILL_THERE)
        self.still_there.show_seconds(left)

    @Slot()
    def _expire(self) -> None:
        self._wipe(Closing.IDLE)

    def _wipe(self, closing: Closing) -> None:
        """Close the visit and let go of everything of the person, on the screen and behind it."""
        if self._view.visit is not None:
            self._session.close(closing)
        self._view = VisitView(training=self._view.training)
        self._receipt.forget()
        for page in (self.permit, self.bring):
            page.show_visit(None)
        self.guiding.reset()
        self.fault.tell(None)
        self.busy.tell(None)
        self.idle.rest()
        self._tongue.speak(self._context.language)
        self.go_to(Place.LANGUAGE)

    @Slot(object)
    def show_view(self, view: VisitView) -> None:
        """Show a new view of the visit; a visit that comes while nobody is here is closed again."""
        self._surround.training.setVisible(view.training or bool(self._context.training))
        if self._place is Place.LANGUAGE:
            if view.visit is not None and view.busy is None:
                self._session.close(Closing.IDLE)
            return
        if view.visit is not None and view.visit.visit_id == self._left:
            return
        self._view = view
        self.busy.tell(view.busy)
        self._arm_scanner()
        if view.busy is None:
            self.idle.touch()
            self._say(view.message)
            self._follow(view)

    def _follow(self, view: VisitView) -> None:
        visit = view.visit
        if visit is None or visit.record is None:
            return
        self.permit.show_visit(visit)
        if self._place in (Place.SCAN, Place.STILL_THERE, *GUIDING):
            self.go_to(Place.PERMIT)
        outcome = self._receipt.settled(visit)
        if outcome in (PrintOutcome.PRINTED, PrintOutcome.UNKNOWN):
            self.end.show_end(whole=outcome is PrintOutcome.PRINTED)
            self.go_to(Place.END)

    def _say(self, message: Message | None) -> None:
        if message is None or message.tone is not Tone.ATTENTION:
            self._show_devices()
            return
        self._receipt.forget()
        self.fault.tell(for_the_visitor(message))

    @Slot(object, object)
    def hear(self, _kind: DeviceKind, event: Any) -> None:
        """A device said something. A scan starts also where none was asked for, in the language of now."""
        if isinstance(event, Scan):
            self.idle.touch()
            if self._place in (Place.LANGUAGE, *GUIDING):
                self.go_to(Place.SCAN)
            if self._place is Place.SCAN:
                self._session.scan(event.data, event.provenance)
            return
        self._show_devices()

    def _show_devices(self) -> None:
        self.fault.tell(first_needed_fault(self._context.station.devices()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A touch beside any button is a sign of a person too."""
        self._sign_of_life()
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key is a sign of a person; Enter presses the button in focus; the training tray has its own keys."""
        if self._context.training and event.key() == Qt.Key.Key_F8:
            self.tray.setVisible(self.tray.isHidden())
            return
        button = self.focusWidget()
        pressed = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat()
        if pressed and isinstance(button, QAbstractButton) and button.isVisible():
            button.click()
            return
        self._sign_of_life()
        if self.tray.isVisible() and self.tray.press(event):
            return
        super().keyPressEvent(event)

    def _sign_of_life(self) -> None:
        if self._place is Place.STILL_THERE:
            self.stay()
        elif self._place is not Place.LANGUAGE:
            self.idle.touch()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the type that suits the height."""
        wear(self, large_sizes_for(self.height()))
        super().resizeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave nothing behind when the window goes."""
        self._wipe(Closing.IDLE)
        super().closeEvent(event)

    @Slot()
    def _name(self) -> None:
        self.setWindowTitle(self._tongue.say(words.TITLE))
        self.setAccessibleName(self._tongue.say(words.TITLE))
