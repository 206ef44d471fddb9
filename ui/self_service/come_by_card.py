"""By when to come to the window, and where it is."""

from kiosk.rules.assessment import Finding, Text
from ui.desk.deadline import NO_DAY, Standing
from ui.i18n import EMPTY, Tongue, fill
from ui.i18n import self_service as words
from ui.self_service.fitted_card import FittedCard
from ui.widgets.spoken import SpokenLabel


class ComeByCard(FittedCard):
    """The day large, the way below."""

    def __init__(self, tongue: Tongue) -> None:
        super().__init__(tongue)
        self.day = SpokenLabel(tongue, EMPTY, tone="info")
        self.left = SpokenLabel(tongue, EMPTY, "strong", wrap=True)
        self.come_by = SpokenLabel(tongue, words.COME_BY, "strong", wrap=True)
        self.more = SpokenLabel(tongue, EMPTY, wrap=True)
        self.place = SpokenLabel(tongue, EMPTY, wrap=True)
        self.days, self.strong, self.texts = [self.day], [self.left], [self.more, self.place]
        for label in (self.come_by, self.day, self.left, self.more):
            self.box.addWidget(label)
        self.box.addStretch(1)
        self.box.addWidget(self.place)
        self.checks = SpokenLabel(tongue, words.WINDOW_CHECKS, "small", wrap=True)
        self.box.addWidget(self.checks)

    def clear(self) -> None:
        """Say nothing of anybody."""
        for label in (self.day, self.left, self.more, self.place):
            label.tell(EMPTY)

    def show_standing(self, stands: Standing, more: Text, place: Text | None) -> None:
        """Say the day, how it stands, what else is to be known of it, and where to go, where a source tells it."""
        for label in (self.come_by, self.day):
            label.setVisible(stands.day != NO_DAY)
        self.day.tell(stands.day)
        self._show(stands.words, stands.tone, more, place)
        self.checks.show()
        self.fit()

    def show_not_required(self, why: Finding, place: Text | None) -> None:
        """Say why there is nothing to come for, and where to ask."""
        for label in (self.come_by, self.day, self.checks):
            label.hide()
        self.day.tell(EMPTY)
        self._show(why.message, "good", why.remedy, place)
        self.fit()

    def _show(self, strong: Text, tone: str, more: Text, place: Text | None) -> None:
        self.left.tell(strong, tone=tone)
        self.more.tell(more)
        self.more.setVisible(more != EMPTY)
        self.place.tell(fill(words.WHERE, place=place) if place is not None else EMPTY)
