"""What a face is given from outside: the devices, the visit, the hall it stands in, and who can train on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.printouts.foreseen import Foreseen
from kiosk.rules.assessment import Deadline, Text
from kiosk.rules.topics import TopicGroup
from kiosk.visits.state import VisitState
from kiosk.visits.view import VisitView

if TYPE_CHECKING:
    from drivers.device import DeviceKind
    from kiosk.loopback import Hold
    from kiosk.station import Station
    from kiosk.visits.session import VisitSession


@dataclass(frozen=True)
class Hall:
    """What the locality's profile says on a screen. ``window`` stays None where no source gives a contact.

    ``topics`` are the other matters a visitor may have come for, with where to go.
    """

    name: Text
    window: Text | None = None
    topics: tuple[TopicGroup, ...] = ()


@dataclass(frozen=True)
class TrainingAction:
    """One thing a training person puts before a simulated device. ``act`` returns at once."""

    label: Text
    act: Callable[[], None]


@dataclass(frozen=True)
class TrainingPerson:
    """One fictional person of the training tray, with what they carry in the order a visit asks for it."""

    label: Text
    actions: tuple[TrainingAction, ...]


def _nothing_foreseen(_: VisitState) -> Foreseen:
    return Foreseen()


def _nothing_to_clear() -> None:
    """A person takes the papers off a real mat."""


def _a_person_holds_it(_printer: DeviceKind) -> None:
    """Before real devices nobody but a person holds anything."""


@dataclass(frozen=True)
class FaceContext:
    """Everything a face is opened with.

    ``station`` is given made and not started; ``open_session`` makes the visit's session, which calls back on its
    own thread. The face starts the one, opens the other, and stops both when it closes. ``foreseen`` answers
    what is known already, before there is an assessment. ``localities`` are the halls whose permits are served
    here too, by the record's locality. ``versions`` are (name, version) for the technician. ``clear_mat`` takes the
    papers off a simulated mat when a visit ends, and returns at once. ``hold_paper`` hands what a simulated printer
    printed to the simulated readers, as a person would; it is called on a thread that may wait. ``traces`` is the
    folder for the traces a technician records; None: none can be.
    """

    station: Station
    open_session: Callable[[Callable[[VisitView], None]], VisitSession]
    hall: Hall
    today: Callable[[], date]
    foreseen: Callable[[VisitState], Foreseen] = _nothing_foreseen
    training: tuple[TrainingPerson, ...] = ()
    versions: tuple[tuple[str, str], ...] = ()
    language: str = "zh"
    localities: Mapping[str, Hall] = field(default_factory=dict)
    clear_mat: Callable[[], None] = _nothing_to_clear
    hold_paper: Hold = _a_person_holds_it
    traces: Path | None = None

    def deadlines(self, visit: VisitState) -> tuple[Deadline, ...]:
        """The last days of a case as far as they are known."""
        return self.foreseen(visit).deadlines

    def hall_of(self, visit: VisitState | None) -> Hall:
        """What the locality of this visit's permit asks for; this hall's own until the permit is known."""
        if visit is None or visit.record is None:
            return self.hall
        return self.localities.get(visit.record.locality, self.hall)
