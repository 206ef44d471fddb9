"""What to bring, where, and by when."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout

from kiosk.rules.facts import OriginalFact
from kiosk.visits.state import VisitState
from ui.context import FaceContext
from ui.desk.deadline import NO_DAY, standing
from ui.desk.steps import original_name
from ui.i18n import EMPTY, Tongue, fill, literal
from ui.i18n import self_service as words
from ui.self_service.page import ServicePage
from ui.theme import LARGE
from ui.widgets.boxes import column, empty, frame, row
from ui.widgets.marks import Mark, Sign
from ui.widgets.spoken import SpokenLabel

_MARKED = literal("{name} *")
ONE_COLUMN = 6
"""Papers that stand under each other; more take two columns, so that none is below the edge."""


class BringPage(ServicePage):
    """All papers at once: nothing scrolls. What goes for several of them is told once."""

    def __init__(
        self,
        tongue: Tongue,
        context: FaceContext,
        back: Callable[[], None],
        finish: Callable[[], None],
        print_it: Callable[[], None],
    ) -> None:
        super().__init__(tongue, words.BRING)
        self.more.hide()
        self._context = context
        body = row(gap=LARGE.gap_wide)
        left = frame("card")
        self._list = column(left, gap=LARGE.gap, pad=LARGE.pad)
        body.addWidget(left, 3)
        body.addWidget(self._come_by(tongue), 2)
        self.content.addLayout(body, 1)
        self.back = self.add_button(words.BACK, back)
        self.add_button(words.FINISH, finish)
        self.print_button = self.add_button(words.PRINT, print_it, "main")

    def _come_by(self, tongue: Tongue) -> QFrame:
        card = frame("card")
        box = column(card, gap=LARGE.gap, pad=LARGE.pad)
        self.day = SpokenLabel(tongue, EMPTY, "hero", tone="info")
        self.days = SpokenLabel(tongue, EMPTY, "strong", wrap=True)
        self.come_by = SpokenLabel(tongue, words.COME_BY, "strong", wrap=True)
        box.addWidget(self.come_by)
        box.addWidget(self.day)
        box.addWidget(self.days)
        box.addStretch(1)
        self.place = SpokenLabel(tongue, EMPTY, wrap=True)
        box.addWidget(self.place)
        box.addWidget(SpokenLabel(tongue, words.WINDOW_CHECKS, "small", wrap=True))
        return card

    def show_visit(self, visit: VisitState | None) -> None:
        """List the originals and the day; nothing where there is no visit."""
        empty(self._list)
        if visit is None or visit.record is None:
            self.day.tell(EMPTY)
            self.days.tell(EMPTY)
            return
        self._list_papers(visit)
        hall = self._context.hall_of(visit)
        self.place.tell(fill(words.WHERE, place=hall.window) if hall.window is not None else EMPTY)
        deadlines = visit.assessment.deadlines if visit.assessment else self._context.deadlines(visit)
        stands = standing(deadlines, visit.entry_date, self._context.today())
        for label in (self.come_by, self.day):
            label.setVisible(stands.day != NO_DAY)
        self.day.tell(stands.day)
        self.days.tell(stands.words, tone=stands.tone)

    def _list_papers(self, visit: VisitState) -> None:
        papers = visit.originals
        copied = [paper for paper in papers if paper.copy_asked]
        all_copied = len(copied) == len(papers) > 1
        content = QFrame()
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(LARGE.gap_wide)
        long_names = any(paper.template for paper in papers)
        kind, gap = ("small", LARGE.gap_small) if long_names else ("", LARGE.gap)
        grid.setVerticalSpacing(gap)
        columns = 1 if len(papers) <= ONE_COLUMN else 2
        deep = -(-len(papers) // columns)
        for number, paper in enumerate(papers):
            marked = paper.copy_asked and not all_copied
            grid.addLayout(self._paper(paper, kind, marked=marked), number % deep, number // deep)
        for across in range(columns):
            grid.setColumnStretch(across, 1)
        self._list.addWidget(content)
        if copied:
            note = words.ALL_COPIES if all_copied else words.MARKED_COPIES
            self._list.addWidget(SpokenLabel(self.tongue, note, "strong", wrap=True))
        self._list.addStretch(1)

    def _paper(self, paper: OriginalFact, kind: str, *, marked: bool) -> QHBoxLayout:
        line = row(gap=LARGE.gap)
        line.addWidget(Mark(Sign.TODO, LARGE.mark), 0, Qt.AlignmentFlag.AlignTop)
        name = original_name(paper)
        label = SpokenLabel(self.tongue, fill(_MARKED, name=name) if marked else name, kind, wrap=True)
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        line.addWidget(label, 1)
        return line
