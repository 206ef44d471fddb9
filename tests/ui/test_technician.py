"""The technician's face: every device with state, driver, source, last error and self-test."""

from concurrent.futures import Future
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from drivers.device import DeviceKind
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.health import HealthLevel
from drivers.status import DeviceStatus, Readiness, Sensor
from kiosk.station import DeviceView
from tests.helpers.clipping import clipped
from tests.helpers.faces import context, training_people
from ui.technician.app import open_technician
from ui.theme import dress


@pytest.fixture
def face(qtbot, qapp):
    dress(qapp)
    made = context(training=training_people([]))
    window, bridge = open_technician(made)
    window.resize(1366, 768)
    window.show()
    qtbot.wait(1)
    window.bridge = bridge
    window.station = made.station
    yield window
    window.close()
    window.deleteLater()


def line(window, kind: DeviceKind, key: str) -> str:
    return window.cards[kind].lines[key].text()


def test_every_device_says_how_it_is_and_where_it_comes_from(face) -> None:
    assert set(face.cards) == set(DeviceKind)
    kind = DeviceKind.RECEIPT_PRINTER
    status = DeviceStatus(Readiness.OFFLINE, (("paper", Sensor.BAD), ("cutter", Sensor.NOT_SUPPORTED)))
    error = DeviceError(DeviceErrorCode.PAPER_OUT, "tcp 10.0.0.7:9100", "DLE EOT 4: 0x60")
    face.station.views[kind] = replace(face.station.views[kind], status=status, last_error=error)
    face.show_devices()
    assert face.cards[kind].state.text() == "离线"
    assert "模拟" in line(face, kind, "source")
    assert line(face, kind, "sensors") == "纸 异常，切刀 无此传感器"
    assert "D-401" in line(face, kind, "error")
    assert "窗口人员" in line(face, kind, "error")
    assert "请装纸" in line(face, kind, "error")
    assert "tcp 10.0.0.7:9100" in line(face, kind, "place")
    assert "DLE EOT 4: 0x60" in line(face, kind, "place")


def test_a_driver_that_could_not_be_made_is_a_fault_and_nothing_takes_its_place(face) -> None:
    kind = DeviceKind.CARD_READER
    error = DeviceError(DeviceErrorCode.CONFIGURATION, "card_reader pcsc", "unexpected keyword")
    face.station.views[kind] = DeviceView(kind, "pcsc", None, DeviceStatus(Readiness.OFFLINE), error)
    face.show_devices()
    assert line(face, kind, "driver") == "pcsc"
    assert line(face, kind, "source") == "驱动未能建立"
    assert "D-108" in line(face, kind, "error")


def test_a_digit_tests_one_device_and_its_result_is_shown_with_its_time(face, qtbot) -> None:
    QTest.keyClick(face, Qt.Key.Key_1)
    assert face.station.tested == [DeviceKind.CODE_SCANNER]
    qtbot.waitUntil(lambda: "通过 · 12 毫秒 · answers: seen 5 of 5" in line(face, DeviceKind.CODE_SCANNER, "test"))


def test_a_failed_self_test_says_so(face, qtbot) -> None:
    QTest.keyClick(face, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: line(face, DeviceKind.CARD_READER, "test").startswith("未通过"))


def test_a_tests_every_device_and_none_twice_at_a_time(face) -> None:
    waiting: dict[DeviceKind, Future] = {}

    def slow(kind: DeviceKind, _level: HealthLevel) -> Future:
        assert kind not in waiting
        waiting[kind] = Future()
        return waiting[kind]

    face.station.check_health = slow
    QTest.keyClick(face, Qt.Key.Key_A)
    QTest.keyClick(face, Qt.Key.Key_A)
    assert set(waiting) == set(DeviceKind)
    assert all(card.testing for card in face.cards.values())


def test_a_test_that_could_not_run_says_why(face, qtbot) -> None:
    failed: Future = Future()
    failed.set_exception(DeviceError(DeviceErrorCode.TIMEOUT, "camera"))
    face.station.check_health = lambda kind, level: failed
    QTest.keyClick(face, Qt.Key.Key_3)
    qtbot.waitUntil(lambda: line(face, DeviceKind.DOCUMENT_CAMERA, "test").startswith("未能自检"))
    assert not face.cards[DeviceKind.DOCUMENT_CAMERA].testing


def test_it_can_be_touched_too(face) -> None:
    QTest.mouseClick(face.cards[DeviceKind.DOCUMENT_PRINTER].button, Qt.MouseButton.LeftButton)
    assert face.station.tested == [DeviceKind.DOCUMENT_PRINTER]


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768)])
def test_it_fits_and_is_named_in_both_languages(face, qtbot, size) -> None:
    face.resize(*size)
    for _ in range(2):
        QTest.keyClick(face, Qt.Key.Key_F2)
        QTest.keyClick(face, Qt.Key.Key_A)
        qtbot.wait(10)
        assert face.size().toTuple() == size
        assert clipped(face) == []
        for button in face.findChildren(QAbstractButton):
            assert not button.isVisible() or button.accessibleName()
