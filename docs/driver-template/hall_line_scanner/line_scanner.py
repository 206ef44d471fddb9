"""The driver: lines from a TCP socket, each a scan."""

import socket
import time
from importlib.metadata import version
from urllib.parse import urlsplit

from drivers.code_scanner import MAX_SCAN_BYTES, CodeScanner, Scan
from drivers.device import Provenance, Source
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.network import find_port
from drivers.status import DeviceStatus, Readiness

CONNECT_SECONDS = 3.0


class LineScanner(CodeScanner):
    """The unit at ``tcp://host:port``."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme != "tcp" or not parts.hostname or not parts.port:
            raise ValueError("give tcp://HOST:PORT")
        self._address = (parts.hostname, parts.port)
        self._locus = f"{parts.hostname}:{parts.port}"
        self._line: socket.socket | None = None
        self._received = b""
        self._too_long = False

    @property
    def provenance(self) -> Provenance:
        """The stamp on every scan; such a unit tells no serial number, and its address is none."""
        return Provenance(Source.HARDWARE, "line", version("hall-line-scanner"))

    def do_open(self) -> None:
        """Nothing to reach before the line itself."""

    def do_claim(self) -> None:
        """Connect."""
        try:
            self._line = socket.create_connection(self._address, CONNECT_SECONDS)
        except OSError as error:
            raise DeviceError(DeviceErrorCode.OFFLINE, self._locus, str(error)) from error
        self._received, self._too_long = b"", False

    def do_release(self) -> None:
        """Hang up."""
        line, self._line = self._line, None
        if line is not None:
            line.close()

    def do_close(self) -> None:
        """Let go of everything; never raises."""
        self.do_release()

    def do_poll(self, timeout: float) -> Scan | None:
        """The next line, waiting at most ``timeout`` seconds."""
        until = time.monotonic() + timeout
        while True:
            scan = self._next()
            if scan is not None:
                return Scan(scan, self.provenance)
            if not self._receive(max(0.0, until - time.monotonic())):
                return None

    def do_status(self) -> DeviceStatus:
        """ONLINE while the unit keeps the connection."""
        try:
            return DeviceStatus(Readiness.ONLINE, text=self.do_answer())
        except DeviceError as error:
            return DeviceStatus(Readiness.OFFLINE, text=str(error))

    def do_answer(self) -> str:
        """Whether the connection stands; only a scan proves more."""
        line = self._connected()
        line.settimeout(0.0)
        try:
            if line.recv(1, socket.MSG_PEEK) == b"":
                raise self._gone("the unit hung up")
        except BlockingIOError:
            pass
        except OSError as error:
            raise self._gone(str(error)) from error
        return f"connected to {self._locus}"

    def do_find_service(self) -> str:
        """Whether the unit takes connections, where we have none."""
        return f"connected to {self._locus}" if self._line else find_port(*self._address)

    def _next(self) -> bytes | None:
        """The next whole line; OVERSIZE for one that is longer than any scan, once it has ended."""
        line, end, rest = self._received.partition(b"\n")
        if not end:
            if len(line) > MAX_SCAN_BYTES:
                self._too_long, self._received = True, b""
            return None
        self._received = rest
        if self._too_long or len(line) > MAX_SCAN_BYTES:
            self._too_long = False
            raise DeviceError(DeviceErrorCode.OVERSIZE, self._locus, f"more than {MAX_SCAN_BYTES} bytes")
        return line.rstrip(b"\r")

    def _receive(self, seconds: float) -> bool:
        line = self._connected()
        line.settimeout(seconds or 0.001)
        try:
            data = line.recv(4096)
        except TimeoutError:
            return False
        except OSError as error:
            raise self._gone(str(error)) from error
        if not data:
            raise self._gone("the unit hung up")
        self._received += data
        return True

    def _connected(self) -> socket.socket:
        if self._line is None:
            raise self._gone("not connected")
        return self._line

    def _gone(self, text: str) -> DeviceError:
        return DeviceError(DeviceErrorCode.OFFLINE, self._locus, text)
