"""Every way a simulated device can be made to fail, by touch or key; hardware never shows it."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from drivers.device import DeviceKind
from drivers.fault_signs import faults_of
from drivers.faults import Fault
from kiosk.fault_words import FAULT_NAMES
from kiosk.rules.assessment import Text
from ui.i18n import EMPTY, Tongue, fill
from ui.i18n import technician as words
from ui.theme import SIZES, look
from ui.widgets.boxes import column, empty, scroll
from ui.widgets.spoken import SpokenButton, SpokenLabel

COLUMNS = 2


class FaultsMenu(QFrame):
    """``chosen`` carries a fault, to have it beside the others or to be mended of it; None: to be mended of all."""

    chosen = Signal(object)

    def __init__(self, tongue: Tongue) -> None:
        super().__init__()
        self._tongue = tongue
        self._kind: DeviceKind | None = None
        self._suffered: tuple[Fault, ...] = ()
        look(self, ground="card")
        box = column(self, pad=SIZES.pad)
        box.addWidget(SpokenLabel(tongue, words.FAULTS_TITLE, "heading", wrap=True))
        box.addWidget(SpokenLabel(tongue, words.FAULTS_KEYS, "small", wrap=True))
        self.now = SpokenLabel(tongue, EMPTY, "strong", wrap=True)
        box.addWidget(self.now)
        content = QWidget()
        self._rows = column(content, gap=SIZES.gap_small)
        box.addWidget(scroll(content), 1)
        self.buttons: dict[Fault | None, SpokenButton] = {}

    def show_faults(self, kind: DeviceKind, suffered: tuple[Fault, ...]) -> None:
        """Show what this kind can suffer, and what it suffers now."""
        if kind is not self._kind:
            self._kind = kind
            self._fill(kind)
        self._suffered = suffered
        for fault, button in self.buttons.items():
            look(button, chosen="yes" if fault in suffered else "no")
        names = [FAULT_NAMES[fault] for fault in suffered]
        all_of_them = Text("、".join(name.zh for name in names), ", ".join(name.en for name in names))
        now = fill(words.SUFFERS, fault=all_of_them) if names else words.NO_FAULT
        self.now.tell(now, tone="attention" if names else "soft")

    def take_focus(self) -> None:
        """Put the keyboard on what is suffered now, or on the mending."""
        self.buttons[self._suffered[-1] if self._suffered else None].setFocus(Qt.FocusReason.TabFocusReason)

    def _fill(self, kind: DeviceKind) -> None:
        empty(self._rows)
        self.buttons = {None: self._button(None)}
        self._rows.addWidget(self.buttons[None])
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SIZES.gap_small)
        for at, fault in enumerate(faults_of(kind)):
            self.buttons[fault] = self._button(fault)
            grid.addWidget(self.buttons[fault], at // COLUMNS, at % COLUMNS)
        holder = QWidget()
        holder.setLayout(grid)
        self._rows.addWidget(holder)
        self._rows.addStretch(1)

    def _button(self, fault: Fault | None) -> SpokenButton:
        name = words.MENDED if fault is None else FAULT_NAMES[fault]
        button = SpokenButton(self._tongue, name, "list")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(partial(self._choose, fault))
        return button

    def _choose(self, fault: Fault | None, _checked: bool = False) -> None:
        self.chosen.emit(fault)
