"""A document camera through OpenCV: a V4L2 device, an MJPEG stream, or a video file that stands for one."""

import time
from functools import partial

import cv2

from drivers.device import DeviceStatus, Provenance, Readiness, SelfTest
from drivers.document_camera import DocumentCamera, Frame
from drivers.document_camera.grabber import Grabber, Picture
from drivers.document_camera.video import READ_SECONDS, keep_opencv_quiet, video_from
from drivers.errors import DeviceError, DeviceErrorCode

FIRST_PICTURE_SECONDS = 8.0
STALE_SECONDS = 2.0
"""OpenCV goes quiet when a source is gone; the age of the newest picture is what tells."""

PICTURES_UNDER_WAY = 2
"""Passed over for a still: one may be under exposure at the call, one on its way through driver or network."""

BLACK_BELOW = 8.0
"""A mean brightness (of 255) no lit mat gives: a lens cap, or a camera without light."""


class OpenCvDocumentCamera(DocumentCamera):
    """A camera named by ``source``: an index or device node, an ``http://`` stream, or a video file.

    ``width`` and ``height`` in pixels are asked of a device; a stream or file has its own size. A file is played
    at its own rate, over and over unless ``loop`` is false, and its pictures are stamped REPLAY.
    """

    def __init__(
        self, source: str | int, width: int | None = None, height: int | None = None, loop: bool = True
    ) -> None:
        self._new_video = partial(video_from, source, width, height, loop)
        self._video = self._new_video()
        self._grabber: Grabber | None = None
        self._held: Grabber | None = None
        self._seen = 0

    @property
    def provenance(self) -> Provenance:
        """The stamp for pictures; the device's name is where it is found, without credentials."""
        return Provenance(self._video.source, "opencv", cv2.__version__, self._video.locus)

    def open(self) -> None:
        """Start the camera and wait for its first picture.

        Raises DeviceError: NO_HARDWARE, CLAIMED_ELSEWHERE, CONFIGURATION, OFFLINE; BUSY while OpenCV still holds
        the camera from before.
        """
        self.close()
        if self._held is not None and self._held.alive:
            raise DeviceError(DeviceErrorCode.BUSY, self._video.locus, "OpenCV has not let go of it yet")
        keep_opencv_quiet()
        self._held, self._seen = None, 0
        self._video = self._new_video()
        self._grabber = Grabber(self._video)
        self._grabber.start()
        if self._grabber.wait_for(1, FIRST_PICTURE_SECONDS) is None:
            raise DeviceError(
                DeviceErrorCode.OFFLINE, self._video.locus, f"no picture in {FIRST_PICTURE_SECONDS:g} s"
            )

    def close(self) -> None:
        """Stop the camera. One that OpenCV does not let go of is left to its thread, which lets go when it can."""
        grabber, self._grabber = self._grabber, None
        if grabber is not None and not grabber.stop(READ_SECONDS + 0.5):
            self._held = grabber

    def poll(self, timeout: float) -> Frame | None:
        """The newest picture not yet delivered; older ones are skipped.

        Raises DeviceError: FRAME_STALE when none has come for STALE_SECONDS, OFFLINE when the source ended.
        """
        picture = self._running().wait_for(self._seen + 1, timeout)
        if picture is None:
            self._require_fresh()
            return None
        self._seen = picture.number
        return self._frame(picture)

    def capture(self) -> Frame:
        """A picture exposed after the call. Raises DeviceError: FRAME_STALE, OFFLINE."""
        grabber = self._running()
        newest = grabber.newest
        number = (newest.number if newest else 0) + PICTURES_UNDER_WAY + 1
        picture = grabber.wait_for(number, STALE_SECONDS + PICTURES_UNDER_WAY)
        if picture is None:
            raise DeviceError(DeviceErrorCode.FRAME_STALE, self._video.locus, "no fresh picture for a still")
        return self._frame(picture)

    def status(self) -> DeviceStatus:
        """ONLINE while pictures are fresh."""
        try:
            self._running().wait_for(1, 0.0)
            self._require_fresh()
        except DeviceError as error:
            return DeviceStatus(Readiness.OFFLINE, text=str(error))
        return DeviceStatus(Readiness.ONLINE, text=self._video.locus)

    def self_test(self) -> SelfTest:
        """Take a still and look whether there is light; report its size."""
        started = time.perf_counter()
        try:
            image = self.capture().image
        except DeviceError as error:
            return SelfTest(False, str(error), (time.perf_counter() - started) * 1000)
        brightness = float(image.mean())
        height, width = image.shape[:2]
        return SelfTest(
            brightness >= BLACK_BELOW,
            f"{width}×{height}, mean brightness {brightness:.0f} of 255",
            (time.perf_counter() - started) * 1000,
        )

    def _running(self) -> Grabber:
        if self._grabber is None:
            raise DeviceError(DeviceErrorCode.CLOSED, self._video.locus)
        return self._grabber

    def _require_fresh(self) -> None:
        newest = self._running().newest
        age = time.monotonic() - newest.taken_at if newest else STALE_SECONDS
        if age >= STALE_SECONDS:
            raise DeviceError(DeviceErrorCode.FRAME_STALE, self._video.locus, f"no new picture for {age:.1f} s")

    def _frame(self, picture: Picture) -> Frame:
        return Frame(picture.image, picture.number, picture.taken_at, self.provenance)
