"""The technician's window: a card a device, the versions, keys and touch for every self-test."""

from concurrent.futures import Future
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from drivers.device import DeviceKind
from drivers.health import HealthLevel, HealthReport
from ui.bridge import Bridge
from ui.context import FaceContext
from ui.i18n import Tongue, fill, literal
from ui.i18n import desk as desk_words
from ui.i18n import technician as words
from ui.technician.device_card import DeviceCard
from ui.theme import DURATIONS, SIZES, look, sizes_for, wear
from ui.widgets.boxes import column, frame, row, scroll
from ui.widgets.key_chip import KeyChip
from ui.widgets.spoken import SpokenLabel

COLUMNS = 3


class TechnicianWindow(QWidget):
    """Looks at the devices and tests them; opens no visit."""

    def __init__(self, context: FaceContext, bridge: Bridge, tongue: Tongue) -> None:
        super().__init__()
        self._context, self._bridge, self._tongue = context, bridge, tongue
        self.cards: dict[DeviceKind, DeviceCard] = {}
        wear(self, SIZES)
        look(self, ground="canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        page = column(self, gap=0)
        if context.training:
            page.addWidget(self._training())
        page.addWidget(self._head())
        content = QWidget()
        self._grid = QGridLayout(content)
        self._grid.setSpacing(SIZES.pad)
        for at in range(COLUMNS):
            self._grid.setColumnStretch(at, 1)
        area = QFrame()
        inner = column(area, pad=SIZES.pad)
        inner.addWidget(scroll(content))
        page.addWidget(area, 1)
        page.addWidget(self._foot())
        bridge.heard.connect(self.hear)
        tongue.changed.connect(self._name)
        self._refresh = QTimer(self, interval=DURATIONS.devices_refresh)
        self._refresh.timeout.connect(self.show_devices)
        self._refresh.start()
        self.show_devices()
        self._name()

    def _training(self) -> QFrame:
        strip = frame("training")
        line = row(strip)
        line.setContentsMargins(SIZES.gap_wide, SIZES.gap_small, SIZES.gap_wide, SIZES.gap_small)
        line.addWidget(SpokenLabel(self._tongue, desk_words.TRAINING, tone="training"))
        return strip

    def _head(self) -> QFrame:
        head = frame("header")
        line = row(head, gap=SIZES.gap_wide)
        line.setContentsMargins(SIZES.gap_wide, SIZES.pad, SIZES.gap_wide, SIZES.pad)
        line.addWidget(SpokenLabel(self._tongue, words.TITLE, "title"))
        line.addWidget(SpokenLabel(self._tongue, words.KEYS, tone="soft", wrap=True), 1)
        every = KeyChip(self._tongue, "A", words.TEST_ALL, "first")
        every.clicked.connect(lambda _=False: self.test_all())
        line.addWidget(every)
        language = KeyChip(self._tongue, "F2", desk_words.LANGUAGE)
        language.clicked.connect(lambda _=False: self._tongue.toggle())
        line.addWidget(language)
        return head

    def _foot(self) -> QFrame:
        foot = frame("edge")
        line = row(foot, gap=SIZES.gap_wide)
        line.setContentsMargins(SIZES.gap_wide, SIZES.gap_small, SIZES.gap_wide, SIZES.gap_small)
        line.addWidget(SpokenLabel(self._tongue, words.VERSIONS, "caption"))
        said = " · ".join(f"{name} {version}" for name, version in self._context.versions)
        line.addWidget(SpokenLabel(self._tongue, literal(said), "small", wrap=True), 1)
        return foot

    @Slot()
    def show_devices(self) -> None:
        """Show how every device stands."""
        devices = self._context.station.devices()
        for view in devices:
            if view.kind not in self.cards:
                self._add(view.kind)
            self.cards[view.kind].show_device(view)
        if not devices and self._grid.count() == 0:
            self._grid.addWidget(SpokenLabel(self._tongue, words.NO_DEVICES, "heading", wrap=True))

    def _add(self, kind: DeviceKind) -> None:
        number = len(self.cards)
        card = DeviceCard(self._tongue, kind, number + 1)
        card.asked.connect(self.test)
        self.cards[kind] = card
        self._grid.addWidget(card, number // COLUMNS, number % COLUMNS)
        self._grid.setRowStretch(number // COLUMNS + 1, 1)
        self._grid.setRowStretch(number // COLUMNS, 0)

    @Slot(object)
    def test(self, kind: DeviceKind) -> None:
        """Start one device's self-test, unless it is running."""
        card = self.cards[kind]
        if not card.testing:
            card.show_testing()
            checking = self._context.station.check_health(kind, HealthLevel.INTERNAL)
            self._bridge.when_done(checking, partial(self._tested, kind))

    def _tested(self, kind: DeviceKind, done: "Future[HealthReport]") -> None:
        self.cards[kind].show_result(done)
        self.show_devices()

    def test_all(self) -> None:
        """Start every device's self-test; each runs on its own thread."""
        for kind in self.cards:
            self.test(kind)

    @Slot(object, object)
    def hear(self, _kind: DeviceKind, _event: Any) -> None:
        """A device said something."""
        self.show_devices()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit, A, or F2."""
        key = event.key()
        kinds = list(self.cards)
        if Qt.Key.Key_1 <= key < Qt.Key.Key_1 + len(kinds):
            self.test(kinds[key - Qt.Key.Key_1])
        elif key == Qt.Key.Key_A:
            self.test_all()
        elif key == Qt.Key.Key_F2:
            self._tongue.toggle()
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
