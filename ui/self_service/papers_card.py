"""The papers to bring; what goes for several of them, or for the whole list, is told once below."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from kiosk.rules.assessment import Text
from kiosk.rules.facts import OriginalFact
from ui.desk.steps import original_name
from ui.i18n import Tongue, fill, literal
from ui.i18n import self_service as words
from ui.self_service.fitted_card import FittedCard
from ui.theme import LARGE
from ui.widgets.boxes import column, empty, row
from ui.widgets.marks import Mark, Sign
from ui.widgets.spoken import SpokenLabel

_MARKED = literal("{name}\u00a0*")
ONE_COLUMN = 6
"""Papers that stand under each other; more take two columns, so that none is below the edge."""


class PapersCard(FittedCard):
    """All papers at once."""

    def __init__(self, tongue: Tongue) -> None:
        super().__init__(tongue)
        self._tongue = tongue

    def show_papers(self, papers: Sequence[OriginalFact]) -> None:
        """List them; nothing where there are none."""
        empty(self.box)
        self.texts, self.strong, self.columns = [], [], []
        copied = [paper for paper in papers if paper.copy_asked]
        all_copied = len(copied) == len(papers) > 1
        across = row(gap=LARGE.gap_wide)
        deep = len(papers) if len(papers) <= ONE_COLUMN else -(-len(papers) // 2)
        for first in range(0, len(papers), deep or 1):
            self.columns.append(self._column(papers[first : first + deep], marked=not all_copied))
            across.addLayout(self.columns[-1], 1)
        self.box.addLayout(across)
        if copied:
            self._note(words.ALL_COPIES if all_copied else words.MARKED_COPIES)
        if any(paper.template for paper in papers):
            self._note(words.GENERAL_LIST, tone="attention")
        self.box.addStretch(1)
        for label in (*self.texts, *self.strong):
            label.show()  # a layout leaves out of its height what is still to be shown
        self.fit()

    def _column(self, papers: Sequence[OriginalFact], *, marked: bool) -> QVBoxLayout:
        made = column()
        for paper in papers:
            name = original_name(paper)
            said = fill(_MARKED, name=name) if marked and paper.copy_asked else name
            label = SpokenLabel(self._tongue, said, wrap=True)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            line = row(gap=LARGE.gap)
            line.addWidget(Mark(Sign.TODO, LARGE.mark), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(label, 1)
            made.addLayout(line)
            self.texts.append(label)
        made.addStretch(1)
        return made

    def _note(self, text: Text, tone: str = "") -> None:
        label = SpokenLabel(self._tongue, text, tone=tone, wrap=True)
        self.strong.append(label)
        self.box.addWidget(label)
