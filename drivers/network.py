"""Whether a device on the network can be reached, told apart: no such name, no such machine, nobody at the port."""

import errno
import socket

from drivers.errors import DeviceError, DeviceErrorCode
from drivers.observation import Observation, Observed

REACH_SECONDS = 3.0


def find_machine(host: str, port: int, seconds: float = REACH_SECONDS) -> str:
    """Whether the machine answers at all, be it by refusing. CONFIGURATION: no such name; OFFLINE: no answer."""
    try:
        _knock(host, port, seconds)
    except socket.gaierror as error:
        text = Observation(Observed.NO_SUCH_NAME, str(error.strerror))
        raise DeviceError(DeviceErrorCode.CONFIGURATION, host, text) from error
    except ConnectionRefusedError:
        return Observation(Observed.MACHINE_THERE, host)
    except OSError as error:
        raise DeviceError(DeviceErrorCode.OFFLINE, host, _words(error)) from error
    return Observation(Observed.MACHINE_THERE, host)


def find_port(host: str, port: int, seconds: float = REACH_SECONDS) -> str:
    """Whether somebody takes connections there; OFFLINE where not, saying how it was refused."""
    locus = f"{host}:{port}"
    try:
        _knock(host, port, seconds)
    except OSError as error:
        text = _words(error)
        if isinstance(error, ConnectionRefusedError):
            text = Observation(Observed.PORT_CLOSED, str(port))
        raise DeviceError(DeviceErrorCode.OFFLINE, locus, text) from error
    return Observation(Observed.PORT_OPEN, locus)


def _knock(host: str, port: int, seconds: float) -> None:
    socket.create_connection((host, port), timeout=seconds).close()


def _words(error: OSError) -> str:
    if isinstance(error, TimeoutError):
        return Observation(Observed.NOBODY_ANSWERS)
    if error.errno in (errno.EHOSTUNREACH, errno.ENETUNREACH):
        return Observation(Observed.NO_WAY_THERE)
    return error.strerror or type(error).__name__
