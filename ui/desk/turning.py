"""Which page the centre turns to, and the way back from each: behind every page the visit stays as it is."""

from collections.abc import Callable

from kiosk.visits.state import VisitState
from ui.context import Hall
from ui.desk.conduct import Conduct
from ui.desk.guidance_page import GuidancePage
from ui.desk.stage import Page, Stage

BESIDE = (Page.HELP, Page.GUIDANCE)
"""Pages that are not about the visit: they take the whole width, and lead back to it."""


class Turning:
    """Turns the stage's pages by key. ``back_to_work`` gives the keys back to the desk."""

    def __init__(
        self,
        stage: Stage,
        conduct: Conduct,
        guidance: GuidancePage,
        hall_of: Callable[[VisitState | None], Hall],
        back_to_work: Callable[[], None],
    ) -> None:
        self._stage, self._conduct, self._guidance = stage, conduct, guidance
        self._hall_of, self._back_to_work = hall_of, back_to_work

    @property
    def is_beside(self) -> bool:
        """Whether a page is open that is not about the visit."""
        return self._stage.page in BESIDE

    def show_pictures(self) -> None:
        """To the picture, where there is a record."""
        visit = self._conduct.visit
        if visit is not None and visit.record is not None:
            self._stage.turn_to(Page.PICTURE)

    def toggle_assessment(self) -> None:
        """To the assessment and back to the picture."""
        visit = self._conduct.visit
        if visit is None or visit.assessment is None:
            return
        self._stage.turn_to(Page.PICTURE if self._stage.page is Page.ASSESSMENT else Page.ASSESSMENT)

    def toggle_identities(self) -> None:
        """To the persons the papers name, and back to the picture."""
        if self._stage.page is Page.IDENTITIES:
            self.show_pictures()
        elif self._conduct.visit is not None and self._conduct.visit.record is not None:
            self._stage.turn_to(Page.IDENTITIES)

    def toggle_help(self) -> None:
        """To the keys and back."""
        if self._stage.page is Page.HELP:
            self.back_to_visit()
        else:
            self._stage.turn_to(Page.HELP)
            self._back_to_work()

    def toggle_guidance(self) -> None:
        """To where to go with other matters, as this visit's locality has it, and back."""
        if self._stage.page is Page.GUIDANCE:
            self.back_to_visit()
        else:
            self._stage.turn_to(Page.GUIDANCE)
            self._guidance.begin(self._hall_of(self._conduct.visit))

    def back(self) -> None:
        """One step back: from a page beside the visit, from a held picture, from a close look."""
        if self.is_beside:
            self.back_to_visit()
        elif self._stage.frozen:
            self._stage.toggle_freeze()
        elif self._stage.zoomed:
            self._stage.zoom(-99)

    def back_to_visit(self) -> None:
        """To the page the visit calls for."""
        visit = self._conduct.visit
        no_record = visit is None or visit.record is None
        assessed = visit is not None and visit.assessment is not None
        self._stage.turn_to(Page.WELCOME if no_record else Page.ASSESSMENT if assessed else Page.PICTURE)
        self._back_to_work()
