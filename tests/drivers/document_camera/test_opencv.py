import socket
import time
from itertools import pairwise

import cv2
import numpy as np
import pytest

from drivers.catalog import create_device
from drivers.device import DeviceKind, Source
from drivers.document_camera import video
from drivers.document_camera.opencv import OpenCvDocumentCamera
from drivers.errors import DeviceErrorCode
from drivers.health import HealthLevel
from drivers.status import Readiness
from tests.helpers.refused import fault_of, refusal

RATE = 20.0
PICTURES = 10


@pytest.fixture
def film(tmp_path):
    """A film of ten pictures, each brighter than the one before."""
    path = tmp_path / "film.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), RATE, (64, 48))
    for number in range(PICTURES):
        writer.write(np.full((48, 64, 3), 20 + 20 * number, np.uint8))
    writer.release()
    return path


@pytest.fixture
def opened():
    """Opens cameras and closes them at the end."""
    cameras = []

    def open_camera(*arguments, **options):
        camera = OpenCvDocumentCamera(*arguments, **options)
        cameras.append(camera)
        camera.bring_up()
        return camera

    yield open_camera
    for camera in cameras:
        camera.close()


def pictures_of(camera, seconds):
    """What ``poll`` yields within so many seconds."""
    end = time.monotonic() + seconds
    frames = []
    while (remaining := end - time.monotonic()) > 0:
        frame = camera.poll(remaining)
        if frame is not None:
            frames.append(frame)
    return frames


def test_a_film_plays_at_its_own_rate_and_starts_again_at_its_end(film, opened):
    camera = opened(str(film))
    frames = pictures_of(camera, 1.5)
    brightness = [int(frame.image.mean()) for frame in frames]
    assert sum(1 for before, after in pairwise(brightness) if after < before - 50) >= 1
    assert frames[-1].number <= 1.5 * RATE + 2
    assert frames[-1].number >= PICTURES + 2
    assert [frame.number for frame in frames] == sorted({frame.number for frame in frames})


def test_a_film_is_stamped_a_replay_and_a_stream_hardware(film, network_camera, opened):
    assert opened(str(film)).poll(20).provenance.source is Source.REPLAY
    provenance = opened(network_camera.url).poll(20).provenance
    assert (provenance.source, provenance.driver) == (Source.HARDWARE, "opencv")


def test_a_film_that_is_not_looped_ends(film, opened):
    assert fault_of(opened(str(film), loop=False)) is DeviceErrorCode.OFFLINE


def test_no_picture_is_delivered_twice(network_camera, opened):
    camera = opened(network_camera.url)
    numbers = [frame.number for frame in pictures_of(camera, 0.5)]
    assert len(numbers) == len(set(numbers)) > 3


def test_a_still_of_a_silent_stream_is_refused_not_served_from_before(network_camera, opened):
    camera = opened(network_camera.url)
    network_camera.stall()
    assert refusal(camera.capture).code in (DeviceErrorCode.FRAME_STALE, DeviceErrorCode.OFFLINE)
    assert not camera.check_health(HealthLevel.INTERNAL).passed


def test_a_camera_that_takes_the_call_and_never_answers_does_not_hold_us(monkeypatch):
    monkeypatch.setattr(video, "OPEN_SECONDS", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as mute:
        camera = OpenCvDocumentCamera(f"http://127.0.0.1:{mute.getsockname()[1]}/")
        started = time.monotonic()
        assert refusal(camera.bring_up).code is DeviceErrorCode.OFFLINE
        assert time.monotonic() - started < 20
        camera.close()


@pytest.mark.parametrize("source", [63, "63", "/dev/video63", "/nowhere/film.avi"])
def test_an_absent_camera_or_film_is_no_hardware(source):
    camera = OpenCvDocumentCamera(source)
    assert refusal(camera.open).code is DeviceErrorCode.NO_HARDWARE
    camera.close()


def test_a_file_that_is_no_video_or_a_folder_is_a_fault_of_the_configuration(tmp_path, capfd):
    (tmp_path / "film.avi").write_bytes(b"no video at all" * 100)
    for path in (tmp_path / "film.avi", tmp_path):
        camera = OpenCvDocumentCamera(str(path))
        assert refusal(camera.bring_up).code is DeviceErrorCode.CONFIGURATION
        camera.close()
    assert capfd.readouterr() == ("", "")


def test_the_self_test_sees_light_and_its_absence(film, tmp_path, opened):
    assert opened(str(film)).check_health(HealthLevel.EXTERNAL).passed
    dark = tmp_path / "dark.avi"
    writer = cv2.VideoWriter(str(dark), cv2.VideoWriter.fourcc(*"MJPG"), RATE, (64, 48))
    for _ in range(PICTURES):
        writer.write(np.zeros((48, 64, 3), np.uint8))
    writer.release()
    stopped = opened(str(dark)).check_health(HealthLevel.EXTERNAL).stopped_at
    assert stopped.error.code is DeviceErrorCode.FRAME_DARK
    assert "64×48" in stopped.seen


def test_a_picture_stands_for_a_camera_too(tmp_path, opened):
    path = tmp_path / "page.png"
    cv2.imwrite(str(path), np.full((48, 64, 3), 90, np.uint8))
    assert opened(str(path)).capture().image.shape == (48, 64, 3)


def test_a_closed_camera_says_so_and_closing_twice_is_harmless(film):
    camera = create_device(DeviceKind.DOCUMENT_CAMERA, "opencv", {"source": str(film)})
    camera.close()
    assert refusal(camera.capture).code is DeviceErrorCode.CLOSED
    assert refusal(lambda: camera.poll(0.0)).code is DeviceErrorCode.CLOSED
    camera.bring_up()
    camera.close()
    camera.close()
    assert camera.status().readiness is Readiness.UNKNOWN
