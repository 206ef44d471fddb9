"""Self-service: masked, one thing a page, idle on a virtual clock, and wiped to the last word."""

import gc
from dataclasses import dataclass, replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from drivers.code_scanner import Scan
from drivers.device import DeviceKind
from drivers.errors import Actor, DeviceError, DeviceErrorCode
from drivers.printing import PrintOutcome
from drivers.status import DeviceStatus, Readiness
from kiosk.permits import PermitRecord
from kiosk.rules.assessment import Text
from kiosk.rules.checklist import required_originals
from kiosk.rules.profiles import load_profile
from kiosk.training.people import person_named
from kiosk.visits.events import Closing, Face, Paper
from kiosk.visits.state import VisitState
from kiosk.visits.view import Message, Tone
from tests.helpers.clipping import clipped
from tests.helpers.faces import (
    CANARY,
    DEADLINE,
    RECORD,
    SIMULATOR,
    FakeSession,
    FakeStation,
    context,
    training_people,
)
from ui.running import Running
from ui.self_service.places import Place
from ui.self_service.window import SelfServiceWindow
from ui.theme import dress


class Clock:
    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@dataclass
class Kiosk:
    window: SelfServiceWindow
    session: FakeSession
    station: FakeStation
    running: Running
    clock: Clock
    qtbot: Any

    def settle(self) -> None:
        self.qtbot.wait(1)

    def scan(self) -> None:
        self.running.bridge.on_event(DeviceKind.CODE_SCANNER, Scan(b"code", SIMULATOR))
        self.settle()
        self.settle()

    def wait(self, seconds: float) -> None:
        self.clock.seconds += seconds
        self.window.idle.tick()
        self.settle()

    def touch(self, button: QAbstractButton) -> None:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def closings(self) -> list[Closing]:
        return [call[1] for call in self.session.calls if call[0] == "close"]


@pytest.fixture
def kiosk(qtbot, qapp):
    dress(qapp)
    clock = Clock()
    made = context(open_session=lambda on_view: FakeSession(on_view, Face.SELF_SERVICE))
    running = Running(made)
    window = SelfServiceWindow(made, running.session, running.bridge, running.tongue, clock)
    window.resize(1366, 768)
    window.show()
    running.start()
    one = Kiosk(window, running.session, made.station, running, clock, qtbot)
    one.settle()
    yield one
    window.close()
    running.stop()
    one.settle()
    window.deleteLater()


def said(window: QWidget) -> str:
    words = [label.text() for label in window.findChildren(QLabel)]
    words += [widget.accessibleName() + widget.toolTip() for widget in window.findChildren(QWidget)]
    return "\n".join(words)


def test_the_way_through_is_language_scan_permit_bring_receipt(kiosk) -> None:
    assert kiosk.window.place is Place.LANGUAGE
    kiosk.touch(kiosk.window.walk.language.tiles["en"])
    assert kiosk.window.place is Place.SCAN
    assert "Present the code" in kiosk.window.walk.scan.title.text()
    kiosk.scan()
    assert kiosk.window.place is Place.PERMIT
    kiosk.window.walk.go_on()
    assert kiosk.window.place is Place.BRING
    kiosk.touch(kiosk.window.walk.bring.print_button)
    assert [call for call in kiosk.session.calls if call[0] in ("assess", "print_paper")] == [
        ("assess",),
        ("print_paper", Paper.RECEIPT),
    ]
    assert kiosk.window.place is Place.END
    kiosk.window.walk.finish()
    kiosk.settle()
    assert kiosk.window.place is Place.LANGUAGE
    assert kiosk.closings() == [Closing.DONE]


def test_nothing_is_ever_judged_or_confirmed_here(kiosk) -> None:
    test_the_way_through_is_language_scan_permit_bring_receipt(kiosk)
    assert not {"judge", "confirm", "declare_visitor"} & {call[0] for call in kiosk.session.calls}


def test_my_permit_is_masked(kiosk) -> None:
    kiosk.window.walk.choose_language("en")
    kiosk.scan()
    everything = said(kiosk.window)
    for hidden in (CANARY, "MÜLLER", "KATHARINA", RECORD.permit_number, RECORD.passport_number, "1990"):
        assert hidden not in everything
    assert "M*** K***" in everything
    assert "GZ****0123" in everything


