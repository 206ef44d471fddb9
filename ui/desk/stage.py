"""Centre: the live camera or the captured page as large as it goes, the assessment, or the keys."""

from collections.abc import Callable
from concurrent.futures import Future
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedLayout, QWidget

from kiosk.problems import Problem
from kiosk.rules.assessment import Text
from kiosk.rules.facts import OriginalFact
from kiosk.visits.state import VisitState
from ui.bridge import Bridge, failure_of
from ui.desk.actions import BINDINGS, Action
from ui.desk.assessment_page import AssessmentPage
from ui.desk.help_page import HelpPage
from ui.desk.steps import original_name
from ui.i18n import Tongue, fill, terms
from ui.i18n import desk as words
from ui.pictures import MAX_ZOOM, ZOOM_STEP, PictureWorker
from ui.theme import SIZES, look
from ui.widgets.boxes import column, row
from ui.widgets.key_chip import KeyChip
from ui.widgets.picture_view import PictureView
from ui.widgets.scan_sign import ScanSign
from ui.widgets.spoken import SpokenLabel

MOVE_PART = 0.25
"""How far one key press moves a zoomed picture, as a part of what is seen."""


class Page(StrEnum):
    """What the centre shows."""

    WELCOME = "welcome"
    PICTURE = "picture"
    ASSESSMENT = "assessment"
    HELP = "help"
    GUIDANCE = "guidance"
    IDENTITIES = "identities"


_ABOUT_THE_VISIT = (Page.WELCOME, Page.PICTURE, Page.ASSESSMENT, Page.IDENTITIES)


