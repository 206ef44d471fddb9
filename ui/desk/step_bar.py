"""Below: the one next step in words, what was last said, and the keys for it; or the question being asked."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QStackedLayout, QWidget

from kiosk.visits.view import Message, Tone, VisitView
from ui.desk.actions import BINDINGS, Action
from ui.desk.prompt_panel import PromptPanel
from ui.desk.steps import NextStep, Offer
from ui.i18n import EMPTY, Tongue
from ui.theme import SIZES, look
from ui.widgets.boxes import column, empty, row
from ui.widgets.busy_sign import BusySign
from ui.widgets.fault_strip import fault_words
from ui.widgets.key_chip import KeyChip
from ui.widgets.marks import Mark, Sign
from ui.widgets.spoken import FittingLabel, SpokenLabel

_SIGNS = {Tone.GOOD: Sign.GOOD, Tone.INFO: Sign.INFO, Tone.ATTENTION: Sign.WARNING}


class StepBar(QFrame):
    """Always of one height, so that the picture above never jumps. ``acted`` carries touched keys."""

    acted = Signal(object)

    def __init__(self, tongue: Tongue) -> None:
        super().__init__()
        self._tongue = tongue
        self._offers: tuple[Offer, ...] = ()
        self.setFixedHeight(SIZES.step_height)
        look(self, ground="step")
        self.words = FittingLabel(tongue)
        self.busy = BusySign(tongue)
        self.said = SpokenLabel(tongue, EMPTY, wrap=True)
        self.said_mark = Mark(Sign.INFO)
        self.prompt = PromptPanel(tongue)
        self.prompt.opened.connect(self._ask)
        self.prompt.closed.connect(self._answered)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._page = self._step_page()
        self._stack.addWidget(self._page)
        self._stack.addWidget(self.prompt)

    def _step_page(self) -> QWidget:
        page = QFrame()
        box = column(page, gap=SIZES.gap_small)
        box.setContentsMargins(SIZES.gap_wide, SIZES.gap, SIZES.gap_wide, SIZES.gap)
        first = row()
        first.addWidget(self.words, 1)
        first.addWidget(self.busy, 0, Qt.AlignmentFlag.AlignRight)
        box.addLayout(first)
        second = row()
        second.addWidget(self.said_mark)
        second.addWidget(self.said, 1)
        box.addLayout(second)
        self._keys = row()
        self._keys.addStretch(1)
        box.addLayout(self._keys)
        return page

    @Slot()
    def _ask(self) -> None:
        self._stack.setCurrentWidget(self.prompt)

    @Slot()
    def _answered(self) -> None:
        self._stack.setCurrentWidget(self._page)

    @property
    def offers(self) -> tuple[Offer, ...]:
        """The keys shown now."""
        return self._offers

    def show_step(self, step: NextStep, view: VisitView) -> None:
        """Say the next step, the last message, what is running, and show the step's keys."""
        self.words.tell(step.text)
        self.busy.tell(view.busy)
        self._say(view.message)
        if step.offers != self._offers:
            self._offers = step.offers
            self._rebuild()

    def _say(self, message: Message | None) -> None:
        self.said_mark.setVisible(message is not None)
        if message is None:
            self.said.tell(EMPTY)
            return
        self.said_mark.tell(_SIGNS[message.tone], self._tongue.say(message.text))
        self.said.tell(fault_words(message), tone="" if message.tone is Tone.INFO else message.tone.value)

    def _rebuild(self) -> None:
        empty(self._keys)
        for offer in self._offers:
            chip = KeyChip(
                self._tongue, BINDINGS[offer.action].cap, offer.text, "first" if offer.first else "usual"
            )
            chip.clicked.connect(lambda _=False, action=offer.action: self.acted.emit(action))
            self._keys.addWidget(chip)
        self._keys.addStretch(1)
        help_chip = KeyChip(self._tongue, BINDINGS[Action.HELP].cap, BINDINGS[Action.HELP].text, "quiet")
        help_chip.clicked.connect(lambda _=False: self.acted.emit(Action.HELP))
        self._keys.addWidget(help_chip)
