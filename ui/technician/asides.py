"""What stands beside the ladder: the figures, and by a key the faults to rehearse or a layout to try."""

from drivers.device import DeviceKind
from kiosk.station import Station
from ui.bridge import Bridge
from ui.technician.device_page import Aside, DevicePage
from ui.technician.layouts import KINDS, Layouts


class Asides:
    """One at a time; what a device cannot have is never shown: hardware is not broken on purpose."""

    def __init__(self, page: DevicePage, station: Station, bridge: Bridge) -> None:
        self._page, self._station = page, station
        self._shown = Aside.FIGURES
        self._layouts = Layouts(station, bridge)
        self._layouts.told.connect(page.layout_panel.tell)

    def show(self, kind: DeviceKind) -> None:
        """Show what was asked for as it stands now, or the figures where this device has no such thing."""
        if self._shown not in self._possible(kind):
            self._turn_to(Aside.FIGURES)
        if self._shown is Aside.FAULTS:
            self._page.faults.show_faults(kind, self._station.suffers(kind))
        self._page.show_aside(self._shown)

    def _possible(self, kind: DeviceKind) -> frozenset[Aside]:
        faults = {Aside.FAULTS} if self._station.is_simulated(kind) else set()
        layout = {Aside.LAYOUT} if kind in KINDS else set()
        return frozenset({Aside.FIGURES} | faults | layout)

    def toggle(self, aside: Aside, kind: DeviceKind) -> bool:
        """Show it, or the figures again; whether the keyboard has gone there."""
        self._turn_to(Aside.FIGURES if self._shown is aside else aside)
        self.show(kind)
        if self._shown is Aside.LAYOUT:
            self._page.layout_panel.show_device(kind)
            self._layouts.begin(kind)
        if self._shown is Aside.FAULTS:
            self._page.faults.take_focus()
        return self._shown is Aside.FAULTS

    def close(self) -> None:
        """Show the figures again."""
        self._turn_to(Aside.FIGURES)

    def device_changed(self) -> None:
        """A layout is tried of one device only."""
        if self._shown is Aside.LAYOUT:
            self.close()

    def _turn_to(self, aside: Aside) -> None:
        self._layouts.end()
        self._shown = aside
