"""A code scanner at the other end of a pseudo-terminal: types scans as a unit on a serial line does."""

import os
import select
import threading
import tty
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class PtyScanner:
    """Plugged in under ``link``, a path that stays the same over replugging, as a udev link does."""

    def __init__(self, link: Path) -> None:
        self.link = link
        self._master: int | None = None
        self._pause = threading.Event()

    def plug_in(self) -> None:
        master, slave = os.openpty()
        tty.setraw(slave)
        name = os.ttyname(slave)
        os.close(slave)
        self.link.unlink(missing_ok=True)
        self.link.symlink_to(name)
        self._master = master

    def type(self, data: bytes, *, burst: int = 64, pause: float = 0.0) -> None:
        """Send ``data`` in bursts of so many bytes with so many seconds between."""
        if self._master is None:
            raise RuntimeError("the scanner is not plugged in")
        for start in range(0, len(data), burst):
            if start and pause:
                self._pause.wait(pause)
            piece = data[start : start + burst]
            while piece:
                piece = piece[os.write(self._master, piece) :]

    def heard(self, size: int, seconds: float = 30.0) -> bytes:
        """What the program wrote to the unit: ``size`` bytes, or what came of them in so many seconds."""
        if self._master is None:
            raise RuntimeError("the scanner is not plugged in")
        found = b""
        while len(found) < size and select.select([self._master], [], [], seconds)[0]:
            found += os.read(self._master, size - len(found))
        return found

    def unplug(self) -> None:
        master, self._master = self._master, None
        if master is not None:
            os.close(master)
            self.link.unlink(missing_ok=True)


@contextmanager
def pty_scanner(link: Path) -> Iterator[PtyScanner]:
    """A scanner that is plugged in, and unplugged at the end."""
    scanner = PtyScanner(link)
    scanner.plug_in()
    try:
        yield scanner
    finally:
        scanner.unplug()
