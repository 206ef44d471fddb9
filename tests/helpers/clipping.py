"""Which visible texts of a window do not fit where they stand."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QPushButton,
    QScrollArea,
    QStyle,
    QStyleOptionButton,
    QWidget,
)


def _needs(label: QLabel) -> tuple[int, int]:
    if label.wordWrap():
        return 0, label.heightForWidth(label.width())
    hint = label.sizeHint()
    return hint.width(), hint.height()


def _short_of_room(button: QAbstractButton) -> bool:
    """Whether the words do not fit between the button's padding, in focus too."""
    if button.width() < button.sizeHint().width() or button.height() < button.sizeHint().height():
        return True
    if not isinstance(button, QPushButton) or not button.text():
        return False
    option = QStyleOptionButton()
    button.initStyleOption(option)
    option.state |= QStyle.StateFlag.State_HasFocus
    room = button.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, button)
    return room.width() < button.fontMetrics().horizontalAdvance(button.text())


def _scrolled(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            return True
        parent = parent.parentWidget()
    return False


def clipped(window: QWidget) -> list[str]:
    """Labels smaller than their text, buttons smaller than their words, and anything outside the window."""
    found = []
    for label in window.findChildren(QLabel):
        if label.isVisible() and label.text():
            width, height = _needs(label)
            if label.width() < width or label.height() < height:
                found.append(f"{label.text()!r} needs {width}x{height}, has {label.width()}x{label.height()}")
    for button in window.findChildren(QAbstractButton):
        if button.isVisible() and _short_of_room(button):
            found.append(f"button {button.accessibleName()!r}")
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and not _scrolled(widget) and isinstance(widget, QLabel | QAbstractButton):
            corner = widget.mapTo(window, QPoint(widget.width(), widget.height()))
            if corner.x() > window.width() or corner.y() > window.height():
                found.append(f"{widget.accessibleName()!r} reaches outside the window")
    return found
