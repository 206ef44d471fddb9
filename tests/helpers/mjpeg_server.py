"""A network camera on loopback: MJPEG over HTTP, each picture telling when it was exposed."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import cv2
import numpy as np

from drivers.document_camera import Frame

BITS = 24
CELL = 32
SIZE = (240, BITS * CELL)
"""Rows and columns of a picture: the time in milliseconds, a black or white stripe a bit."""


def exposed_now(started: float) -> np.ndarray:
    """A picture that tells the milliseconds since ``started``."""
    milliseconds = int((time.monotonic() - started) * 1000)
    row = np.repeat([255 if milliseconds >> bit & 1 else 0 for bit in range(BITS)], CELL).astype(np.uint8)
    return cv2.cvtColor(np.tile(row, (SIZE[0], 1)), cv2.COLOR_GRAY2BGR)


def exposed_at(image: np.ndarray) -> float:
    """The seconds a picture tells."""
    middle = image[SIZE[0] // 2, CELL // 2 :: CELL, 0]
    return sum(1 << bit for bit, value in enumerate(middle) if value > 127) / 1000


class MjpegServer:
    """Serves at ``url``. ``vanish`` ends it as a cut power cord does, ``stall`` as a hung camera; both mend."""

    def __init__(self, frames_per_second: float = 25.0) -> None:
        self.started = time.monotonic()
        self.pause = 1.0 / frames_per_second
        self.stopping = threading.Event()
        self.stalled = threading.Event()
        self.shown: np.ndarray | None = None
        """What lies under the camera; None: the time."""
        self._server: ThreadingHTTPServer | None = None
        self._thread: threading.Thread | None = None
        self._port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}/stream"

    def now(self) -> float:
        """Seconds on the clock the pictures show."""
        return time.monotonic() - self.started

    def come_up(self) -> None:
        self.stopping.clear()
        self.stalled.clear()
        self._server = ThreadingHTTPServer(("127.0.0.1", self._port), _handler_for(self))
        self._server.daemon_threads = False
        self._port = self._server.server_port
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), name="mjpeg server")
        self._thread.start()

    def vanish(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            self.stopping.set()
            server.shutdown()
            server.server_close()
            self._thread.join()

    def stall(self) -> None:
        """Keep the connection and send nothing more on it."""
        self.stalled.set()


def prompt_still(server: MjpegServer, capture: Callable[[], Frame]) -> tuple[float, Frame]:
    """When a still was asked for, and the still: one the machine brought here within a picture's time.

    On a machine that did not keep up for a moment the stream itself is late, of which no camera can tell.
    """
    for _ in range(50):
        asked_at = server.now()
        still = capture()
        if still.taken_at - server.started - exposed_at(still.image) < server.pause:
            return asked_at, still
    raise AssertionError("every picture was late")


def _handler_for(camera: MjpegServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=picture")
            self.end_headers()
            try:
                while not camera.stopping.wait(camera.pause):
                    if not camera.stalled.is_set():
                        self._send_picture()
            except (BrokenPipeError, ConnectionResetError):
                pass

        def _send_picture(self) -> None:
            shown = exposed_now(camera.started) if camera.shown is None else camera.shown
            jpeg = cv2.imencode(".jpg", shown)[1].tobytes()
            head = f"--picture\r\nContent-Type: image/jpeg\r\nContent-Length: {len(jpeg)}\r\n\r\n"
            self.wfile.write(head.encode() + jpeg + b"\r\n")

        def log_message(self, *args: object) -> None:
            pass

    return Handler


@contextmanager
def mjpeg_server(frames_per_second: float = 25.0) -> Iterator[MjpegServer]:
    """A camera that is up, and down at the end."""
    server = MjpegServer(frames_per_second)
    server.come_up()
    try:
        yield server
    finally:
        server.vanish()
