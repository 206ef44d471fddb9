"""Left: this case's originals, each with a mark, its name and a word for how it stands."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QWidget

from kiosk.rules.assessment import Text
from kiosk.rules.facts import OriginalFact, Seen, reason_text
from kiosk.visits.state import VisitState
from ui.desk.steps import asks_no_originals, original_name
from ui.i18n import EMPTY, Tongue, fill, terms
from ui.i18n import desk as words
from ui.theme import SIZES, look
from ui.widgets.boxes import column, empty, frame, row, scroll
from ui.widgets.marks import TONES, Mark, Sign
from ui.widgets.spoken import SpokenLabel

_SIGNS = {
    Seen.CONFIRMED: Sign.GOOD,
    Seen.DIFFERS: Sign.DIFFERS,
    Seen.MISSING: Sign.MISSING,
    Seen.NOT_YET: Sign.TODO,
}


def sign_of(original: OriginalFact, lacking: tuple[str, ...] = ()) -> tuple[Sign, Text]:
    """The mark and the word for one original; where its copy or one of its points is wrong it is not "seen"."""
    copy_to_mend = original.copy_present is False or original.copy_sealed is False
    if original.seen is Seen.CONFIRMED and lacking:
        return Sign.WARNING, terms.POINTS_TO_MEND
    if original.seen is Seen.CONFIRMED and copy_to_mend:
        return Sign.WARNING, terms.COPY_TO_MEND
    return _SIGNS[original.seen], terms.SEEN[original.seen]


class _Item(QFrame):
    pressed = Signal(str)

    def __init__(self, tongue: Tongue, original: OriginalFact) -> None:
        super().__init__()
        self._key = original.key
        self.mark = Mark()
        self.name = SpokenLabel(tongue, original_name(original), wrap=True)
        self.word = SpokenLabel(tongue, EMPTY, "small")
        self.reason = SpokenLabel(tongue, EMPTY, "small", wrap=True)
        line = row(self)
        line.setContentsMargins(SIZES.gap, SIZES.gap_small + 1, SIZES.gap, SIZES.gap_small + 1)
        line.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        texts = column(gap=0)
        texts.addWidget(self.name)
        texts.addWidget(self.reason)
        line.addLayout(texts, 1)
        line.addWidget(self.word, 0, Qt.AlignmentFlag.AlignTop)

    def show_original(
        self, original: OriginalFact, lacking: tuple[str, ...], *, chosen: bool, tongue: Tongue
    ) -> None:
        sign, word = sign_of(original, lacking)
        self.mark.tell(sign, tongue.say(word))
        self.word.tell(word, tone=TONES[sign])
        self.reason.tell(reason_text(original.reason))
        self.reason.setVisible(bool(original.reason))
        look(self, ground="chosen" if chosen else "row")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit(self._key)
        super().mousePressEvent(event)


class Checklist(QFrame):
    """The list. ``picked`` carries the key of an original that was touched."""

    picked = Signal(str)

    def __init__(self, tongue: Tongue) -> None:
        super().__init__()
        self._tongue = tongue
        self._items: dict[str, _Item] = {}
        look(self, ground="card")
        self.setMinimumWidth(SIZES.column_left_min)
        self.setMaximumWidth(SIZES.column_left_max)
        box = column(self, pad=SIZES.pad)
        head = row()
        head.addWidget(SpokenLabel(tongue, words.CHECKLIST, "strong"), 1)
        self.progress = SpokenLabel(tongue, EMPTY, "small")
        head.addWidget(self.progress)
        box.addLayout(head)
        box.addWidget(frame("rule"))
        self.nothing = SpokenLabel(tongue, words.NO_CHECKLIST, tone="soft", wrap=True)
        box.addWidget(self.nothing)
        self.template = SpokenLabel(tongue, words.TEMPLATE, "small", tone="attention", wrap=True)
        box.addWidget(self.template)
        content = QWidget()
        self._list = column(content, gap=2)
        self._list.addStretch(1)
        self._area = scroll(content)
        box.addWidget(self._area, 1)

    def item(self, key: str) -> _Item:
        """The row of one original."""
        return self._items[key]

    def show_visit(self, visit: VisitState | None, chosen: OriginalFact | None) -> None:
        """Show how every original stands."""
        originals = visit.originals if visit is not None else ()
        if list(self._items) != [original.key for original in originals]:
            self._rebuild(originals)
        self.nothing.setVisible(not originals)
        none_asked = visit is not None and asks_no_originals(visit)
        self.nothing.tell(words.NO_ORIGINALS if none_asked else words.NO_CHECKLIST)
        self.template.setVisible(any(original.template for original in originals))
        for original in originals:
            is_chosen = chosen is not None and original.key == chosen.key
            lacking = visit.lacking(original.key) if visit is not None else ()
            self._items[original.key].show_original(original, lacking, chosen=is_chosen, tongue=self._tongue)
        judged = sum(original.seen is not Seen.NOT_YET for original in originals)
        self.progress.tell(fill(words.PROGRESS, done=judged, all=len(originals)) if originals else EMPTY)
        if chosen is not None and chosen.key in self._items:
            self._area.ensureWidgetVisible(self._items[chosen.key], 0, 0)

    def _rebuild(self, originals: tuple[OriginalFact, ...]) -> None:
        empty(self._list)
        self._items = {original.key: _Item(self._tongue, original) for original in originals}
        for item in self._items.values():
            item.pressed.connect(self.picked)
            self._list.addWidget(item)
        self._list.addStretch(1)
