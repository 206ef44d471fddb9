"""Plays whole visits on a real desk window without a display, as a clerk would, and pictures the screens."""

import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from drivers.device import DeviceKind
from drivers.status import Readiness
from kiosk.device_views import DeviceView
from kiosk.visits.state import VisitState
from kiosk.visits.view import VisitView
from ui.context import FaceContext
from ui.desk.actions import Action
from ui.desk.app import open_desk
from ui.running import application
from ui.screenshots import grab
from ui.self_service.app import open_self_service
from ui.self_service.places import Place
from ui.technician.app import open_technician

STEP_SECONDS = 60.0
"""The longest any one step may take before the rehearsal says that it is stuck."""

SETTLE_SECONDS = 0.35
"""How long the screen is left alone before its picture is taken: the camera's picture has to arrive."""

SIZE = (1920, 1080)

_OFFSCREEN_SAYS_OF_EVERY_WINDOW = "This plugin does not support propagateSizeHints()"

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

    @contextmanager
    def opened(self) -> Iterator["DeskRehearsal"]:
        """Show the window and start the devices; stop them on one path."""
        station = self._running.context.station
        with _shown(self.window, self._running.start, self._running.stop):
            _until(lambda: all(_has_said_how_it_is(device) for device in station.devices()), "devices")
            self.picture("welcome")
            yield self

    def play(
        self, act: Act, chosen: Callable[[str], bool], turn_to: Mapping[str, Action] | None = None
    ) -> VisitState:
        """Let ``act`` do one thing after another until it has nothing more to do; the last state of the visit.

        Takes a picture after each thing for which ``chosen`` says yes. ``turn_to`` names the things after which a
        key is pressed for one more picture, and pressed again to turn back.
        """
        last: VisitState | None = None
        while True:
            seen = len(self._views)
            done = act(self._views[-1].visit if self._views else None)
            if done is None:
                break
            _until(partial(self._settled_since, seen), done)
            if self._views[-1].visit is None:
                break
            last = self._views[-1].visit
            if chosen(done):
                self.picture(done)
            if turn_to and done in turn_to:
                self._picture_of(turn_to[done])
        if last is None:
            raise RehearsalStuck("no visit was ever opened")
        return last

    def seconds_until_shown(self, action: Action, met: Callable[[VisitState], bool]) -> float:
        """From the press of a key to what came of it painted on the screen."""
        seen = len(self._views)
        began = time.perf_counter()
        self.window.act(action)
        while not self._settled_since(seen) or not self._stands(met):
            if time.perf_counter() - began > STEP_SECONDS:
                raise RehearsalStuck(f"nothing came of {action.value!r} within {STEP_SECONDS:g} s")
            QCoreApplication.processEvents()
            time.sleep(0.0005)
        self.window.grab()
        return time.perf_counter() - began

    def _picture_of(self, page: Action) -> None:
        self.window.act(page)
        self.picture(page.value)
        self.window.act(page)

    def _settled_since(self, seen: int) -> bool:
        return len(self._views) > seen and self._views[-1].busy is None

    def _stands(self, met: Callable[[VisitState], bool]) -> bool:
        visit = self._views[-1].visit
        return visit is not None and met(visit)

    def picture(self, name: str) -> None:
        """Take a picture of the screen as it stands."""
        process_events(SETTLE_SECONDS)
        self._count += 1
        file = self._folder / f"{self._count:02}-{name.replace(' ', '-')}.png"
        grab(self.window, file)


def offscreen_application() -> QApplication:
    """The application without a display, quiet about what has no meaning there."""

    def tell(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        if message != _OFFSCREEN_SAYS_OF_EVERY_WINDOW:
            sys.stderr.write(message + "\n")

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    qInstallMessageHandler(tell)
    return application()


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


def play_self_service(context: FaceContext, present_code: Callable[[], None], folder: Path) -> None:
    """Go through self-service once, from the language to the printed receipt."""
    window, running = open_self_service(context)
    with _shown(window, running.start, running.stop):
        _show(window, folder, "1-language")
        window.walk.choose_language("en")
        _show(window, folder, "2-scan")
        present_code()
        _until(lambda: window.place is Place.PERMIT, "the permit")
        _show(window, folder, "3-permit")
        window.walk.go_on()
        _show(window, folder, "4-bring")
        window.walk.print_receipt()
        _until(lambda: window.place is Place.END, "the receipt")
        _show(window, folder, "5-done")


def play_other_matters(context: FaceContext, folder: Path) -> None:
    """Find where to go for a residence permit at self-service, and print the slip."""
    window, running = open_self_service(context)
    with _shown(window, running.start, running.stop):
        window.walk.other_matters("en")
        _show(window, folder, "6-other-matters")
        window.walk.guiding.choose_group(3)
        _show(window, folder, "7-matters")
        window.walk.guiding.choose_topic(1)
        _show(window, folder, "8-where-to-go")
        _until(lambda: all(_has_said_how_it_is(device) for device in context.station.devices()), "devices")
        window.walk.guiding.print_slip()
        _until(lambda: window.place is Place.END, "the slip")
        _show(window, folder, "9-slip")


def play_desk_guidance(context: FaceContext, folder: Path) -> None:
    """Look up by a few letters where to go for a card, as a clerk is asked it between two visits."""
    window, running = open_desk(context)
    with _shown(window, running.start, running.stop):
        window.act(Action.GUIDANCE)
        window.guidance.edit.setText("sbk")
        _show(window, folder, "guidance-list")
        window.guidance.open_chosen()
        _show(window, folder, "guidance")


def play_technician(context: FaceContext, folder: Path) -> None:
    """Test every device once on the technician's page."""
    window, bridge = open_technician(context)
    context.station.listen(bridge.on_event)
    with _shown(window, context.station.start, context.station.stop):
        _until(lambda: all(_has_said_how_it_is(device) for device in context.station.devices()), "devices")
        window.test_all()
        _until(lambda: not window.checks.any_running, "the health checks")
        window.choose(DeviceKind.RECEIPT_PRINTER)
        _show(window, folder, "technician")


@contextmanager
def _shown(window: QWidget, start: Callable[[], object], stop: Callable[[], object]) -> Iterator[None]:
    window.resize(*SIZE)
    window.show()
    start()
    try:
        yield
    finally:
        window.close()
        process_events(0.05)
        stop()


def _show(window: QWidget, folder: Path, name: str) -> None:
    process_events(SETTLE_SECONDS)
    grab(window, folder / f"{name}.png")


def _until(met: Callable[[], bool], step: str) -> None:
    deadline = time.monotonic() + STEP_SECONDS
    while not met():
        if time.monotonic() > deadline:
            raise RehearsalStuck(f"nothing came of {step!r} within {STEP_SECONDS:g} s")
        process_events(0.01)


def _has_said_how_it_is(device: DeviceView) -> bool:
    return device.readiness is not Readiness.UNKNOWN
