"""A server on loopback that sends whatever bytes it is told, for answers no well-behaved server gives."""

import re
import socket
import threading
from collections.abc import Callable
from types import TracebackType

Say = Callable[[socket.socket, threading.Event], None]
"""Sends what it likes on the connection; the event is set when the server is being stopped."""


def answer(
    body: bytes, *, status: str = "200 OK", kind: str = "application/json", length: int | None = None
) -> Say:
    """One whole answer; ``length`` states another length than the body has."""
    stated = len(body) if length is None else length
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {stated}\r\n\r\n".encode()
    return lambda connection, _: connection.sendall(head + body)


def silence(connection: socket.socket, stopping: threading.Event) -> None:
    """Say nothing until stopped."""
    stopping.wait(30)


class OddHttpServer:
    """Answers every connection with one ``say``, after the request's head came in."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._stopping = threading.Event()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._listening.settimeout(0.05)
        self._thread = threading.Thread(target=self._run, name="odd http server")
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self.connections = 0

    def __enter__(self) -> "OddHttpServer":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopping.set()
        self._thread.join(30)
        self._listening.close()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                connection, _ = self._listening.accept()
            except TimeoutError:
                continue
            self.connections += 1
            with connection:
                self._serve(connection)

    def _serve(self, connection: socket.socket) -> None:
        """Take in the whole question first and the end of the line last: a reset would eat the answer."""
        connection.settimeout(5)
        try:
            received = b""
            while not _is_whole(received):
                received += connection.recv(65536)
            self._say(connection, self._stopping)
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(65536):
                continue
        except OSError:
            return


def _is_whole(received: bytes) -> bool:
    head, ended, body = received.partition(b"\r\n\r\n")
    stated = re.search(rb"content-length: *([0-9]+)", head, re.IGNORECASE)
    return bool(ended) and len(body) >= (int(stated[1]) if stated else 0)
