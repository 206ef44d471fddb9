"""Unplugging a reader from a service that lives on: a line between PC/SC's clients and pcscd that hides readers.

The virtual reader cannot be unplugged: pcscd takes readers off its list for USB events only. So the clients' socket
is put behind this line, which passes everything on, leaves the hidden readers out of the lists pcscd sends, wakes
those who wait, and answers commands to a card for a reader that is gone. Client library and service are real.
"""

import os
import socket
import struct
import threading
from contextlib import suppress
from pathlib import Path

from kiosk.cards.bench.service import Pcscd

_GET_READERS_STATE, _WAIT, _STOP_WAITING, _TRANSMIT = 0x12, 0x13, 0x14, 0x09
_READERS, _READER_BYTES, _NAME_BYTES = 16, 184, 128
_STATES_BYTES = _READERS * _READER_BYTES
_TRANSMIT_FIELDS = struct.Struct("=8I")
_HEADER = struct.Struct("=2I")


class Unplugging:
    """Between the clients and ``service``, which is running, from now on; ``unplug`` and ``plug`` any reader."""

    def __init__(self, service: Pcscd) -> None:
        self._path = Path(os.environ["PCSCLITE_CSOCK_NAME"])
        self._behind = self._path.with_suffix(".behind")
        self._path.rename(self._behind)
        self._hidden: set[str] = set()
        self._gone = 0
        self._clients: list[_Client] = []
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(str(self._path))
        self._listening.listen()
        self._thread = threading.Thread(target=self._accept, name="unplugging")
        self._thread.start()

    def unplug(self, *readers: str, code: int = 0) -> None:
        """Pull these readers out; from now on every command to a card fails with ``code``, where there is one."""
        self._hidden.update(readers)
        self._gone = code
        self._wake()

    def plug(self) -> None:
        """Put all readers back."""
        self._hidden.clear()
        self._gone = 0
        self._wake()

    def close(self) -> None:
        """Let the clients go; the service has its own socket back."""
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._listening.close()
        for client in self._clients:
            client.close()
        self._path.unlink(missing_ok=True)
        with suppress(FileNotFoundError):
            self._behind.rename(self._path)

    def __enter__(self) -> "Unplugging":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def shown(self, states: bytes) -> bytes:
        """The list of readers without the hidden ones."""
        shown = b""
        for start in range(0, _STATES_BYTES, _READER_BYTES):
            state = states[start : start + _READER_BYTES]
            name = state[:_NAME_BYTES].split(b"\0", 1)[0].decode()
            shown += bytes(_READER_BYTES) if name in self._hidden else state
        return shown

    @property
    def gone(self) -> int:
        """What a command to a card fails with; 0 where it does not."""
        return self._gone

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            self._clients.append(_Client(self, client, self._behind))

    def _wake(self) -> None:
        for client in self._clients:
            client.wake()


class _Client:
    """One client's line: its commands one way, the service's answers the other."""

    def __init__(self, line: Unplugging, client: socket.socket, behind: Path) -> None:
        self._line, self._client = line, client
        self._service = socket.socket(socket.AF_UNIX)
        self._service.connect(str(behind))
        self._asked = 0
        self._waits = False
        self._sending = threading.Lock()
        self._threads = [threading.Thread(target=each, name="unplugging") for each in (self._up, self._down)]
        for thread in self._threads:
            thread.start()

    def wake(self) -> None:
        """End the client's wait for a change: the service's answer to that is what a change looks like."""
        with self._sending:
            if self._waits:
                self._waits = False
                self._service.sendall(_HEADER.pack(8, _STOP_WAITING) + bytes(8))

    def close(self) -> None:
        for each in (self._client, self._service):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        self._client.close()
        self._service.close()

    def _up(self) -> None:
        while header := _exactly(self._client, _HEADER.size):
            size, command = _HEADER.unpack(header)
            body = _exactly(self._client, size)
            if command == _TRANSMIT:
                body = self._transmit(body)
            if not body and size:
                continue
            with self._sending:
                if command == _STOP_WAITING and not self._waits:
                    continue  # woken at the same moment: that answer is on its way
                self._asked, self._waits = command, command == _WAIT
                self._service.sendall(header + body)
        with suppress(OSError):
            self._service.shutdown(socket.SHUT_RDWR)

    def _transmit(self, body: bytes) -> bytes:
        """The command with what it sends along; nothing where it was answered here."""
        fields = list(_TRANSMIT_FIELDS.unpack(body))
        sent = _exactly(self._client, fields[3])
        if not self._line.gone:
            return body + sent
        fields[-1] = self._line.gone
        self._client.sendall(_TRANSMIT_FIELDS.pack(*fields))
        return b""

    def _down(self) -> None:
        with suppress(OSError):
            while first := self._service.recv(65536):
                if self._asked in (_GET_READERS_STATE, _WAIT):
                    self._asked = 0
                    first += _exactly(self._service, _STATES_BYTES - len(first))
                    first = self._line.shown(first[:_STATES_BYTES]) + first[_STATES_BYTES:]
                self._client.sendall(first)
        with suppress(OSError):
            self._client.shutdown(socket.SHUT_RDWR)


def _exactly(line: socket.socket, count: int) -> bytes:
    received = b""
    while len(received) < count:
        try:
            piece = line.recv(count - len(received))
        except OSError:
            return b""
        if not piece:
            return b""
        received += piece
    return received
