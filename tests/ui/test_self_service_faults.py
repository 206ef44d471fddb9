"""What self-service tells a visitor while a device or the registry is down: what cannot be, what still can."""

from dataclasses import replace

import pytest

from drivers.device import DeviceKind
from drivers.errors import Actor, DeviceError, DeviceErrorCode
from drivers.status import DeviceStatus, Readiness
from kiosk.registry.problems import UNANSWERED
from kiosk.rules.assessment import Text
from kiosk.visits.view import Message, Tone
from tests.helpers.clipping import clipped
from tests.helpers.faces import context
from ui.self_service.app import open_self_service
from ui.self_service.faults import for_the_visitor, needed_fault
from ui.self_service.places import Place
from ui.theme import dress

SCANNER, PRINTER = DeviceKind.CODE_SCANNER, DeviceKind.RECEIPT_PRINTER


@pytest.fixture(params=[(1366, 768), (1920, 1080)])
def kiosk(request, qtbot, qapp):
    dress(qapp)
    window, running = open_self_service(context())
    window.resize(*request.param)
    window.show()
    running.start()
    qtbot.wait(1)
    window.station = window._context.station
    yield window
    window.close()
    running.stop()
    qtbot.wait(1)
    window.deleteLater()


def fail(window, *kinds: DeviceKind) -> None:
    offline, error = DeviceStatus(Readiness.OFFLINE), DeviceError(DeviceErrorCode.OFFLINE, "there")
    for kind in kinds:
        window.station.views[kind] = replace(window.station.views[kind], status=offline, last_error=error)
        window.hear(kind, None)


def test_a_printer_that_is_down_stops_nothing_but_the_print(kiosk, qtbot) -> None:
    kiosk.walk.choose_language("zh")
    fail(kiosk, PRINTER)
    qtbot.wait(1)
    said = kiosk.fault.words.text()
    for part in ("不能打印", "拍照", "其余照常", "D-103"):
        assert part in said
    assert "无法办理" not in said
    assert clipped(kiosk) == []


def test_without_a_scanner_the_window_and_the_guidance_are_named(kiosk, qtbot) -> None:
    kiosk.walk.choose_language("en")
    fail(kiosk, SCANNER, PRINTER)
    qtbot.wait(1)
    said = kiosk.fault.words.text()
    for part in ("go to the window", "Other matters", "Nothing can be printed"):
        assert part in said
    assert clipped(kiosk) == []


@pytest.mark.parametrize(("language", "title"), [("zh", "请到窗口办理"), ("en", "Please go to the window")])
def test_without_a_scanner_the_page_asks_for_no_code_but_names_the_window(kiosk, qtbot, language, title) -> None:
    kiosk.walk.choose_language(language)
    page = kiosk.walk.scan
    asked = page.title.text()
    fail(kiosk, SCANNER)
    qtbot.wait(5)
    assert page.title.text() == title
    assert page.sign.isHidden()
    assert "020-12345" in page.place.text()
    assert page.place.isVisible()
    assert clipped(kiosk) == []
    kiosk.station.views[SCANNER] = context().station.views[SCANNER]
    kiosk.hear(SCANNER, None)
    assert page.title.text() == asked != title
    assert page.sign.isVisible()
    assert page.place.isHidden()


def test_before_a_language_is_chosen_both_are_spoken_and_afterwards_one(kiosk, qtbot) -> None:
    size = kiosk.size()
    fail(kiosk, SCANNER, PRINTER)
    qtbot.wait(1)
    assert "请到窗口办理" in kiosk.fault.words.text()
    assert "go to the window" in kiosk.fault.words.text()
    assert clipped(kiosk) == []
    assert kiosk.size() == size
    kiosk.walk.choose_language("en")
    assert kiosk.place is Place.SCAN
    assert "请到窗口办理" not in kiosk.fault.words.text()
    assert "go to the window" in kiosk.fault.words.text()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_guidance_is_seen_whole_under_a_fault(kiosk, qtbot, language) -> None:
    kiosk.walk.choose_language(language)
    fail(kiosk, SCANNER, PRINTER)
    kiosk.walk.other_matters(language)
    for number, group in enumerate(kiosk.walk.guiding.shown_groups):
        kiosk.walk.guiding.choose_group(number)
        for at in range(len(group.topics)):
            kiosk.walk.guiding.choose_topic(at)
            qtbot.wait(1)
            assert clipped(kiosk) == [], group.topics[at].words.en


def test_the_next_person_is_told_as_well(kiosk, qtbot) -> None:
    fail(kiosk, SCANNER)
    kiosk.walk.choose_language("en")
    kiosk.walk.finish()
    qtbot.wait(1)
    assert kiosk.place is Place.LANGUAGE
    assert kiosk.fault.isVisible()


@pytest.mark.parametrize("kind", sorted(set(DeviceKind) - {SCANNER, PRINTER}))
def test_a_device_that_is_not_used_here_is_no_business_of_the_visitor(kind) -> None:
    views = context().station.views
    offline = DeviceStatus(Readiness.OFFLINE)
    gone = replace(views[kind], status=offline, last_error=DeviceError(DeviceErrorCode.OFFLINE, "there"))
    assert needed_fault([gone]) is None


def test_where_there_is_no_guidance_none_is_promised() -> None:
    views = context().station.views
    gone = replace(
        views[SCANNER],
        status=DeviceStatus(Readiness.OFFLINE),
        last_error=DeviceError(DeviceErrorCode.OFFLINE, "there"),
    )
    told = needed_fault([gone], guidance=False)
    assert told is not None
    assert "Other matters" not in told.text.en


@pytest.mark.parametrize("code", sorted(UNANSWERED))
def test_a_silent_registry_is_not_the_visitors_fault_and_the_window_is_named(code) -> None:
    told = for_the_visitor(Message(Tone.ATTENTION, Text("静", "silent"), code, Actor.TECHNICIAN))
    assert "不是您的问题" in told.text.zh
    assert "go to the window" in told.text.en
    assert code in told.text.zh
    assert code in told.text.en
