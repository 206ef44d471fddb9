"""What to bring, where, and by when."""

from collections.abc import Callable

from kiosk.visits.state import VisitState
from ui.context import FaceContext
from ui.desk.deadline import standing
from ui.i18n import Tongue
from ui.i18n import self_service as words
from ui.self_service.come_by_card import ComeByCard
from ui.self_service.page import ServicePage
from ui.self_service.papers_card import PapersCard
from ui.theme import LARGE
from ui.widgets.boxes import row


class BringPage(ServicePage):
    """All papers at once beside the day."""

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
        self.papers = PapersCard(tongue)
        self.come_by = ComeByCard(tongue)
        body = row(gap=LARGE.gap_wide)
        body.addWidget(self.papers, 2)
        body.addWidget(self.come_by, 1)
        self.content.addLayout(body, 1)
        self.back = self.add_button(words.BACK, back)
        self.add_button(words.FINISH, finish)
        self.print_button = self.add_button(words.PRINT, print_it, "main")

    def show_visit(self, visit: VisitState | None) -> None:
        """List the originals and the day; nothing where there is no visit."""
        if visit is None or visit.record is None:
            self.papers.show_papers(())
            self.come_by.clear()
            return
        self.papers.show_papers(visit.originals)
        deadlines = visit.assessment.deadlines if visit.assessment else self._context.deadlines(visit)
        stands = standing(deadlines, visit.entry_date, self._context.today())
        self.come_by.show_standing(stands, self._context.hall_of(visit).window)
