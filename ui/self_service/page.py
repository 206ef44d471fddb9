"""One thing a page: what it says stands above, what can be done stands in the lower half."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from kiosk.rules.assessment import Text
from ui.i18n import EMPTY, Tongue
from ui.theme import LARGE, look
from ui.widgets.boxes import column, row
from ui.widgets.spoken import SpokenButton, SpokenLabel


class ServicePage(QFrame):
    """Title, content and a row of large buttons at the foot; subclasses fill ``content``."""

    def __init__(self, tongue: Tongue, title: Text, more: Text = EMPTY) -> None:
        super().__init__()
        self.tongue = tongue
        look(self, ground="canvas")
        box = column(self, gap=LARGE.gap, pad=LARGE.pad)
        self.title = SpokenLabel(tongue, title, "title", wrap=True)
        self.more = SpokenLabel(tongue, more, tone="soft", wrap=True)
        for label in (self.title, self.more):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            box.addWidget(label)
        self.content: QVBoxLayout = column(gap=LARGE.gap)
        box.addLayout(self.content, 1)
        self._buttons: QHBoxLayout = row(gap=LARGE.gap_wide)
        self._buttons.addStretch(1)
        self._buttons.addStretch(1)
        box.addLayout(self._buttons)

    def add_button(self, text: Text, then: Callable[[], None], kind: str = "plain") -> SpokenButton:
        """A button at the foot, from left to right."""
        button = SpokenButton(self.tongue, text, kind)
        button.clicked.connect(lambda _=False: then())
        self._buttons.insertWidget(self._buttons.count() - 1, button)
        return button
