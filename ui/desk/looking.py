"""What the keys do that only look: pages, pictures, language, help, tray. Nothing of it acts on the visit."""

from collections.abc import Callable

from ui.desk.actions import Action
from ui.desk.counter import Counter
from ui.desk.parts import DeskParts
from ui.desk.stage import Page
from ui.desk.turning import Turning
from ui.i18n import Tongue

UNDER_A_QUESTION = (Action.GUIDANCE, Action.LANGUAGE, Action.HELP, Action.TRAY, Action.BACK)
"""What still works while a question is open, besides the question's own keys."""


class Looking:
    """Looking up and down in a zoomed picture goes before choosing papers."""

    def __init__(self, parts: DeskParts, turning: Turning, counter: Counter, tongue: Tongue) -> None:
        self._parts, self._picture, self._turning = parts, parts.picture, turning
        picture = self._picture
        self._does: dict[Action, Callable[[], None]] = {
            Action.FREEZE: picture.toggle_freeze,
            Action.ZOOM_IN: lambda: picture.zoom(1),
            Action.ZOOM_OUT: lambda: picture.zoom(-1),
            Action.ROTATE: picture.rotate,
            Action.LIVE: lambda: picture.look_live(counter.visit, counter.chosen),
            Action.LOOK_LEFT: lambda: picture.shift(-1, 0),
            Action.LOOK_RIGHT: lambda: picture.shift(1, 0),
            Action.VIEW_ASSESSMENT: turning.toggle_assessment,
            Action.IDENTITIES: turning.toggle_identities,
            Action.PAGE_UP: lambda: self._turn_pages(-1),
            Action.PAGE_DOWN: lambda: self._turn_pages(1),
            Action.LANGUAGE: tongue.toggle,
            Action.HELP: turning.toggle_help,
            Action.GUIDANCE: turning.toggle_guidance,
            Action.TRAY: self._toggle_tray,
            Action.BACK: turning.back,
        }
        self._does_in_zoom: dict[Action, Callable[[], None]] = {
            Action.PREVIOUS: lambda: picture.shift(0, -1),
            Action.FOLLOWING: lambda: picture.shift(0, 1),
        }

    def do(self, action: Action) -> bool:
        """Look as this key does; False where it is no key that looks."""
        look = self._does.get(action)
        if look is None and self._picture.zoomed:
            look = self._does_in_zoom.get(action)
        if look is not None:
            look()
        return look is not None

    def _toggle_tray(self) -> None:
        """On a page that hides the tray, its key goes back to where the tray stands."""
        if self._parts.tray_gives_way and self._parts.can_train:
            self._turning.back_to_visit()
            if self._parts.tray_is_open:
                return
        self._parts.toggle_tray()

    def _turn_pages(self, pages: int) -> None:
        stage = self._parts.stage
        shown = self._parts.identities if stage.page is Page.IDENTITIES else stage.assessment
        shown.turn(pages)
