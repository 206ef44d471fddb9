"""The centre while nobody is served: scan a code, or type its number; after a visit, take the papers away."""

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
        self.sign = ScanSign()
        box.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignHCenter)
        self.title = SpokenLabel(tongue, words.WELCOME, "title", wrap=True)
        self.more = SpokenLabel(tongue, words.WELCOME_MORE, tone="soft", wrap=True)
        for label in (self.title, self.more):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            box.addWidget(label)
        self.take_away = SpokenLabel(tongue, terms.TAKE_AWAY, "heading", tone="attention", wrap=True)
        self.take_away.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.take_away.hide()
        box.addWidget(self.take_away)
        box.addStretch(3)

    def ask_for_a_code(self, *, can_scan: bool) -> None:
        """Ask to scan, or while that cannot be to type the number."""
        self.sign.setVisible(can_scan)
        self.title.tell(words.WELCOME if can_scan else words.WELCOME_TYPE)
        self.more.tell(words.WELCOME_MORE if can_scan else words.WELCOME_TYPE_MORE)
