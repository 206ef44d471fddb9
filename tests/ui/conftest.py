"""Faces on fakes: each opened as in the hall, closed on its one path."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from tests.helpers.faces import FakeSession, FakeStation, context, training_people
from ui.desk.app import open_desk
from ui.desk.window import DeskWindow
from ui.running import Running
from ui.technician.app import open_technician
from ui.technician.window import TechnicianWindow
from ui.theme import dress


class PatientBot(QtBot):
    """Waits as long as a machine with other work may take; a wait ends with what it waits for."""

    def wait(self, ms: int) -> None:
        """So long, and then until one layout after the other has followed: a slow machine does not in a moment."""
        super().wait(ms)
        for _ in range(10):
            QCoreApplication.processEvents()

    def waitUntil(  # noqa: N802  Qt's own name
        self, callback: Callable[[], bool | None], *, timeout: int = 30_000
    ) -> None:
        super().waitUntil(callback, timeout=timeout)


@pytest.fixture
def qtbot(qapp: Any, request: pytest.FixtureRequest) -> PatientBot:
    return PatientBot(request)


@dataclass
class Desk:
    """A desk under test."""

    window: DeskWindow
    running: Running
    session: FakeSession
    station: FakeStation
    qtbot: QtBot

    def asked(self, name: str) -> list[tuple[Any, ...]]:
        """The calls of one command, in order."""
        return [call[1:] for call in self.session.calls if call[0] == name]

    def settle(self) -> None:
        """Let every view that was said arrive."""
        self.qtbot.wait(1)
        self.window.repaint()


@pytest.fixture
def open_a_desk(qtbot: QtBot, qapp: Any) -> Iterator[Callable[..., Desk]]:
    """Open a desk; keyword arguments change its context."""
    dress(qapp)
    opened: list[Desk] = []

    def open_one(**changes: Any) -> Desk:
        made = context(**changes)
        window, running = open_desk(made)
        window.resize(1366, 768)
        window.clock = count().__next__  # every press a second after the one before it
        window.show()
        running.start()
        desk = Desk(window, running, running.session, made.station, qtbot)
        opened.append(desk)
        desk.settle()
        return desk

    yield open_one
    for desk in opened:
        desk.window.close()
        desk.running.stop()
        desk.settle()
        desk.window.deleteLater()


@pytest.fixture
def desk(open_a_desk: Callable[..., Desk]) -> Desk:
    """A desk with nobody before it."""
    return open_a_desk()


@pytest.fixture
def open_technicians_face(qtbot: QtBot, qapp: Any) -> Iterator[Callable[..., TechnicianWindow]]:
    """Open a technician's face; keyword arguments change its context. ``window.station`` is what it looks at."""
    dress(qapp)
    opened: list[TechnicianWindow] = []

    def open_on(**changes: Any) -> TechnicianWindow:
        made = context(**({"training": training_people([])} | changes))
        window, bridge = open_technician(made)
        window.resize(1366, 768)
        window.show()
        qtbot.wait(1)
        window.bridge, window.station = bridge, made.station
        opened.append(window)
        return window

    yield open_on
    for window in opened:
        window.close()
        window.deleteLater()


@pytest.fixture
def face(open_technicians_face: Callable[..., TechnicianWindow]) -> TechnicianWindow:
    """The technician's face on five devices that are well."""
    return open_technicians_face()
