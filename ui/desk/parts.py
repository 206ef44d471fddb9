"""The desk's parts in their places: header, papers, centre, record, training tray, step and edge."""

from collections.abc import Callable
from concurrent.futures import Future

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.rules.facts import OriginalFact
from kiosk.visits.state import VisitState
from ui.bridge import Bridge
from ui.context import FaceContext
from ui.desk.actions import Action
from ui.desk.checklist import Checklist
from ui.desk.comparison import Comparison
from ui.desk.edge import Edge
from ui.desk.guidance_page import GuidancePage
from ui.desk.header import Header
from ui.desk.identities_page import IdentitiesPage
from ui.desk.picture_page import PicturePage
from ui.desk.stage import BESIDE, Page, Stage
from ui.desk.step_bar import StepBar
from ui.desk.training_tray import TrainingTray
from ui.i18n import Tongue
from ui.i18n import desk as words
from ui.pictures import PictureWorker
from ui.theme import SIZES, look, sizes_for, wear
from ui.widgets.boxes import column, frame, row
from ui.widgets.fault_strip import FaultStrip
from ui.widgets.services_strip import ServicesStrip
from ui.widgets.spoken import SpokenLabel


class DeskParts(QWidget):
    """Everything a desk shows. ``acted`` carries touched keys, whichever part they stand in.

    ``fetch`` gives a stored picture's future.
    """

    acted = Signal(object)

    def __init__(
        self,
        context: FaceContext,
        bridge: Bridge,
        worker: PictureWorker,
        tongue: Tongue,
        fetch: Callable[[str], "Future[bytes]"],
    ) -> None:
        super().__init__()
        self._tongue = tongue
        self.can_train = bool(context.training)
        self.tray_is_open = False
        self.training = SpokenLabel(tongue, words.TRAINING, tone="training")
        self._training_strip = frame("training")
        self.header = Header(tongue, context.today, context.deadlines)
        self.checklist = Checklist(tongue)
        self.picture = PicturePage(tongue, worker, bridge, fetch)
        self.guidance = GuidancePage(tongue, context, bridge, lambda: self.acted.emit(Action.BACK))
        self.identities = IdentitiesPage(tongue)
        self.stage = Stage(tongue, self.picture)
        self.stage.add_page(Page.GUIDANCE, self.guidance)
        self.stage.add_page(Page.IDENTITIES, self.identities)
        self.comparison = Comparison(tongue)
        self.tray = TrainingTray(tongue, context.training)
        self.fault = FaultStrip(tongue)
        self.step_bar = StepBar(tongue)
        self.edge = Edge(tongue, context)
        self._lay_out()
        ServicesStrip(tongue, context.station, bridge).stand_under(self.fault)
        self.picture.acted.connect(self.acted)
        self.edge.acted.connect(self.acted)
        tongue.changed.connect(self._name)
        self._name()

    def _lay_out(self) -> None:
        wear(self, SIZES)
        look(self, ground="canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        page = column(self, gap=0)
        strip = row(self._training_strip)
        strip.setContentsMargins(SIZES.gap_wide, SIZES.gap_small, SIZES.gap_wide, SIZES.gap_small)
        strip.addWidget(self.training)
        page.addWidget(self._training_strip)
        page.addWidget(self.header)
        body = row(pad=SIZES.pad, gap=SIZES.pad)
        body.addWidget(self.checklist, 2)
        body.addWidget(self.stage, 5)
        body.addWidget(self.comparison, 2)
        body.addWidget(self.tray)
        page.addLayout(body, 1)
        page.addWidget(self.fault)
        page.addWidget(self.step_bar)
        page.addWidget(self.edge)
        self.tray.hide()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_visit(self, visit: VisitState | None, chosen: OriginalFact | None, *, training: bool) -> None:
        """Show how a visit stands in every part, and the original that is looked at."""
        self.tray.setVisible(self.tray_is_open and not self.tray_gives_way)
        self._training_strip.setVisible(training or self.can_train)
        self.header.show_visit(visit)
        self.checklist.show_visit(visit, chosen)
        self.comparison.show_visit(visit, chosen)
        self.stage.show_visit(visit, chosen)
        self.identities.show_visit(visit)
        self.checklist.setVisible(self.stage.page not in BESIDE)
        self.comparison.setVisible(
            self.stage.page not in (*BESIDE, Page.IDENTITIES) and not self._tray_takes_its_room()
        )

    def toggle_tray(self) -> None:
        """Open the training tray or put it away; a real desk has none."""
        if not self.can_train:
            return
        self.tray_is_open = not self.tray_is_open
        if self.tray_is_open and self.width() < SIZES.beside_dock:
            self.comparison.hide()
        self.tray.setVisible(self.tray_is_open and not self.tray_gives_way)

    @property
    def tray_gives_way(self) -> bool:
        """Whether the page in sight needs the whole width, on a screen too narrow for the tray beside it."""
        return self.stage.page in BESIDE and self.width() < SIZES.beside_dock

    def _tray_takes_its_room(self) -> bool:
        """Whether the open tray stands where the record does, on a screen too narrow for both."""
        return not self.tray.isHidden() and self.width() < SIZES.beside_dock

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the type that suits the height."""
        wear(self, sizes_for(self.height()))
        super().resizeEvent(event)

    def _name(self) -> None:
        self.setWindowTitle(self._tongue.say(words.TITLE))
        self.setAccessibleName(self._tongue.say(words.TITLE))
