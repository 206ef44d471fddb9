"""One face of a kind at one window on one record: a lock that ends with the process, however that ends."""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from sqlalchemy import make_url

from kiosk.records.opening import sqlite_file
from kiosk.records.problems import StoreUnusable
from kiosk.rules.assessment import Text
from kiosk.terminal_problems import AlreadyRunning
from kiosk.visits.events import Face


@contextmanager
def window_lock(records: str, face: Face, window: str) -> Iterator[None]:
    """Hold ``window`` for ``face`` on the record at the URL ``records``. Raises AlreadyRunning, StoreUnusable.

    The lock lies beside a SQLite record; for a record on a server it holds for this machine alone. A record in
    memory is nobody else's and needs none.
    """
    file = _lock_file(records, face, window)
    if file is None:
        yield
        return
    try:
        descriptor = os.open(file, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StoreUnusable(str(file), Text(f"无法创建（{reason}）", f"it cannot be made ({reason})")) from None
    try:
        _take(descriptor, window)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int, window: str) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise AlreadyRunning(window) from None


def _lock_file(records: str, face: Face, window: str) -> Path | None:
    url = make_url(records)
    record = sqlite_file(url)
    if record is not None:
        mark = sha256(window.encode()).hexdigest()[:12]  # a window's name may hold what a file's may not
        real = record.resolve()
        return real.with_name(f"{real.name}.{face.value}-{mark}.lock")
    if url.get_backend_name() == "sqlite":
        return None
    place = url.render_as_string(hide_password=True)
    mark = sha256(f"{place}\n{face.value}\n{window}".encode()).hexdigest()[:24]
    return Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()) / f"service-hall-terminal-{mark}.lock"
