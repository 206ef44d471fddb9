"""A thread that keeps a video's newest picture and forgets the rest, so that nobody ever looks at an old one."""

import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import cv2

from drivers.document_camera.video import Video
from drivers.errors import DeviceError, DeviceErrorCode

AWAITED_SECONDS = 0.005
"""A picture that was there sooner had lain in a buffer: a network's, a library's, a driver's."""


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture with its number, from 1, and when it arrived (``time.monotonic()`` seconds).

    ``content`` is what the video read: an image, or what it makes one of (``Video.decode``). ``awaited``: it was
    not there yet when it was asked for, so none lay before it.
    """

    content: Any
    number: int
    taken_at: float
    awaited: bool


class Grabber:
    """Opens, reads and releases a video on its own thread: OpenCV may hold it for seconds, or for ever."""

    def __init__(self, video: Video) -> None:
        self._video = video
        self._changed = threading.Condition()
        self._stopping = threading.Event()
        self._newest: Picture | None = None
        self._error: DeviceError | None = None
        self._cancels = 0
        self._thread = threading.Thread(target=self._run, name=f"pictures {video.locus}", daemon=True)

    @property
    def alive(self) -> bool:
        """Whether the thread still holds the video."""
        return self._thread.is_alive()

    def start(self) -> None:
        """Begin; the first picture or the fault comes out of ``wait_for``."""
        self._thread.start()

    def stop(self, timeout: float) -> bool:
        """Ask the thread to end and release the video; False when it is still held after ``timeout`` seconds."""
        self._stopping.set()
        self._video.interrupt()
        self._thread.join(timeout)
        return not self.alive

    def cancel(self) -> None:
        """End the wait under way with CANCELLED, from any thread; the pictures go on."""
        with self._changed:
            self._cancels += 1
            self._changed.notify_all()

    @property
    def newest(self) -> Picture | None:
        """The newest picture so far."""
        with self._changed:
            return self._newest

    def wait_for(self, number: int, timeout: float) -> Picture | None:
        """The newest picture once its number is at least ``number``, or None after ``timeout`` seconds.

        Raises the DeviceError that ended the video, or CANCELLED.
        """
        with self._changed:
            before = self._cancels
            over = self._changed.wait_for(lambda: self._ended(before) or self._has(number), timeout)
            if self._has(number):
                return self._newest
            if self._error is not None:
                raise self._error
            if over:
                raise DeviceError(DeviceErrorCode.CANCELLED, self._video.locus)
            return None

    def _ended(self, cancels: int) -> bool:
        return self._error is not None or self._cancels != cancels

    def _has(self, number: int) -> bool:
        return self._newest is not None and self._newest.number >= number

    def _run(self) -> None:
        try:
            self._video.open()
            self._keep_newest()
        except DeviceError as error:
            self._fail(error)
        except cv2.error as error:
            self._fail(DeviceError(DeviceErrorCode.FAILURE, self._video.locus, str(error).strip()))
        finally:
            with suppress(cv2.error):
                self._video.release()

    def _keep_newest(self) -> None:
        number, due = 0, time.monotonic()
        while not self._stopping.is_set():
            began = time.monotonic()
            content = self._video.read()
            number += 1
            taken_at = time.monotonic()
            awaited = bool(self._video.interval) or taken_at - began >= AWAITED_SECONDS
            with self._changed:
                self._newest = Picture(content, number, taken_at, awaited)
                self._changed.notify_all()
            # Never in a hurry to make up for lost time: a camera does not either.
            due = max(due + self._video.interval, time.monotonic() - self._video.interval)
            if self._video.interval:
                self._stopping.wait(max(0.0, due - time.monotonic()))

    def _fail(self, error: DeviceError) -> None:
        with self._changed:
            self._error = error
            self._changed.notify_all()
