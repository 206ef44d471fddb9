"""The technician's window: the devices left, right the chosen one or the services; by keys and by touch."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from drivers.device import DeviceKind
from drivers.faults import Fault
from drivers.health import HealthLevel
from kiosk.device_views import DeviceView
from kiosk.diagnostics import diagnostics
from kiosk.loopback import READ_BACK_SECONDS
from kiosk.rules.assessment import Text
from ui.bridge import Bridge
from ui.context import FaceContext
from ui.i18n import EMPTY, Tongue, fill, literal
from ui.i18n import desk as desk_words
from ui.i18n import technician as words
from ui.technician.checks import Checks
from ui.technician.device_page import DevicePage
from ui.technician.device_row import DeviceRow
from ui.technician.frame import TechnicianFrame
from ui.technician.services_grid import ServicesGrid
from ui.theme import DURATIONS, SIZES, look, sizes_for, wear


class TechnicianWindow(QWidget):
    """Looks at the devices, checks them, and breaks simulated ones on purpose; opens no visit."""

    def __init__(self, context: FaceContext, bridge: Bridge, tongue: Tongue) -> None:
        super().__init__()
        self._context, self._bridge, self._tongue = context, bridge, tongue
        self.chosen: DeviceKind | None = None
        self.rows: dict[DeviceKind, DeviceRow] = {}
        self.page = DevicePage(tongue)
        self.services = ServicesGrid(tongue)
        self.checks = Checks(context, bridge)
        self._views: dict[DeviceKind, DeviceView] = {}
        self._faults_shown = self._services_shown = self._reset_asked = False
        wear(self, SIZES)
        look(self, ground="canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.frame = TechnicianFrame(self, context, tongue, (self.page, self.services))
        self._keys = self._bindings()
        self._connect(bridge)
        self._refresh = QTimer(self, interval=DURATIONS.devices_refresh)
        self._refresh.timeout.connect(self.show_devices)
        self._refresh.start()
        self.show_devices()
        self._name()

    def _connect(self, bridge: Bridge) -> None:
        bridge.heard.connect(self.hear)
        self._tongue.changed.connect(self._name)
        self.checks.changed.connect(self._checked)
        self.checks.strip_out.connect(self._strip_is_out)
        self.page.asked.connect(self.check)
        self.page.copy_wanted.connect(self.copy)
        self.page.reset_wanted.connect(self.reset)
        self.page.faults_wanted.connect(self.toggle_faults)
        self.page.record_wanted.connect(self.toggle_recording)
        self.page.faults.chosen.connect(self.suffer)
        self.frame.every.clicked.connect(self.test_all)
        self.frame.grid.clicked.connect(self.toggle_services)
        self.frame.language.clicked.connect(self._tongue.toggle)

    def _bindings(self) -> dict[Qt.Key, Callable[[], object]]:
        return {
            Qt.Key.Key_I: partial(self.check, HealthLevel.INTERNAL),
            Qt.Key.Key_E: partial(self.check, HealthLevel.EXTERNAL),
            Qt.Key.Key_X: partial(self.check, HealthLevel.INTERACTIVE),
            Qt.Key.Key_A: self.test_all,
            Qt.Key.Key_C: self.copy,
            Qt.Key.Key_R: self.reset,
            Qt.Key.Key_F: self.toggle_faults,
            Qt.Key.Key_S: self.toggle_services,
            Qt.Key.Key_T: self.toggle_recording,
            Qt.Key.Key_F2: self._tongue.toggle,
            Qt.Key.Key_Down: partial(self._step, 1),
            Qt.Key.Key_Up: partial(self._step, -1),
            Qt.Key.Key_Escape: self._back,
        }

    @Slot()
    def show_devices(self) -> None:
        """Show how every device stands."""
        views = self._context.station.devices()
        self._views = {view.kind: view for view in views}
        for view in views:
            if view.kind not in self.rows:
                self._add(view.kind)
        if self.chosen is None and views:
            self.chosen = views[0].kind
        for kind, line in self.rows.items():
            line.show_device(self._views[kind], chosen=kind is self.chosen)
        self.services.show_devices(views)
        self.frame.show_empty(not views)
        self._show_chosen()

    def _add(self, kind: DeviceKind) -> None:
        line = DeviceRow(self._tongue, kind, len(self.rows) + 1)
        line.clicked.connect(partial(self._touched, kind))
        self.rows[kind] = line
        self.frame.list.insertWidget(len(self.rows) - 1, line)

    def _show_chosen(self) -> None:
        kind = self.chosen
        if kind is None:
            return
        view, station = self._views[kind], self._context.station
        counted = [one for one in station.statistics() if one.key.kind is kind]
        simulated = station.is_simulated(kind)
        self.page.show_device(view, counted, simulated=simulated)
        checking = self.checks.running(kind)
        self.page.show_report(view, self.checks.reports.get(kind), checking=checking)
        failure = self.checks.failures.get(kind)
        if failure is not None and not checking:
            self.page.ladder.show_failure(failure)
        recording = station.recording(kind) is not None
        self.page.show_recording(possible=self._context.traces is not None, recording=recording)
        shown = self._faults_shown and simulated
        self.page.show_faults(view, station.suffers(kind) if shown else None, shown=shown)

    def choose(self, kind: DeviceKind) -> None:
        """Look at another device."""
        self.chosen = kind
        self._services_shown = False
        self.frame.turn_to(self.page)
        self._say(EMPTY)
        self.show_devices()

    def _touched(self, kind: DeviceKind, _checked: bool = False) -> None:
        self.choose(kind)

    def _step(self, by: int) -> None:
        kinds = list(self.rows)
        if self.chosen is not None:
            self.choose(kinds[(kinds.index(self.chosen) + by) % len(kinds)])

    @Slot(object)
    def check(self, level: HealthLevel) -> None:
        """Start a health check of the chosen device."""
        if self.chosen is not None:
            self._say(EMPTY)
            self.checks.start(self.chosen, level)

    @Slot()
    def test_all(self) -> None:
        """Check every device as far as nothing moves; each runs on its own thread."""
        for kind in self.rows:
            self.checks.start(kind, HealthLevel.INTERNAL)

    @Slot(object)
    def _checked(self, kind: DeviceKind) -> None:
        if kind is self.chosen and not self.checks.running(kind):
            self._say(EMPTY)
        self.show_devices()

    @Slot(object)
    def _strip_is_out(self, printer: DeviceKind) -> None:
        self._say(fill(words.HOLD_PAPER[printer], seconds=f"{READ_BACK_SECONDS:.0f}"))

    @Slot()
    def copy(self) -> None:
        """Put the diagnostics of the whole terminal on the clipboard."""
        station = self._context.station
        text = diagnostics(self._context.versions, self._views.values(), self.checks.reports, station.statistics())
        QGuiApplication.clipboard().setText(text)
        self._say(words.COPIED)

    @Slot()
    def reset(self) -> None:
        """Count the chosen device anew: the second time it is asked for."""
        if self.chosen is None:
            return
        if not self._reset_asked:
            self._say(words.RESET_SURE)
            self._reset_asked = True
            return
        try:
            self._context.station.reset_statistics(self.chosen)
        except OSError:
            self._say(words.RESET_FAILED)
        else:
            self._say(words.RESET_DONE)
        self.show_devices()

    @Slot()
    def toggle_recording(self) -> None:
        """Begin a redacted trace of the chosen device, or end it."""
        folder, kind, station = self._context.traces, self.chosen, self._context.station
        if folder is None or kind is None:
            return
        before = station.recording(kind)
        name = f"{kind}-{datetime.now(UTC):%Y%m%d-%H%M%S}.jsonl"
        file = folder / name
        changing = station.record(kind, None if before is not None else file)
        said = fill(words.RECORDING if before is None else words.RECORDED, file=literal(str(before or file)))
        self._bridge.when_done(changing, lambda _: self._recording_changed(said))

    def _recording_changed(self, said: Text) -> None:
        self._say(said)
        self.show_devices()

    @Slot()
    def toggle_faults(self) -> None:
        """Show or hide what a simulated device can be made to suffer."""
        self._faults_shown = not self._faults_shown
        self._show_chosen()

    @Slot(object)
    def suffer(self, fault: Fault | None) -> None:
        """Break the chosen simulator, or mend it."""
        if self.chosen is not None and self._context.station.is_simulated(self.chosen):
            self._context.station.suffer(self.chosen, fault)
            self.show_devices()

    @Slot()
    def toggle_services(self) -> None:
        """Show the services, or the chosen device again."""
        self._services_shown = not self._services_shown
        self.frame.turn_to(self.services if self._services_shown else self.page)

    def _back(self) -> None:
        self._faults_shown = False
        if self._services_shown:
            self.toggle_services()
        self._say(EMPTY)
        self._show_chosen()

    def _say(self, text: Text) -> None:
        self._reset_asked = False
        self.page.tell(text)

    @Slot(object, object)
    def hear(self, _kind: DeviceKind, _event: Any) -> None:
        """A device said something."""
        self.show_devices()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit chooses a device; the others are named on the screen."""
        key = Qt.Key(event.key())
        kinds = list(self.rows)
        if Qt.Key.Key_1 <= key < Qt.Key.Key_1 + len(kinds):
            self.choose(kinds[key - Qt.Key.Key_1])
        elif key in self._keys and not event.isAutoRepeat():
            self._keys[key]()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the type that suits the height."""
        wear(self, sizes_for(self.height()))
        super().resizeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """No more looking once the window is gone."""
        self._refresh.stop()
        super().closeEvent(event)

    @Slot()
    def _name(self) -> None:
        name = self._tongue.say(fill(desk_words.DEVICE_STATE, device=words.TITLE, state=self._context.hall.name))
        self.setWindowTitle(name)
        self.setAccessibleName(name)
