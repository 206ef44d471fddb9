"""From the threads of the visit and the devices to Qt's: every answer becomes a signal in the GUI's own thread."""

from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from drivers.device import DeviceKind
from drivers.document_camera import Frame
from kiosk.visits.view import VisitView


class Bridge(QObject):
    """Where a face listens. ``on_view`` and ``on_event`` may be called on any thread and return at once.

    Frames go to ``take_frame`` alone, on the camera's thread: the picture worker keeps the newest and no other.
    """

    viewed = Signal(object)
    heard = Signal(object, object)
    _arrived = Signal(object)

    def __init__(self, take_frame: Callable[[Frame], None] | None = None) -> None:
        super().__init__()
        self._take_frame = take_frame
        self._arrived.connect(self._perform, Qt.ConnectionType.QueuedConnection)

    def on_view(self, view: VisitView) -> None:
        """A visit changed; called on the session's thread."""
        self._post(lambda: self.viewed.emit(view))

    def on_event(self, kind: DeviceKind, event: Any) -> None:
        """A device said something; called on the device's thread."""
        if isinstance(event, Frame):
            if self._take_frame is not None:
                self._take_frame(event)
            return
        self._post(lambda: self.heard.emit(kind, event))

    def when_done(self, future: "Future[Any]", then: Callable[["Future[Any]"], None]) -> None:
        """Call ``then`` with the finished future in the GUI's thread; nobody waits for it."""
        future.add_done_callback(lambda done: self._post(lambda: then(done)))

    def _post(self, work: Callable[[], None]) -> None:
        self._arrived.emit(work)

    @Slot(object)
    def _perform(self, work: Callable[[], None]) -> None:
        work()


def failure_of(future: "Future[Any]") -> BaseException | None:
    """What a finished future failed with, a cancellation counted as such."""
    try:
        return future.exception(timeout=0)
    except CancelledError as error:
        return error
