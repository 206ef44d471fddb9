"""Opens the desk: full screen on a real one, until the window is closed."""

from ui.context import FaceContext
from ui.desk.window import DeskWindow
from ui.running import Running, application, run_until_closed, show_whole


def open_desk(context: FaceContext) -> tuple[DeskWindow, Running]:
    """The desk's window on everything it runs on, not yet shown and not yet started."""
    running = Running(context)
    window = DeskWindow(context, running.session, running.bridge, running.worker, running.tongue)
    running.worker.start(window.picture.view.show_picture)
    return window, running


def run_desk(context: FaceContext) -> int:
    """Run the desk; the exit code of its event loop."""
    application()
    window, running = open_desk(context)
    show_whole(window)
    return run_until_closed(running.start, running.stop)
