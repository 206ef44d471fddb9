"""Real backends of cameras on the conformance bench: an MJPEG server stands for the camera."""

from collections.abc import Callable
from typing import Any

from drivers.conformance.bench import Bench
from drivers.conformance.stimulus import By, Stimulus
from drivers.device import Device, DeviceKind
from tests.helpers.mjpeg_server import MjpegServer


class StreamBench(Bench):
    """``make`` is given the address of the stream."""

    by = By.COUNTERPART
    can = frozenset({Stimulus.UNPLUGGED, Stimulus.SILENT, Stimulus.LATE, Stimulus.BLOCKED})

    def __init__(self, name: str, make: Callable[[str], Device[Any]]) -> None:
        self._server = MjpegServer(50.0)
        self._server.come_up()
        url = self._server.url
        super().__init__(f"document_camera.{name}", DeviceKind.DOCUMENT_CAMERA, lambda: make(url))

    def begin(self, stimulus: Stimulus) -> None:
        if stimulus is Stimulus.UNPLUGGED:
            self._server.vanish()
        else:  # a camera is not asked for pictures: silent, late or blocked, none comes until it is ended
            self._server.stall()

    def end(self, stimulus: Stimulus) -> None:
        if stimulus is Stimulus.UNPLUGGED:
            self._server.come_up()
        else:
            self._server.stalled.clear()

    def close(self) -> None:
        self._server.vanish()
