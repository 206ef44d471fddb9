"""A terminal without a face for tests: simulated devices, a real registry, a real record, and what it showed."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from drivers.code_scanner import Scan
from drivers.device import DeviceKind
from drivers.status import Readiness
from kiosk.config import DeviceConfig
from kiosk.records.event_store import EventStore
from kiosk.registry.checked import CheckedRegistry
from kiosk.registry.client import RegistryClient
from kiosk.registry.seeding import seed
from kiosk.registry.server import RegistryServer
from kiosk.rules.calendars import load_calendar
from kiosk.rules.profiles import load_profile
from kiosk.station import Station
from kiosk.training.clerk import ScriptedClerk
from kiosk.training.people import training_people
from kiosk.training.person import TrainingPerson
from kiosk.training.registered import registered_cases
from kiosk.visits.events import Face
from kiosk.visits.session import VisitSession
from kiosk.visits.state import VisitState
from kiosk.visits.tools import Tools
from kiosk.visits.view import Message, VisitView
from tests.helpers.visit_to_kill import DAY

PEOPLE = {person.key: person for person in training_people(DAY)}
PATIENCE = 30.0
SMALL_PICTURES = {"width": 1280, "height": 720}
"""Four ninths of a camera's usual, and large enough for the machine-readable zone of a passport."""


class PlayedTerminal:
    """``show`` is every view so far; ``after`` does one thing and waits until the terminal is at rest again."""

    def __init__(self, station: Station, store: EventStore, tools: Tools, registry: RegistryServer) -> None:
        self.station, self.store, self.tools, self.registry = station, store, tools, registry
        self.shown: list[VisitView] = []
        self.session = VisitSession(store, tools, self._show)
        station.listen(self._hear)

    def _show(self, view: VisitView) -> None:
        """Keep the view; at rest, the next code is welcome."""
        if view.busy is None:
            self.station.arm(DeviceKind.CODE_SCANNER)
        self.shown.append(view)

    def _hear(self, _kind: DeviceKind, event: object) -> None:
        if isinstance(event, Scan):
            self.session.scan(event.data, event.provenance)

    def start(self) -> None:
        """Open the devices and wait until each has said how it is."""
        self.station.arm(DeviceKind.CODE_SCANNER)
        self.station.start()
        wait_for(lambda: all(device.readiness is not Readiness.UNKNOWN for device in self.station.devices()))

    def stop(self) -> None:
        """End the session and close the devices."""
        self.session.stop()
        assert self.station.stop() == ()

    def after(self, command: Callable[[], object]) -> VisitView:
        """The view once ``command`` has had its effect."""
        seen = len(self.shown)
        command()
        wait_for(lambda: len(self.shown) > seen and self.shown[-1].busy is None)
        return self.shown[-1]

    @property
    def visit(self) -> VisitState:
        """The open visit."""
        visit = self.shown[-1].visit
        assert visit is not None
        return visit

    @property
    def message(self) -> Message:
        """The last message."""
        message = self.shown[-1].message
        assert message is not None
        return message

    def show_code(self, person: TrainingPerson | bytes) -> VisitView:
        """Hold a code before the scanner."""
        payload = person if isinstance(person, bytes) else person.token.encode()
        return self.after(lambda: self.station.present(DeviceKind.CODE_SCANNER, payload))

    def serve(self, person: TrainingPerson, until: str) -> VisitView:
        """Let the scripted clerk serve ``person`` until it has done the thing named ``until``."""
        clerk = ScriptedClerk(person, self.station, self.session)
        for _ in range(120):
            done: list[str | None] = []
            visit = self.shown[-1].visit if self.shown else None
            view = self.after(lambda visit=visit, done=done: done.append(clerk.act(visit)))
            if done[0] in (until, None):
                return view
        raise AssertionError(f"the clerk never came to {until!r}")


def wait_for(met: Callable[[], bool]) -> None:
    """Wait until something is so, at most PATIENCE seconds."""
    deadline = time.monotonic() + PATIENCE
    while not met():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.005)


@contextmanager
def played_terminal(
    folder: Path,
    face: Face = Face.DESK,
    devices: Mapping[DeviceKind, DeviceConfig] | None = None,
    pictures: Mapping[str, int] = SMALL_PICTURES,
) -> Iterator[PlayedTerminal]:
    """A started terminal that keeps everything in ``folder``; all five devices simulated unless told otherwise."""
    printed = DeviceConfig(driver="simulated", options={"output_directory": str(folder / "papers")})
    plain = DeviceConfig(driver="simulated")
    simulated = {
        DeviceKind.CODE_SCANNER: plain,
        DeviceKind.CARD_READER: plain,
        DeviceKind.DOCUMENT_CAMERA: DeviceConfig(driver="simulated", options=dict(pictures)),
        DeviceKind.RECEIPT_PRINTER: printed,
        DeviceKind.DOCUMENT_PRINTER: printed,
    }
    database = f"sqlite:///{folder / 'registry.sqlite'}"
    seed(database, registered_cases(PEOPLE.values()))
    store = EventStore(f"sqlite:///{folder / 'records.sqlite'}")
    profiles = {name: load_profile(name) for name in ("gz", "sz")}
    try:
        with RegistryServer(database) as server, RegistryClient(server.url, timeout=2.0) as client:
            station = Station(simulated if devices is None else devices)
            operator = "S001" if face is Face.DESK else ""
            registry, calendar = CheckedRegistry(client), load_calendar("cn")
            tools = Tools(station, registry, profiles, calendar, face, operator, "T01", "gz", lambda: DAY)
            terminal = PlayedTerminal(station, store, tools, server)
            terminal.start()
            try:
                yield terminal
            finally:
                terminal.stop()
    finally:
        store.close()
