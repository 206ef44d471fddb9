"""Health checks on the technician's page: each rung, how far it came, how long it takes, and what to try next."""

from concurrent.futures import Future

import pytest
from PySide6.QtCore import Qt

from drivers.device import DeviceKind
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.health import HealthLevel, HealthReport, Rung, RungFinding, RungResult
from drivers.observation import Observation, Observed
from drivers.worker import DeviceReady
from kiosk.config import DeviceConfig
from kiosk.station import Station
from tests.helpers.technician import PRINTER, checks_end_with, failed, press, rung
from ui.cli.held_paper import hold_printed
from ui.technician.commands import LEVELS
from ui.technician.trouble_card import Fact
from ui.theme import DURATIONS

Key = Qt.Key


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
    assert face.page.trouble.code.text() == "D-104"
    assert "检查停在“占用”" in face.list.rows[DeviceKind.CODE_SCANNER].check.text()


def test_before_a_check_every_rung_says_what_it_asks_and_after_it_which_check_goes_higher(face, qtbot) -> None:
    assert rung(face, Rung.CLAIMED) == "占用 没有被别的程序占用吗 "
    assert "互动检查（X）" in rung(face, Rung.LOOPBACK)
    checks_end_with(face, RungFinding(Rung.ANSWERS, RungResult.PASSED, "5 of 5", 2.0))
    press(face, Key.Key_I)
    qtbot.waitUntil(lambda: face.page.ladder.result.text().startswith("通过 · 内部检查"))
    assert "未试：按 E" in rung(face, Rung.EXERCISE)
    assert "未试：按 X" in rung(face, Rung.LOOPBACK)
    assert face.list.rows[DeviceKind.CODE_SCANNER].check.text() == "检查通过"
    assert face.list.rows[PRINTER].check.isHidden()


def test_a_ladder_with_an_open_rung_has_not_passed(face, qtbot) -> None:
    checks_end_with(face, RungFinding(Rung.SENSORS, RungResult.UNKNOWN, "paper unknown"))
    press(face, Key.Key_4, Key.Key_I)
    qtbot.waitUntil(lambda: face.page.ladder.result.text().startswith("不确定：“传感器”"))
    assert "外部检查" in face.page.trouble.message.text()
    assert face.page.trouble.code.isHidden()
    assert face.list.rows[PRINTER].check.text() == "检查未能确认"


def test_a_tests_every_device_and_none_twice_at_a_time(face) -> None:
    waiting: dict[DeviceKind, Future] = {}

    def slow(kind: DeviceKind, _level: HealthLevel) -> Future:
        assert kind not in waiting
        waiting[kind] = Future()
        return waiting[kind]

    face.station.check_health = slow
    press(face, Key.Key_A, Key.Key_A, Key.Key_I)
    assert set(waiting) == set(DeviceKind)
    assert not any(face.page.keys[command].isEnabled() for command in LEVELS)
    assert {line.check.text() for line in face.list.rows.values()} == {"正在检查……"}
    for future in waiting.values():
        future.cancel()


def test_a_check_that_takes_a_while_counts_the_seconds_and_forgets_the_one_before(face, qtbot) -> None:
    checks_end_with(face, failed(Rung.ANSWERS, DeviceErrorCode.TIMEOUT))
    press(face, Key.Key_4, Key.Key_I)
    qtbot.waitUntil(face.page.trouble.isVisible)
    waiting: Future = Future()
    face.station.check_health = lambda kind, level: waiting
    press(face, Key.Key_E)
    assert face.page.trouble.isHidden()
    assert face.page.ladder.result.isHidden()
    qtbot.waitUntil(face.page.ladder.busy.isVisible, timeout=20 * DURATIONS.busy_sign)
    assert "最多 60 秒" in face.page.ladder.busy.words.text()
    waiting.set_result(HealthReport(HealthLevel.EXTERNAL, ()))
    qtbot.waitUntil(face.page.ladder.busy.isHidden)
    assert face.page.ladder.result.isVisible()


def test_a_running_check_names_the_rung_it_stands_on(face, qtbot) -> None:
    waiting: Future = Future()
    face.station.check_health = lambda kind, level: waiting
    face.station.climbs[PRINTER] = Rung.ANSWERS
    press(face, Key.Key_4, Key.Key_I)
    busy = face.page.ladder.busy
    qtbot.waitUntil(busy.isVisible, timeout=20 * DURATIONS.busy_sign)
    assert "“应答”" in busy.words.text()
    assert "正在检查" in rung(face, Rung.ANSWERS)
    face.station.climbs[PRINTER] = Rung.SENSORS
    qtbot.waitUntil(lambda: "“传感器”" in busy.words.text(), timeout=20 * DURATIONS.idle_tick)
    assert "正在检查" in rung(face, Rung.SENSORS)
    assert "正在检查" not in rung(face, Rung.ANSWERS)
    waiting.set_result(HealthReport(HealthLevel.INTERNAL, ()))
    qtbot.waitUntil(busy.isHidden)
    assert "正在检查" not in rung(face, Rung.SENSORS)


def test_a_check_that_could_not_be_made_says_why(face, qtbot) -> None:
    failed: Future = Future()
    failed.set_exception(DeviceError(DeviceErrorCode.TIMEOUT, "camera"))
    face.station.check_health = lambda kind, level: failed
    press(face, Key.Key_3, Key.Key_I)
    qtbot.waitUntil(lambda: face.page.ladder.result.text().startswith("未能检查"))
    assert not face.checks.any_running
    assert face.page.trouble.code.text() == "D-106"
    assert face.list.rows[DeviceKind.DOCUMENT_CAMERA].check.text() == "未能检查"


def test_a_bug_in_a_check_is_a_fault_with_a_number_and_says_nothing_of_what_was_read(face, qtbot) -> None:
    failed: Future = Future()
    failed.set_exception(RuntimeError("MÜLLER KATHARINA"))
    face.station.check_health = lambda kind, level: failed
    press(face, Key.Key_3, Key.Key_I)
    qtbot.waitUntil(lambda: face.page.trouble.code.text() == "D-109")
    assert "RuntimeError" in face.page.trouble.facts[Fact.SAID].text()


def test_an_interactive_check_asks_for_the_strip_and_reads_it_back(open_technicians_face, qtbot) -> None:
    kinds = (DeviceKind.CODE_SCANNER, DeviceKind.DOCUMENT_CAMERA, PRINTER)
    station = Station(dict.fromkeys(kinds, DeviceConfig(driver="simulated")))
    asked = []

    def hold_paper(printer: DeviceKind) -> None:
        asked.append(True)
        hold_printed(station, printer)

    window = open_technicians_face(station=station, hold_paper=hold_paper)
    said = []
    window.checks.strip_out.connect(lambda _: said.append(window.page.told.text()))
    stood: list[Rung | None] = []
    window.checks.strip_out.connect(lambda _: stood.append(window.checks.running(PRINTER).stands_on()))
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
    assert stood == [Rung.LOOPBACK]
    assert "由扫码器读回" in rung(window, Rung.LOOPBACK)
