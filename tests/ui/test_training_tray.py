"""The training tray on both faces, the mat between two visits, and what the tray leaves room for."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea

from drivers.device import DeviceKind
from kiosk.rules.assessment import Text
from tests.helpers.clipping import clipped
from tests.helpers.faces import SIMULATOR, frame, training_people
from ui.context import TrainingAction, TrainingPerson
from ui.desk.actions import Action
from ui.desk.stage import Page
from ui.theme import SIZES

LONG = Text(
    "放上：境内检验检疫机构出具的体检报告及其所有附页和翻译件",
    "Lay down: the medical report by a domestic inspection and quarantine institution, with every annex",
)


def much(done: list[int]) -> tuple[TrainingPerson, ...]:
    """One person with fifteen long-named things."""
    return (
        TrainingPerson(
            Text("样张甲：材料齐全", "Person A: a complete case"),
            tuple(TrainingAction(LONG, lambda n=n: done.append(n)) for n in range(1, 16)),
        ),
    )


def serve(desk) -> None:
    desk.session.scan(b"code", SIMULATOR)
    desk.settle()
    desk.window.choose(1)
    desk.settle()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(1920, 1080), (1600, 1000), (1366, 768)])
def test_the_open_tray_cuts_nothing_and_never_widens_the_window(open_a_desk, size, language) -> None:
    desk = open_a_desk(training=much([]), language=language)
    desk.window.resize(*size)
    serve(desk)
    desk.window.act(Action.TRAY)
    for _ in range(3):
        desk.qtbot.wait(10)
    assert desk.window.tray.isVisible()
    assert desk.window.size().toTuple() == size
    assert clipped(desk.window.tray) == []
    assert clipped(desk.window.stage) == []
    tools = desk.window.stage.picture.tools.values()
    assert all(chip.width() >= chip.sizeHint().width() for chip in tools)
    edge = desk.window.edge
    assert edge.height() >= edge.sizeHint().height(), "the keys of the lower edge are cut"
    assert edge.geometry().bottom() < desk.window.height()
    desk.window.act(Action.TRAY)
    assert desk.window.comparison.isVisible()


def test_the_presented_thing_is_scrolled_to_and_every_one_has_its_own_number(open_a_desk) -> None:
    done: list[int] = []
    desk = open_a_desk(training=much(done))
    desk.window.act(Action.TRAY)
    desk.qtbot.wait(10)
    tray = desk.window.tray
    for _ in range(14):
        QTest.keyClick(desk.window, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert done == list(range(1, 15))
    chip = tray._chips[13]
    viewport = tray.findChild(QScrollArea).viewport()
    top = chip.mapTo(viewport, chip.rect().topLeft()).y()
    assert top >= 0
    assert top + chip.height() <= viewport.height()
    caps = [one._cap.text() for one in tray._chips]
    assert len(set(caps)) == 15
    assert caps[8:10] == ["Ctrl 9", "10"]


def test_between_two_visits_the_camera_is_not_seen_and_the_mat_is_to_be_cleared(open_a_desk) -> None:
    cleared: list[bool] = []
    desk = open_a_desk(clear_mat=lambda: cleared.append(True))
    stage = desk.window.stage
    assert not stage.welcome.take_away.isVisible()
    serve(desk)
    desk.running.worker.offer(frame())
    desk.qtbot.waitUntil(lambda: stage.picture.view.picture is not None)
    assert cleared == []
    desk.session.close(None)
    desk.settle()
    assert cleared == [True]
    assert stage.page is Page.WELCOME
    assert stage.welcome.take_away.isVisible()
    assert stage.welcome.take_away.text() == "请取走台面上的材料"
    for _ in range(5):
        desk.running.worker.offer(frame())
        desk.qtbot.wait(20)
    assert stage.picture.view.picture is None, "the last person's page may still lie there"
    serve(desk)
    assert not stage.welcome.take_away.isVisible()
    desk.qtbot.waitUntil(lambda: stage.picture.view.picture is not None)


def test_a_picture_made_just_before_the_visit_ended_is_not_drawn_after_it(open_a_desk) -> None:
    desk = open_a_desk()
    serve(desk)
    shown = desk.window.stage.picture.view.show_picture
    desk.running.worker.offer(frame())
    desk.qtbot.waitUntil(lambda: desk.window.stage.picture.view.picture is not None)
    late = desk.window.stage.picture.view.picture
    desk.session.close(None)
    desk.settle()
    shown(late)
    assert desk.window.stage.picture.view.picture is None


def test_the_simulated_mat_is_cleared_by_taking_everything_off_it() -> None:
    from ui.cli.training_tray import _clear_the_mat

    presented = []

    class Station:
        def present(self, kind, thing):
            presented.append((kind, thing))

    _clear_the_mat(Station())
    assert presented == [(DeviceKind.DOCUMENT_CAMERA, None)]


@pytest.mark.parametrize("page", [Action.HELP, Action.GUIDANCE])
@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768)])
def test_a_page_of_the_whole_width_is_read_whole_with_the_tray_open(open_a_desk, size, page) -> None:
    desk = open_a_desk(training=training_people([]))
    window = desk.window
    window.resize(*size)
    desk.running.tongue.speak("en")
    window.act(Action.TRAY)
    window.act(page)
    desk.settle()
    assert clipped(window) == []
    edit = window.guidance.edit
    if page is Action.GUIDANCE:
        assert edit.fontMetrics().horizontalAdvance(edit.placeholderText()) < edit.width() - 2 * SIZES.gap
    window.act(page)
    assert window.tray.isVisible(), "it stands where it stood"
    assert window.size().toTuple() == size


def test_the_trays_key_goes_from_a_page_that_hides_it_to_where_it_stands(open_a_desk) -> None:
    desk = open_a_desk(training=training_people([]))
    for _ in range(2):
        desk.window.act(Action.HELP)
        assert not desk.window.tray.isVisible()
        desk.window.act(Action.TRAY)
        assert desk.window.stage.page is Page.WELCOME
        assert desk.window.tray.isVisible()
