"""The event log keeps what it was given, refuses what comes second, and shows what was changed."""

from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from sqlite3 import connect

import pytest

from kiosk.records.event_store import EventStore
from kiosk.records.problems import RecordChanged, StoreFailed, VisitMovedOn
from kiosk.rules.facts import AgentProof, VisitorRole
from kiosk.visits.events import Closing, Face, OriginalCaptured, VisitClosed, VisitOpened, VisitorDeclared
from tests.helpers.visits import HARDWARE

OPENED = VisitOpened(Face.DESK, "gz", "12", "S001")
DECLARED = VisitorDeclared(VisitorRole.APPLICANT, AgentProof(), ())
JPEG = b"\xff\xd8 a page \xff\xd9"


def tamper(file: Path, change: str) -> None:
    """What somebody with the file and a SQLite shell can do."""
    with closing(connect(file)) as connection:
        connection.execute(change)
        connection.commit()


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
    digest = sha256(JPEG).hexdigest()
    store.append(visit, 1, [OriginalCaptured("M07", digest, HARDWARE)], JPEG)
    store.append(visit, 2, [OriginalCaptured("M07", digest, HARDWARE)], JPEG)
    assert store.picture(visit, digest) == JPEG
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
        ("DELETE FROM events WHERE sequence = 1", "event 1 is missing"),
        ("DELETE FROM events WHERE sequence > 1", "events after 1 are missing"),
        ("DELETE FROM events", "the whole visit is missing"),
        ("DELETE FROM heads", "its head is missing"),
        ("UPDATE heads SET hash = 'x'", "its head was changed"),
        ("UPDATE heads SET sequence = 1", "events after 1 were added from outside"),
        (
            "UPDATE events SET recorded_at = 'soon' WHERE sequence = 2",
            "an event is not in the form it was written in",
        ),
    ],
)
def test_a_quiet_change_breaks_the_chain(store: EventStore, file: Path, change: str, said: str) -> None:
    visit = store.open_visit(OPENED).visit_id
    store.append(visit, 1, [DECLARED])
    store.append(visit, 2, [VisitClosed(Closing.DONE)])
    assert dict(store.verify()) == {visit: ""}
    tamper(file, change)
    assert dict(store.verify()) == {visit: said}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE pictures SET jpeg = x'ffd8ffd9'", f"picture {sha256(JPEG).hexdigest()[:12]} was changed"),
        ("DELETE FROM pictures", f"picture {sha256(JPEG).hexdigest()[:12]} is missing"),
        ("UPDATE pictures SET digest = 'another'", f"picture {sha256(JPEG).hexdigest()[:12]} is missing"),
        ("DELETE FROM events", "the whole visit is missing"),
        (
            "INSERT INTO pictures SELECT visit_id, '0123456789abcdef', jpeg FROM pictures",
            "picture 0123456789ab belongs to no event",
        ),
    ],
)
def test_evidence_is_compared_with_its_digest(store: EventStore, file: Path, change: str, said: str) -> None:
    visit = store.open_visit(OPENED).visit_id
    store.append(visit, 1, [OriginalCaptured("M07", sha256(JPEG).hexdigest(), HARDWARE)], JPEG)
    assert dict(store.verify()) == {visit: ""}
    tamper(file, change)
    assert dict(store.verify()) == {visit: said}


def test_a_visit_whose_last_events_were_removed_is_not_continued_over_the_gap(
    store: EventStore, file: Path
) -> None:
    visit = store.open_visit(OPENED).visit_id
    store.append(visit, 1, [DECLARED])
    tamper(file, "DELETE FROM events WHERE sequence = 2")
    with pytest.raises(RecordChanged):
        store.append(visit, 1, [VisitClosed(Closing.DONE)])
    assert dict(store.verify()) == {visit: "events after 1 are missing"}


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
