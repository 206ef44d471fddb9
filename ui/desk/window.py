"""The desk's window: the parts in their places, views shown, keys and touches turned into actions."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from drivers.code_scanner import Scan
from drivers.device import DeviceKind
from drivers.worker import DeviceFailed, DeviceReady
from kiosk.rules.assessment import Text
from kiosk.visits.view import Message, Tone, VisitView
from ui.bridge import Bridge
from ui.context import FaceContext
from ui.desk.actions import Action
from ui.desk.asking import Asking
from ui.desk.checklist import Checklist
from ui.desk.comparison import Comparison
from ui.desk.conduct import Conduct
from ui.desk.edge import Edge
from ui.desk.guidance_page import GuidancePage
from ui.desk.header import Header
from ui.desk.identities_page import IdentitiesPage
from ui.desk.presses import Presses
from ui.desk.prompts import Prompt
from ui.desk.routing import Routing
from ui.desk.stage import Page, Stage
from ui.desk.step_bar import StepBar
from ui.desk.steps import next_step
from ui.desk.training_tray import TrainingTray
from ui.desk.turning import Turning
from ui.i18n import Tongue
from ui.i18n import desk as words
from ui.pictures import PictureWorker
from ui.theme import DURATIONS, SIZES, look, sizes_for, wear
from ui.widgets.boxes import column, frame, row
from ui.widgets.fault_strip import FaultStrip
from ui.widgets.lights import first_fault
from ui.widgets.services_strip import ServicesStrip
from ui.widgets.spoken import SpokenLabel

if TYPE_CHECKING:
    from kiosk.visits.session import VisitSession


_UNDER_A_QUESTION = (Action.GUIDANCE, Action.LANGUAGE, Action.HELP, Action.TRAY, Action.BACK)
"""What still works while a question is open, besides the question's own keys: it does nothing to the visit."""


