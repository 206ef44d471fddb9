"""All keys on one page, made from the same table the keys work by."""

from PySide6.QtWidgets import QFrame

from kiosk.rules.assessment import Text
from ui.desk.actions import BINDINGS, HELP_GROUPS, Action
from ui.i18n import EMPTY, Tongue
from ui.i18n import desk as words
from ui.theme import SIZES, look
from ui.widgets.boxes import column, row
from ui.widgets.key_chip import KeyChip
from ui.widgets.spoken import SpokenLabel

LONGEST = 8
"""Keys in one column."""


def _columns() -> list[tuple[Text, tuple[Action, ...]]]:
    """The groups, a long one in two columns, so that all keys stand on the smallest screen at once."""
    made: list[tuple[Text, tuple[Action, ...]]] = []
    for title, actions in HELP_GROUPS:
        made.append((title, actions[:LONGEST]))
        if len(actions) > LONGEST:
            made.append((EMPTY, actions[LONGEST:]))
    return made


class HelpPage(QFrame):
    """A page of the stage."""

    def __init__(self, tongue: Tongue) -> None:
        super().__init__()
        look(self, ground="card")
        box = column(self, pad=SIZES.gap_wide)
        box.addWidget(SpokenLabel(tongue, words.HELP_TITLE, "heading"))
        box.addWidget(SpokenLabel(tongue, words.HELP_SCAN, "small", wrap=True))
        columns = row(gap=SIZES.gap_wide)
        for title, actions in _columns():
            columns.addWidget(self._group(tongue, title, actions), 1)
        box.addLayout(columns)
        box.addStretch(1)

    def _group(self, tongue: Tongue, title: Text, actions: tuple[Action, ...]) -> QFrame:
        group = QFrame()
        box = column(group, gap=SIZES.gap_small)
        box.addWidget(SpokenLabel(tongue, title, "strong", tone="info"))
        for action in actions:
            box.addWidget(KeyChip(tongue, BINDINGS[action].cap, BINDINGS[action].text, "quiet"))
        box.addStretch(1)
        return group
