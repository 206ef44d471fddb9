"""What a technician asks of a device: counters, diagnostics, traces, and faults on purpose."""

import json
from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from drivers.device import DeviceKind, Provenance, Source
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.fault_signs import faults_of
from drivers.faults import Fault
from drivers.statistics_file import DeviceCounts, DeviceKey
from drivers.trace import read_trace
from kiosk.config import DeviceConfig
from kiosk.station import Station
from tests.helpers.technician import PRINTER, broken, press, texts
from ui.technician.commands import Command

Key = Qt.Key


def test_counters_stand_under_their_names_with_their_date_and_are_reset_by_two_presses(face, qtbot) -> None:
    since = datetime(2026, 11, 10, 1, tzinfo=UTC)
    key = DeviceKey(PRINTER, "escpos", "10.0.0.7:9100")
    counts = {"PaperCutCount": 7.0, "M_print_bands_PAPER_OUT": 2.0, "HoursPoweredCount": 12.345, "U_Own": 1.0}
    face.station.counted = (DeviceCounts(key, since, counts, reset=True),)
    press(face, Key.Key_4)
    qtbot.wait(1)
    said = texts(face.page.figures).split("\n")
    for name, count in (("切纸", "7"), ("打印凭条失败 D-401", "2"), ("启用小时", "12.3"), ("U_Own", "1")):
        assert said[said.index(name) + 1] == count
    assert any(line.startswith("自 2026-11-10") and line.endswith("清零起") for line in said)
    press(face, Key.Key_R)
    assert face.station.reset == []
    press(face, Key.Key_Up, Key.Key_Down, Key.Key_R)
    assert face.station.reset == [], "looking elsewhere takes the question back"
    press(face, Key.Key_R)
    assert face.station.reset == [PRINTER]
    assert "重新计数" in face.page.told.text()


def test_counters_of_several_units_stand_each_under_its_driver_and_unit(face, qtbot) -> None:
    since = datetime(2026, 11, 10, 1, tzinfo=UTC)
    old, new = DeviceKey(PRINTER, "escpos", "10.0.0.7:9100"), DeviceKey(PRINTER, "simulated")
    face.station.counted = tuple(DeviceCounts(key, since, {"PaperCutCount": 7.0}) for key in (old, new))
    press(face, Key.Key_4)
    qtbot.wait(1)
    said = texts(face.page.figures).split("\n")
    assert said.index("escpos · 10.0.0.7:9100") < said.index("simulated")
    face.station.counted = face.station.counted[:1]
    face.show_devices()
    qtbot.wait(1)
    assert "escpos" not in texts(face.page.figures), "of one there is nothing to tell apart"


def test_after_a_reset_one_date_stands_and_no_empty_units(face, qtbot) -> None:
    since = datetime(2026, 11, 10, 1, tzinfo=UTC)
    keys = (
        DeviceKey(PRINTER, "escpos", "10.0.0.7:9100"),
        DeviceKey(PRINTER, "escpos"),
        DeviceKey(PRINTER, "simulated"),
    )
    face.station.counted = tuple(DeviceCounts(key, since, {}, reset=True) for key in keys)
    press(face, Key.Key_4)
    qtbot.wait(1)
    said = texts(face.page.figures)
    assert said.count("清零起") == 1
    assert "尚无计数" in said
    assert "escpos" not in said


def test_a_file_that_cannot_be_written_is_told(face) -> None:
    def full(_kind) -> None:
        raise OSError(28, "No space left on device")

    face.station.reset_statistics = full
    press(face, Key.Key_R, Key.Key_R)
    assert "未清零" in face.page.told.text()


