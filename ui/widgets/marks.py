"""State marks: a shape, a colour and, beside them, a word. Colour is never the only cue."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import PALETTE, SIZES, Palette


class Sign(StrEnum):
    """What a mark says, each with a shape of its own."""

    TODO = "todo"
    GOOD = "good"
    DIFFERS = "differs"
    MISSING = "missing"
    UNREADABLE = "unreadable"
    WARNING = "warning"
    INFO = "info"


TONES: Mapping[Sign, str] = {
    Sign.TODO: "soft",
    Sign.GOOD: "good",
    Sign.DIFFERS: "attention",
    Sign.MISSING: "bad",
    Sign.UNREADABLE: "soft",
    Sign.WARNING: "attention",
    Sign.INFO: "info",
}
_INKS: Mapping[str, Callable[[Palette], str]] = {
    "soft": lambda p: p.edge,
    "good": lambda p: p.good,
    "attention": lambda p: p.attention,
    "bad": lambda p: p.bad,
    "info": lambda p: p.accent,
}


class Mark(QWidget):
    """One painted sign, ``side`` pixels square."""

    def __init__(self, sign: Sign = Sign.TODO, side: int = SIZES.mark) -> None:
        super().__init__()
        self._sign = sign
        self.setFixedSize(side, side)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def sign(self) -> Sign:
        """What the mark says now."""
        return self._sign

    def tell(self, sign: Sign, name: str = "") -> None:
        """Show another sign; ``name`` is what a screen reader says."""
        if sign is not self._sign:
            self._sign = sign
            self.update()
        self.setAccessibleName(name)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sign in a unit square scaled to the widget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.width() / 24, self.height() / 24)
        ink = QColor(_INKS[TONES[self._sign]](PALETTE))
        _SHAPES[self._sign](painter, ink)
        painter.end()


def _pen(colour: QColor, width: float = 2.4) -> QPen:
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def _filled(painter: QPainter, ink: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)


def _strokes(painter: QPainter, *lines: tuple[tuple[float, float], ...]) -> None:
    painter.setPen(_pen(QColor(PALETTE.surface)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for points in lines:
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))


def _todo(painter: QPainter, ink: QColor) -> None:
    painter.setPen(_pen(ink, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QRectF(4, 4, 16, 16))


def _good(painter: QPainter, ink: QColor) -> None:
    _filled(painter, ink)
    painter.drawEllipse(QRectF(2, 2, 20, 20))
    _strokes(painter, ((7, 12.5), (10.5, 16), (17, 8.5)))


def _differs(painter: QPainter, ink: QColor) -> None:
    _filled(painter, ink)
    painter.drawPolygon(QPolygonF([QPointF(12, 0.5), QPointF(23.5, 12), QPointF(12, 23.5), QPointF(0.5, 12)]))
    _strokes(painter, ((7.5, 10), (16.5, 10)), ((7.5, 14), (16.5, 14)), ((14, 7), (10, 17)))


def _missing(painter: QPainter, ink: QColor) -> None:
    _filled(painter, ink)
    painter.drawRoundedRect(QRectF(2, 2, 20, 20), 3, 3)
    _strokes(painter, ((8, 8), (16, 16)), ((16, 8), (8, 16)))


def _unreadable(painter: QPainter, ink: QColor) -> None:
    painter.setPen(QPen(ink, 2, Qt.PenStyle.DotLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QRectF(3, 3, 18, 18))
    painter.setPen(_pen(ink))
    hook = ((9, 9.5), (10, 7.7), (12, 7), (14, 7.7), (15, 9.6), (12, 12.2), (12, 14))
    painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in hook]))
    painter.drawPoint(QPointF(12, 17))


def _warning(painter: QPainter, ink: QColor) -> None:
    painter.setPen(_pen(ink, 2))
    painter.setBrush(ink)
    painter.drawPolygon(QPolygonF([QPointF(12, 2.5), QPointF(22, 20.5), QPointF(2, 20.5)]))
    _strokes(painter, ((12, 9), (12, 14)), ((12, 17.6), (12, 17.7)))


def _info(painter: QPainter, ink: QColor) -> None:
    _filled(painter, ink)
    painter.drawEllipse(QRectF(2, 2, 20, 20))
    _strokes(painter, ((12, 11), (12, 17)), ((12, 7), (12, 7.1)))


_SHAPES: Mapping[Sign, Callable[[QPainter, QColor], None]] = {
    Sign.TODO: _todo,
    Sign.GOOD: _good,
    Sign.DIFFERS: _differs,
    Sign.MISSING: _missing,
    Sign.UNREADABLE: _unreadable,
    Sign.WARNING: _warning,
    Sign.INFO: _info,
}
