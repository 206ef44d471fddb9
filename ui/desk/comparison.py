"""Right: the record against what was read, field by field, with the characters that differ shown."""

from html import escape

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from kiosk.permits import PermitRecord
from kiosk.rules.assessment import Text
from kiosk.rules.facts import OriginalFact
from kiosk.visits.state import VisitState
from ui.desk.compared import Compared, in_order, marked, unread_passport, why_unread
from ui.desk.filed import Row, filed_rows
from ui.i18n import Tongue, terms
from ui.i18n import desk as words
from ui.theme import SIZES, look
from ui.widgets.boxes import column, empty, frame, row, scroll
from ui.widgets.breaking_label import BreakingLabel
from ui.widgets.marks import TONES, Mark, Sign
from ui.widgets.spoken import SpokenLabel

NOT_SEEN = "—"


class Comparison(QFrame):
    """The right column: passport and card, each a small table."""

    def __init__(self, tongue: Tongue) -> None:
        super().__init__()
        self._tongue = tongue
        self._shown: object = None
        self._read: tuple[object, object] = ((), ())
        self._heads: list[SpokenLabel] = []
        self._goal = 0
        self._at_top = False
        self._reveal_soon = QTimer(self, singleShot=True, interval=0)
        self._reveal_soon.timeout.connect(self._reveal)
        look(self, ground="card")
        self.setMinimumWidth(SIZES.column_right_min)
        self.setMaximumWidth(SIZES.column_right_max)
        box = column(self, pad=SIZES.pad)
        box.addWidget(SpokenLabel(tongue, words.COMPARISON, "strong"))
        box.addWidget(frame("rule"))
        self.nothing = SpokenLabel(tongue, words.NO_COMPARISON, tone="soft", wrap=True)
        box.addWidget(self.nothing)
        content = QWidget()
        self._list = column(content, gap=SIZES.gap)
        self._area = scroll(content)
        self._area.verticalScrollBar().rangeChanged.connect(self._reveal)
        box.addWidget(self._area, 1)

    def show_visit(self, visit: VisitState | None, chosen: OriginalFact | None = None) -> None:
        """Show every field compared so far, and what was filed of ``chosen``; rebuilt only where one changed."""
        record = visit.record if visit is not None else None
        filed = filed_rows(record, chosen.key) if record is not None and chosen is not None else None
        shown = (record, visit.matches, visit.card_partial, filed) if visit is not None and record else None
        self.nothing.setVisible(shown is None)
        if shown == self._shown:
            return
        self._shown = shown
        empty(self._list)
        self._heads = []
        self._at_top = filed is not None
        self._note_what_is_new(visit)
        if visit is not None and record is not None:
            if filed is not None:
                self._filed(*filed)
            self._passport(visit, record)
            self._card(visit)
            self._list.addStretch(1)

    def _note_what_is_new(self, visit: VisitState | None) -> None:
        before = self._read
        self._read = (visit.passport_matches, visit.card_matches) if visit is not None else ((), ())
        if self._read != before:
            self._goal = 1 if self._read[1] and self._read[1] != before[1] else 0
        self._reveal_soon.start()

    @Slot()
    def _reveal(self) -> None:
        """Scroll to what was filed of the paper that is looked at, else to the section whose reading came last."""
        if self._at_top:
            self._area.verticalScrollBar().setValue(0)
        elif self._goal < len(self._heads):
            self._area.verticalScrollBar().setValue(self._heads[self._goal].y())

    def _passport(self, visit: VisitState, record: PermitRecord) -> None:
        read = in_order(visit.matches[: len(visit.passport_matches)])
        self._section(terms.subject("passport"), read or unread_passport(record))
        if not read:
            self._hint(words.READ_PASSPORT)

    def _card(self, visit: VisitState) -> None:
        read = in_order(visit.matches[len(visit.passport_matches) :])
        unread = why_unread(visit.card_matches)
        said = unread or ((words.CARD_PARTIAL,) if visit.card_partial else ())
        self._section(terms.subject("card"), read, said)
        if not visit.card_matches:
            self._hint(words.READ_CARD)

    def _filed(self, title: Text, rows: tuple[Row, ...]) -> None:
        """What the application holds of the paper that lies there, for a person to compare."""
        self._list.addWidget(SpokenLabel(self._tongue, title, "strong", tone="info", wrap=True))
        table = QFrame()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SIZES.gap)
        grid.setVerticalSpacing(SIZES.gap_small)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        for at, (name, value) in enumerate(rows):
            label = SpokenLabel(self._tongue, name, "small", wrap=True)
            grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._value(value), at, 1)
        self._list.addWidget(table)
        self._list.addWidget(frame("rule"))

    def _value(self, value: Text) -> QWidget:
        """What was filed breaks anywhere; words of the desk follow its language."""
        if value.zh == value.en:
            return BreakingLabel(escape(value.zh))
        return SpokenLabel(self._tongue, value, tone="soft", wrap=True)

    def _hint(self, text: Text) -> None:
        self._list.addWidget(SpokenLabel(self._tongue, text, "small", wrap=True))

    def _section(self, title: Text, fields: tuple[Compared, ...], said: tuple[Text, ...] = ()) -> None:
        head = SpokenLabel(self._tongue, title, "strong", tone="info")
        self._heads.append(head)
        self._list.addWidget(head)
        for text in said:
            self._hint(text)
        if not fields:
            return
        table = QFrame()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SIZES.gap)
        grid.setVerticalSpacing(SIZES.gap_small)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(SpokenLabel(self._tongue, words.RECORD, "caption"), 0, 0)
        grid.addWidget(SpokenLabel(self._tongue, words.READING, "caption"), 0, 1)
        for number, one in enumerate(fields):
            self._field(grid, 3 * number + 1, one)
        self._list.addWidget(table)

    def _field(self, grid: QGridLayout, at: int, one: Compared) -> None:
        grid.addWidget(frame("rule"), at, 0, 1, 2)
        head = QFrame()
        line = row(head, gap=SIZES.gap_small)
        line.addWidget(SpokenLabel(self._tongue, terms.field(one.field), "small", wrap=True), 1)
        mark = Mark(one.sign, SIZES.mark - SIZES.gap_small)
        mark.setAccessibleName(f"{self._tongue.say(terms.field(one.field))} {self._tongue.say(one.word)}")
        line.addWidget(mark)
        line.addWidget(SpokenLabel(self._tongue, one.word, "small", tone=TONES[one.sign]))
        grid.addWidget(head, at + 1, 0, 1, 2)
        grid.addWidget(BreakingLabel(escape(one.expected)), at + 2, 0)
        seen = NOT_SEEN if one.seen is None else one.seen
        differs = one.sign is Sign.DIFFERS and one.seen is not None
        grid.addWidget(BreakingLabel(marked(one.expected, seen) if differs else escape(seen)), at + 2, 1)