def test_the_diagnostics_are_copied_and_hold_nothing_a_device_said_of_a_person(face) -> None:
    broken(face, PRINTER, DeviceErrorCode.TIMEOUT, "10.0.0.7:9100", "unexpected MÜLLER KATHARINA 19900412")
    QTest.mouseClick(face.page.keys[Command.COPY], Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    told = json.loads(copied)
    assert told["versions"]["service-hall-terminal"] == "0.1.0"
    assert [device["device"] for device in told["devices"]] == list(DeviceKind)
    assert told["services"]["receipt"] == "by_hand"
    assert "D-106" in copied
    for canary in ("MÜLLER", "KATHARINA", "19900412"):
        assert canary not in copied


def test_the_diagnostics_are_left_in_a_file_too_where_there_is_a_folder(open_technicians_face, tmp_path) -> None:
    folder = tmp_path / "not there yet"
    face = open_technicians_face(traces=folder)
    press(face, Key.Key_C)
    [file] = folder.iterdir()
    assert json.loads(file.read_text(encoding="utf-8"))["versions"]
    assert str(file) in face.page.told.text()


def test_a_folder_that_takes_no_file_leaves_the_diagnostics_copied_and_says_why(
    open_technicians_face, tmp_path
) -> None:
    (tmp_path / "file").touch()
    face = open_technicians_face(traces=tmp_path / "file")
    press(face, Key.Key_C)
    assert "未能写入文件" in face.page.told.text()
    assert json.loads(QGuiApplication.clipboard().text())["versions"]


def test_what_is_asked_while_the_services_are_looked_at_is_answered_on_the_page(face) -> None:
    press(face, Key.Key_S, Key.Key_R)
    assert face.page.isVisible()
    assert "再按一次 R" in face.page.told.text()


def test_every_fault_of_a_simulator_can_be_rehearsed_and_mended(face) -> None:
    press(face, Key.Key_4, Key.Key_F)
    menu = face.page.faults
    assert menu.isVisible()
    assert face.focusWidget() is menu.buttons[None], "the keyboard is there"
    assert "没有演练" in menu.now.text()
    assert set(menu.buttons) == {None, *faults_of(PRINTER)}
    QTest.mouseClick(menu.buttons[Fault.COVER_OPEN], Qt.MouseButton.LeftButton)
    assert face.station.suffered == {PRINTER: (Fault.COVER_OPEN,)}
    assert menu.buttons[Fault.COVER_OPEN].property("chosen") == "yes"
    assert "机盖打开" in menu.now.text()
    QTest.mouseClick(menu.buttons[Fault.SLOW], Qt.MouseButton.LeftButton)
    assert face.station.suffered == {PRINTER: (Fault.COVER_OPEN, Fault.SLOW)}
    assert "机盖打开、迟缓" in menu.now.text()
    QTest.mouseClick(menu.buttons[Fault.COVER_OPEN], Qt.MouseButton.LeftButton)
    assert face.station.suffered == {PRINTER: (Fault.SLOW,)}
    assert menu.buttons[Fault.COVER_OPEN].property("chosen") == "no"
    QTest.mouseClick(menu.buttons[None], Qt.MouseButton.LeftButton)
    assert face.station.suffered == {PRINTER: ()}
    press(face, Key.Key_F)
    assert menu.isHidden()


def test_hardware_is_never_broken_on_purpose(face) -> None:
    stamp = Provenance(Source.HARDWARE, "escpos", "1", "10.0.0.7:9100")
    face.station.views[PRINTER] = replace(face.station.views[PRINTER], provenance=stamp)
    press(face, Key.Key_4, Key.Key_F)
    assert face.page.faults.isHidden()
    assert face.page.keys[Command.FAULTS].isHidden()
    face.suffer(Fault.COVER_OPEN)
    assert face.station.suffered == {}


def test_a_trace_is_recorded_whole_and_ended_by_the_same_key(open_technicians_face, qtbot, tmp_path) -> None:
    station = Station({PRINTER: DeviceConfig(driver="simulated")})
    folder = tmp_path / "not there yet"
    window = open_technicians_face(station=station, traces=folder)
    station.listen(window.bridge.on_event)
    station.start()
    try:
        press(window, Key.Key_T)
        qtbot.waitUntil(window.page.recorded.isVisible)
        assert str(folder) in window.page.recorded.text()
        assert window.list.rows[PRINTER].recording.isVisible()
        assert window.page.keys[Command.RECORD].accessibleName() == "停止记录 T"
        station.ask(PRINTER, lambda printer: printer.status())
        press(window, Key.Key_T)
        qtbot.waitUntil(lambda: "轨迹已写入" in window.page.told.text())
        assert window.page.recorded.isHidden()
        assert station.recording(PRINTER) is None
    finally:
        station.stop()
    [file] = folder.iterdir()
    assert {"open", "claim", "enable", "status", "close"} <= {line.operation for line in read_trace(file).lines}


def test_without_a_folder_for_traces_none_is_offered(face) -> None:
    assert face.page.keys[Command.RECORD].isHidden()
    press(face, Key.Key_T)
    assert face.station.recorded == {}


def test_a_trace_that_cannot_begin_says_why(open_technicians_face, qtbot, tmp_path) -> None:
    face = open_technicians_face(traces=tmp_path)

    def refused(_kind, _file):
        done: Future = Future()
        done.set_exception(DeviceError(DeviceErrorCode.HUNG, "there"))
        return done

    face.station.record = refused
    press(face, Key.Key_T)
    qtbot.waitUntil(lambda: "轨迹未能记录：扫码器" in face.page.told.text())


def test_a_trace_that_cannot_be_written_is_told_and_never_said_to_be_recorded(
    open_technicians_face, qtbot, tmp_path
) -> None:
    (tmp_path / "file").touch()
    station = Station({PRINTER: DeviceConfig(driver="simulated")})
    window = open_technicians_face(station=station, traces=tmp_path / "file")
    station.listen(window.bridge.on_event)
    station.start()
    try:
        press(window, Key.Key_T)
        qtbot.waitUntil(lambda: "轨迹无法写入" in window.page.recorded.text())
        assert "正在记录" not in window.page.recorded.text()
    finally:
        station.stop()
