"""Tries a scanner's keyboard layout by a label on the screen, and says which layout a card in the reader has."""

from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import QObject, Signal

from drivers.code_scanner import Scan
from drivers.code_scanner.layout_label import LAYOUT_LABEL, LayoutCheck, check_layout
from drivers.device import DeviceKind
from drivers.errors import DeviceError
from kiosk.cards.layout import SPECIFICATIONS, CardLayout, read_layout
from kiosk.device_problems import DeviceProblem
from kiosk.problems import Problem
from kiosk.rules.assessment import Text
from kiosk.station import Station
from ui.bridge import Bridge, failure_of
from ui.i18n import EMPTY, fill, literal
from ui.i18n import layouts as words

KINDS = frozenset({DeviceKind.CODE_SCANNER, DeviceKind.CARD_READER})
_SHOWN_PAIRS = 6


class Layouts(QObject):
    """``told``: what to say, and in which tone. Only between ``begin`` and ``end``."""

    told = Signal(object, str)

    def __init__(self, station: Station, bridge: Bridge) -> None:
        super().__init__()
        self._station, self._bridge = station, bridge
        self._of: DeviceKind | None = None
        bridge.heard.connect(self._hear)

    def begin(self, kind: DeviceKind) -> None:
        """Try one device; a simulated scanner is handed the label, as a person would."""
        self._of = kind
        if kind is DeviceKind.CARD_READER:
            self.told.emit(words.READING, "info")
            self._bridge.when_done(self._station.submit(kind, read_layout), self._read)
            return
        self.told.emit(words.WAITING, "info")
        self._station.arm(kind)
        if self._station.is_simulated(kind):
            self._station.present(kind, LAYOUT_LABEL.encode("ascii"))

    def end(self) -> None:
        """Try nothing any more."""
        if self._of is DeviceKind.CODE_SCANNER:
            self._station.disarm(DeviceKind.CODE_SCANNER)
        self._of = None

    def _hear(self, kind: DeviceKind, event: Any) -> None:
        if kind is self._of and isinstance(event, Scan):
            found = check_layout(event.data)
            self.told.emit(scanned(found), "good" if found.good else "bad")
            self._station.arm(kind)

    def _read(self, done: "Future[CardLayout]") -> None:
        if self._of is not DeviceKind.CARD_READER:
            return
        failure = failure_of(done)
        if failure is None:
            layout = done.result()
            self.told.emit(described(layout), "good" if layout.known else "attention")
        else:
            self.told.emit(_failed(failure), "bad")


def scanned(found: LayoutCheck) -> Text:
    """What became of the label on its way."""
    if found.good:
        return words.GOOD
    if found.lost:
        return words.LOST
    pairs = ", ".join(f"{printed}→{typed}" for printed, typed in found.changed[:_SHOWN_PAIRS])
    said = fill(words.CHANGED, pairs=literal(pairs))
    return fill(words.SET_TO, said=said, keyboard=literal(found.keyboard)) if found.keyboard else said


def described(layout: CardLayout) -> Text:
    """A card's layout in words."""
    version, region = (
        words.NOT_GIVEN if value is None else literal(value)
        for value in (layout.specification_version, layout.region)
    )
    said = [fill(words.CARD, version=version, region=region)]
    if not layout.known:
        said.append(fill(words.UNKNOWN_VERSION, versions=literal(", ".join(SPECIFICATIONS))))
    said.append(layout.why_partial or EMPTY)
    return Text("\n".join(one.zh for one in said if one.zh), "\n".join(one.en for one in said if one.en))


def _given(value: str | None) -> Text:
    return words.NOT_GIVEN if value is None else literal(value)


def _failed(failure: BaseException) -> Text:
    problem = DeviceProblem(DeviceKind.CARD_READER, failure) if isinstance(failure, DeviceError) else failure
    if not isinstance(problem, Problem):
        return literal(type(failure).__name__)
    return fill(words.FAILED, code=literal(problem.code), message=problem.message)
