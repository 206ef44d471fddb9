"""A code scanner on a serial line: USB CDC or RS-232, bytes intact."""

import serial

from drivers.code_scanner.assembly import SUFFIXES, Refused
from drivers.code_scanner.listening import TriggeredCodeScanner
from drivers.code_scanner.protocols import PROTOCOLS
from drivers.code_scanner.receiving import ScanReceiver
from drivers.device import Capabilities, Provenance, Source
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.observation import Observation, Observed
from drivers.options import Positive
from drivers.serial_port import attached_port, cannot_open, serial_port
from drivers.system import find_os_driver

WRITE_SECONDS = 1.0
"""How long a unit may take to accept an acknowledgement or a command of a few bytes."""


class SerialCodeScanner(TriggeredCodeScanner[serial.Serial]):
    """A scanner behind ``port``: a path that stays over replugging (a udev link, by-id), or a USB unit.

    ``usb:1eab:1d06`` (see ``serial_port``) is found again under whatever name it comes back.
    ``suffix`` is what the unit sends after a code: any, cr, lf, crlf, tab or none (see ``assembly.SUFFIXES``).
    ``protocol`` is what it speaks: plain, honeywell, newland or ssi (see ``protocols.PROTOCOLS``). In all but plain
    the unit's trigger follows the arming; it must be set to take commands, and to wait for its trigger.
    """

    def __init__(
        self, port: str, baud_rate: Positive = 115200, suffix: str = "any", protocol: str = "plain"
    ) -> None:
        for name, value, known in (("suffix", suffix, SUFFIXES), ("protocol", protocol, PROTOCOLS)):
            if value not in known:
                text = f"{name} {value!r} is none of {', '.join(known)}"
                raise DeviceError(DeviceErrorCode.CONFIGURATION, port, text)
        self._port = port
        self._baud_rate = baud_rate
        self._suffix, self._protocol = suffix, protocol
        super().__init__(port)

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
        self._take_line(line)

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

    def _new_receiver(self) -> ScanReceiver:
        return PROTOCOLS[self._protocol](self._suffix)

    def _refusal(self, refused: Refused) -> DeviceError:
        if refused is not Refused.TORN:
            return super()._refusal(refused)
        text = f"no suffix came ({self._suffix}): the rest was lost, or the unit is set to send another"
        return DeviceError(DeviceErrorCode.INCOMPLETE, self._port, text)

    def _write(self, data: bytes) -> None:
        line = self._opened()
        try:
            line.write(data)
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
