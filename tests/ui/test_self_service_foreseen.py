"""What to bring, as the rules have it: who need not come, before what to come, and what an open day asks."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel

from drivers.printing import PrintOutcome
from kiosk.printouts.foreseen import Foreseen, foreseen
from kiosk.rules.checklist import required_originals
from kiosk.rules.profiles import load_profile
from kiosk.training.people import person_named
from kiosk.visits.events import Face
from kiosk.visits.state import VisitState
from tests.helpers.clipping import clipped
from tests.helpers.faces import SIMULATOR, FakeSession, context, training_people
from tests.helpers.rules import CALENDAR
from ui.context import Hall
from ui.self_service.app import open_self_service
from ui.self_service.places import Place
from ui.theme import dress

PROFILES = {name: load_profile(name) for name in ("gz", "sz")}
HALLS = {name: Hall(profile.name, window=profile.window_text) for name, profile in PROFILES.items()}
TODAY = date(2026, 11, 20)
SIZES = pytest.mark.parametrize("size", [(1920, 1080), (1366, 768), (1080, 1920)])
LANGUAGES = pytest.mark.parametrize("language", ["zh", "en"])


def told(visit: VisitState) -> Foreseen:
    """By the real rules, whatever the fake session says of itself."""
    case = replace(visit, assessment=None)
    return foreseen(case, PROFILES[case.record.locality], CALENDAR, TODAY)


@pytest.fixture
def kiosk(qtbot, qapp):
    dress(qapp)
    made = context(
        open_session=lambda on_view: FakeSession(on_view, Face.SELF_SERVICE),
        training=training_people([]),
        hall=HALLS["gz"],
        localities=HALLS,
        today=lambda: TODAY,
        foreseen=told,
    )
    window, running = open_self_service(made)
    window.resize(1366, 768)
    window.show()
    running.start()
    qtbot.wait(1)
    window.session = running.session
    yield window
    window.close()
    running.stop()
    qtbot.wait(1)
    window.deleteLater()


def to_the_list(window, qtbot, person: str, language: str = "en", **changes: object) -> None:
    record = person_named(person).record
    window.walk.choose_language(language)
    window.session.scan(b"code", SIMULATOR)
    qtbot.wait(1)
    originals = required_originals(record, PROFILES[record.locality])
    window.session.state = replace(window.session.state, record=record, originals=originals, **changes)
    window.session.say()
    qtbot.wait(1)
    window.walk.go_on()
    qtbot.wait(5)


def said(window) -> str:
    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def test_who_need_not_come_is_told_so_with_the_reason_and_no_day(kiosk, qtbot) -> None:
    to_the_list(kiosk, qtbot, "seoyeon", entry_date=date(2026, 11, 10))
    everything = said(kiosk)
    assert kiosk.walk.bring.title.text() == "You need not come for verification"
    assert "do not ask class A for on-site verification" in everything
    assert "please confirm with the local window" in everything
    for wrong in ("Come to the window by", "2026-12", "days left", "Bring these originals"):
        assert wrong not in everything
    assert not kiosk.walk.bring.papers.isVisible()


def test_the_end_of_who_need_not_come_asks_for_no_originals(kiosk, qtbot) -> None:
    to_the_list(kiosk, qtbot, "seoyeon")
    kiosk.session.print_outcome = PrintOutcome.PRINTED
    kiosk.walk.print_receipt()
    qtbot.wait(5)
    assert kiosk.place is Place.END
    assert kiosk.walk.end.more.text() == "No originals need to be brought to the window."


def test_the_next_person_is_asked_for_originals_again(kiosk, qtbot) -> None:
    to_the_list(kiosk, qtbot, "seoyeon")
    kiosk.walk.finish()
    qtbot.wait(5)
    assert "class A" not in said(kiosk)
    to_the_list(kiosk, qtbot, "lukasz")
    assert kiosk.walk.bring.title.text() == "Bring these originals"
    assert kiosk.walk.bring.papers.isVisible()
    assert kiosk.walk.bring.come_by.checks.isVisible()


def test_where_no_day_is_set_the_order_of_steps_is_told_under_that_localitys_name(kiosk, qtbot) -> None:
    to_the_list(kiosk, qtbot, "yoshida")
    everything = said(kiosk)
    assert "Please have the originals verified before applying for the work-type residence permit." in everything
    assert "No deadline known here" not in everything
    assert "Shenzhen" in everything.splitlines()
    kiosk.walk.finish()
    qtbot.wait(5)
    assert "Shenzhen" not in said(kiosk)


def test_an_entry_nobody_knows_says_what_to_do(kiosk, qtbot) -> None:
    to_the_list(kiosk, qtbot, "zoe", entry_date=None)
    assert "Within 30 days of entry" in said(kiosk)
    assert "show the entry stamp in the passport" in said(kiosk)


@LANGUAGES
@SIZES
@pytest.mark.parametrize("person", ["seoyeon", "yoshida", "zoe"])
def test_all_of_it_is_seen_whole(kiosk, qtbot, person, size, language) -> None:
    kiosk.resize(*size)
    to_the_list(kiosk, qtbot, person, language, entry_date=None)
    assert kiosk.size().toTuple() == size
    assert clipped(kiosk) == []
