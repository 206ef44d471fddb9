"""The persons the papers name, side by side: a column a paper, a row a field, then every rule that judged."""

from collections.abc import Iterable, Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from kiosk.identifiers.masking import mask_permit_number
from kiosk.identities.from_visit import identities_of_visit
from kiosk.identities.identity import IdentityField
from kiosk.identities.joining import Conclusion, Joined, PairJudgement, join
from kiosk.identities.judging import FieldJudgement
from kiosk.identities.rules import Verdict
from kiosk.rules.assessment import Text
from kiosk.visits.state import VisitState
from ui.desk.identity_reasons import field_sign, of_field, reasons_of, verdict_sign
from ui.i18n import Tongue, fill, terms
from ui.i18n import identities as words
from ui.theme import PALETTE, SIZES, look
from ui.widgets.boxes import column, empty, frame, row, scroll
from ui.widgets.breaking_label import BreakingLabel
from ui.widgets.marks import TONES, Mark, Sign
from ui.widgets.spoken import SpokenLabel

NOT_THERE = "—"
_CONCLUSIONS = {
    Conclusion.ONE_PERSON: Sign.GOOD,
    Conclusion.PARTLY: Sign.INFO,
    Conclusion.EXPLAINED: Sign.INFO,
    Conclusion.DIFFERENT: Sign.DIFFERS,
    Conclusion.UNDECIDED: Sign.UNREADABLE,
}
_COLOURS = {Sign.DIFFERS: PALETTE.attention, Sign.INFO: PALETTE.accent}
"""Differing values stand out: without an explanation, and with one."""


class IdentitiesPage(QFrame):
    """A page of the desk's centre. It shows and judges; confirming stays with the keys it always had."""

    def __init__(self, tongue: Tongue) -> None:
        super().__init__()
        self._tongue = tongue
        self._shown: Joined | None = None
        look(self, ground="card")
        box = column(self, pad=SIZES.pad)
        box.addWidget(SpokenLabel(tongue, words.TITLE, "heading"))
        self.conclusion = _Said(tongue, "strong")
        box.addWidget(self.conclusion)
        box.addWidget(frame("rule"))
        content = QWidget()
        self._list = column(content, gap=SIZES.gap)
        self._area = scroll(content)
        box.addWidget(self._area, 1)
        self.show_joined(None)

    def show_visit(self, visit: VisitState | None) -> None:
        """Compare what this visit's papers said of the person, as far as they were read."""
        if visit is None or visit.record is None or not visit.matches:
            self.show_joined(None)
        else:
            self.show_joined(join(identities_of_visit(visit.record, visit.matches, visit.codes)))

    def turn(self, pages: int) -> None:
        """Scroll by so many pages, up where negative."""
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())

    def show_joined(self, joined: Joined | None) -> None:
        """Show identities that were joined; None before anything was read. Rebuilt only where something changed."""
        if joined is not None and joined == self._shown:
            return
        self._shown = joined
        empty(self._list)
        if joined is None:
            self.conclusion.tell(Sign.TODO, words.WAITING)
        else:
            self.conclusion.tell(_CONCLUSIONS[joined.conclusion], joined.conclusion.value)
            reasons = reasons_of(joined.pairs)
            self._tell([each for each in reasons if each[0] in _COLOURS])
            self._list.addWidget(self._table(joined))
            if joined.pairs:
                self._head(words.PAIRS)
                self._list.addWidget(self._pairs(joined.pairs))
            rest = [each for each in reasons if each[0] not in _COLOURS]
            if rest:
                self._head(words.BY_RULE)
                self._tell(rest)
        self._list.addStretch(1)

    def _head(self, text: Text) -> None:
        self._list.addWidget(SpokenLabel(self._tongue, text, "strong", tone="info"))

    def _table(self, joined: Joined) -> QWidget:
        """What differs stands first, else the fields' own order."""
        table = QFrame()
        grid = _grid(table)
        grid.addWidget(SpokenLabel(self._tongue, words.FIELD, "caption"), 0, 0)
        for place, identity in enumerate(joined.identities, start=1):
            grid.addWidget(SpokenLabel(self._tongue, identity.paper.value, "caption"), 0, place)
            grid.setColumnStretch(place, 3)
        grid.setColumnStretch(0, 2)
        values = {which: [identity.shown(which) for identity in joined.identities] for which in IdentityField}
        judged = {which: of_field(which, joined.pairs) for which in IdentityField}
        held = [which for which in IdentityField if any(value is not None for value in values[which])]
        held.sort(key=lambda which: field_sign(judged[which])[0] not in _COLOURS)
        for line, which in enumerate(held):
            self._field(grid, 1 + 2 * line, which, values[which], judged[which])
        return table

    def _field(
        self,
        grid: QGridLayout,
        at: int,
        which: IdentityField,
        values: Sequence[str | None],
        judged: Sequence[FieldJudgement],
    ) -> None:
        sign, word = field_sign(judged)
        grid.addWidget(frame("rule"), at, 0, 1, len(values) + 1)
        head = QFrame()
        line = row(head, gap=SIZES.gap_small)
        mark = Mark(sign, SIZES.mark)
        mark.setAccessibleName(f"{self._tongue.say(terms.field(which.value))} {self._tongue.say(word)}")
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        name = SpokenLabel(self._tongue, terms.field(which.value), "small", wrap=True)
        line.addWidget(name, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(head, at + 1, 0, Qt.AlignmentFlag.AlignTop)
        for place, value in enumerate(values, start=1):
            grid.addWidget(BreakingLabel(_cell(which, value, sign)), at + 1, place)

    def _pairs(self, pairs: Sequence[PairJudgement]) -> QWidget:
        table = QFrame()
        grid = _grid(table)
        for number, pair in enumerate(pairs):
            said = _Said(self._tongue, "small")
            papers = fill(words.PAIR, left=pair.left.value, right=pair.right.value)
            explained = pair.verdict is Verdict.DIFFER and pair.explained
            verdict = words.EXPLAINED if explained else words.VERDICTS[pair.verdict]
            said.tell(verdict_sign(pair.verdict, explained=explained), fill(words.WHY, field=papers, rule=verdict))
            grid.addWidget(said, number // 2, number % 2, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(number % 2, 1)
        return table

    def _tell(self, reasons: Iterable[tuple[Sign, Text]]) -> None:
        for sign, text in reasons:
            said = _Said(self._tongue, "")
            said.tell(sign, text)
            self._list.addWidget(said)


class _Said(QFrame):
    """A mark, and beside it what it stands for."""

    def __init__(self, tongue: Tongue, kind: str) -> None:
        super().__init__()
        line = row(self, gap=SIZES.gap)
        self.mark = Mark()
        self.label = SpokenLabel(tongue, kind=kind, wrap=True)
        line.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.label, 1)

    def tell(self, sign: Sign, text: Text) -> None:
        self.mark.tell(sign)
        self.label.tell(text, tone=TONES[sign])


def _grid(table: QFrame) -> QGridLayout:
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(SIZES.gap_wide)
    grid.setVerticalSpacing(SIZES.gap_small)
    return grid


def _cell(which: IdentityField, value: str | None, sign: Sign) -> str:
    """A value as HTML. A permit number that agrees is masked as everywhere; one that differs must be read whole."""
    if value is None:
        return NOT_THERE
    if sign not in _COLOURS:
        return escape(mask_permit_number(value) if which is IdentityField.PERMIT_NUMBER else value)
    return f'<span style="color:{_COLOURS[sign]};font-weight:700">{escape(value)}</span>'
