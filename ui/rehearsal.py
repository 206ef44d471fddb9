"""Plays whole visits on a real desk window without a display, as a clerk would, and pictures the screens."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget

from drivers.device import Readiness
from kiosk.station import DeviceView
from kiosk.visits.state import VisitState
from kiosk.visits.view import VisitView
from ui.context import FaceContext
from ui.desk.app import open_desk
from ui.screenshots import grab

STEP_SECONDS = 60.0
"""The longest any one step may take before the rehearsal says that it is stuck."""

SETTLE_SECONDS = 0.35
"""How long the screen is left alone before its picture is taken: the camera's picture has to arrive."""

SIZE = (1920, 1080)

Act = Callable[[VisitState | None], str | None]


class RehearsalStuck(RuntimeError):
    """A step did not end in time. Names the step, no person."""


class DeskRehearsal:
    """One desk window, its devices started, and a clerk's hands on it."""

    def __init__(self, context: FaceContext, folder: Path) -> None:
        self._folder = folder
        self._views: list[VisitView] = []
        self._count = 0
        self.window, self._running = open_desk(context)
        self.session = self._running.session
        self._running.bridge.viewed.connect(self._views.append)
        self.pictures: list[Path] = []

    @contextmanager
    def opened(self) -> Iterator["DeskRehearsal"]:
        """Show the window and start the devices; stop them on one path."""
        self.window.resize(*SIZE)
        self.window.show()
        self._running.start()
        try:
            self._await(
                lambda: all(device.readiness is not Readiness.UNKNOWN for device in self._devices()), "devices"
            )
            self.picture("welcome")
            yield self
        finally:
            self._running.stop()
            self.window.close()
            process_events(0.05)

    def _devices(self) -> tuple[DeviceView, ...]:
        return self._running.context.station.devices()

    def play(self, act: Act, chosen: Callable[[str], bool]) -> VisitState:
        """Let ``act`` do one thing after another until it has nothing more to do; the last state of the visit.

        Takes a picture after each thing for which ``chosen`` says yes.
        """
        last: VisitState | None = None
        while True:
            seen = len(self._views)
            state = self._views[-1].visit if self._views else None
            done = act(state if state is not None or last is None else last)
            if done is None:
                break
            self._await(partial(self._settled_since, seen), done)
            last = self._views[-1].visit or last
            if self._views[-1].visit is None:
                break
            if chosen(done):
                self.picture(done)
        if last is None:
            raise RehearsalStuck("no visit was ever opened")
        return last

    def _settled_since(self, seen: int) -> bool:
        return len(self._views) > seen and self._views[-1].busy is None

    def _await(self, met: Callable[[], bool], step: str) -> None:
        deadline = time.monotonic() + STEP_SECONDS
        while not met():
            if time.monotonic() > deadline:
                raise RehearsalStuck(f"nothing came of {step!r} within {STEP_SECONDS:g} s")
            process_events(0.01)

    def picture(self, name: str) -> None:
        """Take a picture of the screen as it stands."""
        process_events(SETTLE_SECONDS)
        self._count += 1
        file = self._folder / f"{self._count:02}-{name.replace(' ', '-')}.png"
        self.pictures.append(grab(self.window, file))


def process_events(seconds: float) -> None:
    """Let Qt work for a while."""
    deadline = time.monotonic() + seconds
    while True:
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        left = deadline - time.monotonic()
        if left <= 0:
            return
        time.sleep(min(left, 0.01))


def picture_of(widget: QWidget, file: Path) -> Path:
    """A picture of another face, at the size of a full screen."""
    widget.resize(*SIZE)
    widget.show()
    process_events(SETTLE_SECONDS)
    return grab(widget, file)
