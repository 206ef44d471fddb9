"""The self-service window: one page after another, watched for idleness, wiped on finish and on leaving."""

from __future__ import annotations

import time
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QStackedLayout, QWidget

from drivers.code_scanner import Scan
from drivers.device import DeviceKind
from drivers.errors import Actor
from drivers.printing import PrintOutcome
from kiosk.visits.events import Closing, Paper
from kiosk.visits.view import Message, Tone, VisitView
from ui.bridge import Bridge
from ui.context import FaceContext
from ui.desk.training_tray import TrainingTray
from ui.i18n import Tongue, fill, literal
from ui.i18n import desk as desk_words
from ui.i18n import self_service as words
from ui.self_service.idle import IdleWatch
from ui.self_service.page import ServicePage
from ui.self_service.pages import BringPage, EndPage, LanguagePage, PermitPage, ScanPage, StillTherePage
from ui.theme import LARGE, LARGE_SHORT, SIZES, large_sizes_for, look, wear
from ui.widgets.boxes import column, frame, row
from ui.widgets.busy_sign import BusySign
from ui.widgets.fault_strip import FaultStrip
from ui.widgets.lights import device_fault
from ui.widgets.spoken import SpokenButton, SpokenLabel

if TYPE_CHECKING:
    from kiosk.visits.session import VisitSession

NEEDED = (DeviceKind.CODE_SCANNER, DeviceKind.RECEIPT_PRINTER)
"""The devices self-service cannot do without; the others are none of the visitor's business."""


