"""Layouts with the theme's spacing, and frames with its grounds: the page's plain building blocks."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.theme import SIZES, look


def column(parent: QWidget | None = None, *, gap: int = SIZES.gap, pad: int = 0) -> QVBoxLayout:
    """A column with equal padding on all sides."""
    box = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    box.setContentsMargins(pad, pad, pad, pad)
    box.setSpacing(gap)
    return box


def row(parent: QWidget | None = None, *, gap: int = SIZES.gap, pad: int = 0) -> QHBoxLayout:
    """A row with equal padding on all sides."""
    box = QHBoxLayout(parent) if parent is not None else QHBoxLayout()
    box.setContentsMargins(pad, pad, pad, pad)
    box.setSpacing(gap)
    return box


def frame(ground: str) -> QFrame:
    """A frame on one of the theme's grounds."""
    made = QFrame()
    look(made, ground=ground)
    return made


def scroll(content: QWidget) -> QScrollArea:
    """``content`` in an area that scrolls up and down only, and takes no focus."""
    inner = content.layout()
    if inner is not None:
        inner.setContentsMargins(0, 0, SIZES.gap, 0)
    area = QScrollArea()
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def height_for(box: QBoxLayout, width: int) -> int:
    """How high the content is at that width, measured anew in every layout within."""
    _forget_sizes(box)
    return box.totalHeightForWidth(width)


def _forget_sizes(box: QBoxLayout) -> None:
    """A layout forgets its own sizes only, not those of the layouts in it."""
    for at in range(box.count()):
        item = box.itemAt(at)
        inner = item.layout() if item is not None else None
        if isinstance(inner, QBoxLayout):
            _forget_sizes(inner)
    box.invalidate()


def empty(box: QBoxLayout) -> None:
    """Take everything out of a layout; its widgets go."""
    while (item := box.takeAt(0)) is not None:
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif isinstance(inner, QBoxLayout):
            empty(inner)
