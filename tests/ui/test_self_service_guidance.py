"""Self-service for whoever came for something else: two touches, a slip, a way back, and nothing left behind."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from drivers.code_scanner import Scan
from drivers.device import DeviceKind
from drivers.printing import PrintOutcome, PrintResult
from kiosk.visits.events import Face
from tests.helpers.clipping import clipped
from tests.helpers.faces import SIMULATOR, FakeSession, context
from ui.context import Hall
from ui.running import Running
from ui.self_service.places import Place
from ui.self_service.window import SelfServiceWindow
from ui.theme import dress


class Visitor:
    """Somebody before the kiosk."""

    def __init__(self, made, qtbot) -> None:
        self.seconds, self.qtbot, self.station = 0.0, qtbot, made.station
        self.running = Running(made)
        self.session = self.running.session
        clock = self._now
        self.window = SelfServiceWindow(made, self.running.session, self.running.bridge, self.running.tongue, clock)
        self.window.resize(1366, 768)
        self.window.show()
        self.running.start()
        self.settle()

    def _now(self) -> float:
        return self.seconds

    def settle(self) -> None:
        self.qtbot.wait(1)

    def touch(self, button: QAbstractButton) -> None:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()
        self.settle()

    def touch_word(self, words: str) -> None:
        found = [
            b for b in self.window.findChildren(QAbstractButton) if b.isVisible() and b.accessibleName() == words
        ]
        assert len(found) == 1, words
        self.touch(found[0])

    def wait(self, seconds: float) -> None:
        self.seconds += seconds
        self.window.idle.tick()
        self.settle()

    def leave(self) -> None:
        self.window.close()
        self.running.stop()
        self.settle()
        self.window.deleteLater()

    @property
    def place(self) -> Place:
        return self.window.place


@pytest.fixture
def visitor(qtbot, qapp):
    dress(qapp)
    one = Visitor(context(open_session=lambda on_view: FakeSession(on_view, Face.SELF_SERVICE)), qtbot)
    yield one
    one.leave()


def seen(window: QWidget) -> str:
    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def open_residence(visitor: Visitor) -> None:
    for words in ("Other matters", "Visa and residence", "Get the residence permit"):
        visitor.touch_word(words)


def test_from_the_welcome_screen_two_touches_find_it_and_a_third_prints_it(visitor) -> None:
    open_residence(visitor)
    assert visitor.place is Place.GUIDANCE
    assert "The exit-entry department at the place of work" in seen(visitor.window)
    visitor.touch_word("Print this")
    assert visitor.station.submitted == [DeviceKind.RECEIPT_PRINTER]
    assert visitor.place is Place.END
    assert "Take your slip" in seen(visitor.window)
    visitor.touch(visitor.window.walk.end.back)
    assert visitor.place is Place.GUIDANCE


def test_the_chinese_tile_speaks_chinese(visitor) -> None:
    visitor.touch_word("其他业务")
    assert "您要办什么" in seen(visitor.window)


def test_back_leads_step_by_step_to_where_it_began(visitor) -> None:
    open_residence(visitor)
    places = []
    for _ in range(3):
        visitor.touch_word("Back")
        places.append(visitor.place)
    assert places == [Place.TOPICS, Place.TOPIC_GROUPS, Place.LANGUAGE]
    visitor.window.walk.choose_language("en")
    visitor.touch_word("Other matters")
    visitor.touch_word("Back")
    assert visitor.place is Place.SCAN


@pytest.mark.parametrize("touches", [1, 2, 3])
def test_start_over_stands_on_every_page(visitor, touches) -> None:
    for words in ("Other matters", "Visa and residence", "Get the residence permit")[:touches]:
        visitor.touch_word(words)
    visitor.touch_word("Start over")
    assert visitor.place is Place.LANGUAGE
    assert visitor.running.tongue.language == "zh"


def test_idleness_ends_it_as_everything_else(visitor) -> None:
    open_residence(visitor)
    visitor.wait(61)
    assert visitor.place is Place.STILL_THERE
    visitor.touch(visitor.window.walk.still_there.go_on)
    assert visitor.place is Place.GUIDANCE
    visitor.wait(61)
    visitor.wait(21)
    assert visitor.place is Place.LANGUAGE
    assert "exit-entry" not in "\n".join(label.text() for label in visitor.window.findChildren(QLabel))


def test_a_code_that_is_presented_opens_the_permit(visitor) -> None:
    open_residence(visitor)
    visitor.running.bridge.on_event(DeviceKind.CODE_SCANNER, Scan(b"code", SIMULATOR))
    visitor.settle()
    visitor.settle()
    assert visitor.place is Place.PERMIT


@pytest.mark.parametrize(
    ("outcome", "place", "words"),
    [
        (PrintOutcome.UNKNOWN, Place.END, "may not have come out"),
        (PrintOutcome.NOT_PRINTED, Place.GUIDANCE, "tell them this code: P-104"),
    ],
)
def test_a_slip_that_is_not_known_to_be_out_is_told(visitor, outcome, place, words) -> None:
    visitor.station.print_outcome = outcome
    open_residence(visitor)
    visitor.touch_word("Print this")
    assert visitor.place is place
    assert words in seen(visitor.window)
    assert visitor.window.walk.guiding.page.print_button.isEnabled()


def test_a_slip_that_ends_after_its_visitor_has_left_is_told_to_nobody(visitor) -> None:
    visitor.station.print_outcome = None
    open_residence(visitor)
    visitor.touch_word("Print this")
    visitor.window.walk.guiding.print_slip()
    assert len(visitor.station.submitted) == 1, "one touch, one slip"
    visitor.window.walk.finish()
    visitor.station.pending[0].set_result(PrintResult("slip", PrintOutcome.PRINTED, "test"))
    visitor.settle()
    assert visitor.place is Place.LANGUAGE


def test_by_keyboard_alone_a_matter_is_opened(visitor) -> None:
    visitor.touch_word("Other matters")
    window = visitor.window
    window.walk.guiding.groups.tiles[3].setFocus()
    QTest.keyClick(window.walk.guiding.groups.tiles[3], Qt.Key.Key_Return)
    assert visitor.place is Place.TOPICS
    window.walk.guiding.topics.tiles[0].setFocus()
    QTest.keyClick(window.walk.guiding.topics.tiles[0], Qt.Key.Key_Space)
    assert visitor.place is Place.GUIDANCE


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768), (1080, 1920)])
def test_every_matter_can_be_read_whole_with_large_targets_within_reach(visitor, size, language) -> None:
    window = visitor.window
    window.resize(*size)
    window.walk.other_matters(language)
    for number, group in enumerate(window.walk.guiding.shown_groups):
        window.walk.guiding.choose_group(number)
        for at in range(len(group.topics)):
            window.walk.guiding.choose_topic(at)
            visitor.settle()
            assert clipped(window) == [], group.topics[at].words.en
        for place in (Place.TOPIC_GROUPS, Place.TOPICS, Place.GUIDANCE):
            window.walk.go_to(place)
            visitor.settle()
            assert clipped(window) == []
            for button in window.findChildren(QAbstractButton):
                if button.isVisible() and button is not window.other_language:
                    assert min(button.width(), button.height()) >= 60
                    assert button.mapTo(window, button.rect().center()).y() >= size[1] / 2
    assert window.size().toTuple() == size


def test_a_hall_without_matters_offers_none(qtbot, qapp) -> None:
    dress(qapp)
    hall = Hall(context().hall.name)
    one = Visitor(context(hall=hall, open_session=lambda on_view: FakeSession(on_view, Face.SELF_SERVICE)), qtbot)
    assert "Other matters" not in [
        b.accessibleName() for b in one.window.findChildren(QAbstractButton) if b.isVisible()
    ]
    one.leave()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_wrapped_item_has_all_its_lines_to_the_right_of_its_mark(visitor, language) -> None:
    window, wrapped = visitor.window, 0
    window.walk.other_matters(language)
    for number, group in enumerate(window.walk.guiding.shown_groups):
        window.walk.guiding.choose_group(number)
        for at in range(len(group.topics)):
            window.walk.guiding.choose_topic(at)
            visitor.settle()
            labels = [label for label in window.walk.guiding.page.view.findChildren(QLabel) if label.isVisible()]
            assert not [label.text() for label in labels if label.text().startswith(("• ", "1. "))]
            marks = [label for label in labels if label.text() == "•" or label.text().rstrip(".").isdecimal()]
            for mark in marks:
                [text] = [each for each in labels if each.y() == mark.y() and _beside(mark, each)]
                wrapped += text.height() > 1.5 * mark.fontMetrics().height()
                assert mark.width() >= mark.fontMetrics().horizontalAdvance(mark.text())
    assert wrapped, "no item is long enough to prove it"


def _beside(mark: QLabel, text: QLabel) -> bool:
    return text.parentWidget() is mark.parentWidget() and text.x() >= mark.x() + mark.width()
