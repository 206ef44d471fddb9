"""A code scanner on a serial line: USB CDC or RS-232, bytes intact."""

import time
from contextlib import suppress

import serial

from drivers.code_scanner import MAX_SCAN_BYTES, CodeScanner, Scan
from drivers.code_scanner.aim import split_identifier
from drivers.code_scanner.assembly import SUFFIXES, Refused
from drivers.code_scanner.protocols import PROTOCOLS
from drivers.code_scanner.triggering import Trigger
from drivers.device import Capabilities, Provenance, Source
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.observation import Observation, Observed
from drivers.serial_port import attached_port, cannot_open, serial_port
from drivers.status import DeviceStatus, Readiness
from drivers.system import find_os_driver

WRITE_SECONDS = 1.0
"""How long a unit may take to accept an acknowledgement or a command of a few bytes."""


class SerialCodeScanner(CodeScanner):
    """A scanner behind ``port``: a path that stays over replugging (a udev link, by-id), or a USB unit.

    ``usb:1eab:1d06`` (see ``serial_port``) is found again under whatever name it comes back.
    ``suffix`` is what the unit sends after a code: any, cr, lf, crlf, tab or none (see ``assembly.SUFFIXES``).
    ``protocol`` is what it speaks: plain, honeywell, newland or ssi (see ``protocols.PROTOCOLS``). In all but plain
    the unit's trigger follows the arming; it must be set to take commands, and to wait for its trigger.
    """

    def __init__(self, port: str, baud_rate: int = 115200, suffix: str = "any", protocol: str = "plain") -> None:
        for name, value, known in (("suffix", suffix, SUFFIXES), ("protocol", protocol, PROTOCOLS)):
            if value not in known:
                text = f"{name} {value!r} is none of {', '.join(known)}"
                raise DeviceError(DeviceErrorCode.CONFIGURATION, port, text)
        self._port = port
        self._baud_rate = baud_rate
        self._suffix, self._protocol = suffix, protocol
        self._line: serial.Serial | None = None
        self._receiver = PROTOCOLS[protocol](suffix)
        self._trigger = Trigger()

    @property
    def provenance(self) -> Provenance:
        """The stamp for scans; the port is the only name a serial unit has."""
        return Provenance(Source.HARDWARE, "serial", serial.__version__, self._port)

    @property
    def capabilities(self) -> Capabilities:
        """A tty can be had for ourselves alone; a scanner on it has no sensors."""
        return Capabilities(exclusive=True, names_holder=True)

    def do_open(self) -> None:
        """Look whether the port is there: NO_HARDWARE, CONFIGURATION (no right to it, no port)."""
        attached_port(self._port)

    def do_claim(self) -> None:
        """Take the port for ourselves and forget what arrived before.

        Raises DeviceError: NO_HARDWARE, CLAIMED_ELSEWHERE, CONFIGURATION (no right, no tty, no such speed).
        """
        path = serial_port(self._port)
        try:
            line = serial.Serial(path, self._baud_rate, timeout=0, exclusive=True, write_timeout=WRITE_SECONDS)
        except (TypeError, ValueError) as error:
            raise DeviceError(DeviceErrorCode.CONFIGURATION, self._port, str(error)) from error
        except OSError as error:
            raise cannot_open(self._port, path, error) from error
        self._line = line
        self._receiver = PROTOCOLS[self._protocol](self._suffix)
        self._trigger = Trigger()

    def do_disable(self) -> None:
        """Let the trigger go."""
        self._trigger.follow(self._receiver, armed=False)
        with suppress(DeviceError):  # a unit that is gone has let go by itself
            self._send()

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

        Raises DeviceError: OVERSIZE for a scan of more than MAX_SCAN_BYTES (once, the scanner goes on), INCOMPLETE
        for one whose suffix did not come, OFFLINE when the unit is gone, CLOSED.
        """
        deadline = time.monotonic() + timeout
        while (whole := self._receiver.next_scan()) is None:
            remaining = deadline - time.monotonic()
            self._receive(max(0.0, remaining))
            if remaining <= 0:
                whole = self._receiver.next_scan()
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
        return Observation(Observed.BAUD, self._port, str(self._baud_rate))

    def do_find(self) -> str:
        """See Device."""
        return attached_port(self._port)

    def do_find_os_driver(self) -> str | None:
        """See Device."""
        return find_os_driver(serial_port(self._port))

    def _scan(self, data: bytes | Refused) -> Scan:
        if data is Refused.TORN:
            text = f"no suffix came ({self._suffix}): the rest was lost, or the unit is set to send another"
            raise DeviceError(DeviceErrorCode.INCOMPLETE, self._port, text)
        if isinstance(data, Refused):
            raise DeviceError(DeviceErrorCode.OVERSIZE, self._port, f"more than {MAX_SCAN_BYTES} bytes")
        identifier, payload = split_identifier(data)
        return Scan(payload, self.provenance, identifier)

    def _receive(self, timeout: float) -> None:
        """Read what is there, or wait for it until ``timeout`` or the end of the scan at hand; answer it."""
        self._trigger.follow(self._receiver, armed=self.armed)
        self._send()
        until_idle = self._receiver.seconds_until_idle(time.monotonic())
        data = self._read(timeout if until_idle is None else min(timeout, until_idle))
        if data:
            self._receiver.feed(data, time.monotonic())
        else:
            self._receiver.idle(time.monotonic())
        self._send()

    def _send(self) -> None:
        """Write what the protocol has to say."""
        outgoing = self._receiver.to_send()
        try:
            if outgoing:
                self._opened().write(outgoing)
        except OSError as error:  # also where the unit takes nothing in WRITE_SECONDS
            raise DeviceError(DeviceErrorCode.OFFLINE, self._port, str(error)) from error

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
