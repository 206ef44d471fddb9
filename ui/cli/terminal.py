"""From a configuration to a working terminal: the store, the registry's client, the rules and the devices."""

import platform
from collections.abc import Callable, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from drivers.errors import Actor
from kiosk.config import TerminalConfig
from kiosk.identifiers.permit_number import permit_number_shape
from kiosk.problems import Problem
from kiosk.records.event_store import EventStore
from kiosk.registry.client import RegistryClient
from kiosk.rules.assessment import Deadline, Text
from kiosk.rules.calendars import Calendar, CalendarFileError, load_calendar
from kiosk.rules.dates import today
from kiosk.rules.deadlines import verification_deadlines
from kiosk.rules.profile import Profile
from kiosk.rules.profiles import ProfileError, load_profile
from kiosk.station import Station
from kiosk.visits.events import Face
from kiosk.visits.session import VisitSession
from kiosk.visits.state import VisitState
from kiosk.visits.tools import Tools
from kiosk.visits.view import VisitView

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Terminal:
    """One terminal's parts, opened; closed by ``open_terminal``."""

    config: TerminalConfig
    store: EventStore
    registry: RegistryClient
    profiles: Mapping[str, Profile]
    home: str
    calendar: Calendar

    def open_session(self, station: Station, face: Face, on_view: Callable[[VisitView], None]) -> VisitSession:
        """Start the visit's thread."""
        operator = self.config.operator if face is Face.DESK else ""
        tools = Tools(
            station=station,
            registry=self.registry,
            profiles=self.profiles,
            calendar=self.calendar,
            face=face,
            operator=operator,
            window=self.config.window,
            home=self.home,
            today=today,
            permit_number=permit_number_shape(self.config.permit_number),
        )
        return VisitSession(self.store, tools, on_view)

    @property
    def profile(self) -> Profile:
        """The locality this terminal stands in."""
        return self.profiles[self.home]

    def deadlines(self, visit: VisitState) -> tuple[Deadline, ...]:
        """The visit's deadlines from the entry date alone, before anything is assessed."""
        profile = self.profiles.get(visit.record.locality) if visit.record else None
        return verification_deadlines(visit.entry_date, profile, self.calendar) if profile else ()


@contextmanager
def open_terminal(config: TerminalConfig) -> "Iterator[Terminal]":
    """Open what a face works with. Raises a Problem that names what is wrong with the configuration."""
    with ExitStack() as stack:
        store = EventStore(config.records)
        stack.callback(store.close)
        registry = stack.enter_context(RegistryClient(str(config.registry), config.registry_seconds))
        profiles = [_profile(name) for name in (config.profile, *config.serves)]
        by_id = {profile.id: profile for profile in profiles}
        yield Terminal(config, store, registry, by_id, profiles[0].id, _calendar(config.calendar))


class RulesWrong(Problem):
    """A profile or a calendar the configuration names cannot be used (K-102); the message names file and key."""

    def __init__(self, wrong: str) -> None:
        super().__init__(
            "K-102",
            Actor.TECHNICIAN,
            Text(f"地区规则文件有误：{wrong}", f"A file of the locality's rules is wrong: {wrong}"),
        )


def _profile(name: str) -> Profile:
    """A bundled profile by its name, or a locality's own by its file (docs/profiles.md)."""
    try:
        return load_profile(Path(name) if name.endswith(".toml") else name)
    except ProfileError as error:
        raise RulesWrong(str(error)) from error


def _calendar(name: str) -> Calendar:
    try:
        return load_calendar(name)
    except CalendarFileError as error:
        raise RulesWrong(str(error)) from error


def versions() -> tuple[tuple[str, str], ...]:
    """What runs here, for the technician."""
    names = ("service-hall-terminal", "PySide6-Essentials", "opencv-python-headless", "pyscard", "zxing-cpp")
    return (*((name, version(name)) for name in names), ("Python", platform.python_version()))
