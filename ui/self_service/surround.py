"""What stands around every page of self-service: the training strip, the head, faults below, the tray beside."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedLayout, QWidget

from ui.context import FaceContext, Hall
from ui.desk.training_tray import TrainingTray
from ui.i18n import Tongue, fill
from ui.i18n import desk as desk_words
from ui.i18n import self_service as words
from ui.self_service.page import ServicePage
from ui.self_service.places import Place
from ui.theme import LARGE, SIZES, wear
from ui.widgets.boxes import column, frame, row
from ui.widgets.busy_sign import BusySign
from ui.widgets.fault_strip import FaultStrip
from ui.widgets.spoken import SpokenButton, SpokenLabel


class Surround(QWidget):
    """Shows one of ``pages`` at a time; ``other_language_wanted`` when the head's button is touched."""

    other_language_wanted = Signal()

    def __init__(self, tongue: Tongue, context: FaceContext, pages: Mapping[Place, ServicePage]) -> None:
        super().__init__()
        self._pages = pages
        self.fault = FaultStrip(tongue, LARGE)
        self.busy = BusySign(tongue, LARGE)
        self.tray = TrainingTray(tongue, context.training)
        box = column(self, gap=0)
        self.training = frame("training")
        strip = row(self.training)
        strip.setContentsMargins(LARGE.pad, LARGE.gap_small, LARGE.pad, LARGE.gap_small)
        said = fill(words.TRAINING, training=desk_words.TRAINING, tray=desk_words.TRAY)
        strip.addWidget(SpokenLabel(tongue, said, "small", tone="training", wrap=True))
        box.addWidget(self.training)
        box.addWidget(self._head(tongue, context))
        stack_frame = QFrame()
        self._stack = QStackedLayout(stack_frame)
        for page in pages.values():
            self._stack.addWidget(page)
        body = row(gap=0)
        body.addWidget(stack_frame, 1)
        body.addWidget(self.tray)
        wear(self.tray, SIZES)
        self.tray.hide()
        box.addLayout(body, 1)
        box.addWidget(self.fault)
        self.training.setVisible(bool(context.training))

    def _head(self, tongue: Tongue, context: FaceContext) -> QFrame:
        head = frame("header")
        line = row(head, gap=LARGE.gap_wide)
        line.setContentsMargins(LARGE.pad, LARGE.gap_small, LARGE.pad, LARGE.gap_small)
        self._hall = SpokenLabel(tongue, context.hall.name, "strong")
        line.addWidget(self._hall)
        line.addWidget(SpokenLabel(tongue, words.TITLE, tone="soft"))
        line.addStretch(1)
        line.addWidget(self.busy)
        self.other_language = SpokenButton(tongue, words.OTHER_LANGUAGE)
        self.other_language.clicked.connect(lambda _=False: self.other_language_wanted.emit())
        line.addWidget(self.other_language)
        return head

    def show_hall(self, hall: Hall) -> None:
        """Name the locality whose rules are told: the hall's own, or that of the permit."""
        self._hall.tell(hall.name)

    def show_place(self, place: Place) -> None:
        """Show one page; the first one has both languages on it."""
        self._stack.setCurrentWidget(self._pages[place])
        self.other_language.setVisible(place is not Place.LANGUAGE)
