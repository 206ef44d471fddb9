"""Devices as a strip tells them: one on a loose plug stays down until it has kept still for a while."""

import time
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer

from drivers.device import DeviceKind
from kiosk.device_views import DeviceView
from ui.theme import DURATIONS
from ui.widgets.lights import device_fault


class Steadied(QObject):
    """A device that fails again soon after it was back comes and goes: what tells of it stands still.

    ``look_again`` is called when such a device has been well for long enough. The first repair shows at once.
    """

    def __init__(self, parent: QObject, look_again: Callable[[], object]) -> None:
        super().__init__(parent)
        self.now: Callable[[], float] = time.monotonic
        self._faulty: dict[DeviceKind, DeviceView] = {}
        self._back_at: dict[DeviceKind, float] = {}
        self._loose: set[DeviceKind] = set()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(look_again)

    def views(self, devices: Iterable[DeviceView]) -> tuple[DeviceView, ...]:
        """The devices as they stand, and as they stood at their last fault where they come and go."""
        return tuple(self._fails(view) if device_fault(view) is not None else self._well(view) for view in devices)

    def _fails(self, view: DeviceView) -> DeviceView:
        back_at = self._back_at.pop(view.kind, None)
        if back_at is not None and self.now() - back_at < DURATIONS.steady / 1000:
            self._loose.add(view.kind)
        self._faulty[view.kind] = view
        return view

    def _well(self, view: DeviceView) -> DeviceView:
        before = self._faulty.get(view.kind)
        if before is None:
            return view
        left = self._back_at.setdefault(view.kind, self.now()) + DURATIONS.steady / 1000 - self.now()
        if left <= 0:
            self._loose.discard(view.kind)
        if view.kind not in self._loose:
            return view
        self._timer.start(round(left * 1000) + 1)
        return before
