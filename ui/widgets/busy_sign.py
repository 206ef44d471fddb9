"""The sign that something is running: words and a turning mark, shown once it takes longer than a moment."""

from PySide6.QtCore import QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from kiosk.rules.assessment import Text
from ui.i18n import EMPTY, Tongue
from ui.theme import DURATIONS, PALETTE, SIZES, Sizes
from ui.widgets.spoken import SpokenLabel

_STEPS = 12


class _Turning(QWidget):
    def __init__(self, side: int) -> None:
        super().__init__()
        self._at = 0
        self.setFixedSize(side, side)

    def turn(self) -> None:
        self._at = (self._at + 1) % _STEPS
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self.width() / 8
        box = QRectF(width, width, self.width() - 2 * width, self.height() - 2 * width)
        painter.setPen(QPen(QColor(PALETTE.line), width))
        painter.drawEllipse(box)
        painter.setPen(QPen(QColor(PALETTE.accent), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawArc(box, -self._at * 360 * 16 // _STEPS, 90 * 16)
        painter.end()


class BusySign(QFrame):
    """Stays out of sight until ``DURATIONS.busy_sign`` has passed, so that quick work does not flicker."""

    def __init__(self, tongue: Tongue, sizes: Sizes = SIZES) -> None:
        super().__init__()
        self._turning = _Turning(sizes.mark)
        self.words = SpokenLabel(tongue, kind="strong", tone="info")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(sizes.gap)
        row.addWidget(self._turning)
        row.addWidget(self.words)
        row.addStretch(1)
        self._delay = QTimer(self, singleShot=True, interval=DURATIONS.busy_sign)
        self._delay.timeout.connect(self._appear)
        self._beat = QTimer(self, interval=DURATIONS.busy_turn)
        self._beat.timeout.connect(self._turning.turn)
        self.hide()

    def tell(self, busy: Text | None) -> None:
        """Say what is running; None when nothing is."""
        if busy is None:
            self._delay.stop()
            self._beat.stop()
            self.hide()
            self.words.tell(EMPTY)
            return
        self.words.tell(busy)
        if not self.isVisible() and not self._delay.isActive():
            self._delay.start()

    @Slot()
    def _appear(self) -> None:
        self._beat.start()
        self.show()