def test_what_to_bring_lists_every_original_and_the_day(kiosk) -> None:
    kiosk.session.copies_with_seal = False
    kiosk.window.walk.choose_language("en")
    kiosk.scan()
    kiosk.session.state_entry_date(DEADLINE.anchor)
    kiosk.settle()
    kiosk.window.walk.go_on()
    everything = said(kiosk.window.walk.bring)
    assert "Medical report issued in China" in everything
    assert "2026-11-18" in everything
    assert "official seal" not in everything, "no paper of this case asks for a copy"
    assert "020-12345" in everything


def test_where_no_day_is_known_none_is_announced(kiosk) -> None:
    kiosk.window.walk.choose_language("en")
    kiosk.scan()
    bring = kiosk.window.walk.bring
    for entered, announced in ((None, False), (DEADLINE.anchor, True)):
        if entered is not None:
            kiosk.session.state_entry_date(entered)
        kiosk.settle()
        kiosk.window.walk.go_on()
        assert (bring.come_by.come_by.isVisible(), bring.come_by.day.isVisible()) == (announced, announced)
        assert bring.come_by.left.text()


def test_a_scan_on_the_first_page_starts_at_once(kiosk) -> None:
    kiosk.scan()
    assert kiosk.window.place is Place.PERMIT


def test_the_language_changes_on_any_page_without_losing_anything(kiosk) -> None:
    kiosk.window.walk.choose_language("zh")
    kiosk.scan()
    kiosk.window.walk.go_on()
    kiosk.touch(kiosk.window.other_language)
    assert kiosk.window.place is Place.BRING
    assert kiosk.window.walk.bring.title.text() == "Bring these originals"
    assert "Passport" in said(kiosk.window.walk.bring)


def test_after_a_minute_it_asks_and_after_twenty_seconds_more_it_wipes(kiosk) -> None:
    kiosk.window.walk.choose_language("en")
    kiosk.scan()
    kiosk.wait(59)
    assert kiosk.window.place is Place.PERMIT
    kiosk.wait(1)
    assert kiosk.window.place is Place.STILL_THERE
    assert "20 seconds" in kiosk.window.walk.still_there.seconds.text()
    kiosk.wait(15)
    assert "5 seconds" in kiosk.window.walk.still_there.seconds.text()
    kiosk.wait(5)
    assert kiosk.window.place is Place.LANGUAGE
    assert kiosk.closings() == [Closing.IDLE]


def test_continue_goes_back_to_the_same_page(kiosk) -> None:
    kiosk.window.walk.choose_language("en")
    kiosk.scan()
    kiosk.window.walk.go_on()
    kiosk.wait(61)
    kiosk.touch(kiosk.window.walk.still_there.go_on)
    assert kiosk.window.place is Place.BRING
    kiosk.wait(59)
    assert kiosk.window.place is Place.BRING
    assert kiosk.closings() == []


def test_a_touch_anywhere_is_a_sign_of_life(kiosk) -> None:
    kiosk.window.walk.choose_language("en")
    kiosk.wait(50)
    QTest.mouseClick(kiosk.window.walk.scan, Qt.MouseButton.LeftButton)
    kiosk.wait(50)
    assert kiosk.window.place is Place.SCAN
    kiosk.wait(20)
    assert kiosk.window.place is Place.STILL_THERE
    QTest.keyClick(kiosk.window, Qt.Key.Key_Space)
    assert kiosk.window.place is Place.SCAN


def test_the_first_page_is_never_wiped_for_idleness(kiosk) -> None:
    kiosk.wait(1000)
    assert kiosk.window.place is Place.LANGUAGE
    assert kiosk.closings() == []


@pytest.mark.parametrize("ending", ["finish", "idle"])
def test_the_wipe_leaves_nothing_of_the_person(kiosk, ending) -> None:
    kiosk.window.walk.choose_language("en")
    kiosk.scan()
    kiosk.window.walk.go_on()
    kiosk.settle()
    assert "M*** K***" in said(kiosk.window)
    if ending == "finish":
        kiosk.window.walk.finish()
    else:
        kiosk.wait(60)
        kiosk.wait(20)
    for _ in range(3):
        kiosk.settle()
    everything = said(kiosk.window)
    for gone in ("M*** K***", "GZ****0123", "2026-10-01", "Passport"):
        assert gone not in everything
    assert kiosk.running.tongue.language == "zh"
    gc.collect()
    kept = [thing for thing in gc.get_objects() if isinstance(thing, VisitState) and thing.record == RECORD]
    assert kept == [], "no state of the visit is held by anything"
    held = [thing for thing in gc.get_objects() if isinstance(thing, PermitRecord) and thing == RECORD]
    assert held == [RECORD], "the test's own, and no copy of it"


