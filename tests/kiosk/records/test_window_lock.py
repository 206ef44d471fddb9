"""A second face of a kind at the same window is told so; another window or face is free, and one that ended too."""

from pathlib import Path
from stat import S_IMODE

import pytest

from kiosk.records.problems import StoreUnusable
from kiosk.records.window_lock import window_lock
from kiosk.terminal_problems import AlreadyRunning
from kiosk.visits.events import Face


def test_the_second_at_a_window_is_refused_until_the_first_has_ended(tmp_path: Path) -> None:
    records = f"sqlite:///{tmp_path}/records.sqlite"
    with window_lock(records, Face.DESK, "12"):
        with pytest.raises(AlreadyRunning) as refused, window_lock(records, Face.DESK, "12"):
            pass
        assert refused.value.code == "K-102"
        with window_lock(records, Face.DESK, "13"), window_lock(records, Face.SELF_SERVICE, "12"):
            modes = {S_IMODE(file.stat().st_mode) for file in tmp_path.glob("*.lock")}
    assert modes == {0o600}
    with window_lock(records, Face.DESK, "12"):
        pass


def test_a_window_on_a_record_of_a_server_is_held_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    records = "postgresql://clerk:secret@127.0.0.1/hall"
    with (
        window_lock(records, Face.DESK, "一号/窗口"),
        pytest.raises(AlreadyRunning),
        window_lock(records, Face.DESK, "一号/窗口"),
    ):
        pass


def test_a_record_in_memory_is_nobody_elses() -> None:
    with window_lock("sqlite://", Face.DESK, "12"), window_lock("sqlite://", Face.DESK, "12"):
        pass


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreUnusable), window_lock(f"sqlite:///{tmp_path}/none/r.sqlite", Face.DESK, "12"):
        pass
