import queue
import time

import numpy as np
import pytest

from drivers.catalog import create_device
from drivers.device import DeviceKind, Source
from drivers.document_camera import Frame
from drivers.document_camera.simulated import STILL_SCALE, SimulatedDocumentCamera
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.faults import Fault
from drivers.health import HealthLevel
from drivers.runner import DeviceRunner
from drivers.simulation import Simulated
from drivers.status import Readiness
from drivers.worker import DeviceFailed, DeviceReady

WHITE = 255


@pytest.fixture
def camera():
    device = create_device(DeviceKind.DOCUMENT_CAMERA, "simulated", {"width": 640, "height": 360})
    device.bring_up()
    yield device
    device.close()


def page(rows=400, columns=300):
    return np.full((rows, columns, 3), WHITE, np.uint8)


def share_of_paper(image):
    return float((image.min(axis=2) > 200).mean())


def fault_of(camera):
    for _ in range(50):
        try:
            camera.poll(0.1)
        except DeviceError as error:
            return error.code
    return None


def test_the_empty_mat_is_dark_with_a_little_noise(camera):
    assert isinstance(camera, Simulated)
    first, second = camera.poll(20), camera.poll(20)
    assert first.image.shape == (360, 640, 3)
    assert 15 < first.image.mean() < 60
    assert not np.array_equal(first.image, second.image)
    assert (first.number, second.number) == (1, 2)
    assert first.provenance.source is Source.SIMULATOR


@pytest.mark.parametrize(("rows", "columns"), [(400, 300), (300, 400), (3508, 2480), (40, 30)])
def test_a_page_lies_whole_on_the_mat_and_slightly_turned(camera, rows, columns):
    camera.present(page(rows, columns))
    paper = camera.capture().image.min(axis=2) > 200
    edges = (paper[0], paper[-1], paper[:, 0], paper[:, -1])
    assert not any(edge.any() for edge in edges)
    assert paper.mean() > 0.3
    filled = np.flatnonzero(paper.any(axis=1))
    assert np.flatnonzero(paper[filled[2]])[0] != np.flatnonzero(paper[filled[-3]])[0]


def test_a_grey_page_will_do(camera):
    camera.present(page()[:, :, 0])
    assert share_of_paper(camera.poll(20).image) > 0.3


def test_taking_the_page_away_leaves_the_mat(camera):
    camera.present(page())
    camera.present(None)
    assert share_of_paper(camera.poll(20).image) == 0.0


def test_a_still_is_larger_than_the_preview(camera):
    assert camera.capture().image.shape == (360 * STILL_SCALE, 640 * STILL_SCALE, 3)


def test_the_preview_comes_at_about_fifteen_frames_a_second(camera):
    began = time.monotonic()
    frames = [camera.poll(20) for _ in range(6)]
    assert 0.3 < frames[-1].taken_at - began < 5.0
    assert camera.poll(0.0) is None


@pytest.mark.parametrize(
    ("fault", "code"),
    [(Fault.UNPLUGGED, DeviceErrorCode.OFFLINE), (Fault.FROZEN_FRAME, DeviceErrorCode.FRAME_STALE)],
)
def test_a_fault_is_reported_and_mended(camera, fault, code):
    camera.present(page())
    camera.suffer(fault)
    assert fault_of(camera) is code
    with pytest.raises(DeviceError):
        camera.capture()
    assert not camera.check_health(HealthLevel.INTERNAL).passed
    camera.suffer(None)
    assert camera.status().readiness is Readiness.ONLINE
    assert share_of_paper(camera.poll(20).image) > 0.3


def test_a_black_picture_is_delivered_and_fails_the_self_test(camera):
    camera.suffer(Fault.BLACK_FRAME)
    assert camera.poll(20).image.max() == 0
    assert camera.check_health(HealthLevel.EXTERNAL).stopped_at.error.code is DeviceErrorCode.FRAME_DARK


def test_a_vanished_camera_comes_back_by_itself_under_a_runner():
    events = queue.Queue()
    camera = SimulatedDocumentCamera(64, 36)
    runner = DeviceRunner(camera, lambda event: None if isinstance(event, Frame) else events.put(event))
    runner.start()
    assert isinstance(events.get(timeout=30), DeviceReady)
    camera.suffer(Fault.UNPLUGGED)
    assert isinstance(events.get(timeout=30), DeviceFailed)
    camera.suffer(None)
    assert isinstance(events.get(timeout=30), DeviceReady)
    assert runner.stop()


@pytest.mark.parametrize(
    "stimulus", [b"bytes", 3, "burn", np.zeros((4, 4), np.float32), np.zeros((4, 4, 4), np.uint8)]
)
def test_it_refuses_what_it_cannot_see(camera, stimulus):
    with pytest.raises((TypeError, ValueError)):
        camera.present(stimulus)


def test_a_closed_camera_says_so(camera):
    camera.close()
    with pytest.raises(DeviceError) as caught:
        camera.poll(0.0)
    assert caught.value.code is DeviceErrorCode.CLOSED
