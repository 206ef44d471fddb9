"""A large button whose words take as many lines as they need."""

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout

from kiosk.rules.assessment import Text
from ui.i18n import Tongue
from ui.theme import LARGE, look
from ui.widgets.spoken import SpokenLabel


class Tile(QPushButton):
    """One choice among a few."""

    def __init__(self, tongue: Tongue, text: Text) -> None:
        super().__init__()
        self._tongue, self._spoken = tongue, text
        self._word = SpokenLabel(tongue, text, "strong", wrap=True)
        self._word.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._word.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        box = QVBoxLayout(self)
        box.setContentsMargins(LARGE.gap, LARGE.gap_small, LARGE.gap, LARGE.gap_small)
        box.addWidget(self._word)
        look(self, kind="topic")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        tongue.changed.connect(self._name)
        self._name()

    def sizeHint(self) -> QSize:
        """A target; the grid gives it the rest."""
        return QSize(LARGE.target, LARGE.target)

    def minimumSizeHint(self) -> QSize:
        """A target."""
        return self.sizeHint()

    @Slot()
    def _name(self) -> None:
        self.setAccessibleName(self._tongue.say(self._spoken))
