"""The self-service window: what the session, the devices, touches and the clock say, told to the walk."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from drivers.code_scanner import Scan
from drivers.device import DeviceKind
from kiosk.visits.events import Closing
from kiosk.visits.view import Message, Tone, VisitView
from ui.bridge import Bridge
from ui.context import FaceContext
from ui.i18n import Tongue
from ui.i18n import self_service as words
from ui.self_service.faults import for_the_visitor, in_both_languages, needed_fault
from ui.self_service.idle import IdleWatch
from ui.self_service.places import GUIDING, Place
from ui.self_service.surround import Surround
from ui.self_service.walk import Walk
from ui.theme import LARGE_SHORT, large_sizes_for, look, wear
from ui.widgets.boxes import column
from ui.widgets.lights import fault_of

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
        self.idle = IdleWatch(now)
        self._told_in_both = False
        self.walk = Walk(context, session, bridge, tongue)
        self._surround = Surround(tongue, context, self.walk.pages)
        self.fault, self.busy, self.tray = self._surround.fault, self._surround.busy, self._surround.tray
        self.other_language = self._surround.other_language
        wear(self, LARGE_SHORT)
        look(self, ground="canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column(self, gap=0).addWidget(self._surround)
        self._connect(bridge)
        self._name()
        self.walk.go_to(Place.LANGUAGE)

    def _connect(self, bridge: Bridge) -> None:
        bridge.viewed.connect(self.show_view)
        bridge.heard.connect(self.hear)
        self._surround.other_language_wanted.connect(self._toggle_language)
        self.walk.moved.connect(self._show_place)
        self.walk.touched.connect(self.idle.touch)
        self.walk.said.connect(self.fault.tell)
        self.walk.left.connect(self._forget)
        self.idle.warned.connect(self.walk.ask_whether_there)
        self.idle.expired.connect(self._expire)
        self._tongue.changed.connect(self._name)

    @property
    def place(self) -> Place:
        """Where the person is."""
        return self.walk.place

    @Slot()
    def _show_place(self) -> None:
        if self.place not in (Place.LANGUAGE, Place.STILL_THERE):
            self.idle.touch()
        self._surround.show_place(self.place)
        if self.place is Place.LANGUAGE or self._told_in_both:
            self._show_devices()
        self._arm_scanner()
        self.setFocus()

    def _arm_scanner(self) -> None:
        """Take one code on the pages where it starts a visit, and while nothing is looked up."""
        if self.walk.takes_a_code:
            self._context.station.arm(DeviceKind.CODE_SCANNER)
        else:
            self._context.station.disarm(DeviceKind.CODE_SCANNER)

    @Slot()
    def _forget(self) -> None:
        self.fault.tell(None)
        self.busy.tell(None)
        self._surround.show_hall(self._context.hall)
        self.idle.rest()

    @Slot()
    def _toggle_language(self) -> None:
        self.idle.touch()
        self._tongue.toggle()

    @Slot()
    def _expire(self) -> None:
        self.walk.wipe(Closing.IDLE)

    @Slot(object)
    def show_view(self, view: VisitView) -> None:
        """Show a new view of the visit; a visit that comes while nobody is here is closed again."""
        self._surround.training.setVisible(view.training or bool(self._context.training))
        if self.place is Place.LANGUAGE:
            if view.visit is not None and view.busy is None:
                self._session.close(Closing.IDLE)
            return
        if not self.walk.belongs(view):
            return
        self.walk.view = view
        self._surround.show_hall(self._context.hall_of(view.visit))
        self.busy.tell(view.busy)
        self._arm_scanner()
        if view.busy is None:
            self.idle.touch()
            self._say(view.message)
            self.walk.follow(view)

    def _say(self, message: Message | None) -> None:
        if message is None or message.tone is not Tone.ATTENTION:
            self._show_devices()
            return
        self.walk.print_failed()
        self._show_devices()
        if message.code not in self.fault.words.text():
            self.fault.tell(for_the_visitor(message))

    @Slot(object, object)
    def hear(self, _kind: DeviceKind, event: Any) -> None:
        """A device said something. A scan starts also where none was asked for, in the language of now."""
        if isinstance(event, Scan):
            self.idle.touch()
            if self.place in (Place.LANGUAGE, *GUIDING):
                self.walk.go_to(Place.SCAN)
            if self.place is Place.SCAN:
                self._session.scan(event.data, event.provenance, of_several=event.of_several)
            return
        self._show_devices()

    def _show_devices(self) -> None:
        guidance = bool(self.walk.guiding.shown_groups)
        devices = self._context.station.devices()
        can_scan = fault_of(devices, DeviceKind.CODE_SCANNER) is None
        self.walk.scan.ask_for_a_code(can_scan=can_scan, window=self._context.hall.window)
        told = needed_fault(devices, guidance=guidance)
        self._told_in_both = self.place is Place.LANGUAGE
        self.fault.tell(in_both_languages(told) if told is not None and self._told_in_both else told)

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
        if self.place is Place.STILL_THERE:
            self.walk.stay()
        elif self.place is not Place.LANGUAGE:
            self.idle.touch()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the type that suits the height."""
        wear(self, large_sizes_for(self.height()))
        super().resizeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave nothing behind when the window goes."""
        self.walk.wipe(Closing.IDLE)
        super().closeEvent(event)

    @Slot()
    def _name(self) -> None:
        self.setWindowTitle(self._tongue.say(words.TITLE))
        self.setAccessibleName(self._tongue.say(words.TITLE))
