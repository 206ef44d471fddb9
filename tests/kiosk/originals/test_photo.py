import io

import pytest
from PIL import Image

from kiosk.originals.photo import MAX_BYTES, UNKNOWN, photo_facts
from kiosk.permits import PhotoFact


def picture(file_format: str, size: tuple[int, int] = (354, 472)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (255, 255, 255)).save(out, file_format)
    return out.getvalue()


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "BMP", "GIF", "TIFF", "WEBP"])
def test_a_photo_is_what_its_content_says(file_format):
    data = picture(file_format)
    assert photo_facts(data) == PhotoFact(file_format, 354, 472, len(data))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"%PDF-1.7\n", id="a PDF"),
        pytest.param(b"\xff\xd8\xff" + b"\x00" * 100, id="a JPEG's first bytes"),
        pytest.param(picture("JPEG", (600, 800))[:1500], id="half a JPEG"),
        pytest.param(picture("PNG", (600, 800))[:200], id="half a PNG"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, id="a PNG's first bytes"),
    ],
)
def test_what_is_no_whole_picture_is_unknown_and_has_no_pixels(data):
    assert photo_facts(data) == PhotoFact(UNKNOWN, 0, 0, len(data))


def test_a_file_beyond_all_bounds_is_not_opened():
    data = picture("BMP") + b"\x00" * MAX_BYTES
    assert photo_facts(data) == PhotoFact(UNKNOWN, 0, 0, len(data))


def test_a_small_file_that_unfolds_to_millions_of_pixels_is_not_unfolded():
    out = io.BytesIO()
    Image.new("1", (12_000, 12_000)).save(out, "PNG")
    assert photo_facts(out.getvalue()).file_format == UNKNOWN
