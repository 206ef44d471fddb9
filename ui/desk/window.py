"""The desk's window: what the session, the devices, keys and touches say, told to its parts and to the visit."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent

from drivers.code_scanner import Scan
from drivers.device import DeviceKind
from drivers.worker import DeviceFailed
from kiosk.rules.assessment import Text
from kiosk.visits.view import Message, Tone, VisitView
from ui.bridge import Bridge
from ui.context import FaceContext
from ui.desk.actions import Action
from ui.desk.asking import Asking
from ui.desk.conduct import Conduct
from ui.desk.counter import Counter
from ui.desk.looking import UNDER_A_QUESTION, Looking
from ui.desk.page_steps import ONLY_LEAVES_THE_PAGE, page_step
from ui.desk.parts import DeskParts
from ui.desk.presses import Presses
from ui.desk.prompts import Prompt
from ui.desk.routing import Routing
from ui.desk.stage import Page
from ui.desk.steps import next_step
from ui.desk.turning import Turning
from ui.i18n import Tongue
from ui.pictures import PictureWorker
from ui.theme import DURATIONS
from ui.widgets.lights import fault_of, first_fault
from ui.widgets.steadied import Steadied

if TYPE_CHECKING:
    from kiosk.visits.session import VisitSession

_STEPS_NEED = (DeviceKind.CODE_SCANNER, DeviceKind.DOCUMENT_CAMERA)
"""The devices that a next step may ask for."""


class DeskWindow(DeskParts):
    """One window of the hall. ``act``, ``choose`` and ``fill_in`` are the very slots the keys call.

    The caller starts and stops session, station and worker (see ``ui.desk.app``).
    """

    def __init__(
        self, context: FaceContext, session: VisitSession, bridge: Bridge, worker: PictureWorker, tongue: Tongue
    ) -> None:
        super().__init__(context, bridge, worker, tongue, session.picture)
        self._context, self._session = context, session
        self._own_word: Message | None = None
        self._down: frozenset[DeviceKind] = frozenset()
        self.clock: Callable[[], float] = time.monotonic
        self._presses = Presses(lambda: self.clock())
        self.asking = Asking(self.step_bar.prompt)
        self.counter = Counter(session, context.hall_of, self.ask, context.today, self._say)
        self.turning = Turning(self.stage, self.counter, self.guidance, self._take_keys)
        self._conduct = Conduct(self.counter)
        self._looking = Looking(self, self.turning, self.counter, tongue)
        self._routing = Routing(
            self.tray, self.stage, self.guidance, self.step_bar.prompt, self.asking, self._presses, self.act
        )
        self._steadied = Steadied(self, self.show_devices)
        self._connect(bridge)
        self._refresh = QTimer(self, interval=DURATIONS.devices_refresh)
        self._refresh.timeout.connect(self.show_devices)
        self._refresh.start()
        self.show_view(VisitView())
        self.show_devices()

    def _connect(self, bridge: Bridge) -> None:
        bridge.viewed.connect(self.show_view)
        bridge.heard.connect(self.hear)
        self.acted.connect(self.act)
        self.step_bar.acted.connect(self.touch)
        self.checklist.picked.connect(self.pick)
        self.guidance.turned.connect(self._render)
        self.step_bar.prompt.closed.connect(self.setFocus)
        self.step_bar.prompt.closed.connect(self._arm_scanner)

    @Slot(object)
    def touch(self, action: Action) -> None:
        """Do what a touched key does; the second touch of a doubled one is not taken."""
        if action in (Action.CONFIRM, Action.MISSING) and self._presses.is_doubled(action):
            return
        self.act(action)

    @Slot(object)
    def act(self, action: Action) -> None:
        """Do what a key does. A question on the screen goes before everything that would act on the visit."""
        self._own_word = None
        if self._taken_by_the_page(action):
            self._render()
            return
        if self.prompt is not None and action not in UNDER_A_QUESTION:
            self.step_bar.prompt.refuse()
        elif not self._looking.do(action):
            if action in (Action.CAPTURE, Action.PREVIOUS, Action.FOLLOWING):
                self.turning.show_pictures()
            self._conduct.do(action)
        self._render()

    def _taken_by_the_page(self, action: Action) -> bool:
        """A page's own keys go to it; one that would act on what it hides only goes back there."""
        page = self.stage.page
        if page is Page.GUIDANCE and self.guidance.do(action):
            return True
        leaves = action in ONLY_LEAVES_THE_PAGE.get(page, ())
        if leaves:
            self.turning.back_to_visit()
        return leaves

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
        had_visit = self.counter.visit is not None
        self.counter.show(view)
        self._own_word = None
        if view.visit is None and had_visit:
            self.stage.clear()
            self._context.clear_mat()
            self.asking.end()
        if view.visit is not None and not had_visit and self.turning.is_beside:
            self.turning.back_to_visit()  # a code was presented: the visitor goes before what was being read
        self.asking.ask_what_is_due(self.counter)
        self._render()

    @Slot()
    def _render(self) -> None:
        view, visit, chosen = self.counter.view, self.counter.visit, self.counter.chosen
        self.show_visit(visit, chosen, training=view.training)
        own = page_step(self.stage.page, visit, on_a_topic=self.guidance.topic is not None)
        step = own or next_step(visit, chosen, self._down)
        self.step_bar.show_step(step, view, self._own_word)
        self._arm_scanner()

    @Slot()
    def _arm_scanner(self) -> None:
        """Take one code whenever the desk can use it: not while it works, nor while it asks something else."""
        if self.counter.view.busy is None and self.prompt is None:
            self._context.station.arm(DeviceKind.CODE_SCANNER)
        else:
            self._context.station.disarm(DeviceKind.CODE_SCANNER)

    @Slot(object, object)
    def hear(self, kind: DeviceKind, event: Any) -> None:
        """A device said something."""
        if isinstance(event, Scan):
            self._session.scan(event.data, event.provenance, of_several=event.of_several)
        elif kind is DeviceKind.DOCUMENT_CAMERA and isinstance(event, DeviceFailed):
            self.picture.camera_gone()
        self.show_devices()

    @Slot()
    def show_devices(self) -> None:
        """Show how the devices stand."""
        devices = self._context.station.devices()
        self.edge.lights.show_devices(devices)
        self.fault.tell(first_fault(self._steadied.views(devices)))
        faults = {kind: fault_of(devices, kind) for kind in _STEPS_NEED}
        camera = faults[DeviceKind.DOCUMENT_CAMERA]
        self.picture.show_camera(camera.text if camera is not None else None)
        self.stage.welcome.ask_for_a_code(can_scan=faults[DeviceKind.CODE_SCANNER] is None)
        down = frozenset(kind for kind, fault in faults.items() if fault is not None)
        if down != self._down:
            self._down = down
            self._render()

    @Slot(str)
    def pick(self, key: str) -> None:
        """Go to one original, touched in the list."""
        if self.prompt is not None:
            self.step_bar.prompt.refuse()
            return
        self.counter.pick(key)
        self.turning.show_pictures()
        self._render()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key, to whom it belongs."""
        if not self._routing.press(event):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """No more looking at devices once the window is gone."""
        self._refresh.stop()
        super().closeEvent(event)

    def _say(self, text: Text) -> None:
        self._own_word = Message(Tone.ATTENTION, text)

    def _take_keys(self) -> None:
        """Have the keys reach the desk again, or the field that was being filled in."""
        self.setFocus()
        self.step_bar.prompt.take_focus()