class Stage(QFrame):
    """``fetch`` gives a stored picture's future; nothing here waits for it. ``acted`` carries touched keys."""

    acted = Signal(object)

    def __init__(
        self, tongue: Tongue, worker: PictureWorker, bridge: Bridge, fetch: Callable[[str], "Future[bytes]"]
    ) -> None:
        super().__init__()
        self._worker, self._bridge, self._fetch = worker, bridge, fetch
        self._wanted: str | None = None
        self._live_for: tuple[str, str] | None = None
        self._looked_at: str | None = None
        self._frozen = False
        self._page = Page.WELCOME
        self._assessed: object = None
        self.view = PictureView(worker)
        self.assessment = AssessmentPage(tongue)
        self.caption = SpokenLabel(tongue, words.LIVE, "strong", tone="stage")
        self.take_away = SpokenLabel(tongue, terms.TAKE_AWAY, "heading", tone="attention", wrap=True)
        self.take_away.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._stack = QStackedLayout(self)
        self._pages: dict[Page, QWidget] = {
            Page.WELCOME: _welcome(tongue, self.take_away),
            Page.PICTURE: self._picture_page(tongue),
            Page.ASSESSMENT: self.assessment,
            Page.HELP: HelpPage(tongue),
        }
        for page in self._pages.values():
            self._stack.addWidget(page)
        self.take_away.hide()
        self.view.rest()

    def _picture_page(self, tongue: Tongue) -> QWidget:
        page = QFrame()
        look(page, ground="stage")
        box = column(page, gap=SIZES.gap_small, pad=SIZES.gap_small)
        head = row(gap=0)
        head.setContentsMargins(SIZES.gap, 0, 0, 0)
        head.addWidget(self.caption, 1)
        box.addLayout(head)
        box.addWidget(self.view, 1)
        tools = row(gap=0)
        tools.addStretch(1)
        self._tools = {}
        for action in (Action.FREEZE, Action.LIVE, Action.ZOOM_IN, Action.ZOOM_OUT, Action.ROTATE):
            chip = KeyChip(tongue, BINDINGS[action].cap, BINDINGS[action].text, "tool")
            chip.clicked.connect(lambda _=False, action=action: self.acted.emit(action))
            tools.addWidget(chip)
            self._tools[action] = chip
        tools.addStretch(1)
        box.addLayout(tools)
        return page

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
            self.take_away.hide()
            self.view.wake()
        self._show_picture(visit, chosen)

    def _follow(self, page: Page, only_from: tuple[Page, ...] = _ABOUT_THE_VISIT) -> None:
        if self._page in only_from and self._page is not page:
            self.turn_to(page)

    def _show_picture(self, visit: VisitState | None, chosen: OriginalFact | None) -> None:
        pictures = visit.pictures_of(chosen.key) if visit is not None and chosen is not None else ()
        looked_at = chosen.key if chosen is not None else None
        moved_on, self._looked_at = looked_at != self._looked_at, looked_at
        if not pictures or chosen is None:
            if self._wanted is not None or moved_on:
                self.go_live()
            return
        digest = pictures[-1]
        pattern = words.PAGE_NTH if len(pictures) > 1 else words.PAGE
        if self._live_for == (chosen.key, digest):
            return
        self._say(fill(pattern, name=original_name(chosen), n=len(pictures)))
        if self._wanted == digest:
            return
        self._wanted, self._live_for = digest, None
        self._bridge.when_done(self._fetch(digest), lambda done: self._fetched(digest, done))

    def _fetched(self, digest: str, done: "Future[bytes]") -> None:
        if digest != self._wanted:
            return
        failure = failure_of(done)
        if failure is None:
            self._reset_look()
            self._worker.show_still(done.result())
        else:
            self._say(failure.message if isinstance(failure, Problem) else words.NO_PICTURE)

    def go_live(self, leave: tuple[str, str] | None = None) -> None:
        """Back to the live camera. ``leave`` names the picture that is left although its original is looked at."""
        if self._wanted is not None or self._frozen:
            self._reset_look()
            self._worker.show_still(None)
        self._wanted, self._frozen, self._live_for = None, False, leave
        self._tools[Action.FREEZE].tell(words.FREEZE)
        self._say(words.LIVE)

    def look_live(self, visit: VisitState | None, chosen: OriginalFact | None) -> None:
        """Leave the captured page of the original that is looked at, until it is captured again."""
        pictures = visit.pictures_of(chosen.key) if visit is not None and chosen is not None else ()
        self.go_live((chosen.key, pictures[-1]) if chosen is not None and pictures else None)

    def toggle_freeze(self) -> None:
        """Hold the live picture still, or let it go on; a captured page is still already."""
        if self._wanted is not None:
            return
        self._frozen = not self._frozen
        self._worker.hold(self._frozen)
        self._tools[Action.FREEZE].tell(words.UNFREEZE if self._frozen else words.FREEZE)
        self._say(words.FROZEN if self._frozen else words.LIVE)

    @property
    def frozen(self) -> bool:
        """Whether the live picture is held."""
        return self._frozen

    def zoom(self, steps: int) -> None:
        """Closer where positive."""
        zoom = min(MAX_ZOOM, max(1.0, self._worker.look.zoom * ZOOM_STEP**steps))
        centre = self._worker.look.centre if zoom > 1.0 else (0.5, 0.5)
        self._worker.set_look(zoom=zoom, centre=centre)

    def shift(self, across: int, down: int) -> None:
        """Look elsewhere in a zoomed picture."""
        look_now = self._worker.look
        part = MOVE_PART / look_now.zoom
        x = min(1.0, max(0.0, look_now.centre[0] + across * part))
        y = min(1.0, max(0.0, look_now.centre[1] + down * part))
        self._worker.set_look(centre=(x, y))

    @property
    def zoomed(self) -> bool:
        """Whether only a part of the picture is seen."""
        return self._worker.look.zoom > 1.0

    def rotate(self) -> None:
        """A quarter turn to the right."""
        self._worker.set_look(turns=(self._worker.look.turns + 1) % 4)

    def camera_gone(self) -> None:
        """The camera failed: no old picture may pass for a live one."""
        if self._wanted is None:
            self.view.clear()
            self._say(words.NO_PICTURE)

    def camera_back(self) -> None:
        """The camera delivers again."""
        if self._wanted is None and not self._frozen:
            self._say(words.LIVE)

    def clear(self) -> None:
        """The visit is over: let go of its pictures, and show no other before the next record is open."""
        self.go_live()
        self.view.rest()
        self.take_away.show()

    def _reset_look(self) -> None:
        self._worker.set_look(zoom=1.0, centre=(0.5, 0.5), turns=0)

    def _say(self, caption: Text) -> None:
        self.caption.tell(caption)


def _welcome(tongue: Tongue, take_away: SpokenLabel) -> QWidget:
    page = QFrame()
    look(page, ground="card")
    box = column(page, gap=SIZES.gap_wide, pad=2 * SIZES.gap_wide)
    box.addStretch(2)
    box.addWidget(ScanSign(), 0, Qt.AlignmentFlag.AlignHCenter)
    for text, kind in ((words.WELCOME, "title"), (words.WELCOME_MORE, "")):
        label = SpokenLabel(tongue, text, kind, tone="" if kind else "soft", wrap=True)
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(label)
    box.addWidget(take_away)
    box.addStretch(3)
    return page
