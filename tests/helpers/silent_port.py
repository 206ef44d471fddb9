"""A port that takes connections and never says a word, as a printer whose firmware stands still."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class SilentPort:
    """``taken`` is set when somebody has connected."""

    def __init__(self, listening: socket.socket) -> None:
        self.number = int(listening.getsockname()[1])
        self.taken = threading.Event()
        self._listening = listening
        self._lines: list[socket.socket] = []

    def run(self) -> None:
        with suppress(OSError):  # closed
            while True:
                self._lines.append(self._listening.accept()[0])
                self.taken.set()

    def close(self) -> None:
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for line in self._lines:
            line.close()


@contextmanager
def silent_port() -> Iterator[SilentPort]:
    """Taken until the end of the ``with``."""
    port = SilentPort(socket.create_server(("127.0.0.1", 0)))
    thread = threading.Thread(target=port.run, name="silent port")
    thread.start()
    try:
        yield port
    finally:
        port.close()
        thread.join(10)
