"""The desk's lower edge: how the devices stand, which hall this is, and the keys that work on every page."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy

from ui.context import FaceContext
from ui.desk.actions import BINDINGS, Action
from ui.i18n import Tongue
from ui.theme import SIZES, look
from ui.widgets.boxes import row
from ui.widgets.key_chip import KeyChip
from ui.widgets.lights import Lights
from ui.widgets.spoken import SpokenLabel


class Edge(QFrame):
    """``acted`` carries touched keys."""

    acted = Signal(object)

    def __init__(self, tongue: Tongue, context: FaceContext) -> None:
        super().__init__()
        look(self, ground="edge")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.lights = Lights(tongue)
        line = row(self, gap=SIZES.gap)
        line.setContentsMargins(SIZES.gap_wide, 0, SIZES.gap, 0)
        line.addWidget(self.lights)
        line.addStretch(1)
        line.addWidget(SpokenLabel(tongue, context.hall.name, "small"))
        tray = (Action.TRAY,) if context.training else ()
        for action in (Action.GUIDANCE, *tray, Action.LANGUAGE):
            chip = KeyChip(tongue, BINDINGS[action].cap, BINDINGS[action].text, "quiet")
            chip.clicked.connect(lambda _=False, action=action: self.acted.emit(action))
            line.addWidget(chip)