def test_a_visit_that_arrives_after_the_wipe_is_closed_unseen(kiosk) -> None:
    """The look-up was still running when the person left."""
    kiosk.session.scan(b"code", SIMULATOR)
    kiosk.settle()
    assert kiosk.window.place is Place.LANGUAGE
    assert kiosk.closings()[-1] is Closing.IDLE
    assert "M***" not in said(kiosk.window)


def test_a_problem_says_what_to_do_and_which_code_to_tell_the_staff(kiosk) -> None:
    kiosk.window.walk.choose_language("en")
    kiosk.session.message = Message(Tone.ATTENTION, Text("码已过期。", "The code is expired."), "T-103", Actor.USER)
    kiosk.session.say()
    kiosk.settle()
    assert kiosk.window.fault.isVisible()
    assert kiosk.window.fault.words.text() == (
        "The code is expired. If you need help, tell the staff this code: T-103."
    )


def test_a_printer_out_of_paper_is_told_and_a_card_reader_is_none_of_the_visitors_business(kiosk) -> None:
    offline = DeviceStatus(Readiness.OFFLINE)
    for kind, code, visible in (
        (DeviceKind.CARD_READER, DeviceErrorCode.OFFLINE, False),
        (DeviceKind.RECEIPT_PRINTER, DeviceErrorCode.PAPER_OUT, True),
    ):
        error = DeviceError(code, "somewhere")
        kiosk.station.views[kind] = replace(kiosk.station.views[kind], status=offline, last_error=error)
        kiosk.window.hear(kind, None)
        assert kiosk.window.fault.isVisible() is visible
    assert "D-401" in kiosk.window.fault.words.text()


@pytest.mark.parametrize(
    ("outcome", "place", "words"),
    [
        (PrintOutcome.PRINTED, Place.END, "Take your pre-check receipt"),
        (PrintOutcome.UNKNOWN, Place.END, "may not have come out"),
        (PrintOutcome.NOT_PRINTED, Place.BRING, ""),
    ],
)
def test_a_receipt_is_printed_not_printed_or_unknown(kiosk, outcome, place, words) -> None:
    kiosk.window.walk.choose_language("en")
    kiosk.scan()
    kiosk.window.walk.go_on()
    kiosk.session.print_outcome = outcome
    kiosk.touch(kiosk.window.walk.bring.print_button)
    assert kiosk.window.place is place
    assert words in kiosk.window.walk.end.title.text()


def test_a_doubled_touch_prints_once(kiosk) -> None:
    kiosk.window.walk.choose_language("en")
    kiosk.scan()
    kiosk.window.walk.go_on()
    kiosk.session.print_paper = lambda which: kiosk.session.calls.append(("print_paper", which))
    kiosk.window.walk.print_receipt()
    kiosk.window.walk.print_receipt()
    assert [call for call in kiosk.session.calls if call[0] == "print_paper"] == [("print_paper", Paper.RECEIPT)]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768), (1080, 1920)])
def test_every_page_fits_with_large_targets_in_the_lower_half(kiosk, size, language) -> None:
    kiosk.window.resize(*size)
    kiosk.window.walk.choose_language(language)
    kiosk.scan()
    kiosk.session.state_entry_date(DEADLINE.anchor)
    kiosk.settle()
    kiosk.window.walk.go_on()
    kiosk.window.walk.end.show_end(whole=False)
    kiosk.window.walk.still_there.show_seconds(20)
    for place in Place:
        kiosk.window.walk.go_to(place)
        kiosk.qtbot.wait(10)
        assert kiosk.window.size().toTuple() == size, place
        assert clipped(kiosk.window) == [], place
        for button in kiosk.window.findChildren(QAbstractButton):
            if button.isVisible():
                assert button.width() >= 60
                assert button.height() >= 60
                assert button.accessibleName()
                middle = button.mapTo(kiosk.window, button.rect().center()).y()
                in_the_head = button is kiosk.window.other_language
                assert in_the_head or middle >= size[1] / 2, f"{place} {button.text()}"


