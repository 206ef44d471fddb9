"""The keys of the chosen device: in one row where there is room, else in two; never cut, never widening."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.technician.reach import ToolKey
from ui.theme import SIZES
from ui.widgets.boxes import column, row


class KeyRows(QWidget):
    """``first`` stand left; ``others`` at the right end, or below where both do not fit beside each other."""

    def __init__(self, first: Sequence[ToolKey], others: Sequence[ToolKey]) -> None:
        super().__init__()
        self._keys, self._others = (*first, *others), tuple(others)
        self._in_two = False
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        box = column(self)
        self._upper, self._lower = row(), row()
        box.addLayout(self._upper)
        box.addLayout(self._lower)
        for key in first:
            self._upper.addWidget(key)
        self._upper.addStretch(1)
        for key in others:
            self._upper.addWidget(key)
        self._lower.addStretch(1)

    @property
    def in_two(self) -> bool:
        """Whether the keys stand in two rows."""
        return self._in_two

    def _fit(self) -> None:
        shown = [key for key in self._keys if not key.isHidden()]
        room = sum(key.sizeHint().width() for key in shown) + SIZES.gap * len(shown)
        in_two = room > self.width()
        if in_two is self._in_two:
            return
        self._in_two = in_two
        for at, key in enumerate(self._others):
            if in_two:
                self._lower.insertWidget(at, key)
            else:
                self._upper.addWidget(key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Fit again when a key has come, gone, or says another thing."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)
