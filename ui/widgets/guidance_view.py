"""One matter on the screen: how, by which menu path, where, with what, and whom to ask."""

from collections.abc import Callable, Iterable, Sequence
from functools import reduce

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from kiosk.rules.assessment import Text
from kiosk.rules.business import business_name
from kiosk.rules.guidance import Guidance
from ui.i18n import EMPTY, Tongue, fill, literal
from ui.i18n import guidance as words
from ui.theme import Sizes, look
from ui.widgets.boxes import column, empty, height_for, row
from ui.widgets.spoken import SpokenLabel

_TYPES = (("large", "strong"), ("", "strong"), ("small", "strong"), ("small", ""), ("small", "small"))
"""The types of the theme both cards are set in, and of where to go: the first in which all of it can be seen."""


class GuidanceView(QWidget):
    """Two cards side by side; ``sources`` shows what the guidance rests on, for staff."""

    def __init__(self, tongue: Tongue, sizes: Sizes, *, sources: bool) -> None:
        super().__init__()
        self._with_sources = sources
        body = row(self, gap=sizes.gap_wide)
        self._how, self._what = _Card(tongue, sizes, self._fit), _Card(tongue, sizes, self._fit)
        body.addWidget(self._how, 3)
        body.addWidget(self._what, 2)

    def show_guidance(self, told: Guidance | None) -> None:
        """Say all of it; nothing where there is none."""
        self._how.clear()
        self._what.clear()
        if told is None:
            return
        for number, step in enumerate(told.steps, 1):
            self._how.say(step, mark=fill(words.NUMBER, number=number))
        if told.menu:
            self._how.say(fill(words.MENU, menu=told.menu_path))
        if told.sites:
            self._how.say(fill(words.SITES, sites=joined([literal(site) for site in told.sites])))
        self._what.part(words.WHERE, [told.where], "strong")
        self._what.part(words.BRING, _papers(told), mark=words.ITEM if told.bring else EMPTY)
        self._what.part(words.INSTEAD, [business_name(type_) for type_ in told.replaced_by])
        self._what.part(words.ASK, [told.contact] if told.contact is not None else [])
        if self._with_sources:
            self._how.foot(fill(words.SOURCES, sources=joined(told.titles)))
        self._fit()

    def _fit(self) -> None:
        """Take the largest type in which everything stands inside its card."""
        for plain, strong in _TYPES:
            fits = [card.set_in(plain, strong) for card in (self._how, self._what)]
            if all(fits):
                return


class _Card(QFrame):
    """Texts under each other. ``fit`` is called whenever the room or the words have changed."""

    def __init__(self, tongue: Tongue, sizes: Sizes, fit: Callable[[], None]) -> None:
        super().__init__()
        self._tongue, self._fit = tongue, fit
        self._mark_gap = sizes.gap
        self._labels: list[SpokenLabel] = []
        self._strong: list[SpokenLabel] = []
        look(self, ground="card")
        self._box = column(self, gap=sizes.gap_small, pad=sizes.gap_wide)
        self._box.addStretch(1)
        tongue.changed.connect(self._refit, Qt.ConnectionType.QueuedConnection)  # after the labels have changed

    def clear(self) -> None:
        """Say nothing."""
        self._labels, self._strong = [], []
        empty(self._box)
        self._box.addStretch(1)

    def say(self, text: Text, kind: str = "", mark: Text = EMPTY) -> None:
        """One more text; one with a bullet or number keeps all its lines to the right of it."""
        label = SpokenLabel(self._tongue, text, kind, wrap=True)
        line = row(gap=self._mark_gap)
        labels = (label,) if mark == EMPTY else (SpokenLabel(self._tongue, mark, kind), label)
        for part in labels:
            part.setAlignment(Qt.AlignmentFlag.AlignTop)
            line.addWidget(part, 1 if part is label else 0)
            if not kind:
                self._labels.append(part)
            elif kind == "strong":
                self._strong.append(part)
        self._box.insertLayout(self._box.count() - 1, line)
        for part in labels:
            part.show()  # at once: a layout leaves out of its height what is still to be shown

    def part(self, caption: Text, texts: Iterable[Text], kind: str = "", mark: Text = EMPTY) -> None:
        """Texts under their caption; nothing where there are none."""
        for number, text in enumerate(texts):
            if not number:
                self.say(caption, "caption")
            self.say(text, kind, mark)

    def foot(self, text: Text) -> None:
        """A remark at the card's lower edge."""
        label = SpokenLabel(self._tongue, text, "small", wrap=True)
        self._box.addWidget(label)
        label.show()

    def set_in(self, plain: str, strong: str) -> bool:
        """Set the texts in those types; whether all of them can be seen."""
        for labels, kind in ((self._labels, plain), (self._strong, strong)):
            for label in labels:
                look(label, type=kind)
        for label in self.findChildren(SpokenLabel):
            label.ensurePolished()  # one not shown yet would be measured in another type
        return height_for(self._box, self.width()) <= self.height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _refit(self) -> None:
        self._fit()


def joined(texts: Sequence[Text]) -> Text:
    """The texts in one line."""
    return reduce(lambda one, other: fill(words.AND, one=one, other=other), texts)


def _papers(told: Guidance) -> list[Text]:
    if told.bring:
        return list(told.bring)
    return [] if told.business.is_removed else [words.BRING_UNKNOWN]
