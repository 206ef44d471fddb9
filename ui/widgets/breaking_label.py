"""A value that takes the width it is given: broken between words, and within one that is too long."""

import math

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QPainter, QPaintEvent, QPalette, QTextDocument, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.theme import look


class BreakingLabel(QLabel):
    """``html`` in the theme's type ``kind``; never wider than its column, however long one word is."""

    def __init__(self, html: str, kind: str = "value") -> None:
        super().__init__(html)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look(self, type=kind)

    def _document(self, width: int) -> QTextDocument:
        document = QTextDocument()
        document.setDocumentMargin(0)
        document.setDefaultFont(self.font())
        option = document.defaultTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        document.setHtml(self.text())
        document.setTextWidth(width)
        return document

    def heightForWidth(self, width: int) -> int:
        """What the text needs when broken to ``width``."""
        self.ensurePolished()
        return math.ceil(self._document(max(width, 1)).size().height())

    def sizeHint(self) -> QSize:
        """One line high; as wide as the column is."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """A few letters."""
        self.ensurePolished()
        return QSize(4 * self.fontMetrics().averageCharWidth(), self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the broken text from the top left."""
        painter = QPainter(self)
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Text, palette.color(QPalette.ColorRole.WindowText))
        context.palette = palette
        context.clip = QRectF(self.rect())
        document = self._document(self.width())
        document.documentLayout().draw(painter, context)
        painter.end()
