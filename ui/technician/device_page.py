"""The chosen device: what it is, what is wrong, what can be asked of it, its ladder and its figures."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from drivers.health import Verdict
from drivers.statistics_file import DeviceCounts
from kiosk.device_views import DeviceView
from kiosk.rules.assessment import Text
from ui.i18n import EMPTY, Tongue, fill, literal
from ui.i18n import layouts as layout_words
from ui.i18n import technician as words
from ui.technician.checks import Checked, UnderWay
from ui.technician.commands import LEVELS, ON_THE_PAGE, Command, cap
from ui.technician.device_head import DeviceHead
from ui.technician.faults_menu import FaultsMenu
from ui.technician.figures import Figures
from ui.technician.key_rows import KeyRows
from ui.technician.ladder_view import LadderView
from ui.technician.layout_panel import LayoutPanel
from ui.technician.layouts import KINDS
from ui.technician.reach import ToolKey
from ui.technician.said_strip import SaidStrip
from ui.technician.trouble_card import TroubleCard
from ui.technician.troubles import troubles
from ui.theme import SIZES
from ui.widgets.boxes import column, row

_WORDS: Mapping[Command, Text] = {
    **{command: words.CHECKS[level] for command, level in LEVELS.items()},
    Command.LAYOUT: layout_words.KEY,
    Command.FAULTS: words.FAULTS,
    Command.RECORD: words.RECORD,
    Command.COPY: words.COPY,
    Command.RESET: words.RESET,
}


class Aside(StrEnum):
    """What stands beside the ladder."""

    FIGURES = "figures"
    FAULTS = "faults"
    LAYOUT = "layout"


class DevicePage(QWidget):
    """``wanted`` carries the Command whose key was touched."""

    wanted = Signal(object)

    def __init__(self, tongue: Tongue) -> None:
        super().__init__()
        self._tongue = tongue
        self.head = DeviceHead(tongue)
        self.trouble = TroubleCard(tongue)
        self.told = SaidStrip(tongue)
        self.recorded = SaidStrip(tongue)
        self.ladder = LadderView(tongue)
        self.figures = Figures(tongue)
        self.faults = FaultsMenu(tongue)
        self.layout_panel = LayoutPanel(tongue)
        box = column(self, gap=SIZES.gap)
        box.addWidget(self.head)
        self.key_rows = self._make_keys()
        box.addWidget(self.key_rows)
        for strip in (self.told, self.recorded, self.trouble):
            box.addWidget(strip)
        body = row(gap=SIZES.pad)
        body.addWidget(self.ladder, 5)
        body.addWidget(self.figures, 3)
        body.addWidget(self.faults, 5)
        body.addWidget(self.layout_panel, 5)
        box.addLayout(body, 1)
        self.show_aside(Aside.FIGURES)

    def _make_keys(self) -> KeyRows:
        self.keys: dict[Command, ToolKey] = {}
        for command in ON_THE_PAGE:
            weight = "first" if command is Command.INTERNAL else "usual"
            key = ToolKey(self._tongue, cap(command), _WORDS[command], weight)
            key.clicked.connect(partial(self._touched, command))
            self.keys[command] = key
        checks = [key for command, key in self.keys.items() if command in LEVELS]
        return KeyRows(checks, [key for command, key in self.keys.items() if command not in LEVELS])

    def _touched(self, command: Command, _checked: bool = False) -> None:
        self.wanted.emit(command)

    def show_device(self, view: DeviceView, counted: Iterable[DeviceCounts], *, simulated: bool) -> None:
        """Show how the device stands and what it has done."""
        self.head.show_device(view)
        self.figures.show_figures(view.status, counted)
        self.keys[Command.FAULTS].setVisible(simulated)
        self.keys[Command.LAYOUT].setVisible(view.kind in KINDS)

    def show_check(self, view: DeviceView, under_way: UnderWay | None, checked: Checked | None) -> None:
        """Show the check under way or what came of the last, and what is wrong by it and by the device itself."""
        if under_way is not None:
            checked = None  # what the one before found is not what this one will
        self.ladder.show_check(under_way, checked)
        met = checked if checked is not None and not checked.overtaken else None
        report, problem = (met.report, met.problem) if met is not None else (None, None)
        found = troubles(view, report, problem)
        open_rung = report is not None and report.verdict is Verdict.UNKNOWN
        self.trouble.show_troubles(found, words.NOT_KNOWN_ADVICE if open_rung else EMPTY)
        for command in LEVELS:
            self.keys[command].setEnabled(under_way is None)

    def show_aside(self, aside: Aside) -> None:
        """Show one thing beside the ladder."""
        self.figures.setVisible(aside is Aside.FIGURES)
        self.faults.setVisible(aside is Aside.FAULTS)
        self.layout_panel.setVisible(aside is Aside.LAYOUT)

    def show_recording(self, file: Path | None, failure: str, *, possible: bool) -> None:
        """Show whether a trace can be recorded, into which file one is, or why it is not."""
        self.keys[Command.RECORD].setVisible(possible)
        self.keys[Command.RECORD].tell(words.RECORD if file is None else words.RECORD_END)
        told = words.NOT_WRITTEN if failure else words.RECORDING
        said = EMPTY if file is None else fill(told, file=literal(str(file)), why=literal(failure))
        self.recorded.tell(said)

    def tell(self, text: Text) -> None:
        """Say something, or with EMPTY no more."""
        self.told.tell(text)
