"""The page of what to bring: whole on every screen, under any fault, and open about being the general list."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel

from drivers.device import DeviceKind
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.status import DeviceStatus, Readiness
from kiosk.rules.checklist import required_originals
from kiosk.rules.profiles import load_profile
from kiosk.training.people import person_named
from kiosk.visits.events import Face
from tests.helpers.clipping import clipped
from tests.helpers.faces import DEADLINE, SIMULATOR, FakeSession, context, training_people
from ui.self_service.app import open_self_service
from ui.theme import dress

LISTED = required_originals(person_named("lukasz").record, load_profile("gz"))
GENERAL = required_originals(replace(person_named("lukasz").record, materials=()), load_profile("gz"))
SCANNER, PRINTER = DeviceKind.CODE_SCANNER, DeviceKind.RECEIPT_PRINTER


@pytest.fixture(params=["training", "real"])
def kiosk(request, qtbot, qapp):
    dress(qapp)
    people = training_people([]) if request.param == "training" else ()
    made = context(
        open_session=lambda on_view: FakeSession(on_view, Face.SELF_SERVICE),
        training=people,
        hall=replace(context().hall, window=load_profile("gz").window_text),  # the longest address there is
    )
    window, running = open_self_service(made)
    window.resize(1366, 768)
    window.show()
    running.start()
    qtbot.wait(1)
    window.station, window.session, window.tongue = made.station, running.session, running.tongue
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


def to_the_list(window, qtbot, originals, language: str) -> None:
    window.walk.choose_language(language)
    window.session.scan(b"code", SIMULATOR)
    qtbot.wait(1)
    window.session.state = replace(window.session.state, originals=originals)
    window.session.state_entry_date(DEADLINE.anchor)
    qtbot.wait(1)
    window.walk.go_on()
    qtbot.wait(5)


def said(window) -> str:
    return "\n".join(label.text() for label in window.walk.bring.findChildren(QLabel) if label.isVisible())


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768), (1080, 1920)])
@pytest.mark.parametrize("originals", [LISTED, GENERAL], ids=["listed", "general"])
def test_under_any_fault_every_paper_is_seen_whole(kiosk, qtbot, originals, size, language) -> None:
    kiosk.resize(*size)
    to_the_list(kiosk, qtbot, originals, language)
    for kinds in ((), (PRINTER,), (SCANNER,)):
        fail(kiosk, *kinds)
        qtbot.wait(5)
        assert kiosk.size().toTuple() == size
        assert clipped(kiosk) == [], kinds


@pytest.mark.parametrize(("language", "part"), [("zh", "通用清单"), ("en", "general list")])
def test_a_general_list_says_that_it_is_one_and_a_cases_own_does_not(kiosk, qtbot, language, part) -> None:
    to_the_list(kiosk, qtbot, GENERAL, language)
    assert part in said(kiosk)
    kiosk.walk.bring.show_visit(replace(kiosk.session.state, originals=LISTED))
    assert part not in said(kiosk)
