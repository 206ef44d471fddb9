"""Qt's Python binding takes no reference it was not given: PySide6 6.12.0 does, and the process ends of it."""

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

CALLS = 300


class Sender(QObject):
    """Says yes or no."""

    said = Signal(bool)


@pytest.mark.parametrize("name", ["a method without a result", "a signal with a bool"])
def test_none_and_the_bools_keep_their_references(qtbot: QtBot, name: str) -> None:
    widget, sender, heard = QWidget(), Sender(), []
    qtbot.addWidget(widget)
    sender.said.connect(heard.append)
    calls: dict[str, Callable[[], object]] = {
        "a method without a result": lambda: widget.setEnabled(False),
        "a signal with a bool": lambda: sender.said.emit(True),
    }
    before = [sys.getrefcount(thing) for thing in (None, True, False)]
    for _ in range(CALLS):
        calls[name]()
        heard.clear()
    lost = [count - sys.getrefcount(thing) for count, thing in zip(before, (None, True, False), strict=True)]
    assert max(lost) < CALLS // 10
