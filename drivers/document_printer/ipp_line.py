"""A connection for one IPP question, that another thread can hang up at any moment: while it is dialled too."""

import http.client
import socket
import ssl
from contextlib import suppress


class IppLine:
    """Dials and hangs up. One question at a time; ``hang_up`` from any thread."""

    def __init__(self) -> None:
        self._socket: socket.socket | None = None
        self._may_be_hung_up = False
        self._hung_up = False

    @property
    def hung_up(self) -> bool:
        """Whether the question under way, or the last, was cut off by ``hang_up``."""
        return self._hung_up

    def dial(
        self, host: str, port: int, seconds: float, tls: ssl.SSLContext | None, *, interruptible: bool
    ) -> http.client.HTTPConnection:
        """Connect to the first of the machine's addresses that takes the call. Raises OSError, TLS's too."""
        self._hung_up, self._may_be_hung_up = False, interruptible
        connection = http.client.HTTPConnection(host, port, timeout=seconds)
        line = self._connected(host, port, seconds)
        try:
            connection.sock = line if tls is None else tls.wrap_socket(line, server_hostname=host)
        except OSError:
            line.close()
            raise
        self._socket = connection.sock
        return connection

    def hang_up(self) -> None:
        """End the question under way, if it may be ended; who asks it hears an OSError."""
        line = self._socket
        if line is not None and self._may_be_hung_up:
            self._hung_up = True
            with suppress(OSError):  # closed or not connected yet
                line.shutdown(socket.SHUT_RDWR)

    def let_go(self) -> None:
        """The question is over."""
        self._socket = None

    def _connected(self, host: str, port: int, seconds: float) -> socket.socket:
        failure: OSError = OSError(f"{host} has no address")
        for family, kind, protocol, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
            line = socket.socket(family, kind, protocol)
            line.settimeout(seconds)
            self._socket = line
            try:
                line.connect(address)
            except OSError as error:
                line.close()
                failure = error
            else:
                return line
            if self._hung_up:
                break
        self._socket = None
        raise failure
