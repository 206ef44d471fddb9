"""A drawn notice with its code under a scanning line: what to present, without words."""

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.theme import PALETTE, SIZES

_CELLS = ("1110111", "1010101", "1110111", "0101010", "1110101", "1010011", "1110110")


class ScanSign(QWidget):
    """A picture of ``side`` pixels square; says nothing a screen reader needs."""

    def __init__(self, side: int = SIZES.picture) -> None:
        super().__init__()
        self.setFixedSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw in a square of 100 units."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.width() / 100, self.height() / 100)
        painter.setPen(QPen(QColor(PALETTE.edge), 1.2))
        painter.setBrush(QColor(PALETTE.surface))
        painter.drawRoundedRect(QRectF(20, 4, 60, 84), 4, 4)
        painter.setPen(QPen(QColor(PALETTE.line), 2.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        for y, length in ((16, 34), (23, 44), (30, 40)):
            painter.drawLine(QLineF(28, y, 28 + length, y))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(PALETTE.ink))
        for line, cells in enumerate(_CELLS):
            for place, cell in enumerate(cells):
                if cell == "1":
                    painter.drawRect(QRectF(32.5 + 5 * place, 41 + 5 * line, 5, 5))
        painter.setPen(QPen(QColor(PALETTE.accent), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QLineF(10, 59, 90, 59))
        painter.end()
