"""A page of the stage: where to go with a matter that is not handled here; found by a few letters, printed by P."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QStackedLayout

from kiosk.printouts.slips import SlipTold
from kiosk.rules.assessment import Text
from kiosk.rules.topics import Topic, matching
from kiosk.visits.view import Message, Tone
from ui.bridge import Bridge
from ui.context import FaceContext, Hall
from ui.desk.actions import Action
from ui.desk.said_line import SaidLine
from ui.desk.topic_list import TopicList
from ui.i18n import EMPTY, Tongue, fill
from ui.i18n import guidance as words
from ui.slip_printing import SlipPrinting
from ui.theme import SIZES, look
from ui.widgets.boxes import column, row
from ui.widgets.guidance_view import GuidanceView
from ui.widgets.key_chip import KeyChip
from ui.widgets.spoken import SpokenLabel

_ELSEWHERE = (Qt.Key.Key_F1, Qt.Key.Key_F2, Qt.Key.Key_F8)
"""Keys of the whole desk, which work here too."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class GuidancePage(QFrame):
    """First the list with what was typed, then one matter. ``leave`` goes back to the visit behind it.

    ``turned`` comes when one was opened, or the list again.
    """

    turned = Signal()

    def __init__(self, tongue: Tongue, context: FaceContext, bridge: Bridge, leave: Callable[[], None]) -> None:
        super().__init__()
        self._tongue, self._leave = tongue, leave
        self._hall = context.hall
        self._found: tuple[Topic, ...] = ()
        self._slips = SlipPrinting(context, bridge, self._slip_ended)
        self.topic: Topic | None = None
        look(self, ground="card")
        self._stack = QStackedLayout(self)
        self._list_page, self._topic_page = self._make_list(tongue), self._make_topic(tongue)
        self._stack.addWidget(self._list_page)
        self._stack.addWidget(self._topic_page)
        tongue.changed.connect(self._name)
        self._name()

    def _make_list(self, tongue: Tongue) -> QFrame:
        page = QFrame()
        box = column(page, pad=SIZES.gap_wide)
        self.title = SpokenLabel(tongue, EMPTY, "heading")
        box.addWidget(self.title)
        line = row(gap=SIZES.gap_wide)
        self.edit = QLineEdit()
        self.edit.setMaxLength(40)
        self.edit.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.edit.textChanged.connect(self._filter)
        line.addWidget(self.edit)
        self.count = SpokenLabel(tongue, EMPTY, tone="soft")
        line.addWidget(self.count, 1)
        line.addWidget(_chip(tongue, "Enter", words.OPEN, self.open_chosen))
        line.addWidget(_chip(tongue, "Esc", words.LEAVE, self._leave))
        box.addLayout(line)
        self.list = TopicList(tongue, self.open)
        box.addWidget(self.list)
        box.addStretch(1)
        return page

    def _make_topic(self, tongue: Tongue) -> QFrame:
        page = QFrame()
        box = column(page, pad=SIZES.gap_wide)
        line = row(gap=SIZES.gap_wide)
        self.name = SpokenLabel(tongue, EMPTY, "heading", wrap=True)
        line.addWidget(self.name, 1)
        line.addWidget(_chip(tongue, "P", words.PRINT_SLIP, self.print_slip))
        line.addWidget(_chip(tongue, "Esc", words.BACK_TO_LIST, self.back))
        box.addLayout(line)
        self.said = SaidLine(tongue)
        box.addWidget(self.said)
        self.view = GuidanceView(tongue, SIZES, sources=True)
        box.addWidget(self.view, 1)
        return page

    def minimumSizeHint(self) -> QSize:
        """Nothing: it has the whole width when it is open, and must not widen the pages it is stacked with."""
        return QSize(0, 0)

    def begin(self, hall: Hall) -> None:
        """Open on the list of that locality, ready to type."""
        self._hall = hall
        self.title.tell(fill(words.TITLE, locality=hall.name))
        self.edit.clear()
        self._filter()
        self.back()

    def open(self, number: int) -> None:
        """Tell of one of the matters found, from 0."""
        self.topic = topic = self._found[number]
        self.name.tell(fill(words.REMOVED, name=topic.guidance.name) if topic.is_removed else topic.guidance.name)
        self.said.tell(None)
        self.view.show_guidance(topic.guidance)
        self._stack.setCurrentWidget(self._topic_page)
        self.window().setFocus()
        self.turned.emit()

    def open_chosen(self) -> None:
        """Tell of the matter that is chosen; nothing where none was found."""
        if self._found:
            self.open(self.list.chosen)

    def back(self) -> None:
        """From one matter to the list."""
        self.topic = None
        self._slips.forget()
        self._stack.setCurrentWidget(self._list_page)
        self.edit.setFocus()
        self.turned.emit()

    def print_slip(self) -> None:
        """Print the slip of the matter on the screen."""
        if self.topic is not None and self._slips.print(self.topic, self._hall):
            self.said.tell(Message(Tone.INFO, words.PRINTING))

    def do(self, action: Action) -> bool:
        """Do what a touched key of this page does; False where it is none of them."""
        does = {Action.CONFIRM: self.open_chosen}
        if self.topic is not None:
            does = {Action.PRINT: self.print_slip, Action.BACK: self.back}
        act = does.get(action)
        if act is not None:
            act()
        return act is not None

    def press(self, event: QKeyEvent) -> bool:
        """Take a key: every one but those of the whole desk, so that none reaches the visit behind."""
        key = Qt.Key(event.key())
        if key in _ELSEWHERE:
            return False
        if key in _STEPS and self.topic is None:
            self.list.choose(self.list.chosen + _STEPS[key])
        elif self.topic is None and event.text().isprintable() and event.text():
            self.edit.setFocus()
            self.edit.insert(event.text())
        elif not event.isAutoRepeat():
            self._press_once(key)
        return True

    def _press_once(self, key: Qt.Key) -> None:
        if key == Qt.Key.Key_Escape:
            (self._leave if self.topic is None else self.back)()
        elif key in _ENTER and self.topic is None:
            self.open_chosen()
        elif key == Qt.Key.Key_P and self.topic is not None:
            self.print_slip()

    @Slot()
    def _filter(self) -> None:
        self._found = matching(self._hall.topics, self.edit.text())
        self.list.show_topics(self._found)
        count = fill(words.FOUND, count=len(self._found)) if self._found else words.NOTHING_FOUND
        self.count.tell(count, tone="soft" if self._found else "attention")

    def _slip_ended(self, told: SlipTold) -> None:
        self.said.tell(told.message)

    @Slot()
    def _name(self) -> None:
        self.edit.setPlaceholderText(self._tongue.say(words.TYPE_HINT))
        self.edit.setAccessibleName(self._tongue.say(words.TYPE_HINT))
        self._fit_hint()

    def _fit_hint(self) -> None:
        """The hint stands whole in the field, in the type of this screen."""
        self.edit.ensurePolished()
        hint = self.edit.fontMetrics().horizontalAdvance(self.edit.placeholderText())
        self.edit.setFixedWidth(max(SIZES.field_wide, hint + 3 * SIZES.gap_wide))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another screen has another type."""
        super().resizeEvent(event)
        self._fit_hint()


def _chip(tongue: Tongue, cap: str, text: Text, then: Callable[[], None]) -> KeyChip:
    chip = KeyChip(tongue, cap, text)
    chip.clicked.connect(lambda _=False: then())
    return chip
