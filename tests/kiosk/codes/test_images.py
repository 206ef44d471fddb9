import os

import cv2
import numpy as np
import pytest
from PIL import Image

from kiosk.codes import images
from kiosk.codes.images import ImageUnreadable, read_image_file

RED_BGR = (0, 0, 255)


def two_halves(path, **options):
    """Left half red, right half white."""
    image = Image.new("RGB", (40, 20), "white")
    image.paste("red", (0, 0, 20, 20))
    image.save(path, **options)
    return path


@pytest.mark.parametrize("name", ["a.png", "a.webp", "a.bmp", "a.tiff"])
def test_pixels_come_in_bgr_order_whatever_the_format(tmp_path, name):
    options = {"lossless": True} if name.endswith("webp") else {}
    pixels = read_image_file(two_halves(tmp_path / name, **options))
    assert pixels.shape == (20, 40, 3)
    assert pixels.dtype == np.uint8
    assert tuple(pixels[10, 5]) == RED_BGR
    assert tuple(pixels[10, 35]) == (255, 255, 255)


def test_a_jpeg_is_read_as_stored_its_turn_left_alone(tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6
    pixels = read_image_file(two_halves(tmp_path / "a.jpg", exif=exif, quality=95))
    assert pixels.shape == (20, 40, 3)


def test_what_is_transparent_shows_white(tmp_path):
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(tmp_path / "a.png")
    assert read_image_file(tmp_path / "a.png").min() == 255


def test_grey_palette_and_sixteen_bit_images_are_read(tmp_path):
    Image.new("L", (8, 8), 77).save(tmp_path / "l.png")
    Image.new("RGB", (8, 8), (77, 77, 77)).convert("P", palette=Image.Palette.ADAPTIVE).save(tmp_path / "p.png")
    cv2.imwrite(str(tmp_path / "i.png"), np.full((8, 8), 77 * 256, np.uint16))
    for name in ("l.png", "p.png", "i.png"):
        assert abs(int(read_image_file(tmp_path / name)[4, 4, 1]) - 77) < 3


def test_a_file_that_is_absent_no_image_or_damaged_says_which(tmp_path):
    (tmp_path / "text.png").write_text("no image")
    whole = two_halves(tmp_path / "whole.png").read_bytes()
    (tmp_path / "cut.png").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "empty.png").touch()
    for name, word in (
        ("nothing.png", "No such file"),
        ("text.png", "none of"),
        ("empty.png", "none of"),
        ("cut.png", "damaged"),
    ):
        with pytest.raises(ImageUnreadable, match=word):
            read_image_file(tmp_path / name)
    with pytest.raises(ImageUnreadable):
        read_image_file(tmp_path)


def test_a_file_or_picture_that_is_too_large_is_refused(tmp_path, monkeypatch):
    path = two_halves(tmp_path / "a.png")
    monkeypatch.setattr(images, "MAX_PIXELS", 799)
    with pytest.raises(ImageUnreadable, match="pixels"):
        read_image_file(path)
    monkeypatch.setattr(images, "MAX_FILE_BYTES", 10)
    with pytest.raises(ImageUnreadable, match="larger"):
        read_image_file(path)


def test_a_small_file_that_unfolds_to_a_huge_picture_is_refused(tmp_path):
    path = tmp_path / "bomb.png"
    Image.new("1", (20_000, 20_000)).save(path)
    assert path.stat().st_size < 200_000
    with pytest.raises(ImageUnreadable):
        read_image_file(path)


def test_a_pipe_is_no_file_and_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.png")
    for name in ("pipe.png", "."):
        with pytest.raises(ImageUnreadable, match="is not a file"):
            read_image_file(tmp_path / name)
