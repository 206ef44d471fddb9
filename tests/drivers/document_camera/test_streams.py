"""What every camera on the network does alike, whichever way its stream is read."""

import queue
import time
from collections.abc import Iterator
from typing import Any

import pytest

from drivers.device import Source
from drivers.document_camera import DocumentCamera, Frame
from drivers.document_camera.mjpeg import MjpegDocumentCamera
from drivers.document_camera.opencv import OpenCvDocumentCamera
from drivers.document_camera.streaming import STALE_SECONDS
from drivers.errors import DeviceErrorCode
from drivers.runner import DeviceRunner
from drivers.status import Readiness
from drivers.worker import DeviceFailed, DeviceReady
from tests.helpers.mjpeg_server import SIZE, MjpegServer, exposed_at, prompt_still
from tests.helpers.refused import fault_of, refusal


@pytest.fixture(params=[MjpegDocumentCamera, OpenCvDocumentCamera], ids=["mjpeg", "opencv"])
def driver(request: pytest.FixtureRequest) -> Any:
    return request.param


@pytest.fixture
def camera(driver: Any, network_camera: MjpegServer) -> Iterator[DocumentCamera]:
    device: DocumentCamera = driver(network_camera.url)
    device.bring_up()
    yield device
    device.close()


def test_the_preview_shows_the_newest_picture_and_skips_the_rest(network_camera, camera) -> None:
    first = camera.poll(20)
    for _ in range(3):
        camera.capture()
    asked_at = network_camera.now()
    frame = camera.poll(20)
    assert exposed_at(frame.image) > asked_at - 0.5
    assert frame.number > first.number + 5
    assert frame.provenance.source is Source.HARDWARE


def test_a_still_is_exposed_after_it_was_asked_for(network_camera, camera) -> None:
    for _ in range(5):
        asked_at, still = prompt_still(network_camera, camera.capture)
        assert exposed_at(still.image) >= asked_at - 0.001
        assert still.image.shape == (*SIZE, 3)
        assert still.taken_at <= time.monotonic()


def test_a_stream_that_goes_silent_is_stale_within_seconds(network_camera, camera) -> None:
    network_camera.stall()
    began = time.monotonic()
    assert fault_of(camera) is DeviceErrorCode.FRAME_STALE
    assert time.monotonic() - began < STALE_SECONDS + 10
    assert camera.status().readiness is Readiness.OFFLINE


def test_a_camera_that_vanishes_mid_stream_is_reported_and_found_again(driver, network_camera) -> None:
    events: queue.Queue[Any] = queue.Queue()

    def note(event: object) -> None:
        if not isinstance(event, Frame):
            events.put(event)

    runner = DeviceRunner(driver(network_camera.url), note)
    runner.start()
    assert isinstance(events.get(timeout=30), DeviceReady)
    network_camera.vanish()
    failed = events.get(timeout=30)
    assert isinstance(failed, DeviceFailed)
    assert failed.error.code is DeviceErrorCode.OFFLINE
    network_camera.come_up()
    assert isinstance(events.get(timeout=30), DeviceReady)
    asked_at, still = prompt_still(
        network_camera, lambda: runner.submit(lambda camera: camera.capture()).result(30)
    )
    assert exposed_at(still.image) >= asked_at - 0.001
    assert runner.stop()


def test_where_nothing_listens_the_camera_is_offline_and_its_password_stays_secret(driver, network_camera) -> None:
    url = network_camera.url.replace("//", "//staff:secret@") + "?token=secret"
    network_camera.vanish()
    camera = driver(url)
    error = refusal(camera.bring_up)
    camera.close()
    assert error.code is DeviceErrorCode.OFFLINE
    assert "secret" not in f"{error} {error!r} {camera.provenance}"
