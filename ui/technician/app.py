"""Opens the technician's face, until its window is closed."""

from ui.bridge import Bridge
from ui.context import FaceContext
from ui.i18n import Tongue
from ui.running import application, run_until_closed, show_whole
from ui.technician.window import TechnicianWindow
from ui.typed_scans import stop_listening, typed_scans


def open_technician(context: FaceContext) -> tuple[TechnicianWindow, Bridge]:
    """The window and its bridge, not yet shown; the station not yet started."""
    bridge = Bridge()
    return TechnicianWindow(context, bridge, Tongue(context.language)), bridge


def run_technician(context: FaceContext) -> int:
    """Run the technician's face; the exit code of its event loop."""
    application()
    window, bridge = open_technician(context)
    station = context.station
    station.listen(bridge.on_event)
    show_whole(window)
    typed = typed_scans(station)  # else a scanner that types would press the page's keys
    try:
        return run_until_closed(station.start, station.stop)
    finally:
        stop_listening(typed)
