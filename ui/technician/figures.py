"""What a device senses and what it has done: two short tables."""

import re
from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from drivers.errors import DeviceErrorCode
from drivers.statistics_file import DeviceCounts, DeviceKey
from drivers.status import DeviceStatus, Readiness, Sensor
from kiosk.rules.assessment import Text
from kiosk.sensor_words import SENSOR_NAMES, SENSOR_READINGS
from ui.i18n import Tongue, fill, literal
from ui.i18n import technician as words
from ui.theme import SIZES, look
from ui.widgets.boxes import column, scroll
from ui.widgets.marks import TONES, Mark, Sign
from ui.widgets.spoken import SpokenLabel

_SIGNS = {
    Sensor.GOOD: Sign.GOOD,
    Sensor.LOW: Sign.WARNING,
    Sensor.BAD: Sign.MISSING,
    Sensor.UNKNOWN: Sign.UNREADABLE,
    Sensor.NOT_SUPPORTED: Sign.TODO,
}
_NOT_REACHED = (Readiness.UNKNOWN, Readiness.OFFLINE)
_FAILED = re.compile(r"M_([a-z_]+)_([A-Z][A-Z_]*)")


class Figures(QFrame):
    """Tells a table anew only when it differs: the page is looked at every two seconds."""

    def __init__(self, tongue: Tongue) -> None:
        super().__init__()
        self._tongue = tongue
        self._shown: object = None
        look(self, ground="card")
        self._outer = column(self, pad=SIZES.pad)
        self._box: QVBoxLayout = column()
        self._area: QScrollArea | None = None

    def show_figures(self, status: DeviceStatus, counted: Iterable[DeviceCounts]) -> None:
        """Show the sensors, and the counters of this kind of device, one device that has any after another."""
        devices = tuple(counted)
        now = (status.sensors, status.readiness, [(one.key, one.since, _rounded(one)) for one in devices])
        if now == self._shown:
            return
        self._shown = now
        content = QWidget()
        self._box = column(content, gap=SIZES.gap_small)
        self._box.addWidget(SpokenLabel(self._tongue, words.SENSORS, "heading"))
        self._add_sensors(status)
        self._box.addSpacing(SIZES.gap)
        self._box.addWidget(SpokenLabel(self._tongue, words.STATISTICS, "heading"))
        counting = [one for one in devices if one.counts] or list(devices[:1])
        for one in counting:
            if len(devices) > 1 and one.counts:
                self._box.addSpacing(SIZES.gap_small)
                self._box.addWidget(SpokenLabel(self._tongue, _unit(one.key), "strong", wrap=True))
            self._add_counts(one)
        if not any(one.counts for one in devices):
            self._box.addWidget(SpokenLabel(self._tongue, words.NO_STATISTICS, tone="soft"))
        self._box.addStretch(1)
        self._replace_by(content)

    def _replace_by(self, content: QWidget) -> None:
        """Take the old table away only when the new one is whole: no blank in between, and scrolled as far."""
        before, self._area = self._area, scroll(content)
        if before is None:
            self._outer.addWidget(self._area)
            return
        self._outer.replaceWidget(before, self._area)
        self._area.verticalScrollBar().setValue(before.verticalScrollBar().value())
        self._area.show()
        before.hide()
        before.deleteLater()

    def _add_sensors(self, status: DeviceStatus) -> None:
        if not status.sensors:
            none = words.SENSORS_NOT_KNOWN if status.readiness in _NOT_REACHED else words.NO_SENSORS
            self._box.addWidget(SpokenLabel(self._tongue, none, tone="soft", wrap=True))
            return
        grid = _grid()
        for at, (name, reading) in enumerate(status.sensors):
            mark = Mark(_SIGNS[reading], SIZES.mark_small)
            grid.addWidget(mark, at, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(SpokenLabel(self._tongue, SENSOR_NAMES.get(name, literal(name))), at, 1)
            said = SpokenLabel(self._tongue, SENSOR_READINGS[reading], tone=TONES[_SIGNS[reading]])
            grid.addWidget(said, at, 2, Qt.AlignmentFlag.AlignRight)
        self._box.addWidget(_held(grid))

    def _add_counts(self, one: DeviceCounts) -> None:
        when = literal(one.since.astimezone().strftime("%Y-%m-%d %H:%M"))
        since = fill(words.SINCE_RESET if one.reset else words.SINCE, when=when)
        self._box.addWidget(SpokenLabel(self._tongue, since, "small"))
        grid = _grid()
        for at, (name, count) in enumerate(_rounded(one)):
            grid.addWidget(SpokenLabel(self._tongue, _named(name), wrap=True), at, 1)
            value = SpokenLabel(self._tongue, literal(count), "value")
            grid.addWidget(value, at, 2, Qt.AlignmentFlag.AlignRight)
        self._box.addWidget(_held(grid))


def _unit(key: DeviceKey) -> Text:
    """The driver, and the unit or address where it told one: what tells counters of one kind apart."""
    return literal(" · ".join(filter(None, (key.driver, key.device))))


def _held(grid: QGridLayout) -> QWidget:
    """A table that goes as a whole when the figures change."""
    holder = QWidget()
    holder.setLayout(grid)
    return holder


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(SIZES.gap)
    grid.setVerticalSpacing(SIZES.gap_small)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setColumnStretch(1, 1)
    return grid


def _rounded(one: DeviceCounts) -> list[tuple[str, str]]:
    """Counters as they are shown, the known ones first, in the order of the words."""
    order = {name: at for at, name in enumerate(words.COUNTERS)}
    names = sorted(one.counts, key=lambda name: (order.get(name, len(order)), name))
    return [(name, f"{one.counts[name]:.1f}" if "Hours" in name else f"{one.counts[name]:.0f}") for name in names]


def _named(name: str) -> Text:
    failed = _FAILED.fullmatch(name)
    if failed and failed[2] in DeviceErrorCode.__members__:
        code = DeviceErrorCode[failed[2]].value
        operation = words.OPERATIONS.get(failed[1], literal(failed[1]))
        return fill(words.FAILURES_OF, operation=operation, code=literal(code))
    return words.COUNTERS.get(name, literal(name))
