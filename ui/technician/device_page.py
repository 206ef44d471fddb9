"""The chosen device: what it is, what is wrong, what can be asked of it, its ladder and its figures."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from drivers.errors import DeviceError
from drivers.faults import Fault
from drivers.health import HealthLevel, HealthReport
from drivers.statistics_file import DeviceCounts
from kiosk.device_problems import DEVICE_NAMES, DeviceProblem, attention
from kiosk.device_views import DeviceView
from kiosk.rules.assessment import Text
from ui.i18n import EMPTY, Tongue, fill, literal, terms
from ui.i18n import technician as words
from ui.technician.faults_menu import FaultsMenu
from ui.technician.figures import Figures
from ui.technician.ladder_view import LadderView
from ui.theme import SIZES
from ui.widgets.boxes import column, frame, row
from ui.widgets.key_chip import KeyChip
from ui.widgets.lights import device_sign
from ui.widgets.marks import TONES, Mark
from ui.widgets.spoken import SpokenLabel

CHECK_KEYS: Mapping[HealthLevel, str] = {
    HealthLevel.INTERNAL: "I",
    HealthLevel.EXTERNAL: "E",
    HealthLevel.INTERACTIVE: "X",
}


class DevicePage(QWidget):
    """``asked`` carries a HealthLevel; the others say which key was touched."""

    asked = Signal(object)
    copy_wanted = Signal()
    reset_wanted = Signal()
    faults_wanted = Signal()
    record_wanted = Signal()

    def __init__(self, tongue: Tongue) -> None:
        super().__init__()
        self._tongue = tongue
        self._shown: DeviceError | None = None
        self.mark = Mark()
        self.name = SpokenLabel(tongue, EMPTY, "title")
        self.state = SpokenLabel(tongue, EMPTY, "strong")
        self.source = SpokenLabel(tongue, EMPTY, tone="soft", wrap=True)
        self.error = SpokenLabel(tongue, EMPTY, tone="bad", wrap=True)
        self.place = SpokenLabel(tongue, EMPTY, "small", wrap=True)
        self.told = SpokenLabel(tongue, EMPTY, tone="info", wrap=True)
        self.ladder = LadderView(tongue)
        self.figures = Figures(tongue)
        self.faults = FaultsMenu(tongue)
        self.faults.hide()
        box = column(self, gap=SIZES.gap)
        head = row()
        for widget in (self.mark, self.name, self.state):
            head.addWidget(widget)
        head.addSpacing(SIZES.gap_wide)
        head.addWidget(self.source, 1)
        box.addLayout(head)
        box.addWidget(self._fault_frame())
        box.addLayout(self._keys())
        self._told_frame = frame("info")
        told = row(self._told_frame, pad=SIZES.gap)
        told.addWidget(self.told, 1)
        box.addWidget(self._told_frame)
        body = row(gap=SIZES.pad)
        body.addWidget(self.ladder, 5)
        body.addWidget(self.figures, 3)
        body.addWidget(self.faults, 5)
        box.addLayout(body, 1)
        self.tell(EMPTY)

    def _fault_frame(self) -> QFrame:
        self._fault = frame("bad")
        inner = column(self._fault, gap=SIZES.gap_small, pad=SIZES.gap)
        inner.addWidget(self.error)
        inner.addWidget(self.place)
        return self._fault

    def _keys(self) -> QHBoxLayout:
        line = row()
        self.checks: dict[HealthLevel, KeyChip] = {}
        for level in HealthLevel:
            weight = "first" if level is HealthLevel.INTERNAL else "usual"
            chip = KeyChip(self._tongue, CHECK_KEYS[level], words.CHECKS[level], weight)
            chip.clicked.connect(lambda _=False, level=level: self.asked.emit(level))
            self.checks[level] = chip
            line.addWidget(chip)
        line.addStretch(1)
        self.fault_key = KeyChip(self._tongue, "F", words.FAULTS)
        self.record_key = KeyChip(self._tongue, "T", words.RECORD)
        self.copy_key = KeyChip(self._tongue, "C", words.COPY)
        self.reset_key = KeyChip(self._tongue, "R", words.RESET)
        for key, signal in (
            (self.fault_key, self.faults_wanted),
            (self.record_key, self.record_wanted),
            (self.copy_key, self.copy_wanted),
            (self.reset_key, self.reset_wanted),
        ):
            key.clicked.connect(lambda _=False, signal=signal: signal.emit())
            line.addWidget(key)
        return line

    def show_device(self, view: DeviceView, counted: Iterable[DeviceCounts], *, simulated: bool) -> None:
        """Show how the device stands and what it has done."""
        sign = device_sign(view)
        readiness = terms.READINESS[view.status.readiness]
        self.mark.tell(sign, self._tongue.say(readiness))
        self.name.tell(DEVICE_NAMES[view.kind])
        self.state.tell(readiness, tone=TONES[sign])
        self.source.tell(_source(view))
        wanted = attention(view.kind, view.status)
        self._shown = wanted.error if wanted is not None else view.last_error
        self._show_error(view, self._shown)
        self.figures.show_figures(view.status, counted)
        self.fault_key.setVisible(simulated)

    def show_report(self, view: DeviceView, report: HealthReport | None, *, checking: bool) -> None:
        """Show the last climb, or that one is under way."""
        told = self._shown.code if self._shown is not None else None
        self.ladder.show_report(view.kind, report, checking=checking, told=told)
        for chip in self.checks.values():
            chip.setEnabled(not checking)

    def show_faults(self, view: DeviceView, suffered: Fault | None, *, shown: bool) -> None:
        """Show or hide the faults that can be rehearsed; they take the figures' place."""
        if shown:
            self.faults.show_faults(view.kind, suffered)
        self.faults.setVisible(shown)
        self.figures.setVisible(not shown)

    def show_recording(self, *, possible: bool, recording: bool) -> None:
        """Show whether a trace can be recorded, and whether one is."""
        self.record_key.setVisible(possible)
        self.record_key.tell(words.RECORD_END if recording else words.RECORD)

    def tell(self, text: Text) -> None:
        """Say something, or with EMPTY no more."""
        self.told.tell(text)
        self._told_frame.setVisible(text != EMPTY)

    def _show_error(self, view: DeviceView, error: DeviceError | None) -> None:
        self._fault.setVisible(error is not None)
        if error is None:
            self.error.tell(EMPTY)
            self.place.tell(EMPTY)
            return
        problem = DeviceProblem(view.kind, error)
        actor = terms.ACTORS[problem.actor]
        self.error.tell(fill(words.FAULT, code=literal(problem.code), actor=actor, message=problem.message))
        pattern = words.FAULT_SAID if error.vendor_text else words.FAULT_PLACE
        self.place.tell(fill(pattern, locus=literal(error.locus), vendor=literal(error.vendor_text)))


def _source(view: DeviceView) -> Text:
    stamp = view.provenance
    if stamp is None:
        return fill(words.NO_SOURCE, driver=literal(view.driver))
    return fill(
        words.SOURCE_LINE,
        source=terms.SOURCES[stamp.source],
        driver=literal(stamp.driver),
        version=literal(stamp.driver_version),
        serial=literal(stamp.device_serial or "—"),
    )
