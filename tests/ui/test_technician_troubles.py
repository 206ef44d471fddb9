"""What is wrong on the technician's page: its number, who acts, what to do, whether again, and what was said."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from drivers.device import DeviceKind
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.health import Rung, RungFinding, RungResult
from drivers.status import DeviceStatus, Readiness, Sensor
from kiosk.failure_causes import explanations
from tests.helpers.clipping import clipped
from tests.helpers.technician import PRINTER, broken, checks_end_with, failed, press, texts
from ui.i18n import Tongue, terms
from ui.i18n import technician as technician_words
from ui.i18n import troubles as words
from ui.technician.trouble_card import Fact

Key = Qt.Key


def told(face, fact: Fact) -> str:
    label = face.page.trouble.facts[fact]
    return label.text() if label.isVisible() else ""


def test_the_chosen_device_says_what_is_wrong_who_acts_and_where(face, qtbot) -> None:
    broken(face, PRINTER, DeviceErrorCode.PAPER_OUT, "tcp 10.0.0.7:9100", "DLE EOT 4: 0x60")
    press(face, Key.Key_4)
    qtbot.wait(1)
    said = texts(face.page)
    for part in ("D-401", "窗口人员", "请装纸", "tcp 10.0.0.7:9100", "DLE EOT 4: 0x60", "模拟", "无此传感器"):
        assert part in said


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_code_is_told_with_who_acts_whether_again_where_why_and_what_to_do(
    open_technicians_face, language
) -> None:
    face, tongue = open_technicians_face(language=language), Tongue(language)
    for code in DeviceErrorCode:
        broken(face, PRINTER, code, "10.0.0.7:9100", "0x12")
        press(face, Key.Key_4)
        why = explanations()[code.value]
        assert face.page.trouble.code.text() == code.value
        assert told(face, Fact.ACTOR) == tongue.say(terms.ACTORS[DeviceError(code, "").actor])
        assert told(face, Fact.AGAIN) in {tongue.say(text) for text in words.MAY_TRY.values()}
        assert (told(face, Fact.PLACE), told(face, Fact.SAID)) == ("10.0.0.7:9100", "0x12")
        assert told(face, Fact.CAUSE) == tongue.say(why.cause)
        assert told(face, Fact.CURE) == tongue.say(why.cure)


@pytest.mark.parametrize(
    ("code", "safe", "said"),
    [
        (DeviceErrorCode.OFFLINE, True, "可以"),
        (DeviceErrorCode.OFFLINE, False, "先看上一次的结果"),
        (DeviceErrorCode.CONFIGURATION, True, "排除原因之前重试无用"),
    ],
)
def test_it_is_said_whether_the_same_may_be_tried_again(face, code, safe, said) -> None:
    broken(face, PRINTER, code, retry_safe=safe)
    press(face, Key.Key_4)
    assert told(face, Fact.AGAIN).startswith(said)


def test_a_device_that_is_switched_off_line_by_its_sensors_has_a_number_too(face) -> None:
    off = DeviceStatus(Readiness.OFFLINE, (("line", Sensor.BAD),))
    face.station.views[PRINTER] = replace(face.station.views[PRINTER], status=off)
    press(face, Key.Key_4)
    assert face.list.rows[PRINTER].state.text() == "离线，代码 D-103"
    assert face.page.trouble.code.text() == "D-103"


def test_the_place_of_a_device_that_names_none_is_its_own_name(face) -> None:
    broken(face, PRINTER, DeviceErrorCode.PAPER_OUT, "receipt_printer")
    press(face, Key.Key_4)
    assert told(face, Fact.PLACE) == "凭条打印机"
    assert told(face, Fact.SAID) == ""


def test_a_reader_is_not_blamed_for_the_printer(face, qtbot) -> None:
    jam = DeviceError(DeviceErrorCode.PAPER_JAM, "receipt_printer")
    checks_end_with(face, RungFinding(Rung.LOOPBACK, RungResult.NOT_REACHED, "could not be tried", 0, jam, PRINTER))
    press(face, Key.Key_1, Key.Key_I)
    qtbot.waitUntil(lambda: face.page.trouble.code.text() == "D-403")
    assert face.page.trouble.message.text().startswith("凭条打印机")
    assert told(face, Fact.PLACE) == "凭条打印机"


def test_a_fault_that_stands_on_the_page_is_not_said_twice_and_its_rung_says_where_to_look(face, qtbot) -> None:
    press(face, Key.Key_2)
    broken(face, DeviceKind.CARD_READER, DeviceErrorCode.NO_HARDWARE)
    checks_end_with(face, failed(Rung.ATTACHED, DeviceErrorCode.NO_HARDWARE))
    press(face, Key.Key_I)
    qtbot.waitUntil(lambda: told(face, Fact.CURE).endswith("查电源、数据线、插口或网络地址。"))
    assert face.page.trouble.code.text() == "D-102"
    assert face.page.trouble.others.isHidden()


def test_a_check_that_finds_another_fault_is_told_beside_the_devices_own(face, qtbot) -> None:
    broken(face, PRINTER, DeviceErrorCode.TIMEOUT)
    checks_end_with(face, failed(Rung.SENSORS, DeviceErrorCode.PAPER_JAM))
    press(face, Key.Key_4, Key.Key_I)
    qtbot.waitUntil(lambda: "D-403" in face.page.trouble.others.text())
    assert face.page.trouble.code.text() == "D-106"


@pytest.mark.parametrize(
    ("at", "code", "wrong"),
    [
        (Rung.CLAIMED, DeviceErrorCode.OFFLINE, "哪个程序占用"),
        (Rung.OPENED, DeviceErrorCode.TIMEOUT, "驱动选项"),
        (Rung.SENSORS, DeviceErrorCode.PAPER_JAM, "切刀"),
    ],
)
def test_the_code_says_what_to_do_and_a_rung_contradicts_it_nowhere(face, qtbot, at, code, wrong) -> None:
    checks_end_with(face, failed(at, code))
    press(face, Key.Key_4, Key.Key_I)
    qtbot.waitUntil(lambda: face.page.trouble.code.text() == code.value)
    assert wrong not in texts(face.page.trouble)


def test_what_is_mended_is_no_longer_told(face, qtbot) -> None:
    well = face.station.views[PRINTER]
    broken(face, PRINTER, DeviceErrorCode.PAPER_OUT)
    press(face, Key.Key_4)
    assert face.page.trouble.isVisible()
    face.station.views[PRINTER] = well
    face.show_devices()
    assert face.page.trouble.isHidden()


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_check_is_marked_as_overtaken_and_its_trouble_gone_once_the_device_is_well_again(
    open_technicians_face, qtbot, size, language
) -> None:
    face = open_technicians_face(language=language)
    face.resize(*size)
    well = face.station.views[DeviceKind.CARD_READER]
    broken(face, DeviceKind.CARD_READER, DeviceErrorCode.NO_HARDWARE)
    checks_end_with(face, failed(Rung.OS_DRIVER, DeviceErrorCode.NO_HARDWARE))
    press(face, Key.Key_2, Key.Key_I)
    qtbot.waitUntil(lambda: face.checks.last(DeviceKind.CARD_READER) is not None)
    since = Tongue(language).say(technician_words.WELL_SINCE)
    assert face.page.trouble.isVisible()
    before = face.page.ladder.result.text()
    face.station.views[DeviceKind.CARD_READER] = well
    face.show_devices()
    qtbot.wait(10)
    assert face.page.trouble.isHidden()
    assert face.page.ladder.result.text().startswith(before), "when the old check was made stays to be seen"
    assert face.page.ladder.result.text() != before
    assert face.list.rows[DeviceKind.CARD_READER].check.text() == since
    assert clipped(face) == []


def test_a_check_that_failed_at_a_device_which_never_said_so_itself_stays_a_trouble(face, qtbot) -> None:
    checks_end_with(face, failed(Rung.ANSWERS, DeviceErrorCode.HUNG))
    press(face, Key.Key_4, Key.Key_I)
    qtbot.waitUntil(lambda: face.page.trouble.code.text() == "D-114")
    face.show_devices()
    assert face.page.trouble.isVisible()


def test_what_hindered_a_reader_is_told_no_more_once_the_printer_is_mended(face, qtbot) -> None:
    well = face.station.views[PRINTER]
    broken(face, PRINTER, DeviceErrorCode.PAPER_OUT)
    error = DeviceError(DeviceErrorCode.PAPER_OUT, "receipt_printer")
    checks_end_with(face, RungFinding(Rung.LOOPBACK, RungResult.NOT_REACHED, "no paper", 0.0, error, PRINTER))
    press(face, Key.Key_1, Key.Key_I)
    qtbot.waitUntil(lambda: face.page.trouble.code.text() == "D-401")
    face.station.views[PRINTER] = well
    face.show_devices()
    assert face.page.trouble.code.isHidden()


def test_several_sensors_that_are_bad_are_told_each_and_the_line_is_but_their_effect(face) -> None:
    bad = tuple((name, Sensor.BAD) for name in ("line", "cover", "paper"))
    status = DeviceStatus(Readiness.NEEDS_ATTENTION, bad)
    face.station.views[PRINTER] = replace(face.station.views[PRINTER], status=status)
    press(face, Key.Key_4)
    assert face.page.trouble.code.text() == "D-402"
    assert "D-401" in face.page.trouble.others.text()
    assert "D-103" not in face.page.trouble.others.text()
