"""The desk with any device, and any two, down: a calm word on what goes on by hand, and never a dead screen."""

from dataclasses import replace
from itertools import combinations

import pytest

from drivers.device import DeviceKind
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.status import DeviceStatus, Readiness
from drivers.worker import DeviceFailed, DeviceReady
from kiosk.registry.problems import UNANSWERED
from kiosk.rules.assessment import Text
from kiosk.services import SERVICES, Service, impaired
from kiosk.visits.view import Message, Tone, VisitView
from tests.helpers.clipping import clipped
from ui.desk.actions import Action
from ui.theme import DURATIONS
from ui.widgets.services_strip import ServicesStrip
from ui.widgets.steadied import Steadied

ONES_AND_PAIRS = [down for size in (1, 2) for down in combinations(DeviceKind, size)]


def strip(desk) -> ServicesStrip:
    return desk.window.findChild(ServicesStrip)


def fail(desk, *kinds: DeviceKind) -> None:
    error = DeviceError(DeviceErrorCode.OFFLINE, "somewhere")
    for kind in kinds:
        offline = replace(desk.station.views[kind], status=DeviceStatus(Readiness.OFFLINE), last_error=error)
        desk.station.views[kind] = offline
        desk.running.bridge.on_event(kind, DeviceFailed(error))
    desk.settle()


def mend(desk, kind: DeviceKind) -> None:
    good = DeviceStatus(Readiness.ONLINE)
    desk.station.views[kind] = replace(desk.station.views[kind], status=good, last_error=None)
    desk.running.bridge.on_event(kind, DeviceReady(good))
    desk.settle()


def test_it_comes_the_moment_a_device_fails_and_goes_when_it_is_back(open_a_desk) -> None:
    desk = open_a_desk()
    assert strip(desk).isHidden()
    fail(desk, DeviceKind.CODE_SCANNER)
    assert strip(desk).isVisible()
    assert "扫码查询：手工输入通知上的许可编号" in strip(desk).words.text()
    assert "其余照常办理" in strip(desk).words.text()
    mend(desk, DeviceKind.CODE_SCANNER)
    assert strip(desk).isHidden()


def test_on_a_loose_plug_it_comes_and_goes_once_and_then_stands_until_the_device_keeps_still(open_a_desk) -> None:
    desk = open_a_desk()
    seconds = [0.0]
    for steadied in desk.window.findChildren(Steadied):
        steadied.now = lambda: seconds[0]
    strips = (strip(desk), desk.window.fault)
    fail(desk, DeviceKind.RECEIPT_PRINTER)
    mend(desk, DeviceKind.RECEIPT_PRINTER)
    assert all(one.isHidden() for one in strips), "a first repair shows at once"
    for _ in range(4):
        seconds[0] += 1
        fail(desk, DeviceKind.RECEIPT_PRINTER)
        assert all(one.isVisible() for one in strips)
        seconds[0] += 1
        mend(desk, DeviceKind.RECEIPT_PRINTER)
        assert all(one.isVisible() for one in strips)
    seconds[0] += DURATIONS.steady / 1000
    desk.window.show_devices()
    strip(desk).look_again()
    assert all(one.isHidden() for one in strips)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("down", ONES_AND_PAIRS)
def test_whatever_is_down_a_visit_begins_by_number_and_the_papers_can_be_judged(
    open_a_desk, down, language
) -> None:
    desk = open_a_desk(language=language)
    fail(desk, *down)
    window = desk.window
    assert clipped(window) == []
    window.act(Action.TYPE_NUMBER)
    window.fill_in(number="GZ2026110000123")
    desk.settle()
    assert desk.asked("look_up")
    window.choose(1)
    desk.settle()
    window.act(Action.CONFIRM)
    desk.settle()
    assert desk.asked("judge") or window.prompt is not None, (
        "a paper is judged, or a question of it is on the screen"
    )
    assert strip(desk).isVisible()


def test_what_is_by_hand_too_is_not_said_to_go_on(open_a_desk) -> None:
    desk = open_a_desk()
    fail(desk, DeviceKind.RECEIPT_PRINTER)
    for view in impaired(desk.station.devices()):
        assert SERVICES[view.service].name.zh in strip(desk).words.text()


@pytest.mark.parametrize("code", sorted(UNANSWERED))
def test_while_the_registry_is_silent_what_asks_it_waits_and_all_else_goes_on(open_a_desk, code) -> None:
    desk = open_a_desk(language="en")
    desk.running.bridge.on_view(VisitView(message=Message(Tone.ATTENTION, Text("静", "silent"), code)))
    desk.settle()
    said = strip(desk).words.text()
    for service in (Service.LOOK_UP_BY_CODE, Service.LOOK_UP_BY_NUMBER, Service.DECISION):
        assert f"{SERVICES[service].name.en}: must wait" in said
    assert "type the permit number" not in said, "that would ask the registry too"
    assert "All else goes on" in said
    assert clipped(desk.window) == []
    desk.running.bridge.on_view(VisitView())
    desk.settle()
    assert strip(desk).isHidden()
