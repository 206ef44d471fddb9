"""What to bring, where, and by when."""

from collections.abc import Callable

from kiosk.printouts.foreseen import Foreseen
from kiosk.rules.assessment import Text
from kiosk.visits.state import VisitState
from printing.bilingual import Bilingual
from ui.context import FaceContext
from ui.desk.deadline import NO_DAY, Standing, standing
from ui.i18n import EMPTY, Tongue
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
            self.title.tell(words.BRING)
            self.papers.show_papers(())
            self.come_by.clear()
            return
        told, place = self._context.foreseen(visit), self._context.hall_of(visit).window
        self.papers.setVisible(told.not_required is None)
        self.title.tell(words.BRING if told.not_required is None else words.NEED_NOT_COME)
        self.papers.show_papers(visit.originals)
        if told.not_required is not None:
            self.come_by.show_not_required(told.not_required, place)
        else:
            self.come_by.show_standing(*self._standing(visit, told), place)

    def _standing(self, visit: VisitState, told: Foreseen) -> tuple[Standing, Text]:
        """The day and what else is to be known of it; an order of steps stands where there is no day at all."""
        stands = standing(told.deadlines, visit.entry_date, self._context.today())
        if told.order is not None:
            message, remedy = told.order.message, told.order.remedy
            return (Standing(NO_DAY, message, "info"), remedy) if stands.day == NO_DAY else (stands, message)
        if stands.day != NO_DAY:
            return stands, EMPTY
        return stands, _as_sentence(told.limits[0].says) if told.limits else EMPTY


def _as_sentence(says: Bilingual) -> Text:
    """What stands behind a label on paper, alone."""
    return Text(f"{says.zh}。", f"{says.en[:1].upper()}{says.en[1:]}.")
