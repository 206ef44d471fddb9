"""From a configuration to a working terminal: the store, the registry's client, the rules and the devices."""

import platform
from collections.abc import Callable
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

from kiosk.config import TerminalConfig
from kiosk.records.event_store import EventStore
from kiosk.registry.client import RegistryClient
from kiosk.rules.assessment import Deadline
from kiosk.rules.calendars import Calendar, load_calendar
from kiosk.rules.dates import today
from kiosk.rules.deadlines import verification_deadlines
from kiosk.rules.profiles import Profile, load_profile
from kiosk.station import EventListener, Station
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
    profile: Profile
    calendar: Calendar

    def open_station(self, listener: EventListener) -> Station:
        """Start every configured device."""
        station = Station(self.config.devices)
        station.listen(listener)
        station.start()
        return station

    def open_session(self, station: Station, face: Face, on_view: Callable[[VisitView], None]) -> VisitSession:
        """Start the visit's thread."""
        operator = self.config.operator if face is Face.DESK else ""
        tools = Tools(
            station, self.registry, self.profile, self.calendar, face, operator, self.config.window, today
        )
        return VisitSession(self.store, tools, on_view)

    def deadlines(self, visit: VisitState) -> tuple[Deadline, ...]:
        """The visit's deadlines from the entry date alone, before anything is assessed."""
        return verification_deadlines(visit.entry_date, self.profile, self.calendar)


@contextmanager
def open_terminal(config: TerminalConfig) -> "Iterator[Terminal]":
    """Open what a face works with. Raises a Problem that names what is wrong with the configuration."""
    with ExitStack() as stack:
        store = EventStore(config.records)
        stack.callback(store.close)
        registry = stack.enter_context(RegistryClient(str(config.registry), config.registry_seconds))
        yield Terminal(config, store, registry, load_profile(config.profile), load_calendar(config.calendar))


def versions() -> tuple[tuple[str, str], ...]:
    """What runs here, for the technician."""
    names = ("service-hall-terminal", "PySide6-Essentials", "opencv-python-headless", "pyscard", "zxing-cpp")
    return (*((name, version(name)) for name in names), ("Python", platform.python_version()))
