"""What is wrong and what to do: the code, who acts, whether to try again, where, what was said, cause and cure."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout

from kiosk.device_problems import place_of
from kiosk.observed_words import in_words
from kiosk.rules.assessment import Text
from ui.i18n import EMPTY, Tongue, fill, literal, terms
from ui.i18n import troubles as words
from ui.technician.troubles import Trouble
from ui.theme import SIZES, look
from ui.widgets.boxes import column, row
from ui.widgets.marks import Mark, Sign
from ui.widgets.spoken import SpokenLabel


class Fact(StrEnum):
    """What is told of a trouble besides its message."""

    ACTOR = "actor"
    AGAIN = "again"
    PLACE = "place"
    SAID = "said"
    CAUSE = "cause"
    CURE = "cure"


_CAPTIONS: Mapping[Fact, Text] = {
    Fact.ACTOR: words.ACTOR,
    Fact.AGAIN: words.AGAIN,
    Fact.PLACE: words.PLACE,
    Fact.SAID: words.SAID,
    Fact.CAUSE: words.CAUSE,
    Fact.CURE: words.CURE,
}
_LINES = ((Fact.ACTOR, Fact.AGAIN), (Fact.PLACE, Fact.SAID), (Fact.CAUSE,), (Fact.CURE,))


class TroubleCard(QFrame):
    """The first trouble whole, the others a line each; hidden where nothing is to be said."""

    def __init__(self, tongue: Tongue) -> None:
        super().__init__()
        self._tongue = tongue
        self._mark = Mark(Sign.MISSING)
        self.code = SpokenLabel(tongue, EMPTY, "strong", tone="bad")
        self.message = SpokenLabel(tongue, EMPTY, "strong", wrap=True)
        self.facts = {fact: SpokenLabel(tongue, EMPTY, wrap=True) for fact in Fact}
        self._captions = {fact: SpokenLabel(tongue, _CAPTIONS[fact], "caption") for fact in Fact}
        self.others = SpokenLabel(tongue, EMPTY, wrap=True)
        box = column(self, gap=SIZES.gap_small, pad=SIZES.pad)
        head = row()
        head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.code, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.message, 1)
        box.addLayout(head)
        box.addLayout(self._table())
        box.addWidget(self.others)
        self.show_troubles(())

    def _table(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(SIZES.gap)
        grid.setVerticalSpacing(SIZES.gap_small)
        for value_column in (1, 3):
            grid.setColumnStretch(value_column, 1)
        top = Qt.AlignmentFlag.AlignTop
        for line, facts in enumerate(_LINES):
            for place, fact in enumerate(facts):
                span = 1 if len(facts) > 1 else 3
                grid.addWidget(self._captions[fact], line, 2 * place, top)
                grid.addWidget(self.facts[fact], line, 2 * place + 1, 1, span)
        return grid

    def show_troubles(self, troubles: Iterable[Trouble], notice: Text = EMPTY) -> None:
        """Show them; where there are none, the ``notice``."""
        all_of_them = tuple(troubles)
        first = all_of_them[0] if all_of_them else None
        look(self, ground="attention" if first is None else "bad")
        self._mark.tell(Sign.WARNING if first is None else Sign.MISSING, self._tongue.say(words.TROUBLE))
        self.message.tell(notice if first is None else first.problem.message)
        look(self.message, type="value" if first is None else "strong")
        _show(self.code, EMPTY if first is None else literal(first.problem.code))
        told = {} if first is None else _told(first)
        for fact in Fact:
            text = told.get(fact, EMPTY)
            _show(self.facts[fact], text)
            self._captions[fact].setVisible(text != EMPTY)
        _show(self.others, _lines(_short(one) for one in all_of_them[1:]))
        self.setVisible(first is not None or notice != EMPTY)


def _show(label: SpokenLabel, text: Text) -> None:
    label.tell(text)
    label.setVisible(text != EMPTY)


def _told(trouble: Trouble) -> Mapping[Fact, Text]:
    problem, why = trouble.problem, trouble.explained
    error = problem.error
    told = {
        Fact.ACTOR: terms.ACTORS[problem.actor],
        Fact.AGAIN: words.MAY_TRY[trouble.again],
        Fact.PLACE: place_of(error),
        Fact.SAID: in_words(error.vendor_text),
    }
    if why is None:
        return told
    hint = EMPTY if trouble.hinted is None else words.RUNG_HINTS[trouble.hinted]
    cure = Text(f"{why.cure.zh}{hint.zh}", f"{why.cure.en} {hint.en}".rstrip())
    return told | {Fact.CAUSE: why.cause, Fact.CURE: cure}


def _short(trouble: Trouble) -> Text:
    problem = trouble.problem
    actor = terms.ACTORS[problem.actor]
    return fill(words.ALSO, code=literal(problem.code), message=problem.message, actor=actor)


def _lines(texts: Iterable[Text]) -> Text:
    told = tuple(texts)
    return Text("\n".join(one.zh for one in told), "\n".join(one.en for one in told))
