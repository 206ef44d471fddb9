"""What stands around the technician's pages: the head with its keys, the list of devices, the versions."""

from collections.abc import Iterable, Mapping
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QWidget

from kiosk.rules.assessment import Text
from ui.context import FaceContext
from ui.i18n import Tongue, fill, literal
from ui.i18n import desk as desk_words
from ui.i18n import technician as words
from ui.technician.commands import Command, cap
from ui.technician.reach import ToolKey
from ui.theme import SIZES, Sizes
from ui.widgets.boxes import column, frame, row
from ui.widgets.spoken import SpokenLabel

_WORDS: Mapping[Command, Text] = {
    Command.CHECK_ALL: words.TEST_ALL,
    Command.SERVICES: words.SERVICES,
    Command.LANGUAGE: desk_words.LANGUAGE,
}


class TechnicianFrame(QObject):
    """Lays ``window`` out around ``pages``, of which one is shown at a time; ``wanted`` carries a Command."""

    wanted = Signal(object)

    def __init__(
        self, window: QWidget, context: FaceContext, tongue: Tongue, devices: QWidget, pages: tuple[QWidget, ...]
    ) -> None:
        super().__init__(window)
        self._tongue = tongue
        self._stack = QStackedWidget()
        for page in pages:
            self._stack.addWidget(page)
        self._left = devices
        self._left.setFixedWidth(SIZES.column_left_min)
        self._none = SpokenLabel(tongue, words.NO_DEVICES, "heading", wrap=True)
        box = column(window, gap=0)
        if context.training:
            box.addWidget(self._training())
        box.addWidget(self._head())
        box.addLayout(self._body(), 1)
        box.addWidget(self._foot(context))
        self._window, self._name = (
            window,
            fill(desk_words.DEVICE_STATE, device=words.TITLE, state=context.hall.name),
        )
        tongue.changed.connect(self._say_name)
        self._say_name()

    @Slot()
    def _say_name(self) -> None:
        name = self._tongue.say(self._name)
        self._window.setWindowTitle(name)
        self._window.setAccessibleName(name)

    def suit(self, sizes: Sizes) -> None:
        """Give the list the room that type of these ``sizes`` takes."""
        self._left.setFixedWidth(sizes.column_left_min)

    def turn_to(self, page: QWidget) -> None:
        """Show one page."""
        self._stack.setCurrentWidget(page)
        on_services = self._stack.currentIndex() > 0
        self.keys[Command.SERVICES].tell(words.BACK if on_services else words.SERVICES)
        self._left.setVisible(not on_services)

    def show_empty(self, empty: bool) -> None:
        """Say that there is no device at all."""
        self._none.setVisible(empty)
        self._stack.setVisible(not empty)

    def _training(self) -> QFrame:
        strip = frame("training")
        line = row(strip)
        line.setContentsMargins(SIZES.gap_wide, SIZES.gap_small, SIZES.gap_wide, SIZES.gap_small)
        line.addWidget(SpokenLabel(self._tongue, desk_words.TRAINING, tone="training"))
        return strip

    def _head(self) -> QFrame:
        head = frame("header")
        line = row(head, gap=SIZES.gap_wide)
        line.setContentsMargins(SIZES.gap_wide, SIZES.gap, SIZES.gap_wide, SIZES.gap)
        line.addWidget(SpokenLabel(self._tongue, words.TITLE, "title"))
        self.help = SpokenLabel(self._tongue, words.KEYS, tone="soft", wrap=True)
        line.addWidget(self.help, 1)
        self.keys: dict[Command, ToolKey] = {}
        for command, said in _WORDS.items():
            key = ToolKey(self._tongue, cap(command), said)
            key.clicked.connect(partial(self._touched, command))
            self.keys[command] = key
            line.addWidget(key)
        return head

    def _touched(self, command: Command, _checked: bool = False) -> None:
        self.wanted.emit(command)

    def order_of_tab(self, widgets: Iterable[QWidget]) -> None:
        """Tab goes through ``widgets`` in this order, then through the head's keys."""
        order = (*widgets, *self.keys.values())
        for one, following in pairwise(order):
            QWidget.setTabOrder(one, following)

    def _body(self) -> QHBoxLayout:
        body = row(pad=SIZES.pad, gap=SIZES.pad)
        body.addWidget(self._left)
        body.addWidget(self._none, 1, Qt.AlignmentFlag.AlignTop)
        body.addWidget(self._stack, 1)
        return body

    def _foot(self, context: FaceContext) -> QFrame:
        foot = frame("edge")
        line = row(foot, gap=SIZES.gap_wide)
        line.setContentsMargins(SIZES.gap_wide, SIZES.gap_small, SIZES.gap_wide, SIZES.gap_small)
        line.addWidget(SpokenLabel(self._tongue, words.VERSIONS, "caption"))
        said = " · ".join(f"{name} {version}" for name, version in context.versions)
        line.addWidget(SpokenLabel(self._tongue, literal(said), "small", wrap=True), 1)
        return foot
