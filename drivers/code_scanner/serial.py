"""A code scanner on a serial line: USB CDC or RS-232, bytes intact."""

import time

import serial

from drivers.code_scanner import MAX_SCAN_BYTES, CodeScanner, Scan
from drivers.code_scanner.aim import split_identifier
from drivers.code_scanner.assembly import SUFFIXES, Refused, ScanAssembler
from drivers.device import Capabilities, Provenance, Source
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.serial_port import cannot_open, serial_port
from drivers.status import DeviceStatus, Readiness
from drivers.system import find_attached, find_node, find_os_driver


class SerialCodeScanner(CodeScanner):
    """A scanner behind ``port``: a path that stays over replugging (a udev link, by-id), or a USB unit.

    ``usb:1eab:1d06`` (see ``serial_port``) is found again under whatever name it comes back.
    ``suffix`` is what the unit sends after a code: any, cr, lf, crlf, tab or none (see ``assembly.SUFFIXES``).
    """

    def __init__(self, port: str, baud_rate: int = 115200, suffix: str = "any") -> None:
        if suffix not in SUFFIXES:
            raise DeviceError(
                DeviceErrorCode.CONFIGURATION, port, f"suffix {suffix!r} is none of {', '.join(SUFFIXES)}"
            )
        self._port = port
        self._baud_rate = baud_rate
        self._suffix = suffix
        self._line: serial.Serial | None = None
        self._assembler = ScanAssembler(suffix)

    @property
    def provenance(self) -> Provenance:
        """The stamp for scans; the port is the only name a serial unit has."""
        return Provenance(Source.HARDWARE, "serial", serial.__version__, self._port)

    @property
    def capabilities(self) -> Capabilities:
        """A tty can be had for ourselves alone; a scanner on it has no sensors."""
        return Capabilities(exclusive=True, names_holder=True)

    def do_open(self) -> None:
        """Look whether the port is there: NO_HARDWARE, CONFIGURATION (no right to it)."""
        find_node(serial_port(self._port))

    def do_claim(self) -> None:
        """Take the port for ourselves and forget what arrived before.

        Raises DeviceError: NO_HARDWARE, CLAIMED_ELSEWHERE, CONFIGURATION (no right, no tty, no such speed).
        """
        path = serial_port(self._port)
        try:
            line = serial.Serial(path, self._baud_rate, timeout=0, exclusive=True)
        except (TypeError, ValueError) as error:
            raise DeviceError(DeviceErrorCode.CONFIGURATION, self._port, str(error)) from error
        except OSError as error:
            raise cannot_open(self._port, path, error) from error
        self._line = line
        self._assembler = ScanAssembler(self._suffix)

    def do_release(self) -> None:
        """Let go of the port. A half-received scan is forgotten."""
        line, self._line = self._line, None
        if line is not None:
            line.close()

    def do_close(self) -> None:
        """See Device."""
        self.do_release()

    def do_poll(self, timeout: float) -> Scan | None:
        """The next scan, waiting at most ``timeout`` seconds.

        Raises DeviceError: OVERSIZE for a scan of more than MAX_SCAN_BYTES (once, the scanner goes on),
        OFFLINE when the unit is gone, CLOSED.
        """
        deadline = time.monotonic() + timeout
        while (whole := self._assembler.next_scan()) is None:
            remaining = deadline - time.monotonic()
            self._receive(max(0.0, remaining))
            if remaining <= 0:
                whole = self._assembler.next_scan()
                break
        return None if whole is None else self._scan(whole)

    def do_status(self) -> DeviceStatus:
        """ONLINE while the port answers. A scanner without power behind a converter cannot be told apart."""
        try:
            self._waiting()
        except DeviceError as error:
            return DeviceStatus(Readiness.OFFLINE, text=str(error))
        return DeviceStatus(Readiness.ONLINE, text=f"{self._port} at {self._baud_rate} baud")

    def do_answer(self) -> str:
        """Whether the port answers. That a code is read takes a code: see the loopback."""
        self._waiting()
        return f"{self._port} at {self._baud_rate} baud"

    def do_find(self) -> str:
        """See Device."""
        return find_attached(serial_port(self._port))

    def do_find_os_driver(self) -> str | None:
        """See Device."""
        return find_os_driver(serial_port(self._port))

    def _scan(self, data: bytes | Refused) -> Scan:
        if isinstance(data, Refused):
            raise DeviceError(DeviceErrorCode.OVERSIZE, self._port, f"more than {MAX_SCAN_BYTES} bytes")
        identifier, payload = split_identifier(data)
        return Scan(payload, self.provenance, identifier)

    def _receive(self, timeout: float) -> None:
        """Read what is there, or wait for it until ``timeout`` or the end of the scan at hand."""
        until_idle = self._assembler.seconds_until_idle(time.monotonic())
        data = self._read(timeout if until_idle is None else min(timeout, until_idle))
        if data:
            self._assembler.feed(data, time.monotonic())
        else:
            self._assembler.idle(time.monotonic())

    def _read(self, timeout: float) -> bytes:
        waiting = self._waiting()
        line = self._opened()
        try:
            line.timeout = timeout
            return bytes(line.read(max(1, waiting)))
        except OSError as error:
            raise DeviceError(DeviceErrorCode.OFFLINE, self._port, str(error)) from error

    def _waiting(self) -> int:
        try:
            return int(self._opened().in_waiting)
        except OSError as error:
            raise DeviceError(DeviceErrorCode.OFFLINE, self._port, str(error)) from error

    def _opened(self) -> serial.Serial:
        if self._line is None:
            raise DeviceError(DeviceErrorCode.CLOSED, self._port)
        return self._line
