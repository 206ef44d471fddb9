"""Where pictures come from: a camera's device, a stream over HTTP, or a video file that stands for a camera."""

import errno
import os
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import cv2

from drivers.device import Source
from drivers.document_camera import Image
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.holders import held_by, programs_with

OPEN_SECONDS = 5.0
READ_SECONDS = 2.5
"""OpenCV's own limits on a stream; without them a dead network peer holds it for half a minute."""

_FASTEST, _SLOWEST, _USUAL = 60.0, 1.0, 25.0
"""Frames a second believed of a video file, and those taken where it gives none."""

_READS_BEFORE_GIVING_UP = 3
"""A single torn picture on a USB line is no unplugging."""


def keep_opencv_quiet() -> None:
    """Stop OpenCV and FFmpeg from writing to standard error: faults are reported as DeviceError."""
    os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
    os.environ.setdefault("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", str(int(READ_SECONDS)))
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)


class Video(ABC):
    """A source of pictures. Opened, read and released by one thread; every call may take seconds."""

    source: Source
    interval: float = 0.0
    """Seconds between pictures where the source does not set the pace itself."""

    def __init__(self, locus: str) -> None:
        self.locus = locus
        self._capture: cv2.VideoCapture | None = None

    exclusive: bool = False
    """Whether one program alone can have it."""

    @abstractmethod
    def open(self) -> None:
        """Start; raises DeviceError."""

    def require(self) -> str | None:
        """What can be seen of the source without starting it; NO_HARDWARE, CONFIGURATION, CLAIMED_ELSEWHERE."""
        _require(self.locus)
        return self.locus

    def read(self) -> Any:
        """The next picture, for ``decode``. Raises DeviceError(OFFLINE) when there is none any more."""
        for _ in range(_READS_BEFORE_GIVING_UP):
            image = self._next()
            if image is not None:
                return image
        raise DeviceError(DeviceErrorCode.OFFLINE, self.locus, "no more pictures")

    def decode(self, content: Any) -> Image | None:
        """The image in what ``read`` gave, from any thread; None where it is spoilt."""
        image: Image = content
        return image

    def interrupt(self) -> bool:
        """Make a ``read`` under way end soon, from another thread; False where that cannot be."""
        return False

    def release(self) -> None:
        """Let go of the source."""
        capture, self._capture = self._capture, None
        if capture is not None:
            capture.release()

    def _start(self, capture: cv2.VideoCapture) -> bool:
        self.release()
        self._capture = capture
        return bool(capture.isOpened())

    def _next(self) -> Image | None:
        if self._capture is None:
            return None
        done, image = self._capture.read()
        if not done or image is None or image.size == 0:
            return None
        return image if image.ndim == 3 else cv2.cvtColor(image, cv2.COLOR_GRAY2BGR)  # type: ignore[no-any-return]


class DeviceVideo(Video):
    """A camera on this machine (V4L2)."""

    source = Source.HARDWARE
    exclusive = True

    def __init__(self, node: str, width: int | None, height: int | None) -> None:
        super().__init__(node)
        self._size = (width, height)

    def open(self) -> None:
        """Raises DeviceError: NO_HARDWARE, CONFIGURATION (no right to it), CLAIMED_ELSEWHERE."""
        self.require()
        if not self._start(cv2.VideoCapture(self.locus, cv2.CAP_V4L2)):
            text = f"gives no video; {held_by(programs_with(self.locus))}"
            raise DeviceError(DeviceErrorCode.CLAIMED_ELSEWHERE, self.locus, text)
        self._ask_for_size()

    def _ask_for_size(self) -> None:
        width, height = self._size
        if self._capture is None or width is None or height is None:
            return
        # USB 2 carries full-size pictures only compressed.
        self._capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
        self._capture.set(cv2.CAP_PROP_FRAME_WIDTH, width)
        self._capture.set(cv2.CAP_PROP_FRAME_HEIGHT, height)
        self._capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)


class StreamVideo(Video):
    """A camera on the network that streams over HTTP (MJPEG)."""

    source = Source.HARDWARE

    def __init__(self, url: str) -> None:
        super().__init__(without_credentials(url))
        self._url = url

    def require(self) -> str | None:
        """None: a stream shows only when it is opened."""
        return None

    def open(self) -> None:
        """Raises DeviceError(OFFLINE) where nothing answers with pictures in time."""
        limits = [
            cv2.CAP_PROP_OPEN_TIMEOUT_MSEC,
            int(OPEN_SECONDS * 1000),
            cv2.CAP_PROP_READ_TIMEOUT_MSEC,
            int(READ_SECONDS * 1000),
        ]
        if not self._start(cv2.VideoCapture(self._url, cv2.CAP_FFMPEG, limits)):
            raise DeviceError(DeviceErrorCode.OFFLINE, self.locus, "no video stream there")


class FileVideo(Video):
    """A video file played at its own pace, from the start again at its end unless ``loop`` is false."""

    source = Source.REPLAY

    def __init__(self, path: str, loop: bool) -> None:
        super().__init__(path)
        self._loop = loop

    def open(self) -> None:
        """Raises DeviceError: NO_HARDWARE where there is no such file, CONFIGURATION where it is no video."""
        self.require()
        if not self._start(cv2.VideoCapture(self.locus)) or self._capture is None:
            raise DeviceError(DeviceErrorCode.CONFIGURATION, self.locus, "no video that can be played")
        rate = self._capture.get(cv2.CAP_PROP_FPS)
        self.interval = 1.0 / (rate if _SLOWEST <= rate <= _FASTEST else _USUAL)

    def _next(self) -> Image | None:
        image = super()._next()
        if image is None and self._loop:
            self._start(cv2.VideoCapture(self.locus))
            return super()._next()
        return image


def video_from(source: str | int, width: int | None, height: int | None, loop: bool) -> Video:
    """The source that a configuration's ``source`` names: an index, a device node, a file or an http URL."""
    if isinstance(source, int) or source.isdecimal():
        return DeviceVideo(f"/dev/video{source}", width, height)
    if source.startswith(("http://", "https://")):
        return StreamVideo(source)
    if source.startswith("/dev/"):
        return DeviceVideo(source, width, height)
    return FileVideo(source, loop)


def _require(path: str) -> None:
    try:
        os.close(os.open(path, os.O_RDONLY | os.O_NONBLOCK))
    except OSError as error:
        refused = error.errno in (errno.EACCES, errno.EPERM)
        code = DeviceErrorCode.CONFIGURATION if refused else DeviceErrorCode.NO_HARDWARE
        if error.errno == errno.EBUSY:
            code = DeviceErrorCode.CLAIMED_ELSEWHERE
        raise DeviceError(code, path, error.strerror or "") from error
    if Path(path).is_dir():
        raise DeviceError(DeviceErrorCode.CONFIGURATION, path, "is a folder")


def without_credentials(url: str) -> str:
    """The address without user, password and query, for errors and the stamp."""
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="").geturl()
