"""The devices in a column, of which one is looked at; a digit, the arrows or a touch picks another."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from drivers.device import DeviceKind
from kiosk.device_views import DeviceView
from kiosk.station import Station
from ui.i18n import Tongue
from ui.technician.checks import Checks
from ui.technician.device_row import DeviceRow
from ui.theme import SIZES
from ui.widgets.boxes import column


class DeviceList(QWidget):
    """``picked`` carries the DeviceKind to look at; whoever hears it says ``choose``."""

    picked = Signal(object)

    def __init__(self, tongue: Tongue, station: Station, checks: Checks) -> None:
        super().__init__()
        self._tongue, self._station, self._checks = tongue, station, checks
        self.chosen: DeviceKind | None = None
        self.rows: dict[DeviceKind, DeviceRow] = {}
        self._box = column(self, gap=SIZES.gap)
        self._box.addStretch(1)

    def choose(self, kind: DeviceKind) -> None:
        """Look at another one; the keyboard goes with it where it stands on the list."""
        self.chosen = kind
        if any(line.hasFocus() for line in self.rows.values()):
            self.rows[kind].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_devices(self, views: Iterable[DeviceView]) -> None:
        """Show how every device stands and how its last check went; the first is chosen where none is."""
        for view in views:
            if view.kind not in self.rows:
                self._add(view.kind)
            line = self.rows[view.kind]
            line.show_device(view, chosen=view.kind is self.chosen)
            recording = self._station.recording(view.kind) is not None
            recording = recording and not self._station.recording_failure(view.kind)
            running = self._checks.running(view.kind) is not None
            line.show_check(self._checks.last(view.kind), running=running, recording=recording)

    def _add(self, kind: DeviceKind) -> None:
        line = DeviceRow(self._tongue, kind, len(self.rows) + 1)
        line.clicked.connect(partial(self._touched, kind))
        self._box.insertWidget(len(self.rows), line)
        self.rows[kind] = line
        self.chosen = self.chosen or kind

    def _touched(self, kind: DeviceKind, _checked: bool = False) -> None:
        self.picked.emit(kind)

    def step(self, by: int) -> None:
        """Pick the next device, or the one before."""
        kinds = list(self.rows)
        if self.chosen is not None:
            self.picked.emit(kinds[(kinds.index(self.chosen) + by) % len(kinds)])

    def number(self, number: int) -> bool:
        """Pick a device by the number that stands before it; False where there is none."""
        kinds = list(self.rows)
        if not 1 <= number <= len(kinds):
            return False
        self.picked.emit(kinds[number - 1])
        return True
