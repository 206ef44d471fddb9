"""The OpenCV camera in its own process: the same pictures, and a crash there is a fault here, no more."""

import os
import queue
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from drivers.catalog import create_device
from drivers.device import DeviceKind, Source
from drivers.document_camera import Frame
from drivers.document_camera.isolated import IsolatedDocumentCamera
from drivers.document_camera.opencv import OpenCvDocumentCamera
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.health import HealthLevel
from drivers.isolated import SILENT_SECONDS
from drivers.runner import DeviceRunner
from drivers.status import Readiness
from drivers.worker import DeviceFailed, DeviceReady
from tests.helpers.mjpeg_server import exposed_at, mjpeg_server, prompt_still


@pytest.fixture
def film(tmp_path: Path) -> Path:
    path = tmp_path / "film.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 20.0, (64, 48))
    for number in range(10):
        writer.write(np.full((48, 64, 3), 20 + 20 * number, np.uint8))
    writer.release()
    return path


@pytest.fixture
def camera(film: Path) -> Iterator[IsolatedDocumentCamera]:
    device = IsolatedDocumentCamera(source=str(film))
    device.bring_up()
    yield device
    device.close()


def refusal(call: Callable[[], object]) -> DeviceError:
    with pytest.raises(DeviceError) as caught:
        call()
    return caught.value


def test_its_pictures_are_those_of_the_library_in_this_process(camera: IsolatedDocumentCamera, film: Path) -> None:
    here = OpenCvDocumentCamera(str(film))
    here.bring_up()
    ours, theirs = here.capture(), camera.capture()
    assert (theirs.image.shape, theirs.image.dtype) == (ours.image.shape, ours.image.dtype)
    assert 10 < float(theirs.image.mean()) < 230
    assert theirs.taken_at <= time.monotonic()
    assert theirs.provenance.source is Source.REPLAY
    assert theirs.provenance.driver == "opencv-isolated"
    here.close()


def test_a_picture_kept_is_not_laid_over_by_the_next(camera: IsolatedDocumentCamera) -> None:
    kept = camera.capture()
    mean = float(kept.image.mean())
    for _ in range(3):
        camera.capture()
    assert float(kept.image.mean()) == mean


def test_a_still_is_exposed_after_it_was_asked_for() -> None:
    with mjpeg_server() as server:
        device = IsolatedDocumentCamera(source=server.url)
        device.bring_up()
        asked_at, still = prompt_still(server, device.capture)
        assert exposed_at(still.image) >= asked_at - 0.001
        assert device.poll(20) is not None
        device.close()


def test_the_health_ladder_reaches_through_the_process(camera: IsolatedDocumentCamera) -> None:
    assert camera.check_health(HealthLevel.EXTERNAL).passed
    assert camera.status().readiness is Readiness.ONLINE


def test_a_fault_of_the_camera_is_told_as_it_is(film: Path, tmp_path: Path) -> None:
    device = IsolatedDocumentCamera(source=str(film), loop=False)
    device.bring_up()
    ended = refusal(lambda: [device.poll(0.5) for _ in range(100)])
    assert (ended.code, ended.vendor_text) == (DeviceErrorCode.OFFLINE, "no more pictures")
    device.close()
    absent = IsolatedDocumentCamera(source=str(tmp_path / "nothing.avi"))
    assert refusal(absent.open).code is DeviceErrorCode.NO_HARDWARE
    (tmp_path / "no.avi").write_bytes(b"no video")
    assert refusal(IsolatedDocumentCamera(source=str(tmp_path / "no.avi")).bring_up).code is (
        DeviceErrorCode.CONFIGURATION
    )


@pytest.mark.parametrize(
    ("blow", "code", "within"),
    [(signal.SIGSEGV, DeviceErrorCode.OFFLINE, 10.0), (signal.SIGSTOP, DeviceErrorCode.HUNG, SILENT_SECONDS + 10)],
)
def test_a_crash_or_a_hang_is_told_and_another_process_takes_over(
    film: Path, blow: signal.Signals, code: DeviceErrorCode, within: float
) -> None:
    events: queue.Queue[Any] = queue.Queue()

    def note(event: object) -> None:
        if not isinstance(event, Frame):
            events.put(event)

    runner = DeviceRunner(IsolatedDocumentCamera(source=str(film)), note)
    runner.start()
    assert isinstance(events.get(timeout=20), DeviceReady)
    first = runner.device.process_id
    os.kill(first, blow)
    struck = time.monotonic()
    failed = events.get(timeout=20)
    assert isinstance(failed, DeviceFailed)
    assert failed.error.code is code
    assert time.monotonic() - struck < within
    assert isinstance(events.get(timeout=20), DeviceReady)
    assert runner.device.process_id not in (None, first)
    assert not Path(f"/proc/{first}").exists()
    assert runner.submit(lambda camera: camera.capture()).result(20).image.shape == (48, 64, 3)
    assert runner.threads_given_up == 0
    assert runner.stop()


def test_it_is_chosen_by_name_and_takes_the_options_of_opencv(film: Path) -> None:
    device = create_device(DeviceKind.DOCUMENT_CAMERA, "opencv-isolated", {"source": str(film)})
    assert isinstance(device, IsolatedDocumentCamera)
    wrong = refusal(lambda: create_device(DeviceKind.DOCUMENT_CAMERA, "opencv-isolated", {"film": str(film)}))
    assert wrong.code is DeviceErrorCode.CONFIGURATION
