"""One device in the list: its key, its mark, its name, how it stands with the code, and how its check went."""

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy

from drivers.device import DeviceKind
from drivers.health import Verdict
from kiosk.device_problems import DEVICE_NAMES
from kiosk.device_views import DeviceView
from kiosk.rules.assessment import Text
from ui.i18n import EMPTY, Tongue, fill, literal, terms
from ui.i18n import desk as desk_words
from ui.i18n import technician as words
from ui.technician.checks import Checked
from ui.technician.reach import ARROWS, PRESSES
from ui.theme import SIZES, look
from ui.widgets.boxes import column, row
from ui.widgets.lights import device_fault, device_sign
from ui.widgets.marks import TONES, Mark
from ui.widgets.spoken import SpokenLabel

_TONES = {Verdict.PASSED: "soft", Verdict.FAILED: "bad", Verdict.UNKNOWN: "attention"}


class DeviceRow(QPushButton):
    """Touched, it chooses its device."""

    def __init__(self, tongue: Tongue, kind: DeviceKind, number: int) -> None:
        super().__init__()
        self._tongue, self._kind = tongue, kind
        self._said = EMPTY
        cap = QLabel(str(number))
        cap.setAlignment(Qt.AlignmentFlag.AlignCenter)
        look(cap, part="cap")
        self.mark = Mark()
        name = SpokenLabel(tongue, DEVICE_NAMES[kind], "strong")
        self.state = SpokenLabel(tongue, EMPTY, "small")
        self.check = SpokenLabel(tongue, EMPTY, "small")
        self.recording = SpokenLabel(tongue, words.IS_RECORDED, "small", tone="info")
        self._line = row(self, gap=SIZES.gap)
        self._line.setContentsMargins(SIZES.pad, SIZES.gap_small, SIZES.pad, SIZES.gap_small)
        words_of = column(gap=0)
        for said in (name, self.state, self.check, self.recording):
            words_of.addWidget(said)
        self._line.addWidget(cap, 0, Qt.AlignmentFlag.AlignVCenter)
        self._line.addLayout(words_of, 1)
        self._line.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignVCenter)
        for part in (cap, name, self.state, self.check, self.recording, self.mark):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look(self, kind="list", chosen="no")
        tongue.changed.connect(self._name)

    def show_device(self, view: DeviceView, *, chosen: bool) -> None:
        """Show how the device stands, and whether it is the one that is looked at."""
        sign, fault = device_sign(view), device_fault(view)
        readiness = terms.READINESS[view.status.readiness]
        code = fault.code if fault is not None else ""
        self._said = fill(words.STATE_CODE, state=readiness, code=literal(code)) if code else readiness
        self.mark.tell(sign, self._tongue.say(readiness))
        self.state.tell(self._said, tone=TONES[sign])
        look(self, chosen="yes" if chosen else "no")
        self._name()

    def show_check(self, checked: Checked | None, *, running: bool, recording: bool) -> None:
        """Show that a check runs or how the last went, and that a trace is being recorded."""
        said, tone = (words.IS_CHECKED, "info") if running else _went(checked)
        self.check.tell(said, tone=tone)
        self.check.setVisible(said != EMPTY)
        self.recording.setVisible(recording)
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrows to the window, where they choose the next device; Return presses."""
        if event.key() in ARROWS:
            event.ignore()
        elif event.key() in PRESSES:
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """As its words need, and never less than a target."""
        return self._line.sizeHint().expandedTo(QSize(SIZES.target, SIZES.target))

    def minimumSizeHint(self) -> QSize:
        """See sizeHint."""
        return self.sizeHint()

    @Slot()
    def _name(self) -> None:
        name = fill(desk_words.DEVICE_STATE, device=DEVICE_NAMES[self._kind], state=self._said)
        self.setAccessibleName(self._tongue.say(name))


def _went(checked: Checked | None) -> tuple[Text, str]:
    if checked is None:
        return EMPTY, ""
    if checked.overtaken:
        return words.WELL_SINCE, "soft"
    if checked.report is None:
        return words.WAS_NOT_CHECKED, "bad"
    report, stopped = checked.report, checked.report.stopped_at
    if stopped is not None:
        return fill(words.STOPPED_AT, rung=words.RUNGS[stopped.rung]), _TONES[Verdict.FAILED]
    said = words.CHECK_OPEN if report.verdict is Verdict.UNKNOWN else words.CHECK_PASSED
    return said, _TONES[report.verdict]