class DeskWindow(QWidget):
    """One window of the hall. ``act``, ``choose`` and ``fill_in`` are the very slots the keys call.

    The caller starts and stops session, station and worker (see ``ui.desk.app``).
    """

    def __init__(
        self, context: FaceContext, session: VisitSession, bridge: Bridge, worker: PictureWorker, tongue: Tongue
    ) -> None:
        super().__init__()
        self._context, self._session, self._tongue = context, session, tongue
        self._own_word: Message | None = None
        self.clock: Callable[[], float] = time.monotonic
        self._presses = Presses(lambda: self.clock())
        self.training = SpokenLabel(tongue, words.TRAINING, tone="training")
        self._training_strip = frame("training")
        self.header = Header(tongue, context.today, context.deadlines)
        self.checklist = Checklist(tongue)
        self.stage = Stage(tongue, worker, bridge, session.picture)
        self.comparison = Comparison(tongue)
        self.step_bar = StepBar(tongue)
        self.tray = TrainingTray(tongue, context.training)
        self.fault = FaultStrip(tongue)
        self.edge = Edge(tongue, context)
        self.lights = self.edge.lights
        self.asking = Asking(self.step_bar.prompt)
        self.conduct = Conduct(session, context.hall_of, self.ask, context.today, self._say)
        self.guidance = GuidancePage(tongue, context, bridge, lambda: self.act(Action.BACK))
        self.stage.add_page(Page.GUIDANCE, self.guidance)
        self.identities = IdentitiesPage(tongue)
        self.stage.add_page(Page.IDENTITIES, self.identities)
        self.turning = Turning(self.stage, self.conduct, self.guidance, context.hall_of, self._take_keys)
        self._routing = Routing(
            self.tray, self.stage, self.guidance, self.step_bar.prompt, self.asking, self._presses, self.act
        )
        self._lay_out()
        ServicesStrip(tongue, context.station, bridge).stand_under(self.fault)
        self._connect(bridge)
        self._refresh = QTimer(self, interval=DURATIONS.devices_refresh)
        self._refresh.timeout.connect(self.show_devices)
        self._refresh.start()
        self._does = self._window_actions()
        self.show_view(VisitView())
        self.show_devices()
        self._name()

    def _lay_out(self) -> None:
        wear(self, SIZES)
        look(self, ground="canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        page = column(self, gap=0)
        strip = row(self._training_strip)
        strip.setContentsMargins(SIZES.gap_wide, SIZES.gap_small, SIZES.gap_wide, SIZES.gap_small)
        strip.addWidget(self.training)
        page.addWidget(self._training_strip)
        page.addWidget(self.header)
        body = row(pad=SIZES.pad, gap=SIZES.pad)
        body.addWidget(self.checklist, 2)
        body.addWidget(self.stage, 5)
        body.addWidget(self.comparison, 2)
        body.addWidget(self.tray)
        page.addLayout(body, 1)
        page.addWidget(self.fault)
        page.addWidget(self.step_bar)
        page.addWidget(self.edge)
        self.tray.hide()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _connect(self, bridge: Bridge) -> None:
        bridge.viewed.connect(self.show_view)
        bridge.heard.connect(self.hear)
        self.stage.acted.connect(self.act)
        self.edge.acted.connect(self.act)
        self.step_bar.acted.connect(self.touch)
        self.checklist.picked.connect(self.pick)
        self._tongue.changed.connect(self._name)
        self.step_bar.prompt.closed.connect(self.setFocus)
        self.step_bar.prompt.closed.connect(self._arm_scanner)

    def _window_actions(self) -> dict[Action, Callable[[], None]]:
        stage = self.stage
        return {
            Action.FREEZE: stage.toggle_freeze,
            Action.ZOOM_IN: lambda: stage.zoom(1),
            Action.ZOOM_OUT: lambda: stage.zoom(-1),
            Action.ROTATE: stage.rotate,
            Action.LIVE: lambda: stage.look_live(self.conduct.visit, self.conduct.chosen),
            Action.LOOK_LEFT: lambda: stage.shift(-1, 0),
            Action.LOOK_RIGHT: lambda: stage.shift(1, 0),
            Action.VIEW_ASSESSMENT: self.turning.toggle_assessment,
            Action.IDENTITIES: self.turning.toggle_identities,
            Action.PAGE_UP: lambda: self._turn_pages(-1),
            Action.PAGE_DOWN: lambda: self._turn_pages(1),
            Action.LANGUAGE: self._tongue.toggle,
            Action.HELP: self.turning.toggle_help,
            Action.GUIDANCE: self.turning.toggle_guidance,
            Action.TRAY: self._toggle_tray,
            Action.BACK: self.turning.back,
        }

    def _turn_pages(self, pages: int) -> None:
        shown = self.identities if self.stage.page is Page.IDENTITIES else self.stage.assessment
        shown.turn(pages)

    @Slot(object)
    def touch(self, action: Action) -> None:
        """Do what a touched key does; the second touch of a doubled one is not taken."""
        if action in (Action.CONFIRM, Action.MISSING) and self._presses.is_doubled(action):
            return
        self.act(action)

    @Slot(object)
    def act(self, action: Action) -> None:
        """Do what a key does. Looking up and down in a zoomed picture goes before choosing papers.

        A question on the screen goes before everything that would act on the visit behind it.
        """
        self._own_word = None
        if self.stage.page is Page.GUIDANCE and action not in _UNDER_A_QUESTION:
            self.turning.back_to_visit()
        if self.prompt is not None and action not in _UNDER_A_QUESTION:
            self.step_bar.prompt.refuse()
        elif self.stage.zoomed and action in (Action.PREVIOUS, Action.FOLLOWING):
            self.stage.shift(0, 1 if action is Action.FOLLOWING else -1)
        elif action in self._does:
            self._does[action]()
        else:
            if action in (Action.CAPTURE, Action.PREVIOUS, Action.FOLLOWING) and self.conduct.visit is not None:
                self.turning.show_pictures()
            self.conduct.do(action)
        self._render()

    def choose(self, number: int) -> None:
        """Answer the question on the screen with the choice of that number."""
        self.step_bar.prompt.choose(number)

    def fill_in(self, **answers: str) -> None:
        """Answer the question on the screen by its fields' names, and accept."""
        self.step_bar.prompt.fill_in(**answers)
        self.step_bar.prompt.accept()

    @property
    def prompt(self) -> Prompt | None:
        """The question on the screen, if any."""
        return self.step_bar.prompt.prompt

    def ask(self, prompt: Prompt) -> None:
        """Ask something in place."""
        self.asking.ask(prompt)

    @Slot(object)
    def show_view(self, view: VisitView) -> None:
        """Show a new view of the visit."""
        had_visit = self.conduct.visit is not None
        self.conduct.show(view)
        self._own_word = None
        if view.visit is None and had_visit:
            self.stage.clear()
            self._context.clear_mat()
            self.asking.end()
        if view.visit is not None and not had_visit and self.turning.is_beside:
            self.turning.back_to_visit()  # a code was presented: the visitor goes before what was being read
        self.asking.ask_what_is_due(self.conduct)
        self._render()

    def _render(self) -> None:
        view, visit, chosen = self.conduct.view, self.conduct.visit, self.conduct.chosen
        self._training_strip.setVisible(view.training or bool(self._context.training))
        self.header.show_visit(visit)
        self.checklist.show_visit(visit, chosen)
        self.comparison.show_visit(visit, chosen)
        self.stage.show_visit(visit, chosen)
        self.identities.show_visit(visit)
        self.checklist.setVisible(not self.turning.is_beside)
        self.comparison.setVisible(not self.turning.is_beside and not self._tray_takes_its_room())
        step = next_step(visit, chosen, self._context.hall_of(visit))
        self.step_bar.show_step(step, view, self._own_word)
        self._arm_scanner()

    @Slot()
    def _arm_scanner(self) -> None:
        """Take one code whenever the desk can use it: not while it works, nor while it asks something else."""
        if self.conduct.view.busy is None and self.prompt is None:
            self._context.station.arm(DeviceKind.CODE_SCANNER)
        else:
            self._context.station.disarm(DeviceKind.CODE_SCANNER)

    @Slot(object, object)
    def hear(self, kind: DeviceKind, event: Any) -> None:
        """A device said something."""
        if isinstance(event, Scan):
            self._session.scan(event.data, event.provenance)
        elif kind is DeviceKind.DOCUMENT_CAMERA and isinstance(event, DeviceFailed):
            self.stage.camera_gone()
        elif kind is DeviceKind.DOCUMENT_CAMERA and isinstance(event, DeviceReady):
            self.stage.camera_back()
        self.show_devices()

    @Slot()
    def show_devices(self) -> None:
        """Show how the devices stand."""
        devices = self._context.station.devices()
        self.lights.show_devices(devices)
        self.fault.tell(first_fault(devices))

    @Slot(str)
    def pick(self, key: str) -> None:
        """Go to one original, touched in the list."""
        if self.prompt is not None:
            self.step_bar.prompt.refuse()
            return
        self.conduct.pick(key)
        self.turning.show_pictures()
        self._render()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key, to whom it belongs."""
        if not self._routing.press(event):
            super().keyPressEvent(event)

    def _say(self, text: Text) -> None:
        self._own_word = Message(Tone.ATTENTION, text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the type that suits the height."""
        wear(self, sizes_for(self.height()))
        super().resizeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """No more looking at devices once the window is gone."""
        self._refresh.stop()
        super().closeEvent(event)

    def _toggle_tray(self) -> None:
        if not self._context.training:
            return
        opening = self.tray.isHidden()
        if opening and self.width() < SIZES.beside_dock:
            self.comparison.hide()
        self.tray.setVisible(opening)

    def _tray_takes_its_room(self) -> bool:
        """Whether the open tray stands where the record does, on a screen too narrow for both."""
        return not self.tray.isHidden() and self.width() < SIZES.beside_dock

    def _take_keys(self) -> None:
        """Have the keys reach the desk again, or the field that was being filled in."""
        self.setFocus()
        self.step_bar.prompt.take_focus()

    @Slot()
    def _name(self) -> None:
        self.setWindowTitle(self._tongue.say(words.TITLE))
        self.setAccessibleName(self._tongue.say(words.TITLE))
