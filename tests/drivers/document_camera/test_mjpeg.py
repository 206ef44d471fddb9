"""A network camera read without FFmpeg, against ustreamer and against a camera that can be made to fail."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from drivers.catalog import create_device
from drivers.device import DeviceKind
from drivers.document_camera import mjpeg_video
from drivers.document_camera.mjpeg import MjpegDocumentCamera
from drivers.document_camera.streaming import SPOILT_IN_A_ROW
from drivers.errors import DeviceErrorCode
from drivers.health import HealthLevel, Rung
from tests.helpers.mjpeg_server import mjpeg_server
from tests.helpers.refused import fault_of, refusal
from tests.helpers.ustreamer import ustreamer


@contextmanager
def answering(status: int, content_type: str, body: bytes, seen: list[str] | None = None) -> Iterator[str]:
    """A camera that answers each call alike."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if seen is not None:
                seen.append(self.headers.get("Authorization", ""))
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = False
    thread = Thread(target=server.serve_forever, args=(0.02,), name="answering camera")
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_port}/stream"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.mark.counterpart
def test_ustreamers_pictures_come_through_and_its_black_no_signal_sign_is_no_light(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mjpeg_video, "FROZEN_SECONDS", 60.0)
    with ustreamer(tmp_path / "log") as url:
        device = MjpegDocumentCamera(url)
        device.bring_up()
        assert device.capture().image.shape == (480, 640, 3)
        assert device.check_health(HealthLevel.EXTERNAL).stopped_at.error.code is DeviceErrorCode.FRAME_DARK
        device.close()


@pytest.mark.counterpart
def test_ustreamer_without_its_camera_is_offline_where_it_is_asked_to_say_so(tmp_path: Path) -> None:
    with ustreamer(tmp_path / "log") as url:
        device = MjpegDocumentCamera(url + "?extra_headers=1")
        error = refusal(device.bring_up)
        assert (error.code, error.vendor_text) == (DeviceErrorCode.OFFLINE, "the streamer has lost its camera")


@pytest.mark.counterpart
def test_one_and_the_same_picture_over_and_over_is_a_frozen_camera(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mjpeg_video, "FROZEN_SECONDS", 0.5)
    with ustreamer(tmp_path / "log") as url:
        device = MjpegDocumentCamera(url)
        device.bring_up()
        assert fault_of(device) is DeviceErrorCode.FRAME_STALE
        device.close()


def test_the_ladder_says_that_nobody_serves_there(network_camera) -> None:
    assert MjpegDocumentCamera(network_camera.url).check_health(HealthLevel.INTERNAL).passed
    network_camera.vanish()
    stopped = MjpegDocumentCamera(network_camera.url).check_health(HealthLevel.INTERNAL).stopped_at
    assert stopped is not None
    assert (stopped.rung, stopped.error.code) == (Rung.SERVICE, DeviceErrorCode.OFFLINE)


def test_a_silent_stream_is_let_go_of_at_once(network_camera) -> None:
    camera = MjpegDocumentCamera(network_camera.url)
    camera.bring_up()
    assert camera.provenance.driver == "mjpeg"
    network_camera.stall()
    assert fault_of(camera) is DeviceErrorCode.FRAME_STALE
    began = time.monotonic()
    camera.close()
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (401, DeviceErrorCode.CONFIGURATION),
        (404, DeviceErrorCode.CONFIGURATION),
        (503, DeviceErrorCode.BUSY),
        (500, DeviceErrorCode.OFFLINE),
    ],
)
def test_what_http_refuses_says_who_must_act_and_keeps_the_password(status: int, code: DeviceErrorCode) -> None:
    seen: list[str] = []
    with answering(status, "text/plain", b"", seen) as where:
        device = MjpegDocumentCamera(f"http://staff:p%40ss@{where}?token=secret")
        error = refusal(device.bring_up)
    assert error.code is code
    assert seen == ["Basic c3RhZmY6cEBzcw=="]
    assert not any(word in f"{error} {error!r} {device.provenance}" for word in ("p%40ss", "p@ss", "secret"))


def test_a_page_that_is_no_stream_is_a_fault_of_the_configuration() -> None:
    with answering(200, "text/html", b"<p>log in</p>") as where:
        assert refusal(MjpegDocumentCamera(f"http://{where}").bring_up).code is DeviceErrorCode.CONFIGURATION


def test_pictures_that_cannot_be_decoded_are_the_cameras_fault_in_the_end() -> None:
    broken = b"\xff\xd8" + b"x" * 64 + b"\xff\xd9"
    part = b"--edge\r\nContent-Length: %d\r\n\r\n%s\r\n" % (len(broken), broken)

    def decode_all(device: MjpegDocumentCamera) -> None:
        for _ in range(SPOILT_IN_A_ROW):
            device.do_capture()

    with mjpeg_server() as server:
        device = MjpegDocumentCamera(server.url)
        device.bring_up()
        device._video.decode = lambda content: None
        assert refusal(lambda: decode_all(device)).code is DeviceErrorCode.FAILURE
        device.close()
    with answering(200, "multipart/x-mixed-replace; boundary=edge", part) as where:
        device = MjpegDocumentCamera(f"http://{where}")
        device.bring_up()
        assert fault_of(device) is DeviceErrorCode.OFFLINE  # one spoilt picture is passed over; then the end
        device.close()


def test_a_camera_that_takes_the_call_and_never_answers_does_not_hold_us(monkeypatch) -> None:
    monkeypatch.setattr(mjpeg_video, "CONNECT_SECONDS", 0.3)
    with mjpeg_server() as server:
        server.stall()
        monkeypatch.setattr(mjpeg_video, "PICTURE_SECONDS", 0.3)
        began = time.monotonic()
        assert refusal(MjpegDocumentCamera(server.url).bring_up).code is DeviceErrorCode.OFFLINE
        assert time.monotonic() - began < 20


@pytest.mark.parametrize(
    "url", ["rtsp://staff:secret@camera/", "http:///stream", "http://staff:secret@camera/a b", ""]
)
def test_an_address_that_is_none_is_a_fault_of_the_configuration_and_not_quoted(url: str) -> None:
    error = refusal(lambda: create_device(DeviceKind.DOCUMENT_CAMERA, "mjpeg", {"url": url}))
    assert error.code is DeviceErrorCode.CONFIGURATION
    assert "secret" not in f"{error} {error!r}"
