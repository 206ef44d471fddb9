"""Pictures out of a ``multipart/x-mixed-replace`` answer: each part whole, none larger than it may be."""

import re
from collections.abc import Callable

MAX_PICTURE_BYTES = 16 * 1024 * 1024
"""A JPEG of a 20-megapixel still at the best quality; what is larger is no picture of a camera."""
MAX_HEAD_BYTES = 4096
MAX_PREAMBLE_BYTES = 65536

_BOUNDARY = re.compile(r'boundary\s*=\s*(?:"([^"]{1,70})"|([^\s;"]{1,70}))', re.IGNORECASE)
_LENGTH = re.compile(rb"^content-length:\s*(\d{1,9})\s*$", re.IGNORECASE | re.MULTILINE)
_NO_CAMERA = re.compile(rb"^x-ustreamer-online:\s*false", re.IGNORECASE | re.MULTILINE)
"""How ustreamer says, where it is asked with ``?extra_headers=1``, that its picture is not from a camera."""

_START, _END = b"\xff\xd8", b"\xff\xd9"


class MultipartError(ValueError):
    """The answer is no stream of pictures, or one larger than it may be."""


def boundary_of(content_type: str) -> bytes:
    """The line between two parts, from the answer's Content-Type. MultipartError where it is no multipart."""
    found = _BOUNDARY.search(content_type)
    if not content_type.lower().startswith("multipart/") or found is None:
        raise MultipartError(f"sends {content_type.split(';')[0][:60] or 'no type'}, not multipart pictures")
    name = (found.group(1) or found.group(2)).encode("latin-1")
    # Some cameras write the dashes into the name, others before it.
    return b"--" + name.removeprefix(b"--")


class MultipartReader:
    """Cuts JPEGs out of what ``receive`` gives (empty at the end). Parts without a length end at the boundary."""

    def __init__(self, receive: Callable[[], bytes], boundary: bytes) -> None:
        self._receive = receive
        self._boundary = boundary
        self._buffer = bytearray()

    def picture(self) -> bytes | None:
        """The next JPEG, whole; None at the end of the stream. MultipartError where it breaks its own form."""
        if not self._skip_to(self._boundary, MAX_PREAMBLE_BYTES):
            return None
        head = self._head()
        if head is None:
            return None
        if _NO_CAMERA.search(head):
            raise MultipartError("the streamer has lost its camera")
        length = _LENGTH.search(head)
        data = self._exactly(int(length.group(1))) if length else self._up_to_boundary()
        if data is None:
            return None
        start, end = data.find(_START), data.rfind(_END)
        if start < 0 or end < start:
            raise MultipartError("a part that is no JPEG")
        return data[start : end + len(_END)]

    def _head(self) -> bytes | None:
        """The part's header lines, up to the empty one; some end their lines with LF alone."""
        while not (end := re.search(rb"\r?\n\r?\n", self._buffer)):
            if len(self._buffer) > MAX_HEAD_BYTES:
                raise MultipartError("a part without an end of its head")
            if not self._more():
                return None
        head = bytes(self._buffer[: end.start()]).replace(b"\r\n", b"\n")
        del self._buffer[: end.end()]
        return head

    def _exactly(self, length: int) -> bytes | None:
        if length > MAX_PICTURE_BYTES:
            raise MultipartError(f"a picture of {length} bytes")
        while len(self._buffer) < length:
            if not self._more():
                return None
        data = bytes(self._buffer[:length])
        del self._buffer[:length]
        return data

    def _up_to_boundary(self) -> bytes | None:
        searched = 0
        while (end := self._buffer.find(self._boundary, searched)) < 0:
            searched = max(0, len(self._buffer) - len(self._boundary))
            if len(self._buffer) > MAX_PICTURE_BYTES:
                raise MultipartError(f"a picture of more than {MAX_PICTURE_BYTES} bytes")
            if not self._more():
                return None
        data = bytes(self._buffer[:end])
        del self._buffer[:end]
        return data

    def _skip_to(self, mark: bytes, most: int) -> bool:
        while (found := self._buffer.find(mark)) < 0:
            if len(self._buffer) > most:
                raise MultipartError("no boundary where there should be one")
            if not self._more():
                return False
        del self._buffer[: found + len(mark)]
        return True

    def _more(self) -> bool:
        data = self._receive()
        self._buffer += data
        return bool(data)
