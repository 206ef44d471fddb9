"""What stands behind the driver where there is no unit: a server on loopback that sends lines."""

import socket
import threading
from typing import Any

from drivers.code_scanner import MAX_SCAN_BYTES
from drivers.conformance.bench import Bench
from drivers.conformance.stimulus import By, Stimulus
from drivers.device import DeviceKind
from hall_line_scanner.line_scanner import LineScanner


class LineBench(Bench):
    """Presents codes, and pulls the plug."""

    by = By.COUNTERPART
    can = frozenset({Stimulus.CODE, Stimulus.LONG_CODE, Stimulus.UNPLUGGED})
    code = b"CONFORMANCE SPECIMEN"

    def __init__(self, driver: str, kind: DeviceKind, _make: Any) -> None:
        self._lock = threading.Lock()
        self._callers: list[socket.socket] = []
        self._plug_in(0)
        url = f"tcp://127.0.0.1:{self._port}"
        super().__init__(driver, kind, lambda: LineScanner(url))

    def begin(self, stimulus: Stimulus) -> None:
        """See Bench."""
        if stimulus is Stimulus.UNPLUGGED:
            self.close()
            return
        code = self.code if stimulus is Stimulus.CODE else b"X" * (MAX_SCAN_BYTES + 1)
        with self._lock:
            self._take_callers()
            self._callers[-1].sendall(code + b"\r\n")

    def end(self, stimulus: Stimulus) -> None:
        """See Bench."""
        if stimulus is Stimulus.UNPLUGGED:
            self._plug_in(self._port)

    def close(self) -> None:
        """The plug is pulled."""
        self._ending.set()
        self._thread.join()
        with self._lock:
            self._take_callers()
            for line in (*self._callers, self._listener):
                line.close()
            self._callers.clear()

    def _plug_in(self, port: int) -> None:
        self._listener = socket.create_server(("127.0.0.1", port))
        self._listener.setblocking(False)
        self._port = self._listener.getsockname()[1]
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="unit")
        self._thread.start()

    def _serve(self) -> None:
        while not self._ending.wait(0.01):
            with self._lock:
                self._take_callers()

    def _take_callers(self) -> None:
        """Take every call that waits, and let go of callers that have hung up."""
        while True:
            try:
                self._callers.append(self._listener.accept()[0])
            except BlockingIOError:
                break
        for line in [caller for caller in self._callers if _hung_up(caller)]:
            line.close()
            self._callers.remove(line)


def _hung_up(line: socket.socket) -> bool:
    try:
        return not line.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except BlockingIOError:
        return False
    except OSError:
        return True
