"""The matters that what was typed may mean, all of them in sight; one of them is chosen."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy

from kiosk.rules.topics import Topic
from ui.i18n import Tongue, fill
from ui.i18n import guidance as words
from ui.theme import SIZES, look
from ui.widgets.spoken import SpokenButton

COLUMNS = 3


class TopicList(QFrame):
    """``open_it`` is called with the number of a matter that is touched, from 0."""

    def __init__(self, tongue: Tongue, open_it: Callable[[int], None]) -> None:
        super().__init__()
        self._tongue, self._open = tongue, open_it
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SIZES.gap_wide)
        self._grid.setVerticalSpacing(0)
        for across in range(COLUMNS):
            self._grid.setColumnStretch(across, 1)
        self._rows: list[SpokenButton] = []
        self.chosen = 0

    def show_topics(self, topics: Sequence[Topic]) -> None:
        """List these in columns, the first one chosen."""
        for old in self._rows:
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        deep = max(1, -(-len(topics) // COLUMNS))
        self._rows = []
        for number, topic in enumerate(topics):
            text = fill(words.REMOVED, name=topic.words) if topic.is_removed else topic.words
            line = SpokenButton(self._tongue, text, "pick", focus=False)
            line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            line.clicked.connect(lambda _=False, number=number: self._open(number))
            self._grid.addWidget(line, number % deep, number // deep, Qt.AlignmentFlag.AlignTop)
            self._rows.append(line)
        self.choose(0)

    def choose(self, number: int) -> None:
        """Mark one; past either end it stays there."""
        self.chosen = max(0, min(number, len(self._rows) - 1))
        for at, line in enumerate(self._rows):
            look(line, chosen="yes" if at == self.chosen else "no")
