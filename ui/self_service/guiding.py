"""The walk of whoever came for something else: groups, matters, where to go, and the slip. Knows no person."""

from collections.abc import Callable

from kiosk.printouts.slips import SlipTold
from kiosk.rules.topics import Topic, TopicGroup
from ui.bridge import Bridge
from ui.context import FaceContext
from ui.i18n import EMPTY, Tongue
from ui.i18n import guidance as words
from ui.self_service.guidance_pages import GuidancePage, TilesPage
from ui.self_service.places import Place
from ui.slip_printing import SlipPrinting


class Guiding:
    """``go`` shows a place, ``told`` hears how a print ended; ``leave`` goes back to where the walk began."""

    def __init__(
        self,
        tongue: Tongue,
        context: FaceContext,
        bridge: Bridge,
        go: Callable[[Place], None],
        told: Callable[[SlipTold], None],
        leave: Callable[[], None],
        start_over: Callable[[], None],
    ) -> None:
        self._context, self._go, self._told = context, go, told
        self._group: TopicGroup | None = None
        self._topic: Topic | None = None
        self._slips = SlipPrinting(context, bridge, self._printed)
        self.groups = TilesPage(tongue, self.choose_group, leave, start_over)
        self.topics = TilesPage(tongue, self.choose_topic, self.begin, start_over)
        self.page = GuidancePage(tongue, self.print_slip, self.back_to_topics, start_over)

    @property
    def shown_groups(self) -> tuple[TopicGroup, ...]:
        """The groups of this hall; none where it has no guidance."""
        return self._context.hall.topics

    def begin(self) -> None:
        """Ask what it is about."""
        choices = [group.title for group in self.shown_groups]
        self.groups.show_tiles(words.WHAT_ABOUT, words.WHAT_ABOUT_MORE, choices)
        self._go(Place.TOPIC_GROUPS)

    def choose_group(self, number: int) -> None:
        """The first touch: a group of matters."""
        self._group = group = self.shown_groups[number]
        self.topics.show_tiles(group.title, EMPTY, [topic.words for topic in group.topics])
        self._go(Place.TOPICS)

    def choose_topic(self, number: int) -> None:
        """The second touch: the matter itself."""
        if self._group is not None:
            self._topic = self._group.topics[number]
            self.page.show_topic(self._topic)
            self._go(Place.GUIDANCE)

    def back_to_topics(self) -> None:
        """From where to go back to the group's matters."""
        self._go(Place.TOPICS)

    def print_slip(self) -> None:
        """Print where to go, once, however often the button is touched."""
        if self._topic is not None and self._slips.print(self._topic, self._context.hall):
            self.page.print_button.setEnabled(False)

    def _printed(self, told: SlipTold) -> None:
        self.page.print_button.setEnabled(True)
        self._told(told)

    def reset(self) -> None:
        """The person has left: forget what was looked at."""
        self._slips.forget()
        self.page.print_button.setEnabled(True)
        self._group = self._topic = None
        self.page.view.show_guidance(None)
