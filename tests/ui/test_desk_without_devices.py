"""The desk while its scanner or camera is down: one clear next step, calm words, and back by itself."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel

from drivers.device import DeviceKind
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.status import DeviceStatus, Readiness
from drivers.worker import DeviceFailed, DeviceReady
from tests.helpers.clipping import clipped
from tests.helpers.faces import SIMULATOR, frame
from ui.desk.actions import Action
from ui.widgets.lights import fault_of

SCANNER, CAMERA = DeviceKind.CODE_SCANNER, DeviceKind.DOCUMENT_CAMERA
ONLINE = DeviceStatus(Readiness.ONLINE)


def fail(desk, kind: DeviceKind, code: DeviceErrorCode) -> None:
    """As a device's thread tells it."""
    error = DeviceError(code, "somewhere")
    offline = DeviceStatus(Readiness.OFFLINE)
    desk.station.views[kind] = replace(desk.station.views[kind], status=offline, last_error=error)
    desk.window.hear(kind, DeviceFailed(error))


def mend(desk, kind: DeviceKind) -> None:
    desk.station.views[kind] = replace(desk.station.views[kind], status=ONLINE, last_error=None)
    desk.window.hear(kind, DeviceReady(ONLINE))


def serve(desk) -> None:
    desk.session.scan(b"code", SIMULATOR)
    desk.settle()
    desk.window.choose(1)
    desk.settle()


def said(desk) -> str:
    return "\n".join(label.text() for label in desk.window.findChildren(QLabel) if label.isVisible())


def first_key(desk) -> Action:
    [first] = [offer.action for offer in desk.window.step_bar.offers if offer.first]
    return first


@pytest.mark.parametrize(
    ("language", "step", "to_scan"),
    [("zh", "按 T 输入许可号", "扫描"), ("en", "press T and type", "Scan the code")],
)
@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768)])
def test_without_a_scanner_typing_the_number_is_the_one_next_step(
    open_a_desk, size, language, step, to_scan
) -> None:
    desk = open_a_desk(language=language)
    desk.window.resize(*size)
    fail(desk, SCANNER, DeviceErrorCode.OFFLINE)
    desk.settle()
    assert step in desk.window.step_bar.words.text()
    assert first_key(desk) is Action.TYPE_NUMBER
    assert to_scan not in said(desk)
    assert "T" in desk.window.stage.welcome.title.text()
    assert desk.window.stage.welcome.sign.isHidden()
    assert clipped(desk.window) == []
    mend(desk, SCANNER)
    assert to_scan in said(desk)
    assert desk.window.stage.welcome.sign.isVisible()


def test_a_scanner_that_was_never_configured_is_not_asked_for_either(desk) -> None:
    del desk.station.views[SCANNER]
    desk.window.show_devices()
    assert "按 T 输入许可号" in desk.window.step_bar.words.text()
    fault = fault_of(desk.station.devices(), SCANNER)
    assert fault is not None
    assert fault.code == "D-102"


@pytest.mark.parametrize(
    ("language", "wrong", "by_eye"), [("zh", "没有响应", "目视"), ("en", "does not answer", "by eye")]
)
@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768)])
def test_a_camera_that_fails_says_what_is_wrong_and_how_to_go_on(
    open_a_desk, size, language, wrong, by_eye
) -> None:
    desk = open_a_desk(language=language)
    desk.window.resize(*size)
    serve(desk)
    desk.running.worker.offer(frame())
    desk.qtbot.waitUntil(lambda: desk.window.stage.picture.view.picture is not None)
    fail(desk, CAMERA, DeviceErrorCode.OFFLINE)
    desk.settle()
    caption = desk.window.stage.picture.caption
    assert desk.window.stage.picture.view.picture is None
    for part in (wrong, by_eye, "Enter", "M"):
        assert part in caption.text()
    assert by_eye in desk.window.step_bar.words.text()
    assert first_key(desk) is Action.CONFIRM
    assert clipped(desk.window) == []
    mend(desk, CAMERA)
    assert caption.text() in ("实时画面", "Live camera")
    assert first_key(desk) is Action.CAPTURE


def test_a_camera_that_is_down_before_the_visit_is_never_called_live(desk) -> None:
    fail(desk, CAMERA, DeviceErrorCode.FRAME_DARK)
    serve(desk)
    assert "镜头盖" in desk.window.stage.picture.caption.text()
    desk.window.act(Action.FOLLOWING)
    desk.window.act(Action.LIVE)
    assert "镜头盖" in desk.window.stage.picture.caption.text()


def test_a_captured_page_stays_in_sight_when_the_camera_fails_after_it(desk) -> None:
    serve(desk)
    desk.window.act(Action.CAPTURE)
    desk.qtbot.waitUntil(lambda: desk.window.stage.picture.view.picture is not None)
    fail(desk, CAMERA, DeviceErrorCode.OFFLINE)
    assert desk.window.stage.picture.caption.text().startswith("已拍")
    assert desk.window.stage.picture.view.picture is not None
