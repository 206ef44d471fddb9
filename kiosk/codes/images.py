"""An image file to pixels: bounded, as stored, and with a clear word where it cannot be read."""

import io
import warnings
from pathlib import Path
from stat import S_ISREG

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

MAX_FILE_BYTES = 50 * 1024 * 1024
MAX_PIXELS = 100_000_000
TOO_MANY_PIXELS = f"has more than {MAX_PIXELS // 10**6} million pixels · 图片超过 {MAX_PIXELS // 10**4} 万像素"
FORMATS = ("PNG", "JPEG", "WEBP", "BMP", "TIFF")


class ImageUnreadable(Exception):
    """An image file could not be read; ``reason`` says what is wrong with it, in both languages. Give another."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path.name}: {reason}")
        self.reason = reason


def read_image_file(path: Path | str) -> NDArray[np.uint8]:
    """The pixels of an image file, height × width × 3 in BGR order, as stored (its EXIF turn is not applied).

    Transparent parts show white. Raises ImageUnreadable for a file that is absent, larger than MAX_FILE_BYTES
    or MAX_PIXELS, damaged, cut short, or none of FORMATS.
    """
    path = Path(path)
    data = _bounded_bytes(path)
    try:
        with warnings.catch_warnings():
            # Pillow's own bound is lower and only warns; ours decides.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return _pixels(path, data)
    except UnidentifiedImageError as error:
        raise ImageUnreadable(path, f"is none of {', '.join(FORMATS)} · 不是这几种图片格式") from error
    except Image.DecompressionBombError as error:
        raise ImageUnreadable(path, TOO_MANY_PIXELS) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise ImageUnreadable(path, f"is damaged ({error}) · 图片已损坏") from error


def _bounded_bytes(path: Path) -> bytes:
    try:
        if not S_ISREG(path.stat().st_mode):  # a pipe without a writer would be waited for without end
            raise ImageUnreadable(path, "is not a file · 不是文件")
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise ImageUnreadable(
            path, f"cannot be opened ({error.strerror or type(error).__name__}) · 打不开"
        ) from error
    if len(data) > MAX_FILE_BYTES:
        raise ImageUnreadable(
            path, f"is larger than {MAX_FILE_BYTES >> 20} MiB · 文件超过 {MAX_FILE_BYTES >> 20} MiB"
        )
    return data


def _pixels(path: Path, data: bytes) -> NDArray[np.uint8]:
    with Image.open(io.BytesIO(data), formats=FORMATS) as image:
        width, height = image.size
        if width * height > MAX_PIXELS:
            raise ImageUnreadable(path, TOO_MANY_PIXELS)
        if image.mode.startswith("I;16") or image.mode == "I":
            return _from_sixteen_bits(np.asarray(image))
        if image.has_transparency_data:
            colour = image.convert("RGBA")
            paper = Image.new("RGBA", colour.size, "white")
            paper.alpha_composite(colour)
            rgb = np.asarray(paper.convert("RGB"))
        else:
            rgb = np.asarray(image.convert("RGB"))
    return np.ascontiguousarray(rgb[:, :, ::-1])


def _from_sixteen_bits(values: NDArray[np.generic]) -> NDArray[np.uint8]:
    grey = np.clip(values.astype(np.int64) >> 8, 0, 255).astype(np.uint8)
    return np.repeat(grey[:, :, None], 3, axis=2)