class Place(StrEnum):
    """Where a person is."""

    LANGUAGE = "language"
    SCAN = "scan"
    PERMIT = "permit"
    BRING = "bring"
    END = "end"
    STILL_THERE = "still_there"


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
        self._printing = False
        self._left: object = None
        self._place = self._before = Place.LANGUAGE
        self.idle = IdleWatch(now)
        self.language = LanguagePage(tongue, self.choose_language)
        self.scan = ScanPage(tongue, self.finish)
        self.permit = PermitPage(tongue, self.finish, self.go_on, self.scan_again)
        self.bring = BringPage(tongue, context, self.finish, self.print_receipt)
        self.end = EndPage(tongue, self.finish)
        self.still_there = StillTherePage(tongue, self.stay, self.finish)
        self.fault = FaultStrip(tongue, LARGE)
        self.busy = BusySign(tongue, LARGE)
        self.tray = TrainingTray(tongue, context.training)
        self._lay_out(tongue)
        bridge.viewed.connect(self.show_view)
        bridge.heard.connect(self.hear)
        self.idle.warned.connect(self._warn)
        self.idle.expired.connect(self._expire)
        tongue.changed.connect(self._name)
        self._name()
        self.go_to(Place.LANGUAGE)

    def _lay_out(self, tongue: Tongue) -> None:
        wear(self, LARGE_SHORT)
        look(self, ground="canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        page = column(self, gap=0)
        self._training = frame("training")
        strip = row(self._training)
        strip.setContentsMargins(LARGE.pad, LARGE.gap_small, LARGE.pad, LARGE.gap_small)
        said = fill(words.TRAINING, training=desk_words.TRAINING, tray=desk_words.TRAY)
        strip.addWidget(SpokenLabel(tongue, said, "small", tone="training", wrap=True))
        page.addWidget(self._training)
        page.addWidget(self._head(tongue))
        self._stack_frame = QFrame()
        self._stack = QStackedLayout(self._stack_frame)
        self._pages: dict[Place, ServicePage] = {
            Place.LANGUAGE: self.language,
            Place.SCAN: self.scan,
            Place.PERMIT: self.permit,
            Place.BRING: self.bring,
            Place.END: self.end,
            Place.STILL_THERE: self.still_there,
        }
        for one in self._pages.values():
            self._stack.addWidget(one)
        body = row(gap=0)
        body.addWidget(self._stack_frame, 1)
        body.addWidget(self.tray)
        wear(self.tray, SIZES)
        self.tray.hide()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        page.addLayout(body, 1)
        page.addWidget(self.fault)
        self._training.setVisible(bool(self._context.training))

    def _head(self, tongue: Tongue) -> QFrame:
        head = frame("header")
        line = row(head, gap=LARGE.gap_wide)
        line.setContentsMargins(LARGE.pad, LARGE.gap_small, LARGE.pad, LARGE.gap_small)
        line.addWidget(SpokenLabel(tongue, self._context.hall.name, "strong"))
        line.addWidget(SpokenLabel(tongue, words.TITLE, tone="soft"))
        line.addStretch(1)
        line.addWidget(self.busy)
        self.other_language = SpokenButton(tongue, words.OTHER_LANGUAGE)
        self.other_language.clicked.connect(self._toggle_language)
        line.addWidget(self.other_language)
        return head

    @property
    def place(self) -> Place:
        """Where the person is."""
        return self._place

    def go_to(self, place: Place) -> None:
        """Show one page."""
        self._place = place
        self._stack.setCurrentWidget(self._pages[place])
        self._arm_scanner()
        self.other_language.setVisible(place is not Place.LANGUAGE)
        self.setFocus()

    def _arm_scanner(self) -> None:
        """Take one code on the pages that ask for one, and while nothing is looked up."""
        if self._place in (Place.LANGUAGE, Place.SCAN) and self._view.busy is None:
            self._context.station.arm(DeviceKind.CODE_SCANNER)
        else:
            self._context.station.disarm(DeviceKind.CODE_SCANNER)

    def choose_language(self, language: str) -> None:
        """The first tile touched."""
        self._tongue.speak(language)
        self.idle.touch()
        self.go_to(Place.SCAN)

    def scan_again(self) -> None:
        """From the permit back to the code: this visit ends, the language stays."""
        language = self._tongue.language
        visit = self._view.visit
        self._wipe(Closing.ABANDONED)
        self._left = visit.visit_id if visit is not None else None
        self.choose_language(language)

    def go_on(self) -> None:
        """From the permit to what to bring."""
        self.idle.touch()
        self.bring.show_visit(self._view.visit)
        self.go_to(Place.BRING)

    def print_receipt(self) -> None:
        """Print the pre-check receipt, with the deadline on it; once, however often the button is touched."""
        self.idle.touch()
        if self._printing or self._view.visit is None:
            return
        self._printing = True
        self.bring.print_button.setEnabled(False)
        self._session.assess()
        self._session.print_paper(Paper.RECEIPT)

    def finish(self) -> None:
        """The person is done: wipe now."""
        self._wipe(Closing.DONE)

    def stay(self) -> None:
        """The person is still there."""
        self.idle.touch()
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
        self._printing = False
        self.bring.print_button.setEnabled(True)
        for page in (self.permit, self.bring):
            page.show_visit(None)
        self.fault.tell(None)
        self.busy.tell(None)
        self.idle.rest()
        self._tongue.speak(self._context.language)
        self.go_to(Place.LANGUAGE)

    @Slot(object)
    def show_view(self, view: VisitView) -> None:
        """Show a new view of the visit; a visit that comes while nobody is here is closed again."""
        self._training.setVisible(view.training or bool(self._context.training))
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
        if self._place in (Place.SCAN, Place.STILL_THERE):
            self.go_to(Place.PERMIT)
        if not self._printing or not visit.prints:
            return
        outcome = visit.prints[-1].outcome
        if outcome is None:
            return
        self._printing = False
        self.bring.print_button.setEnabled(True)
        if outcome is not PrintOutcome.NOT_PRINTED:
            self.end.show_end(whole=outcome is PrintOutcome.PRINTED)
            self.go_to(Place.END)

    def _say(self, message: Message | None) -> None:
        if message is None or message.tone is not Tone.ATTENTION:
            self._show_devices()
            return
        self._printing = False
        self.bring.print_button.setEnabled(True)
        self.fault.tell(_for_the_visitor(message))

    @Slot(object, object)
    def hear(self, _kind: DeviceKind, event: Any) -> None:
        """A device said something. A scan on the first page starts in the language of now."""
        if isinstance(event, Scan):
            self.idle.touch()
            if self._place is Place.LANGUAGE:
                self.go_to(Place.SCAN)
            if self._place is Place.SCAN:
                self._session.scan(event.data, event.provenance)
            return
        self._show_devices()

    def _show_devices(self) -> None:
        faults = [
            fault
            for device in self._context.station.devices()
            if device.kind in NEEDED and (fault := device_fault(device)) is not None
        ]
        self.fault.tell(_for_the_visitor(faults[0]) if faults else None)

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


def _for_the_visitor(message: Message) -> Message:
    """A fault with the code to tell the staff; who must act inside is not the visitor's business."""
    code = literal(message.code)
    if message.code and message.actor not in (None, Actor.USER):
        return Message(message.tone, fill(words.CALL_STAFF, code=code))
    if not message.code:
        return Message(message.tone, fill(words.CALL_PLAIN, message=message.text))
    return Message(message.tone, fill(words.CALL_WITH_CODE, message=message.text, code=code))
