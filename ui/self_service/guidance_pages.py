"""The pages for whoever came for something else: a few tiles, a few more, and where to go."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QGridLayout

from kiosk.rules.assessment import Text
from kiosk.rules.topics import Topic
from ui.i18n import EMPTY, Tongue
from ui.i18n import guidance as words
from ui.i18n import self_service as service_words
from ui.self_service.page import ServicePage
from ui.theme import LARGE
from ui.widgets.guidance_view import GuidanceView
from ui.widgets.tile import Tile

ACROSS = 3
"""Tiles in a row; six in two rows stay within reach in the lower half."""


class TilesPage(ServicePage):
    """Up to six tiles; ``choose`` is given the number of the one touched, from 0."""

    def __init__(
        self,
        tongue: Tongue,
        choose: Callable[[int], None],
        back: Callable[[], None],
        start_over: Callable[[], None],
    ) -> None:
        super().__init__(tongue, EMPTY)
        self._choose = choose
        self.tiles: list[Tile] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(LARGE.gap_wide)
        for across in range(ACROSS):
            self._grid.setColumnStretch(across, 1)
        self.content.addStretch(2)
        self.content.addLayout(self._grid, 5)
        self.back = self.add_button(service_words.BACK, back)
        self.start_over = self.add_button(words.START_OVER, start_over)

    def show_tiles(self, title: Text, more: Text, choices: Sequence[Text]) -> None:
        """Offer these choices."""
        self.title.tell(title)
        self.more.tell(more)
        self.more.setVisible(more is not EMPTY)
        for tile in self.tiles:
            self._grid.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        self.tiles = []
        for number, text in enumerate(choices):
            tile = Tile(self.tongue, text)
            tile.clicked.connect(lambda _=False, number=number: self._choose(number))
            self._grid.addWidget(tile, number // ACROSS, number % ACROSS)
            self.tiles.append(tile)


class GuidancePage(ServicePage):
    """Where to go with one matter."""

    def __init__(
        self,
        tongue: Tongue,
        print_it: Callable[[], None],
        back: Callable[[], None],
        start_over: Callable[[], None],
    ) -> None:
        super().__init__(tongue, EMPTY)
        self.more.hide()
        self.view = GuidanceView(tongue, LARGE, sources=False)
        self.content.addWidget(self.view, 1)
        self.back = self.add_button(service_words.BACK, back)
        self.start_over = self.add_button(words.START_OVER, start_over)
        self.print_button = self.add_button(words.PRINT, print_it, "main")

    def show_topic(self, topic: Topic) -> None:
        """Tell of one matter."""
        self.title.tell(topic.words)
        self.view.show_guidance(topic.guidance)
