"""What this process holds: its threads, open files and sockets, and children."""

import re
import threading
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

_SELF = Path("/proc/self")
SETTLE_SECONDS = 5.0


def possessions() -> Counter[str]:
    """Threads by name, descriptors by what they lead to, children by number; without /proc only threads."""
    held = Counter(f"thread {thread.name}" for thread in threading.enumerate())
    with suppress(OSError):
        for descriptor in (_SELF / "fd").iterdir():
            with suppress(OSError):  # gone by now, as the folder's own
                held[f"open {_kind(str(descriptor.readlink()))}"] += 1
    with suppress(OSError):
        for task in (_SELF / "task").iterdir():
            with suppress(OSError):
                held.update(f"process {pid}" for pid in (task / "children").read_text().split())
    return held


def left_since(before: Counter[str], seconds: float = SETTLE_SECONDS) -> list[str]:
    """What is held more than ``before``, once it had some seconds to go by itself."""
    until = time.monotonic() + seconds
    while (more := possessions() - before) and time.monotonic() < until:
        time.sleep(0.02)
    return sorted(more.elements())


def _kind(target: str) -> str:
    """Sockets and pipes have a number of their own each; what counts is how many there are."""
    return re.sub(r":\[\d+\]$", "", target)
