"""What stands around the technician's pages: the head with its keys, the list of devices, the versions."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QWidget

from ui.context import FaceContext
from ui.i18n import Tongue, literal
from ui.i18n import desk as desk_words
from ui.i18n import technician as words
from ui.theme import SIZES
from ui.widgets.boxes import column, frame, row
from ui.widgets.key_chip import KeyChip
from ui.widgets.spoken import SpokenLabel


class TechnicianFrame:
    """Lays ``window`` out around ``pages``, of which one is shown at a time."""

    def __init__(self, window: QWidget, context: FaceContext, tongue: Tongue, pages: tuple[QWidget, ...]) -> None:
        self._tongue = tongue
        self._stack = QStackedWidget()
        for page in pages:
            self._stack.addWidget(page)
        self.list = column(gap=SIZES.gap)
        self._none = SpokenLabel(tongue, words.NO_DEVICES, "heading", wrap=True)
        box = column(window, gap=0)
        if context.training:
            box.addWidget(self._training())
        box.addWidget(self._head())
        box.addLayout(self._body(), 1)
        box.addWidget(self._foot(context))

    def turn_to(self, page: QWidget) -> None:
        """Show one page."""
        self._stack.setCurrentWidget(page)
        on_services = self._stack.currentIndex() > 0
        self.grid.tell(words.BACK if on_services else words.SERVICES)
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
        line.addWidget(SpokenLabel(self._tongue, words.KEYS, tone="soft", wrap=True), 1)
        self.every = KeyChip(self._tongue, "A", words.TEST_ALL)
        self.grid = KeyChip(self._tongue, "S", words.SERVICES)
        self.language = KeyChip(self._tongue, "F2", desk_words.LANGUAGE)
        for key in (self.every, self.grid, self.language):
            line.addWidget(key)
        return head

    def _body(self) -> QHBoxLayout:
        body = row(pad=SIZES.pad, gap=SIZES.pad)
        self._left = QWidget()
        self._left.setFixedWidth(SIZES.column_left_min)
        within = column(self._left, gap=0)
        within.addLayout(self.list)
        within.addStretch(1)
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
