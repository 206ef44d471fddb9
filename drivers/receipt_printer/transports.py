"""The line to a receipt printer: bytes both ways over TCP, a port or a node, never without a deadline."""

import socket
from typing import Protocol
from urllib.parse import parse_qs, urlsplit

import serial

from drivers.errors import DeviceError, DeviceErrorCode
from drivers.receipt_printer.character_device import CharacterDeviceTransport
from drivers.serial_port import cannot_open, serial_port

CONNECT_SECONDS = 3.0
UNHEARD_SECONDS = 30.0
"""A printer whose cable was pulled says no goodbye: after so long without its TCP's word the line is given up.

Longer than a band may take: a printer out of paper takes nothing either, and its line must outlive that.
"""
READ_BYTES = 4096
RAW_PORT = 9100
SERIAL_BAUD = 115_200
_FORMS = "give tcp://HOST:9100, file:///dev/usb/lp0 or serial:///dev/PORT?baud=115200"
_FLOW_CONTROLS = {"none": {}, "rtscts": {"rtscts": True}, "xonxoff": {"xonxoff": True}}


class Transport(Protocol):
    """A full-duplex line. Both directions raise DeviceError(OFFLINE) once the other end is gone."""

    def send(self, data: bytes, timeout: float) -> None:
        """Send all of ``data`` within ``timeout`` seconds; DeviceError(TIMEOUT) when the printer takes no more."""

    def receive(self, timeout: float) -> bytes:
        """Return what has arrived, waiting at most ``timeout`` seconds for the first byte; empty when nothing."""

    def close(self) -> None:
        """Let go of the line; never raises."""


class TcpTransport:
    """A raw TCP port, as network printers offer at 9100."""

    def __init__(self, host: str, port: int) -> None:
        self._locus = f"{host}:{port}"
        try:
            self._socket = socket.create_connection((host, port), timeout=CONNECT_SECONDS)
        except OSError as error:
            raise DeviceError(DeviceErrorCode.OFFLINE, self._locus, str(error)) from error
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, round(UNHEARD_SECONDS * 1000))

    def send(self, data: bytes, timeout: float) -> None:
        """See Transport."""
        self._socket.settimeout(max(timeout, 0.001))
        try:
            self._socket.sendall(data)
        except TimeoutError as error:
            raise DeviceError(DeviceErrorCode.TIMEOUT, self._locus, "takes no more data", False) from error
        except OSError as error:
            raise DeviceError(DeviceErrorCode.OFFLINE, self._locus, str(error), False) from error

    def receive(self, timeout: float) -> bytes:
        """See Transport."""
        self._socket.settimeout(max(timeout, 0.001))
        try:
            data = self._socket.recv(READ_BYTES)
        except TimeoutError:
            return b""
        except OSError as error:
            raise DeviceError(DeviceErrorCode.OFFLINE, self._locus, str(error), False) from error
        if not data:
            raise DeviceError(DeviceErrorCode.OFFLINE, self._locus, "the printer closed the connection", False)
        return data

    def close(self) -> None:
        """See Transport."""
        self._socket.close()


class SerialTransport:
    """A serial port (RS-232, or a printer's USB serial interface), by path or by USB unit (``serial_port``)."""

    def __init__(self, path: str, baud: int, flow: str) -> None:
        self._locus = path
        path = serial_port(path)
        try:
            self._port = serial.Serial(path, baudrate=baud, exclusive=True, **_FLOW_CONTROLS[flow])
        except OSError as error:
            raise cannot_open(self._locus, path, error) from error
        except ValueError as error:
            raise DeviceError(DeviceErrorCode.CONFIGURATION, self._locus, str(error)) from error

    def send(self, data: bytes, timeout: float) -> None:
        """See Transport."""
        try:
            self._port.write_timeout = max(timeout, 0.001)
            self._port.write(data)
        except serial.SerialTimeoutException as error:
            raise DeviceError(DeviceErrorCode.TIMEOUT, self._locus, "takes no more data", False) from error
        except (serial.SerialException, OSError) as error:
            raise DeviceError(DeviceErrorCode.OFFLINE, self._locus, str(error), False) from error

    def receive(self, timeout: float) -> bytes:
        """See Transport."""
        try:
            self._port.timeout = max(timeout, 0.0)
            first: bytes = self._port.read(1)
            return first + self._port.read(self._port.in_waiting) if first else b""
        except (serial.SerialException, OSError, TypeError) as error:
            # pyserial reports a port torn out under a read as any of the three.
            raise DeviceError(DeviceErrorCode.OFFLINE, self._locus, str(error), False) from error

    def close(self) -> None:
        """See Transport."""
        self._port.close()


def locus_of(url: str) -> str:
    """Where a printer's address points, for errors: ``host:port`` or the port's path. Checks the address.

    Raises DeviceError(CONFIGURATION) unless it is ``tcp://host[:9100]``, ``file:///dev/usb/lp0`` or
    ``serial:///dev/ttyUSB0[?baud=115200&flow=none|rtscts|xonxoff]``, or ``serial:usb:04b8:0202`` for a USB unit.
    """
    parts = urlsplit(url)
    try:
        if parts.scheme == "tcp" and parts.hostname and not parts.query:
            return f"{parts.hostname}:{parts.port or RAW_PORT}"
        if parts.scheme == "serial" and not parts.netloc and parts.path:
            _serial_options(parts.query)
            return parts.path
        if parts.scheme == "file" and not parts.netloc and parts.path and not parts.query:
            return parts.path
    except ValueError as error:
        raise DeviceError(DeviceErrorCode.CONFIGURATION, url, str(error)) from error
    raise DeviceError(DeviceErrorCode.CONFIGURATION, url, _FORMS)


def connect(url: str) -> Transport:
    """Open the line that ``url`` names; see ``locus_of`` for its forms."""
    locus = locus_of(url)
    parts = urlsplit(url)
    if parts.scheme == "tcp":
        return TcpTransport(str(parts.hostname), parts.port or RAW_PORT)
    if parts.scheme == "file":
        return CharacterDeviceTransport(locus)
    baud, flow = _serial_options(parts.query)
    return SerialTransport(locus, baud, flow)


def _serial_options(query: str) -> tuple[int, str]:
    options = parse_qs(query, strict_parsing=True) if query else {}
    unknown = options.keys() - {"baud", "flow"}
    if unknown:
        raise ValueError(f"a serial printer has no option {', '.join(sorted(unknown))}")
    baud = int(options.get("baud", [str(SERIAL_BAUD)])[-1])
    flow = options.get("flow", ["none"])[-1]
    if baud <= 0 or flow not in _FLOW_CONTROLS:
        raise ValueError(f"baud={baud}, flow={flow}: flow is one of {', '.join(_FLOW_CONTROLS)}")
    return baud, flow
