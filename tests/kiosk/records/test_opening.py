"""A record is made private, opened whole or refused by name, and never made again where a part of it is gone."""

from contextlib import closing
from pathlib import Path
from sqlite3 import connect
from stat import S_IMODE

import pytest

from kiosk.records.event_store import EventStore
from kiosk.records.problems import StoreUnusable
from kiosk.visits.events import Face, VisitOpened


def test_a_new_record_and_its_journal_are_for_their_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "new" / "records.sqlite"
    with closing(EventStore(f"sqlite:///{file}")) as store:
        store.open_visit(VisitOpened(Face.DESK, "gz", "12", "S001"))
        modes = {each.name: oct(S_IMODE(each.stat().st_mode)) for each in file.parent.iterdir()}
    assert set(modes) >= {"records.sqlite", "records.sqlite-wal"}
    assert set(modes.values()) == {"0o600"}
    assert S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_record_to_be_read_must_be_there_and_is_not_made(tmp_path: Path) -> None:
    file = tmp_path / "records.sqlite"
    with pytest.raises(StoreUnusable, match="no such file"):
        EventStore(f"sqlite:///{file}", read_only=True)
    assert not file.exists()


@pytest.mark.parametrize("table", ["events", "pictures", "heads"])
@pytest.mark.parametrize("read_only", [True, False])
def test_a_record_with_a_table_gone_is_refused(tmp_path: Path, table: str, read_only: bool) -> None:
    file = tmp_path / "records.sqlite"
    EventStore(f"sqlite:///{file}").close()
    with closing(connect(file)) as connection:
        connection.execute(f"DROP TABLE {table}")
    with pytest.raises(StoreUnusable, match=f"the table {table} is missing"):
        EventStore(f"sqlite:///{file}", read_only=read_only)


@pytest.mark.parametrize("read_only", [True, False])
def test_a_database_of_somebody_else_is_refused_and_left_as_it_is(tmp_path: Path, read_only: bool) -> None:
    file = tmp_path / "theirs.sqlite"
    with closing(connect(file)) as connection:
        connection.execute("CREATE TABLE events (id INTEGER)")
    with pytest.raises(StoreUnusable, match="not one of ours"):
        EventStore(f"sqlite:///{file}", read_only=read_only)
    with closing(connect(file)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("events",)]


@pytest.mark.parametrize("read_only", [True, False])
def test_a_file_that_is_no_database_is_refused(tmp_path: Path, read_only: bool) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear sir or madam, " * 100)
    with pytest.raises(StoreUnusable, match="not a database"):
        EventStore(f"sqlite:///{file}", read_only=read_only)


def test_a_place_that_cannot_be_written_is_named_without_a_password(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreUnusable) as refused:
        EventStore(f"sqlite:///{tmp_path}/file/records.sqlite")
    assert refused.value.code == "S-103"
    with pytest.raises(StoreUnusable) as refused:
        EventStore("postgresql+nothing://clerk:secret@127.0.0.1/hall")
    assert "secret" not in str(refused.value)
