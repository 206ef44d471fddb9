"""One simulated registry on a folder: a second one would take the first's signing key out of use under it."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from drivers.holders import programs_with

LOCK = "registry.lock"


class FolderInUse(Exception):
    """Another registry serves from this folder; the message names its program where it can be seen. Use another."""


@contextmanager
def folder_for_one(place: Path) -> Iterator[None]:
    """Hold the folder ``place`` until the block or the process ends. Raises FolderInUse, or OSError."""
    file = place / LOCK
    descriptor = os.open(file, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise FolderInUse("; ".join(programs_with(str(file)))) from None
    try:
        yield
    finally:
        os.close(descriptor)
