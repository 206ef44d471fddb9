"""Shows the layout label to scan, or that a card is being read, and what came of it."""

from functools import cache

import numpy as np
from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFrame, QLabel

from drivers.code_scanner.layout_label import LAYOUT_LABEL
from drivers.device import DeviceKind
from kiosk.rules.assessment import Text
from printing.qr import QUIET_MODULES, qr_matrix
from ui.i18n import EMPTY, Tongue
from ui.i18n import layouts as words
from ui.theme import SIZES, look
from ui.widgets.boxes import column
from ui.widgets.spoken import SpokenLabel

DOTS_A_MODULE = 5


class LayoutPanel(QFrame):
    """Takes the figures' place while a layout is tried."""

    def __init__(self, tongue: Tongue) -> None:
        super().__init__()
        look(self, ground="card")
        self.title = SpokenLabel(tongue, EMPTY, "heading", wrap=True)
        self.how = SpokenLabel(tongue, EMPTY, wrap=True)
        self.label = QLabel()
        self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.told = SpokenLabel(tongue, EMPTY, "strong", wrap=True)
        box = column(self, gap=SIZES.gap, pad=SIZES.pad)
        for widget in (self.title, self.how, self.told, self.label):
            box.addWidget(widget)
        box.addStretch(1)

    def show_device(self, kind: DeviceKind) -> None:
        """Say what is tried; the label is there for a scanner only."""
        self.title.tell(words.TITLES[kind])
        self.how.tell(words.HOW[kind])
        if kind is DeviceKind.CODE_SCANNER:
            self.label.setPixmap(QPixmap.fromImage(_label()))
        self.label.setVisible(kind is DeviceKind.CODE_SCANNER)

    @Slot(object, str)
    def tell(self, text: Text, tone: str) -> None:
        """Say what came of it."""
        self.told.tell(text, tone=tone)


@cache
def _label() -> QImage:
    dark = np.pad(np.array(qr_matrix(LAYOUT_LABEL)), QUIET_MODULES)
    dots = np.ascontiguousarray(
        np.kron(~dark, np.ones((DOTS_A_MODULE, DOTS_A_MODULE), bool)).astype(np.uint8) * 255
    )
    height, width = dots.shape
    return QImage(dots.data, width, height, width, QImage.Format.Format_Grayscale8).copy()
