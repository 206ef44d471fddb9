"""The live camera or the captured page, as large as it goes, with the ways to look closer."""

from collections.abc import Callable
from concurrent.futures import Future

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from kiosk.problems import Problem
from kiosk.rules.assessment import Text
from kiosk.rules.facts import OriginalFact
from kiosk.visits.state import VisitState
from ui.bridge import Bridge, failure_of
from ui.desk.actions import BINDINGS, Action
from ui.desk.steps import original_name
from ui.i18n import Tongue, fill
from ui.i18n import desk as words
from ui.pictures import MAX_ZOOM, ZOOM_STEP, PictureWorker
from ui.theme import SIZES, look
from ui.widgets.boxes import column, row
from ui.widgets.key_chip import KeyChip
from ui.widgets.picture_view import PictureView
from ui.widgets.spoken import SpokenLabel

MOVE_PART = 0.25
"""How far one key press moves a zoomed picture, as a part of what is seen."""

_TOOLS = (Action.FREEZE, Action.LIVE, Action.ZOOM_IN, Action.ZOOM_OUT, Action.ROTATE)


class PicturePage(QFrame):
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
        self._trouble: Text | None = None
        self.view = PictureView(worker)
        self.caption = SpokenLabel(tongue, words.LIVE, "strong", tone="stage", wrap=True)
        self.tools: dict[Action, KeyChip] = {}
        look(self, ground="stage")
        box = column(self, gap=SIZES.gap_small, pad=SIZES.gap_small)
        head = row(gap=0)
        head.setContentsMargins(SIZES.gap, 0, 0, 0)
        head.addWidget(self.caption, 1)
        box.addLayout(head)
        box.addWidget(self.view, 1)
        box.addLayout(self._tool_row(tongue))
        self.view.rest()

    def _tool_row(self, tongue: Tongue) -> QHBoxLayout:
        tools = row(gap=0)
        tools.addStretch(1)
        for action in _TOOLS:
            chip = KeyChip(tongue, BINDINGS[action].cap, BINDINGS[action].text, "tool")
            chip.clicked.connect(lambda _=False, action=action: self.acted.emit(action))
            tools.addWidget(chip)
            self.tools[action] = chip
        tools.addStretch(1)
        return tools

    def show_original(self, visit: VisitState | None, chosen: OriginalFact | None) -> None:
        """Show the newest captured page of the original that is looked at, else the live camera."""
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
            self._say(failure.message if isinstance(failure, Problem) else words.NOT_SHOWN)

    def go_live(self, leave: tuple[str, str] | None = None) -> None:
        """Back to the live camera. ``leave`` names the picture that is left although its original is looked at."""
        if self._wanted is not None or self._frozen:
            self._reset_look()
            self._worker.show_still(None)
        self._wanted, self._frozen, self._live_for = None, False, leave
        self.tools[Action.FREEZE].tell(words.FREEZE)
        self._say(self._live)

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
        self.tools[Action.FREEZE].tell(words.UNFREEZE if self._frozen else words.FREEZE)
        self._say(words.FROZEN if self._frozen else self._live)

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

    def show_camera(self, trouble: Text | None) -> None:
        """What is wrong with the camera now, and how to go on without it; None while nothing is."""
        self._trouble = trouble
        if self._wanted is None and not self._frozen:
            self._say(self._live)

    @property
    def _live(self) -> Text:
        return words.LIVE if self._trouble is None else fill(words.NO_PICTURE, trouble=self._trouble)

    def wake(self) -> None:
        """A record is open: pictures may be shown."""
        self.view.wake()

    def clear(self) -> None:
        """The visit is over: let go of its pictures, and show no other before the next record is open."""
        self.go_live()
        self.view.rest()

    def _reset_look(self) -> None:
        self._worker.set_look(zoom=1.0, centre=(0.5, 0.5), turns=0)

    def _say(self, caption: Text) -> None:
        self.caption.tell(caption)
