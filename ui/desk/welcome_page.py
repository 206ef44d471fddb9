"""The centre while nobody is served: present a code; and, after a visit, take the papers off the mat."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from ui.i18n import Tongue, terms
from ui.i18n import desk as words
from ui.theme import SIZES, look
from ui.widgets.boxes import column
from ui.widgets.scan_sign import ScanSign
from ui.widgets.spoken import SpokenLabel


class WelcomePage(QFrame):
    """``take_away`` is shown from the end of one visit to the next record."""

    def __init__(self, tongue: Tongue) -> None:
        super().__init__()
        look(self, ground="card")
        box = column(self, gap=SIZES.gap_wide, pad=2 * SIZES.gap_wide)
        box.addStretch(2)
        box.addWidget(ScanSign(), 0, Qt.AlignmentFlag.AlignHCenter)
        for text, kind in ((words.WELCOME, "title"), (words.WELCOME_MORE, "")):
            label = SpokenLabel(tongue, text, kind, tone="" if kind else "soft", wrap=True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            box.addWidget(label)
        self.take_away = SpokenLabel(tongue, terms.TAKE_AWAY, "heading", tone="attention", wrap=True)
        self.take_away.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.take_away.hide()
        box.addWidget(self.take_away)
        box.addStretch(3)
