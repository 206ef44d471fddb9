"""A camera that sends pictures all the time: a thread keeps the newest, whose age tells when the camera is gone."""

import time
from collections.abc import Callable
from urllib.parse import urlsplit

from drivers.device import Capabilities, Provenance
from drivers.document_camera import DocumentCamera, Frame, Image
from drivers.document_camera.grabber import Grabber, Picture
from drivers.document_camera.video import READ_SECONDS, Video
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.network import find_machine, find_port
from drivers.observation import Observation, Observed
from drivers.status import DeviceStatus, Readiness
from drivers.system import find_attached, find_os_driver

FIRST_PICTURE_SECONDS = 8.0
STALE_SECONDS = 2.0
"""A source may go quiet when it is gone; the age of the newest picture is what tells."""

PICTURES_UNDER_WAY = 2
"""Passed over for a still: one may be under exposure at the call, one on its way through driver or network."""

MOST_BUFFERED = 16
"""Pictures that may have lain in buffers before one that was waited for; a slow machine never has to wait."""

SPOILT_IN_A_ROW = 5
"""Pictures that cannot be decoded, before the camera is at fault and not the line."""


class StreamingCamera(DocumentCamera):
    """A camera over any ``Video``; ``version`` is that of the ``driver``, for the stamp."""

    def __init__(self, driver: str, version: str, new_video: Callable[[], Video]) -> None:
        self._driver, self._version = driver, version
        self._new_video = new_video
        self._video = new_video()
        self._grabber: Grabber | None = None
        self._held: Grabber | None = None
        self._seen = 0
        self._spoilt = 0

    @property
    def provenance(self) -> Provenance:
        """The stamp for pictures; the device's name is where it is found, without credentials."""
        return Provenance(self._video.source, self._driver, self._version, self._video.locus)

    @property
    def capabilities(self) -> Capabilities:
        """A camera's node is ours alone while it streams; a stream or a file is shared."""
        node = self._video.exclusive
        return Capabilities(exclusive=node, names_holder=node, exercises=True, can_be_held=node)

    def do_open(self) -> None:
        """See that the source is there: NO_HARDWARE, CONFIGURATION; a stream shows only when it is claimed.

        BUSY while the camera is still held from before.
        """
        if self._held is not None and self._held.alive:
            raise DeviceError(DeviceErrorCode.BUSY, self._video.locus, "not let go of yet")
        self._held = None
        self._new_video().require()

    def do_claim(self) -> None:
        """Start the camera and wait for its first picture: CLAIMED_ELSEWHERE, CONFIGURATION, OFFLINE."""
        self._seen = self._spoilt = 0
        self._video = self._new_video()
        self._grabber = Grabber(self._video)
        self._grabber.start()
        try:
            first = self._grabber.wait_for(1, FIRST_PICTURE_SECONDS)
            if first is None:
                text = Observation(Observed.NO_PICTURE_IN, FIRST_PICTURE_SECONDS)
                raise DeviceError(DeviceErrorCode.OFFLINE, self._video.locus, text)
        except DeviceError:
            self.do_release()
            raise

    def do_release(self) -> None:
        """Stop the camera. One that is not let go of is left to its thread, which lets go when it can."""
        grabber, self._grabber = self._grabber, None
        if grabber is not None and not grabber.stop(READ_SECONDS + 0.5):
            self._held = grabber

    def do_close(self) -> None:
        """See Device."""
        self.do_release()

    def do_poll(self, timeout: float) -> Frame | None:
        """The newest picture not yet delivered; older ones are skipped.

        Raises DeviceError: FRAME_STALE when none has come for STALE_SECONDS, OFFLINE when the source ended.
        """
        picture = self._running().wait_for(self._seen + 1, timeout)
        if picture is None:
            self._require_fresh()
            return None
        self._seen = picture.number
        image = self._image(picture)
        return None if image is None else self._frame(picture, image)

    def do_capture(self) -> Frame:
        """A picture exposed after the call. Raises DeviceError: FRAME_STALE, OFFLINE."""
        grabber = self._running()
        newest = grabber.newest
        number = (newest.number if newest else 0) + PICTURES_UNDER_WAY + 1
        surely = number + MOST_BUFFERED
        until = time.monotonic() + STALE_SECONDS + PICTURES_UNDER_WAY
        while (picture := grabber.wait_for(number, until - time.monotonic())) is not None:
            number = picture.number + 1
            if picture.awaited or picture.number >= surely:
                image = self._image(picture)
                if image is not None:
                    return self._frame(picture, image)
        raise DeviceError(DeviceErrorCode.FRAME_STALE, self._video.locus, "no fresh picture for a still")

    def do_cancel(self) -> None:
        """End the wait for a picture; the stream itself goes on."""
        grabber = self._grabber
        if grabber is not None:
            grabber.cancel()

    def do_status(self) -> DeviceStatus:
        """ONLINE while pictures are fresh."""
        try:
            self._running().wait_for(1, 0.0)
            self._require_fresh()
        except DeviceError as error:
            return DeviceStatus(Readiness.OFFLINE, text=str(error))
        return DeviceStatus(Readiness.ONLINE, text=self._video.locus)

    def do_answer(self) -> str:
        """How old the newest picture is: FRAME_STALE, OFFLINE."""
        picture = self._running().wait_for(1, STALE_SECONDS)
        self._require_fresh()
        return Observation(Observed.PICTURE_FRESH, picture.number if picture else 0)

    def do_find(self) -> str | None:
        """The camera's node with the USB device behind it, the file, or the machine that streams."""
        address = _address_of(self._video.locus)
        if address is not None:
            return find_machine(*address)
        seen = self._new_video().require()
        return find_attached(self._video.locus) if self._video.exclusive else seen

    def do_find_os_driver(self) -> str | None:
        """See Device."""
        return find_os_driver(self._video.locus) if self._video.exclusive else None

    def do_find_service(self) -> str | None:
        """Whether a camera on the network takes connections; None for one on this machine."""
        address = _address_of(self._video.locus)
        return None if address is None else find_port(*address)

    def do_exercise(self) -> str:
        """Take a still and look whether there is light in it: FRAME_DARK."""
        return self.lit_still(self._video.locus)

    def _running(self) -> Grabber:
        if self._grabber is None:
            raise DeviceError(DeviceErrorCode.CLOSED, self._video.locus)
        return self._grabber

    def _require_fresh(self) -> None:
        newest = self._running().newest
        age = time.monotonic() - newest.taken_at if newest else STALE_SECONDS
        if age >= STALE_SECONDS:
            text = Observation(Observed.NO_NEW_PICTURE, f"{age:.1f}")
            raise DeviceError(DeviceErrorCode.FRAME_STALE, self._video.locus, text)

    def _image(self, picture: Picture) -> Image | None:
        """The picture itself; None where it is spoilt, FAILURE where too many are."""
        image = self._video.decode(picture.content)
        self._spoilt = 0 if image is not None else self._spoilt + 1
        if self._spoilt >= SPOILT_IN_A_ROW:
            text = f"{self._spoilt} pictures in a row that cannot be decoded"
            raise DeviceError(DeviceErrorCode.FAILURE, self._video.locus, text)
        return image

    def _frame(self, picture: Picture, image: Image) -> Frame:
        return Frame(image, picture.number, picture.taken_at, self.provenance)


def _address_of(locus: str) -> tuple[str, int] | None:
    """Host and port of a stream's address; None for a node or a file."""
    parts = urlsplit(locus)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    return parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)
