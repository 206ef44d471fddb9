"""Buttons a keyboard reaches: Tab comes to them, Return and Space press them, the arrows stay the window's."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from kiosk.rules.assessment import Text
from ui.i18n import Tongue
from ui.widgets.key_chip import KeyChip

ARROWS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right})
PRESSES = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class ToolKey(KeyChip):
    """A key chip that takes its place in the order of Tab."""

    def __init__(self, tongue: Tongue, cap: str, text: Text, weight: str = "usual") -> None:
        super().__init__(tongue, cap, text, weight)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrows to the window; Return presses as Space does."""
        if event.key() in ARROWS:
            event.ignore()
        elif event.key() in PRESSES:
            self.click()
        else:
            super().keyPressEvent(event)
