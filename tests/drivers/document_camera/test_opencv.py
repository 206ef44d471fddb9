import queue
import socket
import time
from itertools import pairwise

import cv2
import numpy as np
import pytest

from drivers.catalog import create_device
from drivers.device import DeviceKind, Source
from drivers.document_camera import Frame, video
from drivers.document_camera.opencv import OpenCvDocumentCamera
from drivers.document_camera.streaming import STALE_SECONDS
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.health import HealthLevel
from drivers.runner import DeviceRunner
from drivers.status import Readiness
from drivers.worker import DeviceFailed, DeviceReady
from tests.helpers.mjpeg_server import SIZE, exposed_at, mjpeg_server

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
def network_camera():
    with mjpeg_server() as server:
        yield server


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


def fault_of(camera, within=30.0):
    """The fault that ends the pictures."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        try:
            camera.poll(0.1)
        except DeviceError as error:
            return error.code
    return None


def refusal(call):
    with pytest.raises(DeviceError) as caught:
        call()
    return caught.value


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


def test_the_preview_shows_the_newest_picture_and_skips_the_rest(network_camera, opened):
    camera = opened(network_camera.url)
    first = camera.poll(20)
    for _ in range(3):
        camera.capture()
    asked_at = network_camera.now()
    frame = camera.poll(20)
    assert exposed_at(frame.image) > asked_at - 0.5
    assert frame.number > first.number + 5


def test_no_picture_is_delivered_twice(network_camera, opened):
    camera = opened(network_camera.url)
    numbers = [frame.number for frame in pictures_of(camera, 0.5)]
    assert len(numbers) == len(set(numbers)) > 3


def test_a_still_is_exposed_after_it_was_asked_for(network_camera, opened):
    camera = opened(network_camera.url)
    for _ in range(5):
        asked_at = network_camera.now()
        still = camera.capture()
        assert exposed_at(still.image) >= asked_at - 0.001
        assert still.image.shape == (*SIZE, 3)
        assert still.taken_at <= time.monotonic()


def test_a_stream_that_goes_silent_is_stale_within_seconds(network_camera, opened):
    camera = opened(network_camera.url)
    network_camera.stall()
    started = time.monotonic()
    assert fault_of(camera) is DeviceErrorCode.FRAME_STALE
    assert time.monotonic() - started < STALE_SECONDS + 10
    assert camera.status().readiness is Readiness.OFFLINE


def test_a_still_of_a_silent_stream_is_refused_not_served_from_before(network_camera, opened):
    camera = opened(network_camera.url)
    network_camera.stall()
    assert refusal(camera.capture).code in (DeviceErrorCode.FRAME_STALE, DeviceErrorCode.OFFLINE)
    assert not camera.check_health(HealthLevel.INTERNAL).passed


def test_a_camera_that_vanishes_mid_stream_is_reported_and_found_again(network_camera):
    events = queue.Queue()

    def note(event):
        if not isinstance(event, Frame):
            events.put(event)

    runner = DeviceRunner(OpenCvDocumentCamera(network_camera.url), note)
    runner.start()
    assert isinstance(events.get(timeout=30), DeviceReady)
    network_camera.vanish()
    failed = events.get(timeout=30)
    assert isinstance(failed, DeviceFailed)
    assert failed.error.code is DeviceErrorCode.OFFLINE
    network_camera.come_up()
    assert isinstance(events.get(timeout=30), DeviceReady)
    asked_at = network_camera.now()
    assert exposed_at(runner.submit(lambda camera: camera.capture()).result(30).image) >= asked_at - 0.001
    assert runner.stop()


def test_a_camera_that_takes_the_call_and_never_answers_does_not_hold_us(monkeypatch):
    monkeypatch.setattr(video, "OPEN_SECONDS", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as mute:
        camera = OpenCvDocumentCamera(f"http://127.0.0.1:{mute.getsockname()[1]}/")
        started = time.monotonic()
        assert refusal(camera.bring_up).code is DeviceErrorCode.OFFLINE
        assert time.monotonic() - started < 20
        camera.close()


def test_where_nothing_listens_the_camera_is_offline_and_its_password_stays_secret(network_camera):
    url = network_camera.url.replace("//", "//staff:secret@") + "?token=secret"
    network_camera.vanish()
    camera = OpenCvDocumentCamera(url)
    error = refusal(camera.bring_up)
    camera.close()
    assert error.code is DeviceErrorCode.OFFLINE
    assert "secret" not in f"{error} {error!r} {camera.provenance}"


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
