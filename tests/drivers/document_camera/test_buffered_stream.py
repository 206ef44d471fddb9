"""Pictures that lay in a buffer show the paper before: a still is none of them."""

import threading
import time
from collections import deque
from collections.abc import Iterator

import numpy as np
import pytest

from drivers.device import Source
from drivers.document_camera.streaming import MOST_BUFFERED, StreamingCamera
from drivers.document_camera.video import Video

BEFORE, AFTER = 10, 200
"""What is grey in a picture from before the paper was changed, and after."""


class BufferedVideo(Video):
    """Gives ``buffered`` pictures of the paper before at once, and then one of the paper after each ``pause``."""

    source = Source.HARDWARE

    def __init__(self, pause: float) -> None:
        super().__init__("buffered")
        self._pause = pause
        self.buffered: deque[int] = deque([BEFORE])
        self.changed = threading.Event()
        self._ended = threading.Event()

    def open(self) -> None:
        return

    def read(self) -> np.ndarray:
        if not self.buffered:
            self._wait()
        grey = self.buffered.popleft() if self.buffered else AFTER
        return np.full((4, 4, 3), grey, np.uint8)

    def _wait(self) -> None:
        while not self.changed.wait(0.01) and not self._ended.is_set():
            continue
        self._ended.wait(self._pause)

    def interrupt(self) -> bool:
        self._ended.set()
        return True


def camera_over(video: BufferedVideo) -> StreamingCamera:
    camera = StreamingCamera("buffered", "1", lambda: video)
    camera.do_open = lambda: None  # type: ignore[method-assign]  the source is no file
    camera.bring_up()
    return camera


@pytest.fixture
def cameras() -> Iterator[list[StreamingCamera]]:
    made: list[StreamingCamera] = []
    yield made
    for camera in made:
        camera.close()


@pytest.mark.parametrize("buffered", [0, 1, 2, 3, 8, MOST_BUFFERED])
def test_a_still_is_never_one_that_lay_in_a_buffer(buffered: int, cameras: list[StreamingCamera]) -> None:
    video = BufferedVideo(pause=0.02)
    cameras.append(camera_over(video))
    video.buffered.extend([BEFORE] * buffered)
    change = threading.Timer(0.1, video.changed.set)
    change.start()
    assert cameras[0].capture().image[0, 0, 0] == AFTER
    change.join()


def test_a_machine_slower_than_its_camera_gets_a_still_all_the_same(cameras: list[StreamingCamera]) -> None:
    video = BufferedVideo(pause=0.0)
    cameras.append(camera_over(video))
    video.changed.set()
    began = time.monotonic()
    still = cameras[0].capture()
    assert still.image[0, 0, 0] == AFTER
    assert still.number > MOST_BUFFERED
    assert time.monotonic() - began < 15
