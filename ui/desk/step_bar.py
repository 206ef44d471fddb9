"""Below: the one next step in words, what was last said, and the keys for it; or the question being asked."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QStackedLayout, QWidget

from kiosk.visits.view import Message, VisitView
from ui.desk.actions import BINDINGS, Action
from ui.desk.prompt_panel import PromptPanel
from ui.desk.said_line import SaidLine
from ui.desk.steps import NextStep, Offer
from ui.i18n import Tongue
from ui.theme import SIZES, look
from ui.widgets.boxes import column, empty, row
from ui.widgets.busy_sign import BusySign
from ui.widgets.key_chip import KeyChip
from ui.widgets.marks import Mark, Sign
from ui.widgets.spoken import FittingLabel


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
        self.words_mark = Mark(Sign.WARNING)
        self.line = SaidLine(tongue)
        self.said = self.line.words
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
        first.addWidget(self.words_mark)
        first.addWidget(self.words, 1)
        first.addWidget(self.busy, 0, Qt.AlignmentFlag.AlignRight)
        box.addLayout(first)
        box.addWidget(self.line)
        box.addStretch(1)
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

    def show_step(self, step: NextStep, view: VisitView, own: Message | None = None) -> None:
        """Say the next step, the last message, what is running, and show the step's keys.

        ``own`` is the desk's own word on the key last pressed, which goes before what the session said.
        """
        self.words.tell(step.text, tone="attention" if step.attention else "")
        self.words_mark.setVisible(step.attention)
        self.words_mark.setAccessibleName(self._tongue.say(step.text))
        self.busy.tell(view.busy)
        self.line.tell(own or view.message)
        self.prompt.say(view.message)
        if step.offers != self._offers:
            self._offers = step.offers
            self._rebuild()

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
