"""The technician's face: each device's ladder, sensors, counters and faults; everything by key and by touch."""

import json
from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from drivers.device import DeviceKind, Provenance, Source
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.fault_signs import faults_of
from drivers.faults import Fault
from drivers.health import HealthLevel, HealthReport, Rung, RungFinding, RungResult
from drivers.observation import Observation, Observed
from drivers.statistics_file import DeviceCounts, DeviceKey
from drivers.status import DeviceStatus, Readiness, Sensor
from drivers.trace import read_trace
from drivers.worker import DeviceReady
from kiosk.config import DeviceConfig
from kiosk.device_views import DeviceView
from kiosk.services import Service
from kiosk.station import Station
from tests.helpers.clipping import clipped
from tests.helpers.faces import context, training_people
from ui.cli.held_paper import hold_printed
from ui.technician.app import open_technician
from ui.theme import dress

Key = Qt.Key
PRINTER = DeviceKind.RECEIPT_PRINTER


@pytest.fixture
def open_face(qtbot, qapp):
    dress(qapp)
    opened = []

    def open_on(**changes):
        made = context(**({"training": training_people([])} | changes))
        window, bridge = open_technician(made)
        window.resize(1366, 768)
        window.show()
        qtbot.wait(1)
        window.bridge, window.station = bridge, made.station
        opened.append(window)
        return window

    yield open_on
    for window in opened:
        window.close()
        window.deleteLater()


@pytest.fixture
def face(open_face):
    return open_face()


