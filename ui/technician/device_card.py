"""One device for the technician: state, driver, source, sensors, last error, and the self-test."""

from concurrent.futures import Future

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout

from drivers.device import DeviceKind
from drivers.errors import DeviceError
from drivers.health import HealthReport
from kiosk.device_problems import DEVICE_NAMES, DeviceProblem
from kiosk.rules.assessment import Text
from kiosk.station import DeviceView
from ui.bridge import failure_of
from ui.i18n import EMPTY, Tongue, fill, literal, terms
from ui.i18n import technician as words
from ui.theme import SIZES, look
from ui.widgets.boxes import column, row
from ui.widgets.key_chip import KeyChip
from ui.widgets.lights import device_sign
from ui.widgets.marks import TONES, Mark
from ui.widgets.spoken import SpokenLabel


class DeviceCard(QFrame):
    """``asked`` is emitted when its self-test is wanted."""

    asked = Signal(object)

    def __init__(self, tongue: Tongue, kind: DeviceKind, number: int) -> None:
        super().__init__()
        self._tongue, self._kind, self._testing = tongue, kind, False
        look(self, ground="card")
        box = column(self, pad=SIZES.pad)
        head = row()
        self.mark = Mark()
        self.state = SpokenLabel(tongue, EMPTY, "strong")
        head.addWidget(self.mark)
        head.addWidget(SpokenLabel(tongue, DEVICE_NAMES[kind], "heading"))
        head.addStretch(1)
        head.addWidget(self.state)
        box.addLayout(head)
        grid = QGridLayout()
        grid.setHorizontalSpacing(SIZES.gap_wide)
        grid.setVerticalSpacing(SIZES.gap_small)
        grid.setColumnStretch(1, 1)
        self.lines: dict[str, SpokenLabel] = {}
        captions = {
            "driver": words.DRIVER,
            "source": words.SOURCE,
            "sensors": words.SENSORS,
            "error": words.LAST_ERROR,
            "place": EMPTY,
            "test": words.SELF_TEST,
        }
        for at, (key, caption) in enumerate(captions.items()):
            self.lines[key] = SpokenLabel(tongue, EMPTY, wrap=True)
            if caption != EMPTY:
                grid.addWidget(SpokenLabel(tongue, caption, "caption"), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self.lines[key], at, 1)
        box.addLayout(grid)
        box.addStretch(1)
        self.button = KeyChip(tongue, str(number), words.SELF_TEST)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(lambda _=False: self.asked.emit(self._kind))
        box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.lines["test"].tell(words.NOT_TESTED, tone="soft")

    @property
    def testing(self) -> bool:
        """Whether a self-test is running."""
        return self._testing

    def show_device(self, view: DeviceView) -> None:
        """Show how the device stands."""
        sign = device_sign(view)
        state = terms.READINESS[view.status.readiness]
        self.mark.tell(sign, self._tongue.say(state))
        self.state.tell(state, tone=TONES[sign])
        self.lines["driver"].tell(literal(view.driver))
        self.lines["source"].tell(_source(view))
        self.lines["sensors"].tell(_sensors(view))
        self._show_error(view.last_error)

    def _show_error(self, error: DeviceError | None) -> None:
        if error is None:
            self.lines["error"].tell(words.NO_ERROR, tone="soft")
            self.lines["place"].hide()
            return
        problem = DeviceProblem(self._kind, error)
        actor = terms.ACTORS[problem.actor]
        line = fill(words.ERROR_LINE, code=literal(problem.code), actor=actor, message=problem.message)
        self.lines["error"].tell(line, tone="bad")
        pattern = words.ERROR_PLACE_VENDOR if error.vendor_text else words.ERROR_PLACE
        place = fill(pattern, locus=literal(error.locus), vendor=literal(error.vendor_text))
        self.lines["place"].tell(place, tone="soft")
        self.lines["place"].show()

    def show_testing(self) -> None:
        """The self-test has begun."""
        self._testing = True
        self.button.setEnabled(False)
        self.lines["test"].tell(words.TESTING, tone="info")

    def show_result(self, done: "Future[HealthReport]") -> None:
        """The self-test has ended, one way or another."""
        self._testing = False
        self.button.setEnabled(True)
        failure = failure_of(done)
        if failure is not None:
            error = failure if isinstance(failure, DeviceError) else None
            message = DeviceProblem(self._kind, error).message if error else literal(type(failure).__name__)
            self.lines["test"].tell(fill(words.NOT_RUN, message=message), tone="bad")
            return
        result = done.result()
        pattern = words.PASSED if result.passed else words.FAILED
        stopped = result.stopped_at or result.findings[-1]
        text = fill(pattern, ms=f"{result.milliseconds:.0f}", report=literal(f"{stopped.rung}: {stopped.seen}"))
        self.lines["test"].tell(text, tone="good" if result.passed else "bad")


def _source(view: DeviceView) -> Text:
    stamp = view.provenance
    if stamp is None:
        return words.NO_SOURCE
    return fill(
        words.SOURCE_LINE,
        source=terms.SOURCES[stamp.source],
        driver=literal(stamp.driver),
        version=literal(stamp.driver_version),
        serial=literal(stamp.device_serial or "—"),
    )


def _sensors(view: DeviceView) -> Text:
    if not view.status.sensors:
        return words.NO_SENSORS
    said = [
        fill(
            words.SENSOR_LINE,
            sensor=terms.SENSOR_NAMES.get(name, literal(name)),
            reading=terms.SENSORS[reading],
        )
        for name, reading in view.status.sensors
    ]
    return Text("，".join(text.zh for text in said), ", ".join(text.en for text in said))