def test_a_sealed_copy_is_asked_for_only_where_the_paper_asks_for_one(kiosk) -> None:
    kiosk.window.walk.choose_language("en")
    kiosk.scan()
    first, *others = kiosk.session.state.originals
    kiosk.session.state = replace(kiosk.session.state, originals=(replace(first, copy_asked=True), *others))
    kiosk.session.say()
    kiosk.settle()
    kiosk.window.walk.go_on()
    assert said(kiosk.window.walk.bring).count("official seal") == 2, "one label, and its accessible name"


CASES = {
    "listed": person_named("lukasz").record,
    "template": replace(person_named("lukasz").record, materials=()),
}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_ten_papers_of_which_some_are_copied_fit_and_the_copies_are_told_once(kiosk, size, language, case) -> None:
    kiosk.window.resize(*size)
    kiosk.window.walk.choose_language(language)
    kiosk.scan()
    originals = required_originals(CASES[case], load_profile("gz"))
    assert len(originals) == 10
    assert {original.copy_asked for original in originals} == {True, False}
    kiosk.session.state = replace(kiosk.session.state, originals=originals)
    kiosk.session.state_entry_date(DEADLINE.anchor)
    kiosk.settle()
    kiosk.window.walk.go_on()
    for _ in range(3):
        kiosk.qtbot.wait(5)
    bring = kiosk.window.walk.bring
    assert kiosk.window.size().toTuple() == size
    assert clipped(kiosk.window) == []
    labels = [label.text() for label in bring.findChildren(QLabel)]
    assert sum("公章的复印件" in text or "official seal" in text for text in labels) == 1
    marked = sum(text.endswith("\u00a0*") for text in labels)
    assert marked == sum(original.copy_asked for original in originals)


def test_back_from_the_permit_ends_that_visit_and_keeps_the_language(kiosk) -> None:
    kiosk.window.walk.choose_language("en")
    kiosk.scan()
    old = kiosk.session.state
    kiosk.touch(kiosk.window.walk.permit.back)
    assert kiosk.window.place is Place.SCAN
    assert kiosk.running.tongue.language == "en"
    assert kiosk.closings() == [Closing.ABANDONED]
    assert "M*** K***" not in said(kiosk.window)
    kiosk.window.show_view(replace(kiosk.window.walk.view, visit=old))
    assert kiosk.window.place is Place.SCAN, "a late view of the visit that was left"


def test_enter_presses_the_button_in_focus(kiosk) -> None:
    kiosk.window.walk.language.tiles["en"].setFocus()
    QTest.keyClick(kiosk.window.walk.language.tiles["en"], Qt.Key.Key_Return)
    assert kiosk.window.place is Place.SCAN


def test_after_the_wipe_no_language_is_marked(kiosk) -> None:
    kiosk.touch(kiosk.window.walk.language.tiles["en"])
    kiosk.window.walk.finish()
    kiosk.settle()
    assert not any(tile.hasFocus() for tile in kiosk.window.walk.language.tiles.values())
    assert kiosk.window.focusWidget() is kiosk.window


def test_what_only_a_technician_can_mend_is_told_as_a_call_for_the_staff(kiosk) -> None:
    kiosk.window.walk.choose_language("en")
    told = Text("请检查网址。", "Check the registry's address in the file.")
    kiosk.session.message = Message(Tone.ATTENTION, told, "R-101", Actor.TECHNICIAN)
    kiosk.session.say()
    kiosk.settle()
    assert kiosk.window.fault.words.text() == (
        "This cannot be done right now. Please call the staff and tell them this code: R-101."
    )


def test_f8_opens_the_training_tray_only_where_there_are_training_people(kiosk, qtbot) -> None:
    QTest.keyClick(kiosk.window, Qt.Key.Key_F8)
    assert not kiosk.window.tray.isVisible()
    done: list[str] = []
    made = context(training=training_people(done))
    running = Running(made)
    window = SelfServiceWindow(made, running.session, running.bridge, running.tongue)
    window.resize(1366, 768)
    window.show()
    assert "F8 训练托盘" in said(window)
    QTest.keyClick(window, Qt.Key.Key_F8)
    assert window.tray.isVisible()
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert done == ["Person A code"]
    qtbot.wait(10)
    assert window.size().toTuple() == (1366, 768)
    window.close()
    running.stop()
    window.deleteLater()