def press(window, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(window, key)


def texts(widget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def rung(window, which: Rung) -> str:
    return " ".join(part.text() for part in window.page.ladder.lines[which][1:])


def broken(window, kind: DeviceKind, code: DeviceErrorCode, locus: str = "", said: str = "") -> None:
    status = DeviceStatus(Readiness.OFFLINE, (("paper", Sensor.BAD), ("cutter", Sensor.NOT_SUPPORTED)))
    error = DeviceError(code, locus, said)
    window.station.views[kind] = replace(window.station.views[kind], status=status, last_error=error)
    window.show_devices()


def test_every_device_stands_in_the_list_with_its_state_and_its_code(face) -> None:
    assert set(face.rows) == set(DeviceKind)
    broken(face, PRINTER, DeviceErrorCode.PAPER_OUT)
    assert face.rows[PRINTER].state.text() == "离线，代码 D-401"
    assert face.rows[DeviceKind.CARD_READER].state.text() == "就绪"
    assert face.rows[PRINTER].accessibleName() == "凭条打印机：离线，代码 D-401"


def test_the_chosen_device_says_what_is_wrong_who_acts_and_where(face, qtbot) -> None:
    broken(face, PRINTER, DeviceErrorCode.PAPER_OUT, "tcp 10.0.0.7:9100", "DLE EOT 4: 0x60")
    press(face, Key.Key_4)
    qtbot.wait(1)
    said = texts(face.page)
    for part in ("D-401", "窗口人员", "请装纸", "tcp 10.0.0.7:9100", "DLE EOT 4: 0x60", "模拟", "无此传感器"):
        assert part in said


def test_a_driver_that_could_not_be_made_is_a_fault_and_nothing_takes_its_place(face) -> None:
    kind = DeviceKind.CARD_READER
    error = DeviceError(DeviceErrorCode.CONFIGURATION, "card_reader pcsc", "unexpected keyword")
    face.station.views[kind] = DeviceView(kind, "pcsc", None, DeviceStatus(Readiness.OFFLINE), error)
    face.choose(kind)
    assert face.page.source.text() == "驱动 pcsc 未能建立"
    assert "D-108" in face.page.error.text()


def test_digits_arrows_and_touch_choose_a_device(face) -> None:
    press(face, Key.Key_3)
    assert face.chosen is DeviceKind.DOCUMENT_CAMERA
    press(face, Key.Key_Down, Key.Key_Down, Key.Key_Down)
    assert face.chosen is DeviceKind.CODE_SCANNER
    press(face, Key.Key_Up)
    assert face.chosen is DeviceKind.DOCUMENT_PRINTER
    QTest.mouseClick(face.rows[DeviceKind.CARD_READER], Qt.MouseButton.LeftButton)
    assert face.chosen is DeviceKind.CARD_READER


@pytest.mark.parametrize(("key", "level"), [(Key.Key_I, HealthLevel.INTERNAL), (Key.Key_E, HealthLevel.EXTERNAL)])
def test_a_key_checks_the_chosen_device_and_the_ladder_shows_each_rung(face, qtbot, key, level) -> None:
    asked = []

    def check(kind, at):
        asked.append((kind, at))
        done: Future = Future()
        held = Observation(Observed.HELD_BY, "bank (7)")
        error = DeviceError(DeviceErrorCode.CLAIMED_ELSEWHERE, "/dev/ttyUSB0", held)
        done.set_result(
            HealthReport(
                at,
                (
                    RungFinding(Rung.ATTACHED, RungResult.PASSED, "/dev/ttyUSB0", 12.4),
                    RungFinding(Rung.OS_DRIVER, RungResult.NOT_SUPPORTED),
                    RungFinding(Rung.CLAIMED, RungResult.FAILED, str(error), 3.0, error),
                    RungFinding(Rung.ANSWERS, RungResult.NOT_REACHED),
                ),
            )
        )
        return done

    face.station.check_health = check
    press(face, key)
    qtbot.waitUntil(lambda: "停在" in face.page.ladder.result.text())
    assert asked == [(DeviceKind.CODE_SCANNER, level)]
    assert rung(face, Rung.ATTACHED) == "已连接 /dev/ttyUSB0 12 毫秒"
    assert rung(face, Rung.OS_DRIVER).strip() == "系统驱动 无此项"
    assert "D-104：/dev/ttyUSB0：被 bank (7) 占用" in rung(face, Rung.CLAIMED)
    assert "D-104 · 由技术员处理" in face.page.ladder.advice.text()
    assert "查哪个程序占用了设备" in face.page.ladder.advice.text()
    assert "原因：另一个程序独占了设备" in face.page.ladder.advice.text()
    assert "处理：关闭该程序" in face.page.ladder.advice.text()


def test_a_ladder_with_an_open_rung_has_not_passed(face, qtbot) -> None:
    done: Future = Future()
    done.set_result(
        HealthReport(HealthLevel.INTERNAL, (RungFinding(Rung.SENSORS, RungResult.UNKNOWN, "paper unknown"),))
    )
    face.station.check_health = lambda kind, level: done
    press(face, Key.Key_4, Key.Key_I)
    qtbot.waitUntil(lambda: face.page.ladder.result.text().startswith("不确定：“传感器”"))
    assert "外部检查" in face.page.ladder.advice.text()


def test_a_reader_is_not_blamed_for_the_printer(face, qtbot) -> None:
    done: Future = Future()
    jam = DeviceError(DeviceErrorCode.PAPER_JAM, "receipt_printer")
    hindered = RungFinding(Rung.LOOPBACK, RungResult.NOT_REACHED, "could not be tried", 0, jam, PRINTER)
    done.set_result(HealthReport(HealthLevel.INTERNAL, (hindered,)))
    face.station.check_health = lambda kind, level: done
    press(face, Key.Key_1, Key.Key_I)
    qtbot.waitUntil(lambda: face.page.ladder.result.text().startswith("不确定"))
    assert "D-403" in face.page.ladder.advice.text()
    assert "凭条打印机" in face.page.ladder.advice.text()
    assert "扫码器" not in face.page.ladder.advice.text()


def test_a_fault_that_stands_on_the_page_is_not_said_twice(face, qtbot) -> None:
    press(face, Key.Key_2)
    broken(face, DeviceKind.CARD_READER, DeviceErrorCode.NO_HARDWARE)
    done: Future = Future()
    error = DeviceError(DeviceErrorCode.NO_HARDWARE, "reader")
    done.set_result(
        HealthReport(HealthLevel.INTERNAL, (RungFinding(Rung.ATTACHED, RungResult.FAILED, "", 1, error),))
    )
    face.station.check_health = lambda kind, level: done
    press(face, Key.Key_I)
    qtbot.waitUntil(lambda: face.page.ladder.advice.text().endswith("查电源、数据线、插口或网络地址。"))
    assert face.page.ladder.advice.text().startswith("原因：系统看不到设备")
    assert face.page.ladder.advice.text().count("D-102") == 0


@pytest.mark.parametrize(
    ("at", "code", "wrong"),
    [
        (Rung.CLAIMED, DeviceErrorCode.OFFLINE, "哪个程序占用"),
        (Rung.OPENED, DeviceErrorCode.TIMEOUT, "驱动选项"),
        (Rung.SENSORS, DeviceErrorCode.PAPER_JAM, "切刀"),
    ],
)
def test_the_code_says_what_to_do_and_a_rung_contradicts_it_nowhere(face, qtbot, at, code, wrong) -> None:
    done: Future = Future()
    error = DeviceError(code, "there")
    done.set_result(HealthReport(HealthLevel.INTERNAL, (RungFinding(at, RungResult.FAILED, "", 1, error),)))
    face.station.check_health = lambda kind, level: done
    press(face, Key.Key_4, Key.Key_I)
    qtbot.waitUntil(lambda: "原因：" in face.page.ladder.advice.text())
    assert code.value in face.page.ladder.advice.text()
    assert wrong not in face.page.ladder.advice.text()


def test_of_a_device_nobody_has_reached_it_is_not_known_what_it_senses(face, qtbot) -> None:
    view = face.station.views[PRINTER]
    for readiness, said in ((Readiness.UNKNOWN, "传感器未知"), (Readiness.ONLINE, "该设备没有传感器")):
        face.station.views[PRINTER] = replace(view, status=DeviceStatus(readiness))
        face.choose(PRINTER)
        face.show_devices()
        qtbot.waitUntil(lambda said=said: said in texts(face.page.figures))


def test_a_tests_every_device_and_none_twice_at_a_time(face) -> None:
    waiting: dict[DeviceKind, Future] = {}

    def slow(kind: DeviceKind, _level: HealthLevel) -> Future:
        assert kind not in waiting
        waiting[kind] = Future()
        return waiting[kind]

    face.station.check_health = slow
    press(face, Key.Key_A, Key.Key_A, Key.Key_I)
    assert set(waiting) == set(DeviceKind)
    assert face.page.ladder.result.text() == "正在检查……"
    assert not any(chip.isEnabled() for chip in face.page.checks.values())


def test_a_check_that_could_not_be_made_says_why(face, qtbot) -> None:
    failed: Future = Future()
    failed.set_exception(DeviceError(DeviceErrorCode.TIMEOUT, "camera"))
    face.station.check_health = lambda kind, level: failed
    press(face, Key.Key_3, Key.Key_I)
    qtbot.waitUntil(lambda: face.page.ladder.result.text().startswith("未能检查"))
    assert not face.checks.any_running


def test_counters_stand_under_their_names_with_their_date_and_are_reset_by_two_presses(face, qtbot) -> None:
    since = datetime(2026, 11, 10, 1, tzinfo=UTC)
    key = DeviceKey(PRINTER, "escpos", "10.0.0.7:9100")
    counts = {"PaperCutCount": 7.0, "M_print_PAPER_OUT": 2.0, "HoursPoweredCount": 12.345, "U_Own": 1.0}
    face.station.counted = (DeviceCounts(key, since, counts, reset=True),)
    press(face, Key.Key_4)
    qtbot.wait(1)
    said = texts(face.page.figures).split("\n")
    for name, count in (("切纸", "7"), ("print 失败 D-401", "2"), ("启用小时", "12.3"), ("U_Own", "1")):
        assert said[said.index(name) + 1] == count
    assert any(line.startswith("自 2026-11-10") and line.endswith("清零起") for line in said)
    press(face, Key.Key_R)
    assert face.station.reset == []
    press(face, Key.Key_Up, Key.Key_Down, Key.Key_R)
    assert face.station.reset == [], "looking elsewhere takes the question back"
    press(face, Key.Key_R)
    assert face.station.reset == [PRINTER]
    assert "重新计数" in face.page.told.text()


def test_a_file_that_cannot_be_written_is_told(face) -> None:
    def full(_kind) -> None:
        raise OSError(28, "No space left on device")

    face.station.reset_statistics = full
    press(face, Key.Key_R, Key.Key_R)
    assert "未清零" in face.page.told.text()


def test_the_diagnostics_are_copied_and_hold_nothing_a_device_said_of_a_person(face) -> None:
    broken(face, PRINTER, DeviceErrorCode.TIMEOUT, "10.0.0.7:9100", "unexpected MÜLLER KATHARINA 19900412")
    QTest.mouseClick(face.page.copy_key, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    told = json.loads(copied)
    assert told["versions"]["service-hall-terminal"] == "0.1.0"
    assert [device["device"] for device in told["devices"]] == list(DeviceKind)
    assert told["services"]["receipt"] == "by_hand"
    assert "D-106" in copied
    for canary in ("MÜLLER", "KATHARINA", "19900412"):
        assert canary not in copied


def test_every_fault_of_a_simulator_can_be_rehearsed_and_mended(face) -> None:
    press(face, Key.Key_4, Key.Key_F)
    menu = face.page.faults
    assert menu.isVisible()
    assert set(menu.buttons) == {None, *faults_of(PRINTER)}
    QTest.mouseClick(menu.buttons[Fault.COVER_OPEN], Qt.MouseButton.LeftButton)
    assert face.station.suffered == {PRINTER: Fault.COVER_OPEN}
    assert menu.buttons[Fault.COVER_OPEN].property("chosen") == "yes"
    QTest.mouseClick(menu.buttons[None], Qt.MouseButton.LeftButton)
    assert face.station.suffered == {PRINTER: None}
    press(face, Key.Key_F)
    assert menu.isHidden()


def test_hardware_is_never_broken_on_purpose(face) -> None:
    stamp = Provenance(Source.HARDWARE, "escpos", "1", "10.0.0.7:9100")
    face.station.views[PRINTER] = replace(face.station.views[PRINTER], provenance=stamp)
    press(face, Key.Key_4, Key.Key_F)
    assert face.page.faults.isHidden()
    assert face.page.fault_key.isHidden()
    face.suffer(Fault.COVER_OPEN)
    assert face.station.suffered == {}


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


def test_a_trace_is_recorded_whole_and_ended_by_the_same_key(open_face, qtbot, tmp_path) -> None:
    station = Station({PRINTER: DeviceConfig(driver="simulated")})
    folder = tmp_path / "not there yet"
    window = open_face(station=station, traces=folder)
    station.listen(window.bridge.on_event)
    station.start()
    try:
        press(window, Key.Key_T)
        qtbot.waitUntil(lambda: "正在记录到" in window.page.told.text())
        assert window.page.record_key.accessibleName() == "停止记录 T"
        station.ask(PRINTER, lambda printer: printer.status())
        press(window, Key.Key_T)
        qtbot.waitUntil(lambda: "轨迹已写入" in window.page.told.text())
        assert station.recording(PRINTER) is None
    finally:
        station.stop()
    [file] = folder.iterdir()
    assert {"open", "claim", "enable", "status", "close"} <= {line.operation for line in read_trace(file).lines}


def test_without_a_folder_for_traces_none_is_offered(face) -> None:
    assert face.page.record_key.isHidden()
    press(face, Key.Key_T)
    assert face.station.recorded == {}


def test_an_interactive_check_asks_for_the_strip_and_reads_it_back(open_face, qtbot) -> None:
    kinds = (DeviceKind.CODE_SCANNER, DeviceKind.DOCUMENT_CAMERA, PRINTER)
    station = Station(dict.fromkeys(kinds, DeviceConfig(driver="simulated")))
    asked = []

    def hold_paper(printer: DeviceKind) -> None:
        asked.append(True)
        hold_printed(station, printer)

    window = open_face(station=station, hold_paper=hold_paper)
    said = []
    window.checks.strip_out.connect(lambda _: said.append(window.page.told.text()))
    ready = set()
    station.listen(lambda kind, event: ready.add(kind) if isinstance(event, DeviceReady) else None)
    station.listen(window.bridge.on_event)
    station.start()
    try:
        qtbot.waitUntil(lambda: ready == set(kinds))
        window.choose(PRINTER)
        press(window, Key.Key_X)
        qtbot.waitUntil(lambda: "通过 · 互动检查" in window.page.ladder.result.text(), timeout=20_000)
    finally:
        station.stop()
    assert asked == [True]
    assert len(said) == 1
    assert "由扫码器读回" in rung(window, Rung.LOOPBACK)


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_fits_and_every_button_is_named(open_face, qtbot, tmp_path, size, language) -> None:
    face = open_face(language=language, traces=tmp_path)
    face.resize(*size)
    broken(face, PRINTER, DeviceErrorCode.TIMEOUT, "10.0.0.7:9100", "no end mark came back in the time it had")
    for keys in ((Key.Key_4, Key.Key_A), (Key.Key_F,), (Key.Key_R,), (Key.Key_2,), (Key.Key_S,), (Key.Key_F2,)):
        press(face, *keys)
        qtbot.wait(10)
        assert face.size().toTuple() == size
        assert clipped(face) == []
        for button in face.findChildren(QAbstractButton):
            assert not button.isVisible() or button.accessibleName()


def test_under_a_fault_and_a_question_no_rung_is_cut_on_a_low_screen(open_face, qtbot) -> None:
    face = open_face(language="en")
    broken(face, PRINTER, DeviceErrorCode.TIMEOUT, "10.0.0.7:9100", "no end mark came back in the time it had")
    error = DeviceError(DeviceErrorCode.PAPER_JAM, "receipt_printer", "mechanism bad, path bad")
    climbed = [RungFinding(rung, RungResult.PASSED, "seen", 1) for rung in list(Rung)[:6]]
    done: Future = Future()
    done.set_result(
        HealthReport(HealthLevel.INTERNAL, (*climbed, RungFinding(Rung.SENSORS, RungResult.FAILED, "", 1, error)))
    )
    face.station.check_health = lambda kind, level: done
    press(face, Key.Key_4, Key.Key_I)
    qtbot.waitUntil(lambda: "D-403" in face.page.ladder.advice.text())
    press(face, Key.Key_R)
    qtbot.wait(20)
    assert face.size().toTuple() == (1366, 768)
    for line in face.page.ladder.lines.values():
        for part in line[1:]:
            assert part.height() >= part.sizeHint().height() or not part.text()
    assert not face.page.ladder.lines[Rung.SENSORS][1].visibleRegion().isEmpty()
    advice = face.page.ladder.advice
    assert advice.height() >= advice.heightForWidth(advice.width())
