"""What a test left behind: threads, child processes, sockets and files."""

import threading
import time
from contextlib import suppress
from pathlib import Path

from tests.helpers import kept

_FDS = Path("/proc/self/fd")


def _targets() -> set[str]:
    """Sockets, and files below a temporary folder, that this process holds open."""
    found = set()
    for entry in _FDS.iterdir():
        try:
            target = str(entry.readlink())
        except OSError:
            continue  # the folder's own descriptor, gone by now
        if target.startswith("socket:") or "/pytest-" in target:
            found.add(target)
    return found


def _children() -> set[str]:
    found: set[str] = set()
    for task in Path("/proc/self/task").iterdir():
        with suppress(OSError):  # a library's own thread, gone by now
            found.update((task / "children").read_text().split())
    return found


def _threads() -> set[str]:
    return {f"{thread.name} ({thread.ident})" for thread in threading.enumerate()}


class Before:
    """What was there before a test; ``left_behind`` says what is there after it and was not before."""

    def __init__(self) -> None:
        self._threads, self._targets, self._children = _threads(), _targets(), _children()

    def left_behind(self, patience: float = 15.0) -> list[str]:
        """The leftovers, once they had ``patience`` seconds to go by themselves."""
        deadline = time.monotonic() + patience
        while (left := self._now()) and time.monotonic() < deadline:
            time.sleep(0.02)
        return left

    def _now(self) -> list[str]:
        return [
            *(f"thread {name}" for name in _threads() - self._threads),
            *(f"open {target}" for target in _targets() - self._targets),
            *(f"process {pid}" for pid in _children() - self._children if not kept.is_kept(int(pid))),
        ]
