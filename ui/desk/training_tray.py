"""The training tray: a fictional person's code, card and papers, put before the simulated devices by key."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.context import TrainingPerson
from ui.i18n import EMPTY, Tongue, fill, terms
from ui.i18n import desk as words
from ui.theme import SIZES, look
from ui.widgets.boxes import column, empty, row, scroll
from ui.widgets.key_chip import KeyChip, WideKeyChip
from ui.widgets.spoken import SpokenLabel

LAST_DIGIT = 9


class TrainingTray(QFrame):
    """Ctrl and a digit presents one thing, Ctrl ↓ the next; Ctrl ← → takes another person. Knows no simulator."""

    def __init__(self, tongue: Tongue, people: Sequence[TrainingPerson]) -> None:
        super().__init__()
        self._tongue, self._people, self._at = tongue, tuple(people), 0
        self._presented = 0
        self._chips: list[WideKeyChip] = []
        look(self, ground="tray")
        self.setFixedWidth(SIZES.dock)
        box = column(self, pad=SIZES.pad)
        box.addWidget(SpokenLabel(tongue, words.TRAY_TITLE, tone="training", wrap=True))
        turn = row(gap=0)
        self.count = SpokenLabel(tongue, EMPTY, "small")
        back = KeyChip(tongue, "Ctrl ←", EMPTY, "quiet")
        forth = KeyChip(tongue, "Ctrl →", EMPTY, "quiet")
        back.clicked.connect(lambda _=False: self.turn(-1))
        forth.clicked.connect(lambda _=False: self.turn(1))
        for part in (back, self.count, forth):
            turn.addWidget(part)
        turn.insertStretch(1, 1)
        turn.insertStretch(3, 1)
        box.addLayout(turn)
        self.person = SpokenLabel(tongue, EMPTY, "long_name", wrap=True)
        box.addWidget(self.person)
        box.addWidget(SpokenLabel(tongue, terms.TRAY_KEYS, "small", wrap=True))
        content = QWidget()
        self._list = column(content, gap=SIZES.gap_small)
        self._area = scroll(content)
        box.addWidget(self._area, 1)
        self._show()

    @property
    def chosen(self) -> TrainingPerson | None:
        """The person whose things lie in the tray."""
        return self._people[self._at] if self._people else None

    def turn(self, by: int) -> None:
        """Another person."""
        if self._people:
            self._at = (self._at + by) % len(self._people)
            self._show()

    def take(self, at: int) -> None:
        """The person at that place of the list, from 0."""
        self._at = at % max(1, len(self._people))
        self._show()

    def present(self, number: int) -> None:
        """Put one of the person's things before its device, from 1."""
        if self.chosen is not None and 1 <= number <= len(self.chosen.actions):
            self.chosen.actions[number - 1].act()
            self._presented = number
            for at, chip in enumerate(self._chips, 1):
                chip.weigh("first" if at == number else "plain")
            self._area.ensureWidgetVisible(self._chips[number - 1], 0, SIZES.target)

    def press(self, event: QKeyEvent) -> bool:
        """Take a key with Ctrl that belongs to the tray."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.turn(1 if key == Qt.Key.Key_Right else -1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.present(self._presented + (1 if key == Qt.Key.Key_Down else -1))
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.present(key - Qt.Key.Key_0)
        else:
            return False
        return True

    def _show(self) -> None:
        empty(self._list)
        self._presented, self._chips = 0, []
        person = self.chosen
        if person is None:
            return
        self.count.tell(fill(words.PROGRESS, done=self._at + 1, all=len(self._people)))
        self.person.tell(person.label)
        for number, action in enumerate(person.actions, 1):
            cap = f"Ctrl {number}" if number <= LAST_DIGIT else str(number)
            chip = WideKeyChip(self._tongue, cap, action.label, "plain")
            chip.clicked.connect(lambda _=False, number=number: self.present(number))
            self._chips.append(chip)
            self._list.addWidget(chip)
        self._list.addStretch(1)
        self._area.verticalScrollBar().setValue(0)
