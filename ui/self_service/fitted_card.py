"""A card whose texts take the largest setting in which all of them are seen at once: nothing scrolls."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from ui.i18n import Tongue
from ui.theme import LARGE, look
from ui.widgets.boxes import column, height_for
from ui.widgets.spoken import SpokenLabel


@dataclass(frozen=True)
class Setting:
    """Types of the theme for what is told, for what matters, and for the one day; the room between and around."""

    text: str
    strong: str
    day: str
    gap: int
    pad: int


SETTINGS = (
    Setting("", "strong", "hero", LARGE.gap, LARGE.pad),
    Setting("", "", "hero", LARGE.gap_small, LARGE.pad),
    Setting("small", "small", "hero", LARGE.gap_small, LARGE.pad),
    Setting("small", "small", "title", LARGE.gap_small // 2, LARGE.gap),
)
"""From the roomiest down."""


class FittedCard(QFrame):
    """Subclasses fill ``box`` and put its inner columns and labels where they are found again."""

    def __init__(self, tongue: Tongue) -> None:
        super().__init__()
        look(self, ground="card")
        self.box: QVBoxLayout = column(self)
        self.columns: list[QVBoxLayout] = []
        self.texts: list[SpokenLabel] = []
        self.strong: list[SpokenLabel] = []
        self.days: list[SpokenLabel] = []
        tongue.changed.connect(self.fit, Qt.ConnectionType.QueuedConnection)  # after the labels have changed

    @Slot()
    def fit(self) -> None:
        """Take the first setting in which everything is seen, or else the last."""
        for setting in SETTINGS:
            self._set(setting)
            if height_for(self.box, self.width()) <= self.height():
                return

    def _set(self, setting: Setting) -> None:
        kinds = ((self.texts, setting.text), (self.strong, setting.strong), (self.days, setting.day))
        for labels, kind in kinds:
            for label in labels:
                look(label, type=kind)
                label.ensurePolished()  # one not shown yet would be measured in another type
        for box in (*self.columns, self.box):
            box.setSpacing(setting.gap)
        self.box.setContentsMargins(setting.pad, setting.pad, setting.pad, setting.pad)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        self.fit()
