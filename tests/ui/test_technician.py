"""The technician's page: every device in its list, the chosen one with where its readings come from."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from drivers.device import DeviceKind, Provenance, Source
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.status import DeviceStatus, Readiness
from kiosk.device_views import DeviceView
from kiosk.services import Service
from tests.helpers.technician import PRINTER, broken, press, texts

Key = Qt.Key


def test_every_device_stands_in_the_list_with_its_state_and_its_code(face) -> None:
    assert set(face.list.rows) == set(DeviceKind)
    broken(face, PRINTER, DeviceErrorCode.PAPER_OUT)
    assert face.list.rows[PRINTER].state.text() == "离线，代码 D-401"
    assert face.list.rows[DeviceKind.CARD_READER].state.text() == "就绪"
    assert face.list.rows[PRINTER].accessibleName() == "凭条打印机：离线，代码 D-401"


def test_a_driver_that_could_not_be_made_is_a_fault_and_nothing_takes_its_place(face) -> None:
    kind = DeviceKind.CARD_READER
    error = DeviceError(DeviceErrorCode.CONFIGURATION, "card_reader pcsc", "unexpected keyword")
    face.station.views[kind] = DeviceView(kind, "pcsc", None, DeviceStatus(Readiness.OFFLINE), error)
    face.choose(kind)
    assert face.page.head.source.text() == "驱动 pcsc 未能建立"
    assert "D-108" in face.page.trouble.code.text()


def test_where_a_device_is_reached_is_never_taken_for_its_serial_number(face) -> None:
    well = face.station.views[PRINTER]
    stamp = Provenance(Source.HARDWARE, "escpos", "1.2")
    place = "tcp://10.0.0.7:9100"
    for serial, said in ((None, "设备未提供标识"), (place, "设备未提供标识"), ("SN-1", "设备标识 SN-1")):
        told = replace(stamp, device_serial=serial)
        face.station.views[PRINTER] = replace(well, provenance=told, address=place)
        face.choose(PRINTER)
        assert face.page.head.source.text() == f"真实设备 · 驱动 escpos（版本 1.2） · 地址 {place} · {said}"


def test_digits_arrows_and_touch_choose_a_device(face) -> None:
    press(face, Key.Key_3)
    assert face.chosen is DeviceKind.DOCUMENT_CAMERA
    press(face, Key.Key_Down, Key.Key_Down, Key.Key_Down)
    assert face.chosen is DeviceKind.CODE_SCANNER
    press(face, Key.Key_Up)
    assert face.chosen is DeviceKind.DOCUMENT_PRINTER
    QTest.mouseClick(face.list.rows[DeviceKind.CARD_READER], Qt.MouseButton.LeftButton)
    assert face.chosen is DeviceKind.CARD_READER


def test_of_a_device_nobody_has_reached_it_is_not_known_what_it_senses(face, qtbot) -> None:
    view = face.station.views[PRINTER]
    for readiness, said in ((Readiness.UNKNOWN, "传感器未知"), (Readiness.ONLINE, "该设备没有传感器")):
        face.station.views[PRINTER] = replace(view, status=DeviceStatus(readiness))
        face.choose(PRINTER)
        face.show_devices()
        qtbot.waitUntil(lambda said=said: said in texts(face.page.figures))


def test_the_services_stand_against_the_devices(face) -> None:
    broken(face, DeviceKind.CARD_READER, DeviceErrorCode.NO_HARDWARE)
    press(face, Key.Key_S)
    assert face.services.isVisible()
    assert face.services.states[Service.CARD].text() == "人工办理"
    assert face.services.states[Service.RECEIPT].text() == "正常"
    assert (Service.CARD, DeviceKind.CARD_READER) in face.services.cells
    assert (Service.CARD, PRINTER) not in face.services.cells
    press(face, Key.Key_Escape)
    assert face.page.isVisible()
