"""The devices as small calm lights, and the words for one that needs somebody."""

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from drivers.device import DeviceKind
from drivers.errors import Actor, DeviceError, DeviceErrorCode
from drivers.status import Readiness, Sensor
from kiosk.device_problems import DEVICE_NAMES, DeviceProblem, attention
from kiosk.device_views import DeviceView
from kiosk.rules.assessment import Text
from kiosk.sensor_words import SENSOR_NAMES
from kiosk.visits.view import Message, Tone
from ui.i18n import Tongue, fill, terms
from ui.i18n import desk as words
from ui.theme import SIZES
from ui.widgets.boxes import row
from ui.widgets.marks import Mark, Sign
from ui.widgets.spoken import SpokenLabel

_SIGNS = {
    Readiness.ONLINE: Sign.GOOD,
    Readiness.OFFLINE: Sign.MISSING,
    Readiness.NEEDS_ATTENTION: Sign.WARNING,
    Readiness.UNKNOWN: Sign.TODO,
}

_THERE = (Actor.USER, Actor.STAFF)


def device_sign(view: DeviceView) -> Sign:
    """The mark of one device."""
    return _SIGNS[view.status.readiness]


def device_words(view: DeviceView) -> Text:
    """``Card reader: Ready``."""
    state = terms.READINESS[view.status.readiness]
    return fill(words.DEVICE_STATE, device=DEVICE_NAMES[view.kind], state=state)


def device_fault(view: DeviceView) -> Message | None:
    """What is wrong and what to do, where somebody must act; None while nobody must."""
    if view.status.readiness in (Readiness.ONLINE, Readiness.UNKNOWN):
        return None
    problem = attention(view.kind, view.status)
    if problem is None and view.last_error is not None:
        problem = DeviceProblem(view.kind, view.last_error)
    if problem is not None:
        return Message(Tone.ATTENTION, problem.message, problem.code, problem.actor)
    bad = [name for name, reading in view.status.sensors if reading is Sensor.BAD]
    what = device_words(view)
    for name in bad:
        sensor = SENSOR_NAMES.get(name, Text(name, name))
        what = fill(words.AND_SENSOR, what=what, sensor=sensor)
    return Message(Tone.ATTENTION, what, actor=Actor.STAFF)


class Lights(QFrame):
    """One small mark and name a device, in a row."""

    def __init__(self, tongue: Tongue) -> None:
        super().__init__()
        self._tongue = tongue
        self._row = row(self, gap=SIZES.pad)
        self._lights: dict[DeviceKind, tuple[Mark, SpokenLabel]] = {}

    def light(self, kind: DeviceKind) -> Mark:
        """The mark of one device."""
        return self._lights[kind][0]

    def show_devices(self, devices: Iterable[DeviceView]) -> None:
        """Show how every device stands."""
        for view in devices:
            if view.kind not in self._lights:
                self._add(view.kind)
            mark, _ = self._lights[view.kind]
            mark.tell(device_sign(view), self._tongue.say(device_words(view)))
            mark.setToolTip(self._tongue.say(device_words(view)))

    def _add(self, kind: DeviceKind) -> None:
        mark = Mark(Sign.TODO, SIZES.mark_small)
        name = SpokenLabel(self._tongue, DEVICE_NAMES[kind], "small")
        pair = row(gap=SIZES.gap_small)
        pair.addWidget(mark, 0, Qt.AlignmentFlag.AlignVCenter)
        pair.addWidget(name)
        self._row.addLayout(pair)
        self._lights[kind] = (mark, name)


def fault_of(devices: Iterable[DeviceView], kind: DeviceKind) -> Message | None:
    """What is wrong with the device of this kind; None while nothing is. One not configured is not connected."""
    view = next((view for view in devices if view.kind is kind), None)
    if view is not None:
        return device_fault(view)
    problem = DeviceProblem(kind, DeviceError(DeviceErrorCode.NO_HARDWARE, kind.value))
    return Message(Tone.ATTENTION, problem.message, problem.code, problem.actor)


def first_fault(devices: Iterable[DeviceView]) -> Message | None:
    """The fault to speak of first, saying how many more there are: what the person there can mend leads."""
    faults = [fault for view in devices if (fault := device_fault(view)) is not None]
    faults.sort(key=lambda fault: fault.actor not in _THERE)
    if not faults:
        return None
    if len(faults) == 1:
        return faults[0]
    more = words.AND_MORE
    return replace(faults[0], text=fill(more, text=faults[0].text, n=len(faults) - 1))
