"""A camera's MJPEG stream over HTTP, read by ourselves: every wait has an end, every picture a largest size."""

import base64
import http.client
import socket
import ssl
import time
from contextlib import suppress
from typing import Any
from urllib.parse import unquote, urlsplit

import cv2
import numpy as np

from drivers.device import Source
from drivers.document_camera import Image
from drivers.document_camera.multipart import MultipartError, MultipartReader, boundary_of
from drivers.document_camera.video import Video, without_credentials
from drivers.errors import DeviceError, DeviceErrorCode

CONNECT_SECONDS = 4.0
PICTURE_SECONDS = 4.0
"""From one picture to the next; the camera is stale long before."""

FROZEN_SECONDS = 5.0
"""A sensor's noise makes no two pictures alike; a streamer that lost its camera may send the last one on."""

_READ_BYTES = 1 << 16
_REFUSALS = {
    401: (DeviceErrorCode.CONFIGURATION, "the camera asks for another name or password"),
    403: (DeviceErrorCode.CONFIGURATION, "the camera does not let this terminal look"),
    404: (DeviceErrorCode.CONFIGURATION, "the camera has no such path"),
    503: (DeviceErrorCode.BUSY, "the camera serves no more viewers"),
}


class MjpegVideo(Video):
    """The stream at ``url`` (``http://`` or ``https://``, a name and password before the host where it asks).

    ``certificate`` is the PEM of the camera's own certificate, for ``https://``. Pictures stay JPEGs until somebody
    wants to look at one.
    """

    source = Source.HARDWARE

    def __init__(self, url: str, certificate: str | None = None) -> None:
        if not url.isascii() or not url.isprintable() or " " in url or not url.startswith(("http://", "https://")):
            raise ValueError("give http://HOST/PATH, in plain letters")
        super().__init__(without_credentials(url))
        self._parts = urlsplit(url)
        self._port = self._parts.port
        if not self._parts.hostname:
            raise ValueError("give http://HOST/PATH")
        self._certificate = certificate
        self._socket: socket.socket | None = None
        self._response: http.client.HTTPResponse | None = None
        self._reader: MultipartReader | None = None
        self._due = 0.0
        self._last = b""
        self._same_since = 0.0

    def require(self) -> str | None:
        """None: a stream shows only when it is opened."""
        return None

    def open(self) -> None:
        """Connect and ask for the stream: OFFLINE, CONFIGURATION, BUSY."""
        self._due = time.monotonic() + CONNECT_SECONDS
        try:
            self._response = self._ask()
            if self._response.status != http.HTTPStatus.OK:
                fallback = (DeviceErrorCode.OFFLINE, f"HTTP {self._response.status}")
                code, text = _REFUSALS.get(self._response.status, fallback)
                raise DeviceError(code, self.locus, text)
            boundary = boundary_of(self._response.headers.get("Content-Type", ""))
        except MultipartError as error:
            raise DeviceError(DeviceErrorCode.CONFIGURATION, self.locus, str(error)) from error
        except (OSError, http.client.HTTPException) as error:
            raise self._offline(error) from error
        self._reader = MultipartReader(self._receive, boundary)

    def read(self) -> bytes:
        """The next JPEG. OFFLINE when the stream ends, is silent for too long or breaks its own form.

        FRAME_STALE where it sends one and the same picture over and over.
        """
        self._due = time.monotonic() + PICTURE_SECONDS
        try:
            picture = self._reader.picture() if self._reader is not None else None
        except (OSError, http.client.HTTPException) as error:
            raise self._offline(error) from error
        except MultipartError as error:
            raise DeviceError(DeviceErrorCode.OFFLINE, self.locus, str(error)) from error
        if picture is None:
            raise DeviceError(DeviceErrorCode.OFFLINE, self.locus, "the stream ended")
        self._demand_another(picture)
        return picture

    def decode(self, content: Any) -> Image | None:
        """See Video; a torn JPEG is None."""
        image = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR)
        return None if image is None else np.asarray(image, np.uint8)

    def interrupt(self) -> bool:
        """Hang up: what is being read ends at once."""
        line = self._socket
        if line is not None:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
        return line is not None

    def release(self) -> None:
        """Let go of the connection."""
        response, self._response, self._reader = self._response, None, None
        line, self._socket = self._socket, None
        if response is not None:
            response.close()
        if line is not None:
            line.close()

    def _demand_another(self, picture: bytes) -> None:
        now = time.monotonic()
        if picture != self._last:
            self._last, self._same_since = picture, now
        elif now - self._same_since > FROZEN_SECONDS:
            text = f"the very same picture for {FROZEN_SECONDS:g} s"
            raise DeviceError(DeviceErrorCode.FRAME_STALE, self.locus, text)

    def _ask(self) -> http.client.HTTPResponse:
        parts = self._parts
        host, port = str(parts.hostname), self._port
        connection = (
            http.client.HTTPSConnection(host, port, timeout=CONNECT_SECONDS, context=self._tls())
            if parts.scheme == "https"
            else http.client.HTTPConnection(host, port, timeout=CONNECT_SECONDS)
        )
        connection.connect()
        self._socket = connection.sock
        path = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
        connection.request("GET", path, headers={"Accept": "multipart/x-mixed-replace", **self._credentials()})
        return connection.getresponse()

    def _credentials(self) -> dict[str, str]:
        if self._parts.username is None:
            return {}
        name, password = unquote(self._parts.username), unquote(self._parts.password or "")
        token = base64.b64encode(f"{name}:{password}".encode()).decode("ascii")
        return {"Authorization": f"Basic {token}"}

    def _tls(self) -> ssl.SSLContext:
        context = ssl.create_default_context(cafile=self._certificate)
        # A camera's own certificate, given by hand, is trusted for what it is, whatever name it carries.
        context.check_hostname = self._certificate is None
        return context

    def _receive(self) -> bytes:
        left = self._due - time.monotonic()
        if left <= 0:
            raise TimeoutError("no whole picture in time")
        if self._socket is None or self._response is None:
            return b""
        self._socket.settimeout(left)
        return self._response.read1(_READ_BYTES)

    def _offline(self, error: Exception) -> DeviceError:
        """The kind of failure, and the system's words for it: an address with a password in it is never quoted."""
        said = error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__
        return DeviceError(DeviceErrorCode.OFFLINE, self.locus, str(said))
