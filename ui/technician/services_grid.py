"""The services against the devices: what each needs, how it stands, and what is done by hand without."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from drivers.device import DeviceKind
from kiosk.device_problems import DEVICE_NAMES
from kiosk.device_views import DeviceView
from kiosk.rules.assessment import Text
from kiosk.services import SERVICES, Declared, Service, ServiceState, services
from ui.i18n import EMPTY, Tongue
from ui.i18n import services as service_words
from ui.i18n import technician as words
from ui.theme import SIZES, look
from ui.widgets.boxes import column, scroll
from ui.widgets.lights import device_sign
from ui.widgets.marks import TONES, Mark, Sign
from ui.widgets.spoken import SpokenLabel

_SIGNS = {
    ServiceState.WORKS: Sign.GOOD,
    ServiceState.UNKNOWN: Sign.UNREADABLE,
    ServiceState.BY_HAND: Sign.WARNING,
    ServiceState.NOT_POSSIBLE: Sign.MISSING,
}
_STATE_COLUMN = len(DeviceKind) + 1


class ServicesGrid(QFrame):
    """``states`` and ``cells`` hold what is said of each service and of each device it needs."""

    def __init__(self, tongue: Tongue) -> None:
        super().__init__()
        self._tongue = tongue
        look(self, ground="card")
        box = column(self, pad=SIZES.pad)
        content = QWidget()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SIZES.gap_wide)
        self._grid.setVerticalSpacing(SIZES.gap_small)
        for at, share in enumerate((4, *(1 for _ in DeviceKind), 2, 8)):
            self._grid.setColumnStretch(at, share)
        self.states: dict[Service, SpokenLabel] = {}
        self.cells: dict[tuple[Service, DeviceKind], Mark] = {}
        self._instead: dict[Service, SpokenLabel] = {}
        self._head()
        for at, service in enumerate(Service, start=1):
            self._add(at, service)
        within = column(content, gap=0)
        within.addLayout(self._grid)
        within.addStretch(1)
        box.addWidget(scroll(content))

    def _head(self) -> None:
        names = (words.SERVICE, *(DEVICE_NAMES[kind] for kind in DeviceKind), words.STATE, words.INSTEAD)
        for at, name in enumerate(names):
            caption = SpokenLabel(self._tongue, name, "caption", wrap=True)
            caption.setAlignment(_across(at))
            self._grid.addWidget(caption, 0, at)

    def _add(self, at: int, service: Service) -> None:
        declared = SERVICES[service]
        self._grid.addWidget(SpokenLabel(self._tongue, declared.name, "strong"), at, 0)
        for place, kind in enumerate(DeviceKind, start=1):
            if kind in declared.devices:
                mark = Mark(Sign.TODO, SIZES.mark)
                self.cells[service, kind] = mark
                self._grid.addWidget(mark, at, place, Qt.AlignmentFlag.AlignCenter)
        self.states[service] = SpokenLabel(self._tongue, EMPTY)
        self._instead[service] = SpokenLabel(self._tongue, EMPTY, wrap=True)
        self._grid.addWidget(self.states[service], at, _STATE_COLUMN)
        self._grid.addWidget(self._instead[service], at, _STATE_COLUMN + 1)

    def show_devices(self, devices: Iterable[DeviceView]) -> None:
        """Show what works with the devices as they stand."""
        views = tuple(devices)
        signs = {view.kind: device_sign(view) for view in views}
        for (service, kind), mark in self.cells.items():
            name = f"{self._tongue.say(SERVICES[service].name)}: {self._tongue.say(DEVICE_NAMES[kind])}"
            mark.tell(signs.get(kind, Sign.MISSING), name)
        for view in services(views):
            sign = _SIGNS[view.state]
            self.states[view.service].tell(service_words.STATES[view.state], tone=TONES[sign])
            tone = "" if view.state is ServiceState.BY_HAND else "soft"
            self._instead[view.service].tell(_remark(SERVICES[view.service]), tone=tone)


def _remark(declared: Declared) -> Text:
    """What is done by hand, which devices can stand in for one another, and whether the registry must answer."""
    parts = [declared.instead] if declared.instead is not None else []
    if any(len(need) > 1 for need in declared.needs):
        parts.append(_alternatives(declared))
    elif declared.needs and declared.instead is None:
        parts.append(words.NO_INSTEAD)
    if declared.registry:
        parts.append(words.ASKS_THE_REGISTRY)
    return Text("；".join(part.zh for part in parts), "; ".join(part.en for part in parts))


def _alternatives(declared: Declared) -> Text:
    needs = [
        _listed(words.OR, [DEVICE_NAMES[kind] for kind in DeviceKind if kind in need]) for need in declared.needs
    ]
    return _listed(words.AND, needs)


def _listed(between: Text, texts: list[Text]) -> Text:
    return Text(between.zh.join(text.zh for text in texts), between.en.join(text.en for text in texts))


def _across(at: int) -> Qt.AlignmentFlag:
    middle = 1 <= at < _STATE_COLUMN
    side = Qt.AlignmentFlag.AlignHCenter if middle else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignBottom
