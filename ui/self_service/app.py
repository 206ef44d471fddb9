"""Opens self-service: full screen, until the window is closed."""

from ui.context import FaceContext
from ui.running import Running, application, run_until_closed, show_whole
from ui.self_service.window import SelfServiceWindow


def open_self_service(context: FaceContext) -> tuple[SelfServiceWindow, Running]:
    """The window on everything it runs on, not yet shown and not yet started."""
    running = Running(context)
    return SelfServiceWindow(context, running.session, running.bridge, running.tongue), running


def run_self_service(context: FaceContext) -> int:
    """Run self-service; the exit code of its event loop."""
    application()
    window, running = open_self_service(context)
    show_whole(window, full_screen=True)
    return run_until_closed(running.start, running.stop)
