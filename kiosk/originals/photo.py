"""The applicant's photo file, measured by its content: format, pixels and bytes, never by its name."""

import io
import warnings

from PIL import Image as Pictures
from PIL import UnidentifiedImageError

from kiosk.permits import PhotoFact

MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 60_000_000
UNKNOWN = "unknown"
_FORMATS = ("JPEG", "PNG", "BMP", "GIF", "TIFF", "WEBP")


def photo_facts(data: bytes) -> PhotoFact:
    """What a photo file is. ``file_format`` is Pillow's name of it, ``unknown`` with no pixels where it is none.

    Only the header is trusted for the format; the picture is decoded too, so that half a file is ``unknown``.
    Never raises for any bytes; files above MAX_BYTES or MAX_PIXELS are not opened.
    """
    nothing = PhotoFact(UNKNOWN, 0, 0, len(data))
    if len(data) > MAX_BYTES:
        return nothing
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Pictures.DecompressionBombWarning)
            with Pictures.open(io.BytesIO(data), formats=_FORMATS) as picture:
                if picture.width * picture.height > MAX_PIXELS:
                    return nothing
                picture.load()
                return PhotoFact(picture.format or UNKNOWN, picture.width, picture.height, len(data))
    except (
        UnidentifiedImageError,
        Pictures.DecompressionBombError,
        Pictures.DecompressionBombWarning,
        OSError,
        SyntaxError,  # what Pillow raises for a broken PNG
        ValueError,
    ):
        return nothing
