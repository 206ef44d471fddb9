"""`kiosk records` tells a whole record from a changed one, and from none."""

from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest

from kiosk.records.event_store import EventStore
from kiosk.visits.events import Face, VisitOpened
from tests.helpers.command_line import kiosk, lines


@pytest.fixture
def record(tmp_path: Path) -> Path:
    file = tmp_path / "records.sqlite"
    with closing(EventStore(f"sqlite:///{file}")) as store:
        store.open_visit(VisitOpened(Face.DESK, "gz", "12", "S001"))
    return file


def test_a_whole_record_is_whole_and_exports_its_events(record: Path) -> None:
    whole = kiosk("records", "verify", "--records", f"sqlite:///{record}")
    assert (whole.exit_code, whole.stdout) == (0, "Every visit is whole (1).\n")
    (event,) = lines(kiosk("records", "export", "--records", f"sqlite:///{record}"))
    assert (event["sequence"], event["type"]) == (1, "VisitOpened")


def test_a_visit_that_is_gone_is_a_no(record: Path) -> None:
    with closing(connect(record)) as connection:
        connection.execute("DELETE FROM events")
        connection.commit()
    result = kiosk("records", "verify", "--records", f"sqlite:///{record}", "--json")
    (line,) = lines(result)
    assert result.exit_code == 1
    assert line["broken"] == "the whole visit is missing"


def test_a_record_whose_events_are_gone_is_refused(record: Path) -> None:
    with closing(connect(record)) as connection:
        connection.execute("DROP TABLE events")
    result = kiosk("records", "verify", "--records", f"sqlite:///{record}")
    assert result.exit_code == 3
    assert "S-103" in result.stderr


@pytest.mark.parametrize("command", ["verify", "export"])
def test_a_record_that_is_not_there_is_refused_and_not_made(tmp_path: Path, command: str) -> None:
    file = tmp_path / "none.sqlite"
    result = kiosk("records", command, "--records", f"sqlite:///{file}")
    assert result.exit_code == 3
    assert "no such file" in result.stderr
    assert not file.exists()


def test_an_address_that_is_none_is_wrong_use() -> None:
    result = kiosk("records", "verify", "--records", "foo", "--json")
    assert (result.exit_code, lines(result)[0]["error"]["code"]) == (2, "K-101")


def test_an_event_that_cannot_be_read_stops_the_export_by_name(record: Path) -> None:
    with closing(connect(record)) as connection:
        connection.execute("UPDATE events SET type = 'Nothing'")
        connection.commit()
    result = kiosk("records", "export", "--records", f"sqlite:///{record}")
    assert result.exit_code == 3
    assert "S-103" in result.stderr
