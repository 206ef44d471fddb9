"""The event log keeps what it was given, refuses what comes second, and shows what was changed."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from sqlite3 import connect

import pytest

from kiosk.records.event_store import EventStore, StoreFailed, VisitMovedOn
from kiosk.rules.facts import AgentProof, VisitorRole
from kiosk.visits.events import Closing, Face, OriginalCaptured, VisitClosed, VisitOpened, VisitorDeclared
from tests.helpers.visits import HARDWARE

OPENED = VisitOpened(Face.DESK, "gz", "12", "S001")
DECLARED = VisitorDeclared(VisitorRole.APPLICANT, AgentProof(), ())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "records.sqlite"


@pytest.fixture
def store(file: Path) -> Iterator[EventStore]:
    store = EventStore(f"sqlite:///{file}")
    yield store
    store.close()


def test_events_come_back_as_they_were_written(store: EventStore) -> None:
    opened = store.open_visit(OPENED)
    declared = store.append(opened.visit_id, 1, [DECLARED])[0]
    assert store.load(opened.visit_id) == [opened, declared]


def test_two_windows_cannot_both_write_the_next_event(store: EventStore) -> None:
    visit = store.open_visit(OPENED).visit_id
    store.append(visit, 1, [DECLARED])
    with pytest.raises(VisitMovedOn) as moved:
        store.append(visit, 1, [DECLARED])
    assert moved.value.code == "S-101"
    assert len(store.load(visit)) == 2


def test_an_event_cannot_skip_a_place(store: EventStore) -> None:
    visit = store.open_visit(OPENED).visit_id
    with pytest.raises(VisitMovedOn):
        store.append(visit, 5, [DECLARED])


def test_only_visits_that_were_not_closed_are_open(store: EventStore) -> None:
    first = store.open_visit(OPENED).visit_id
    second = store.open_visit(OPENED).visit_id
    store.append(first, 1, [VisitClosed(Closing.DONE)])
    assert store.open_visits() == [second]
    assert store.visits() == [first, second]


def test_a_picture_is_stored_with_its_event_and_found_by_what_it_is(store: EventStore) -> None:
    visit = store.open_visit(OPENED).visit_id
    jpeg = b"\xff\xd8 a page \xff\xd9"
    digest = sha256(jpeg).hexdigest()
    store.append(visit, 1, [OriginalCaptured("M07", digest, HARDWARE)], jpeg)
    store.append(visit, 2, [OriginalCaptured("M07", digest, HARDWARE)], jpeg)
    assert store.picture(visit, digest) == jpeg
    with pytest.raises(KeyError):
        store.picture(visit, "0" * 64)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            "UPDATE events SET body = replace(body, 'applicant', 'unit_agent') WHERE sequence = 2",
            "event 2 was changed",
        ),
        ("UPDATE events SET recorded_at = '2020-01-01 00:00:00.000000' WHERE sequence = 1", "event 1 was changed"),
        ("DELETE FROM events WHERE sequence = 2", "event 2 is missing"),
    ],
)
def test_a_quiet_change_breaks_the_chain(store: EventStore, file: Path, change: str, said: str) -> None:
    visit = store.open_visit(OPENED).visit_id
    store.append(visit, 1, [DECLARED])
    store.append(visit, 2, [VisitClosed(Closing.DONE)])
    assert dict(store.verify()) == {visit: ""}
    connection = connect(file)
    connection.execute(change)
    connection.commit()
    connection.close()
    assert dict(store.verify()) == {visit: said}


def test_every_commit_is_durable_on_sqlite(store: EventStore) -> None:
    with store._engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2  # FULL


def test_a_store_that_cannot_write_says_so_without_quoting_the_visit(store: EventStore) -> None:
    visit = store.open_visit(OPENED).visit_id
    with store._engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE events RENAME TO events_gone")
    with pytest.raises(StoreFailed) as failed:
        store.append(visit, 1, [DECLARED])
    assert "applicant" not in f"{failed.value}{failed.value.__cause__}"
