"""The technician's window: the devices left, right the chosen one or the services; by keys and by touch."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from drivers.device import DeviceKind
from drivers.faults import Fault
from drivers.health import HealthLevel
from kiosk.device_views import DeviceView
from kiosk.loopback import READ_BACK_SECONDS
from ui.bridge import Bridge
from ui.context import FaceContext
from ui.i18n import Tongue, fill
from ui.i18n import technician as words
from ui.technician.asides import Asides
from ui.technician.checks import Checks
from ui.technician.commands import COMMANDS, LEVELS, ON_THE_PAGE, Command
from ui.technician.device_list import DeviceList
from ui.technician.device_page import Aside, DevicePage
from ui.technician.frame import TechnicianFrame
from ui.technician.requests import Requests
from ui.technician.services_grid import ServicesGrid
from ui.theme import DURATIONS, SIZES, look, sizes_for, wear


class TechnicianWindow(QWidget):
    """Looks at the devices, checks them, and breaks simulated ones on purpose; opens no visit."""

    def __init__(self, context: FaceContext, bridge: Bridge, tongue: Tongue) -> None:
        super().__init__()
        self._context, self._tongue = context, tongue
        self.page = DevicePage(tongue)
        self.services = ServicesGrid(tongue)
        self.checks = Checks(context, bridge)
        self.list = DeviceList(tongue, context.station, self.checks)
        self.requests = Requests(context, bridge, self.checks)
        self._asides = Asides(self.page, context.station, bridge)
        self._views: dict[DeviceKind, DeviceView] = {}
        self._services_shown = False
        wear(self, SIZES)
        look(self, ground="canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.frame = TechnicianFrame(self, context, tongue, self.list, (self.page, self.services))
        self._do = self._requests()
        self._connect(bridge)
        self._refresh = QTimer(self, interval=DURATIONS.devices_refresh)
        self._refresh.timeout.connect(self.show_devices)
        self._refresh.start()
        self.show_devices()
        self.frame.order_of_tab((*self.list.rows.values(), *self.page.keys.values()))
        self.setFocus()

    def _connect(self, bridge: Bridge) -> None:
        bridge.heard.connect(self.hear)
        self.list.picked.connect(self.choose)
        self.checks.changed.connect(self._checked)
        self.checks.strip_out.connect(self._strip_is_out)
        self.requests.said.connect(self.page.tell)
        self.requests.changed.connect(self.show_devices)
        self.page.wanted.connect(self.act)
        self.page.faults.chosen.connect(self.suffer)
        self.frame.wanted.connect(self.act)

    def _requests(self) -> dict[Command, Callable[[], object]]:
        return {
            **{command: partial(self.check, level) for command, level in LEVELS.items()},
            Command.LAYOUT: partial(self._toggle_aside, Aside.LAYOUT),
            Command.FAULTS: partial(self._toggle_aside, Aside.FAULTS),
            Command.RECORD: self._of_the_chosen(self.requests.toggle_recording),
            Command.COPY: lambda: self.requests.copy(self._views.values()),
            Command.RESET: self._of_the_chosen(self.requests.reset),
            Command.CHECK_ALL: self.test_all,
            Command.SERVICES: lambda: self._show_services(not self._services_shown),
            Command.LANGUAGE: self._tongue.toggle,
            Command.NEXT: partial(self.list.step, 1),
            Command.BEFORE: partial(self.list.step, -1),
            Command.BACK: self._back,
        }

    def _of_the_chosen(self, ask: Callable[[DeviceKind], object]) -> Callable[[], object]:
        return lambda: ask(self.chosen) if self.chosen is not None else None

    @Slot(object)
    def act(self, command: Command) -> None:
        """Do what is asked for, by key or by touch."""
        if command in ON_THE_PAGE:
            self._show_services(False)
        self._do[command]()

    @property
    def chosen(self) -> DeviceKind | None:
        """The device that is looked at; None where there is none."""
        return self.list.chosen

    @Slot()
    def show_devices(self) -> None:
        """Show how every device stands."""
        views = self._context.station.devices()
        self._views = {view.kind: view for view in views}
        self.checks.look_at(views)
        self.list.show_devices(views)
        self.services.show_devices(views)
        self.frame.show_empty(not views)
        self._show_chosen()

    def _show_chosen(self) -> None:
        kind = self.chosen
        if kind is None:
            return
        view, station = self._views[kind], self._context.station
        counted = [one for one in station.statistics() if one.key.kind is kind]
        simulated = station.is_simulated(kind)
        self.page.show_device(view, counted, simulated=simulated)
        self.page.show_check(view, self.checks.running(kind), self.checks.last(kind))
        possible = self._context.traces is not None
        self.page.show_recording(station.recording(kind), station.recording_failure(kind), possible=possible)
        self._asides.show(kind)

    @Slot(object)
    def choose(self, kind: DeviceKind) -> None:
        """Look at another device."""
        self.list.choose(kind)
        self._asides.device_changed()
        self.requests.take_back()
        self._show_services(False)
        self.show_devices()

    def check(self, level: HealthLevel) -> None:
        """Start a health check of the chosen device."""
        if self.chosen is not None:
            self.requests.take_back()
            self.checks.start(self.chosen, level)

    def test_all(self) -> None:
        """Check every device as far as nothing moves; each runs on its own thread."""
        for kind in self._views:
            self.checks.start(kind, HealthLevel.INTERNAL)

    @Slot(object)
    def _checked(self, kind: DeviceKind) -> None:
        if kind is self.chosen and self.checks.running(kind) is None:
            self.requests.take_back()
        self.show_devices()

    @Slot(object)
    def _strip_is_out(self, printer: DeviceKind) -> None:
        self.page.tell(fill(words.HOLD_PAPER[printer], seconds=f"{READ_BACK_SECONDS:.0f}"))

    def _toggle_aside(self, aside: Aside) -> None:
        if self.chosen is not None and not self._asides.toggle(aside, self.chosen):
            self.setFocus()

    @Slot(object)
    def suffer(self, fault: Fault | None) -> None:
        """Break the chosen simulator, or mend it."""
        if self.chosen is not None:
            self.requests.suffer(self.chosen, fault)

    def _show_services(self, shown: bool) -> None:
        self._services_shown = shown
        self.frame.turn_to(self.services if shown else self.page)

    def _back(self) -> None:
        self._show_services(False)
        self.requests.take_back()
        self._asides.close()
        self._show_chosen()
        self.setFocus()

    @Slot(object, object)
    def hear(self, _kind: DeviceKind, _event: Any) -> None:
        """A device said something."""
        self.show_devices()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit chooses a device; the others are named on the screen."""
        command = COMMANDS.get(Qt.Key(event.key()))
        if self.list.number(event.key() - Qt.Key.Key_0):
            return
        if command is not None and not event.isAutoRepeat():
            self.act(command)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the type that suits the height."""
        sizes = sizes_for(self.height())
        wear(self, sizes)
        self.frame.suit(sizes)
        super().resizeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """No more looking once the window is gone."""
        self._refresh.stop()
        super().closeEvent(event)
