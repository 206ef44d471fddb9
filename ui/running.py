"""A face from start to end: devices, session and picture worker opened in order, and closed on one path."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from ui.bridge import Bridge
from ui.context import FaceContext
from ui.i18n import Tongue
from ui.interrupts import Interrupts
from ui.pictures import PictureWorker
from ui.theme import dress
from ui.typed_scans import TypedScans, stop_listening, typed_scans

if TYPE_CHECKING:
    from kiosk.visits.session import VisitSession


def application() -> QApplication:
    """The application of this process, dressed in the theme."""
    existing = QApplication.instance()
    made = existing if isinstance(existing, QApplication) else QApplication([])
    dress(made)
    return made


def show_whole(window: QWidget, *, full_screen: bool = False) -> None:
    """Fill the screen, also where no window manager does it: the kiosk session may have none."""
    screen = window.screen()
    window.setGeometry(screen.geometry() if full_screen else screen.availableGeometry())
    if full_screen:
        window.showFullScreen()
    else:
        window.showMaximized()


def run_until_closed(start: Callable[[], None], stop: Callable[[], object]) -> int:
    """Start, run the event loop until the window is closed or a signal ends it, stop; the loop's exit code."""
    app = application()
    with Interrupts(app):
        try:
            start()
            return app.exec()
        finally:
            stop()


class Running:
    """What a face runs on. Make it, show the window, ``start``; ``stop`` before the process ends."""

    def __init__(self, context: FaceContext) -> None:
        self.context = context
        self.tongue = Tongue(context.language)
        self.worker = PictureWorker()
        self.bridge = Bridge(self.worker.offer)
        self.session: VisitSession = context.open_session(self.bridge.on_view)
        self._typed_scans: TypedScans | None = None

    def start(self) -> None:
        """Start the devices, and take up a visit that was left open."""
        self.context.station.listen(self.bridge.on_event)
        self.context.station.start()
        self._typed_scans = typed_scans(self.context.station)
        self.session.resume()

    def stop(self) -> None:
        """Stop everything, in the order that leaves nobody calling into what is gone."""
        stop_listening(self._typed_scans)
        self.session.stop()
        self.context.station.stop()
        self.worker.stop()
