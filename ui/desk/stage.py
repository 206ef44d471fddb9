"""Centre: one page at a time, and the page a visit calls for as it goes on."""

from enum import StrEnum

from PySide6.QtWidgets import QFrame, QStackedLayout, QWidget

from kiosk.rules.facts import OriginalFact
from kiosk.visits.state import VisitState
from ui.desk.assessment_page import AssessmentPage
from ui.desk.help_page import HelpPage
from ui.desk.picture_page import PicturePage
from ui.desk.welcome_page import WelcomePage
from ui.i18n import Tongue


class Page(StrEnum):
    """What the centre shows."""

    WELCOME = "welcome"
    PICTURE = "picture"
    ASSESSMENT = "assessment"
    HELP = "help"
    GUIDANCE = "guidance"
    IDENTITIES = "identities"


BESIDE = (Page.HELP, Page.GUIDANCE)
"""Pages that are not about the visit: they take the whole width, and lead back to it."""
_ABOUT_THE_VISIT = tuple(page for page in Page if page not in BESIDE)


class Stage(QFrame):
    """Holds the pages; further ones are added with ``add_page``."""

    def __init__(self, tongue: Tongue, picture: PicturePage) -> None:
        super().__init__()
        self._page = Page.WELCOME
        self._assessed: object = None
        self.welcome = WelcomePage(tongue)
        self.picture = picture
        self.assessment = AssessmentPage(tongue)
        self._stack = QStackedLayout(self)
        self._pages: dict[Page, QWidget] = {}
        self.add_page(Page.WELCOME, self.welcome)
        self.add_page(Page.PICTURE, self.picture)
        self.add_page(Page.ASSESSMENT, self.assessment)
        self.add_page(Page.HELP, HelpPage(tongue))

    @property
    def page(self) -> Page:
        """What the centre shows now."""
        return self._page

    def add_page(self, page: Page, shown: QWidget) -> None:
        """One more page to turn to."""
        self._pages[page] = shown
        self._stack.addWidget(shown)

    def turn_to(self, page: Page) -> None:
        """Show another page."""
        self._page = page
        self._stack.setCurrentWidget(self._pages[page])

    def show_visit(self, visit: VisitState | None, chosen: OriginalFact | None) -> None:
        """Follow the visit: the page it calls for, and the picture of the original that is looked at."""
        self.assessment.show_visit(visit)
        assessed = visit.assessment if visit is not None else None
        if visit is None or visit.record is None:
            self._follow(Page.WELCOME)
        elif assessed is None:
            self._follow(Page.PICTURE, only_from=(Page.WELCOME, Page.ASSESSMENT))
        elif assessed != self._assessed:
            self._follow(Page.ASSESSMENT)
        self._assessed = assessed
        if visit is not None and visit.record is not None:
            self.welcome.take_away.hide()
            self.picture.wake()
        self.picture.show_original(visit, chosen)

    def _follow(self, page: Page, only_from: tuple[Page, ...] = _ABOUT_THE_VISIT) -> None:
        if self._page in only_from and self._page is not page:
            self.turn_to(page)

    def clear(self) -> None:
        """The visit is over: let go of its pictures, and ask that the papers be taken away."""
        self.picture.clear()
        self.welcome.take_away.show()
