"""Which page the centre turns to, and the way back from each: behind every page the visit stays as it is."""

from collections.abc import Callable

from ui.desk.counter import Counter
from ui.desk.guidance_page import GuidancePage
from ui.desk.stage import BESIDE, Page, Stage


class Turning:
    """Turns the stage's pages by key. ``back_to_work`` gives the keys back to the desk."""

    def __init__(
        self,
        stage: Stage,
        counter: Counter,
        guidance: GuidancePage,
        back_to_work: Callable[[], None],
    ) -> None:
        self._stage, self._counter, self._guidance = stage, counter, guidance
        self._back_to_work = back_to_work

    @property
    def is_beside(self) -> bool:
        """Whether a page is open that is not about the visit."""
        return self._stage.page in BESIDE

    def show_pictures(self) -> None:
        """To the picture, where there is a record."""
        visit = self._counter.visit
        if visit is not None and visit.record is not None:
            self._stage.turn_to(Page.PICTURE)

    def toggle_assessment(self) -> None:
        """To the assessment and back to the picture."""
        visit = self._counter.visit
        if visit is None or visit.assessment is None:
            return
        self._stage.turn_to(Page.PICTURE if self._stage.page is Page.ASSESSMENT else Page.ASSESSMENT)

    def toggle_identities(self) -> None:
        """To the persons the papers name, and back to the picture."""
        if self._stage.page is Page.IDENTITIES:
            self.show_pictures()
        elif self._counter.visit is not None and self._counter.visit.record is not None:
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
            self._guidance.begin(self._counter.hall)

    def back(self) -> None:
        """One step back: from a page beside the visit, from a held picture, from a close look."""
        if self.is_beside:
            self.back_to_visit()
        elif self._stage.picture.frozen:
            self._stage.picture.toggle_freeze()
        elif self._stage.picture.zoomed:
            self._stage.picture.zoom(-99)

    def back_to_visit(self) -> None:
        """To the page the visit calls for."""
        visit = self._counter.visit
        no_record = visit is None or visit.record is None
        assessed = visit is not None and visit.assessment is not None
        self._stage.turn_to(Page.WELCOME if no_record else Page.ASSESSMENT if assessed else Page.PICTURE)
        self._back_to_work()
