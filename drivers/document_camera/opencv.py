"""A document camera through OpenCV: a V4L2 device, an MJPEG stream, or a video file that stands for one."""

from functools import partial

import cv2

from drivers.document_camera.streaming import StreamingCamera
from drivers.document_camera.video import keep_opencv_quiet, video_from
from drivers.options import Positive


class OpenCvDocumentCamera(StreamingCamera):
    """A camera named by ``source``: an index or device node, an ``http://`` stream, or a video file.

    ``width`` and ``height`` in pixels are asked of a device; a stream or file has its own size. A file is played
    at its own rate, over and over unless ``loop`` is false, and its pictures are stamped REPLAY.
    """

    def __init__(
        self, source: str | int, width: Positive | None = None, height: Positive | None = None, loop: bool = True
    ) -> None:
        super().__init__("opencv", cv2.__version__, partial(video_from, source, width, height, loop))

    def do_claim(self) -> None:
        """Start the camera and wait for its first picture: CLAIMED_ELSEWHERE, CONFIGURATION, OFFLINE."""
        keep_opencv_quiet()
        super().do_claim()
