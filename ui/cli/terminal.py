"""From a configuration to a working terminal: the store, the registry's client, the rules and the devices."""

import platform
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import TYPE_CHECKING

from kiosk.cards.authenticator import CardAuthenticator
from kiosk.config import ConfigurationWrong, TerminalConfig
from kiosk.identifiers.permit_number import permit_number_shape
from kiosk.printouts.foreseen import Foreseen, foreseen
from kiosk.records.event_store import EventStore
from kiosk.records.window_lock import window_lock
from kiosk.registry.checked import CheckedRegistry
from kiosk.registry.client import RegistryClient
from kiosk.rules.assessment import Text
from kiosk.rules.calendar_files import CalendarFileError
from kiosk.rules.calendars import Calendar, load_calendar
from kiosk.rules.dates import today
from kiosk.rules.profile import Profile
from kiosk.rules.profiles import ProfileError, load_profile
from kiosk.station import Station
from kiosk.visits.events import Face
from kiosk.visits.session import VisitSession
from kiosk.visits.state import VisitState
from kiosk.visits.tools import Tools
from kiosk.visits.view import VisitView
from ui.cli.card_keys import card_authenticator

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
    _held: ExitStack
    _card_authenticator: CardAuthenticator | None = None
    _windows: set[Face] = field(default_factory=set)

    def open_session(self, station: Station, face: Face, on_view: Callable[[VisitView], None]) -> VisitSession:
        """Start the visit's thread. The window is this terminal's from then on; raises AlreadyRunning."""
        if face not in self._windows:
            self._held.enter_context(window_lock(self.config.records, face, self.config.window))
            self._windows.add(face)
        operator = self.config.operator if face is Face.DESK else ""
        tools = Tools(
            station=station,
            registry=CheckedRegistry(self.registry),
            profiles=self.profiles,
            calendar=self.calendar,
            face=face,
            operator=operator,
            window=self.config.window,
            home=self.home,
            today=today,
            permit_number=permit_number_shape(self.config.permit_number),
            card_authenticator=self._card_authenticator,
            opaque_codes=permit_number_shape(opaque) if (opaque := self.config.opaque_codes) else None,
        )
        return VisitSession(self.store, tools, on_view)

    @property
    def profile(self) -> Profile:
        """The locality this terminal stands in."""
        return self.profiles[self.home]

    def foreseen(self, visit: VisitState) -> Foreseen:
        """What the rules say of the visit with what is known so far."""
        profile = self.profiles.get(visit.record.locality) if visit.record else None
        return foreseen(visit, profile, self.calendar, today()) if profile else Foreseen()


@contextmanager
def open_terminal(config: TerminalConfig) -> "Iterator[Terminal]":
    """Open what a face works with. Raises a Problem that names what is wrong with the configuration."""
    with ExitStack() as stack:
        profiles, calendar = _rules(config)
        store = EventStore(config.records)
        stack.callback(store.close)
        registry = stack.enter_context(RegistryClient(str(config.registry), config.registry_seconds))
        by_id = {profile.id: profile for profile in profiles}
        authenticator = card_authenticator(config.card_key, str(config.registry), stack)
        yield Terminal(config, store, registry, by_id, profiles[0].id, calendar, stack, authenticator)


def _rules(config: TerminalConfig) -> tuple[Sequence[Profile], Calendar]:
    """The profiles named, the terminal's own first, and the calendar."""
    try:
        profiles = [load_profile(name) for name in (config.profile, *config.serves)]
        return profiles, load_calendar(config.calendar)
    except (ProfileError, CalendarFileError) as error:
        wrong = Text(f"没有可用的地区配置或日历（{error.text.zh}）", str(error))
        raise ConfigurationWrong("profile, serves, calendar", wrong) from error


def versions() -> tuple[tuple[str, str], ...]:
    """What runs here, for the technician."""
    names = (
        "service-hall-terminal",
        "PySide6-Essentials",
        "opencv-python-headless",
        "pyscard",
        "zxing-cpp",
        "pyzbar",
    )
    return (*((name, version(name)) for name in names), ("Python", platform.python_version()))
