"""A strip that says what came of a key, and is gone when there is nothing to say."""

from PySide6.QtWidgets import QFrame

from kiosk.rules.assessment import Text
from ui.i18n import EMPTY, Tongue
from ui.theme import SIZES, look
from ui.widgets.boxes import row
from ui.widgets.marks import Mark, Sign
from ui.widgets.spoken import SpokenLabel


class SaidStrip(QFrame):
    """One text with the sign of a message."""

    def __init__(self, tongue: Tongue) -> None:
        super().__init__()
        look(self, ground="info")
        self.words = SpokenLabel(tongue, EMPTY, tone="info", wrap=True)
        line = row(self, pad=SIZES.gap)
        line.addWidget(Mark(Sign.INFO, SIZES.mark))
        line.addWidget(self.words, 1)
        self.hide()

    def tell(self, text: Text) -> None:
        """Say it, or with EMPTY be silent."""
        self.words.tell(text)
        self.setVisible(text != EMPTY)

    def text(self) -> str:
        """What is said now."""
        return self.words.text()
