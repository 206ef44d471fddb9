"""Pictures are cut out of a stream however its bytes fall, and a stream that breaks its form is refused."""

import itertools

import pytest

from drivers.document_camera import multipart
from drivers.document_camera.multipart import MultipartError, MultipartReader, boundary_of

JPEG = b"\xff\xd8" + bytes(range(200)) + b"--edge?" + b"\xff\xd9"
WITH_LENGTH = b"--edge\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n%s\r\n" % (len(JPEG), JPEG)
SHORT = JPEG.replace(b"--edge?", b"")
WITHOUT_LENGTH = b"--edge\nContent-Type: image/jpeg\n\n" + SHORT + b"\n"


def reader(stream: bytes, step: int = 7) -> MultipartReader:
    pieces = iter([stream[start : start + step] for start in range(0, len(stream), step)])
    return MultipartReader(lambda: next(pieces, b""), b"--edge")


@pytest.mark.parametrize("step", [1, 7, 64, 100_000])
def test_each_picture_comes_whole_however_the_bytes_fall(step: int) -> None:
    stream = reader(b"junk before\r\n" + WITH_LENGTH * 2 + b"--edge--", step)
    assert [stream.picture(), stream.picture(), stream.picture()] == [JPEG, JPEG, None]


@pytest.mark.parametrize("step", [1, 7, 100_000])
def test_a_part_without_a_length_ends_at_the_next_boundary(step: int) -> None:
    stream = reader(WITHOUT_LENGTH * 2, step)
    assert stream.picture() == SHORT
    assert stream.picture() is None  # its end never came


@pytest.mark.parametrize("cut", [3, 20, 60, 150])
def test_a_stream_that_ends_in_the_middle_of_a_part_gives_no_half_picture(cut: int) -> None:
    assert reader(WITH_LENGTH[:cut]).picture() is None


def refused(stream: bytes) -> str:
    with pytest.raises(MultipartError) as refusal:
        reader(stream, 4096).picture()
    return str(refusal.value)


def test_what_is_larger_than_it_may_be_is_refused_before_it_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(multipart, "MAX_PICTURE_BYTES", 100)
    assert "bytes" in refused(WITH_LENGTH)
    assert "bytes" in refused(b"--edge\r\n\r\n" + b"x" * 300)
    assert "head" in refused(b"--edge\r\n" + b"X: y\r\n" * 2000)


def test_an_endless_stream_without_a_boundary_is_refused() -> None:
    endless = MultipartReader(lambda: b"x" * 4096, b"--edge")
    with pytest.raises(MultipartError, match="boundary"):
        endless.picture()


def test_a_part_that_is_no_jpeg_is_refused() -> None:
    assert refused(b"--edge\r\nContent-Length: 5\r\n\r\nhello\r\n") == "a part that is no JPEG"


def test_a_streamer_that_says_it_has_no_camera_is_believed() -> None:
    assert "camera" in refused(WITH_LENGTH.replace(b"Content-Type", b"X-UStreamer-Online: false\r\nContent-Type"))


@pytest.mark.parametrize(
    ("content_type", "boundary"),
    [
        ("multipart/x-mixed-replace;boundary=edge", b"--edge"),
        ('Multipart/x-mixed-replace; charset=x; boundary="--an edge"', b"--an edge"),
        ("multipart/x-mixed-replace; boundary=--edge", b"--edge"),
    ],
)
def test_the_boundary_is_found_as_cameras_write_it(content_type: str, boundary: bytes) -> None:
    assert boundary_of(content_type) == boundary


@pytest.mark.parametrize("content_type", ["", "text/html", "multipart/mixed", "image/jpeg; boundary=edge"])
def test_what_is_no_stream_of_pictures_says_so(content_type: str) -> None:
    with pytest.raises(MultipartError):
        boundary_of(content_type)


def test_one_reader_is_read_from_one_source() -> None:
    count = itertools.count()
    reader_of_two = MultipartReader(lambda: WITH_LENGTH if next(count) < 2 else b"", b"--edge")
    assert [reader_of_two.picture() for _ in range(3)] == [JPEG, JPEG, None]
