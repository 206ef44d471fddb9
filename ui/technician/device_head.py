"""Which device is looked at: its state, and by whom and where its readings are made."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from kiosk.device_problems import DEVICE_NAMES
from kiosk.device_views import DeviceView
from kiosk.rules.assessment import Text
from ui.i18n import EMPTY, Tongue, fill, literal, terms
from ui.i18n import technician as words
from ui.theme import SIZES
from ui.widgets.boxes import row
from ui.widgets.lights import device_sign
from ui.widgets.marks import TONES, Mark
from ui.widgets.spoken import SpokenLabel


class DeviceHead(QFrame):
    """Mark, name, state; source, driver, address and serial number."""

    def __init__(self, tongue: Tongue) -> None:
        super().__init__()
        self._tongue = tongue
        self.mark = Mark()
        self.name = SpokenLabel(tongue, EMPTY, "title")
        self.state = SpokenLabel(tongue, EMPTY, "strong")
        self.source = SpokenLabel(tongue, EMPTY, tone="soft", wrap=True)
        line = row(self)
        for widget in (self.mark, self.name, self.state):
            line.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addSpacing(SIZES.gap_wide)
        line.addWidget(self.source, 1)

    def show_device(self, view: DeviceView) -> None:
        """Show how the device stands."""
        sign, readiness = device_sign(view), terms.READINESS[view.status.readiness]
        self.mark.tell(sign, self._tongue.say(readiness))
        self.name.tell(DEVICE_NAMES[view.kind])
        self.state.tell(readiness, tone=TONES[sign])
        self.source.tell(_source(view))


def _source(view: DeviceView) -> Text:
    stamp = view.provenance
    where = fill(words.ADDRESS, address=literal(view.address)) if view.address else EMPTY
    if stamp is None:
        return _joined(fill(words.NO_SOURCE, driver=literal(view.driver)), where)
    name = view.own_name
    called = words.NO_SERIAL if name is None else fill(words.SERIAL, serial=literal(name))
    driver = fill(words.DRIVER, driver=literal(stamp.driver), version=literal(stamp.driver_version))
    return _joined(terms.SOURCES[stamp.source], driver, where, called)


def _joined(*parts: Text) -> Text:
    """The parts that say something, in one line."""
    said = [part for part in parts if part != EMPTY]
    return Text(" · ".join(part.zh for part in said), " · ".join(part.en for part in said))
