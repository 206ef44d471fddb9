"""A calm strip under a device's fault: what goes on by hand, and what must wait. Gone when it is mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from kiosk.registry.problems import UNANSWERED
from kiosk.rules.assessment import Text
from kiosk.services import SERVICES, ServiceView, impaired
from kiosk.visits.view import VisitView
from ui.bridge import Bridge
from ui.i18n import EMPTY, Tongue, fill
from ui.i18n import services as words
from ui.theme import SIZES, look
from ui.widgets.boxes import row
from ui.widgets.marks import Mark, Sign
from ui.widgets.spoken import SpokenLabel
from ui.widgets.steadied import Steadied

if TYPE_CHECKING:
    from kiosk.station import Station


class ServicesStrip(QFrame):
    """Hidden while every service works; looks anew whenever a device says something, or the registry is silent."""

    def __init__(self, tongue: Tongue, station: Station, bridge: Bridge) -> None:
        super().__init__()
        self._station = station
        self._steadied = Steadied(self, self.look_again)
        self._registry_answers = True
        look(self, ground="info")
        line = row(self)
        line.setContentsMargins(SIZES.gap_wide, SIZES.gap_small, SIZES.gap_wide, SIZES.gap_small)
        line.addWidget(Mark(Sign.INFO, SIZES.mark))
        self.words = SpokenLabel(tongue, EMPTY, "small", wrap=True)
        line.addWidget(self.words, 1)
        bridge.heard.connect(self.look_again)
        bridge.viewed.connect(self.hear_of_the_registry)
        self.look_again()

    def stand_under(self, widget: QWidget) -> None:
        """Take the place below ``widget`` in the column it stands in."""
        parent = widget.parentWidget()
        column = parent.layout() if parent is not None else None
        if isinstance(column, QBoxLayout):
            column.insertWidget(column.indexOf(widget) + 1, self)

    @Slot(object)
    def hear_of_the_registry(self, view: VisitView) -> None:
        """Whether the last thing said of the visit was that the system gives no answer."""
        answers = view.message is None or view.message.code not in UNANSWERED
        if answers is not self._registry_answers:
            self._registry_answers = answers
            self.look_again()

    @Slot()
    def look_again(self) -> None:
        """Say what does not work now."""
        hindered = impaired(self._steadied.views(self._station.devices()), registry=self._registry_answers)
        self.words.tell(services_words(hindered))
        self.setVisible(bool(hindered))


def services_words(hindered: tuple[ServiceView, ...]) -> Text:
    """What is done by hand, what must wait, and that the rest goes on."""
    if not hindered:
        return EMPTY
    said = [_said(view) for view in hindered if view.instead is None or _is_first(view, hindered)]
    unsaid = [SERVICES[view.service].name for view in hindered if _said(view) not in said]
    if unsaid:
        names = Text("、".join(name.zh for name in unsaid), ", ".join(name.en for name in unsaid))
        said.append(fill(words.ALSO_BY_HAND, services=names))
    listed = Text("；".join(one.zh for one in said), "; ".join(one.en for one in said))
    return fill(words.MEANWHILE, services=listed)


def _is_first(view: ServiceView, hindered: tuple[ServiceView, ...]) -> bool:
    """Of those that miss the same device the first speaks for the others: the strip has one or two lines."""
    return next(other for other in hindered if other.missing == view.missing and other.instead) is view


def _said(view: ServiceView) -> Text:
    name = SERVICES[view.service].name
    if view.instead is None:
        return fill(words.MUST_WAIT, service=name)
    return fill(words.BY_HAND, service=name, instead=view.instead)
