"""A document camera on the network that streams MJPEG over HTTP, without FFmpeg between it and us."""

from functools import partial
from importlib.metadata import version

from drivers.document_camera.mjpeg_video import MjpegVideo
from drivers.document_camera.streaming import StreamingCamera


class MjpegDocumentCamera(StreamingCamera):
    """The stream at ``url``: ``http://[name:password@]host[:port]/path``, or ``https://`` with ``certificate``.

    Decodes only the pictures that are looked at, and hangs up at once when closed; the ``opencv`` driver takes such
    a stream too, through FFmpeg, which decodes every picture and may hold its thread for seconds.
    """

    def __init__(self, url: str, certificate: str | None = None) -> None:
        super().__init__("mjpeg", version("service-hall-terminal"), partial(MjpegVideo, url, certificate))
