"""By when to come to the window, and where it is."""

from kiosk.rules.assessment import Text
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
        self.place = SpokenLabel(tongue, EMPTY, wrap=True)
        self.days, self.texts = [self.day], [self.place]
        for label in (self.come_by, self.day, self.left):
            self.box.addWidget(label)
        self.box.addStretch(1)
        self.box.addWidget(self.place)
        self.box.addWidget(SpokenLabel(tongue, words.WINDOW_CHECKS, "small", wrap=True))

    def clear(self) -> None:
        """Say nothing of anybody."""
        self.day.tell(EMPTY)
        self.left.tell(EMPTY)

    def show_standing(self, stands: Standing, place: Text | None) -> None:
        """Say the day, how it stands, and where to go, where a source tells it."""
        self.place.tell(fill(words.WHERE, place=place) if place is not None else EMPTY)
        for label in (self.come_by, self.day):
            label.setVisible(stands.day != NO_DAY)
        self.day.tell(stands.day)
        self.left.tell(stands.words, tone=stands.tone)
        self.fit()
