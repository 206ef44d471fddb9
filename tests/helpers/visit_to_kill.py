"""A terminal without a face, in a process of its own: a scripted clerk serves one person until somebody kills it.

``python -m tests.helpers.visit_to_kill FOLDER REGISTRY PERSON`` begins a terminal for each line on stdin, one after
the other; each goes on with the visit it finds in FOLDER. It says on stdout, one JSON object a line, its own number
first, ``{"moment": "begun", "pid": n}``, then ``{"moment": "before" | "after", "sequence": n}`` around every
commit, and waits for a line on stdin before it goes on: so that the one who listens can kill it at that very
moment. Then ``{"moment": "ended"}``. What is no part of a visit (modules, papers) is made once, before.
"""

import json
import os
import queue
import sys
import traceback
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from drivers.code_scanner import Scan
from drivers.device import DeviceKind
from kiosk.config import DeviceConfig
from kiosk.records.event_store import EventStore
from kiosk.registry.client import RegistryClient
from kiosk.rules.calendars import load_calendar
from kiosk.rules.profiles import load_profile
from kiosk.station import Station
from kiosk.training.clerk import ScriptedClerk
from kiosk.training.pages import page_image, paper_keys
from kiosk.training.people import training_people
from kiosk.visits.events import Event, Face
from kiosk.visits.session import VisitSession
from kiosk.visits.state import RecordedEvent
from kiosk.visits.tools import Tools
from kiosk.visits.view import VisitView

DAY = date(2026, 11, 20)


def _say(**told: Any) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()
    sys.stdin.readline()


class ObservedStore(EventStore):
    """Stops before and after every commit until it is told to go on."""

    def append(
        self, visit_id: UUID, after: int, events: Sequence[Event], picture: bytes | None = None
    ) -> Sequence[RecordedEvent]:
        """Append, observed."""
        _say(moment="before", sequence=after + len(events))
        recorded = super().append(visit_id, after, events, picture)
        _say(moment="after", sequence=after + len(events))
        return recorded


def simulated_station(papers: Path) -> Station:
    """Five simulated devices; what is printed lands in ``papers``."""
    printed = {"output_directory": str(papers)}
    return Station(
        {
            DeviceKind.CODE_SCANNER: DeviceConfig(driver="simulated"),
            DeviceKind.CARD_READER: DeviceConfig(driver="simulated"),
            DeviceKind.DOCUMENT_CAMERA: DeviceConfig(driver="simulated"),
            DeviceKind.RECEIPT_PRINTER: DeviceConfig(driver="simulated", options=printed),
            DeviceKind.DOCUMENT_PRINTER: DeviceConfig(driver="simulated", options=printed),
        }
    )


def serve(store: EventStore, folder: Path, registry_url: str, key: str) -> None:
    """Serve the person ``key`` to the end of the visit."""
    person = next(person for person in training_people(DAY) if person.key == key)
    views: queue.SimpleQueue[VisitView] = queue.SimpleQueue()
    station = simulated_station(folder / "papers")
    profiles = {name: load_profile(name) for name in ("gz", "sz")}
    with RegistryClient(registry_url) as registry:
        tools = Tools(station, registry, profiles, load_calendar("cn"), Face.DESK, "S001", "T01", "gz", lambda: DAY)
        session = VisitSession(store, tools, views.put)
        station.listen(
            lambda _, event: session.scan(event.data, event.provenance) if isinstance(event, Scan) else None
        )
        station.start()
        clerk = ScriptedClerk(person, station, session)
        session.resume()
        view, done = views.get(timeout=30), ""
        while done != "close":
            station.arm(DeviceKind.CODE_SCANNER)
            done = clerk.act(view.visit) or "close"
            view = views.get(timeout=60)
            while view.busy is not None:
                view = views.get(timeout=60)
        session.stop()
        station.stop()


def begin(folder: Path, registry_url: str, key: str) -> None:
    """A terminal in a process of its own, until it is through or killed."""
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    failed = True
    try:
        _say(moment="begun", pid=os.getpid())
        serve(ObservedStore(f"sqlite:///{folder / 'records.sqlite'}"), folder, registry_url, key)
        failed = False
    finally:
        if failed:
            traceback.print_exc()
        os._exit(failed)


if __name__ == "__main__":
    visitor = next(person for person in training_people(DAY) if person.key == sys.argv[3])
    for paper in paper_keys(visitor):
        page_image(visitor, paper)
    while sys.stdin.readline():
        begin(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
        sys.stdout.write(json.dumps({"moment": "ended"}) + "\n")
        sys.stdout.flush()
