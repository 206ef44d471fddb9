"""Whether a device on the network can be reached, told apart: no such name, no such machine, nobody at the port."""

import errno
import socket

from drivers.errors import DeviceError, DeviceErrorCode

REACH_SECONDS = 3.0


def find_machine(host: str, port: int, seconds: float = REACH_SECONDS) -> str:
    """Whether the machine answers at all, be it by refusing. CONFIGURATION: no such name; OFFLINE: no answer."""
    try:
        _knock(host, port, seconds)
    except socket.gaierror as error:
        text = f"no such name ({error.strerror}); give its IP address"
        raise DeviceError(DeviceErrorCode.CONFIGURATION, host, text) from error
    except ConnectionRefusedError:
        return f"{host} is there"
    except OSError as error:
        raise DeviceError(DeviceErrorCode.OFFLINE, host, _words(error)) from error
    return f"{host} is there"


def find_port(host: str, port: int, seconds: float = REACH_SECONDS) -> str:
    """Whether somebody takes connections there; OFFLINE where not, saying how it was refused."""
    locus = f"{host}:{port}"
    try:
        _knock(host, port, seconds)
    except OSError as error:
        text = _words(error)
        if isinstance(error, ConnectionRefusedError):
            text = f"the machine is there, port {port} is closed: another port, or its service is off"
        raise DeviceError(DeviceErrorCode.OFFLINE, locus, text) from error
    return f"{locus} takes connections"


def _knock(host: str, port: int, seconds: float) -> None:
    socket.create_connection((host, port), timeout=seconds).close()


def _words(error: OSError) -> str:
    if isinstance(error, TimeoutError):
        return "no answer: switched off, another address, or a firewall"
    if error.errno in (errno.EHOSTUNREACH, errno.ENETUNREACH):
        return "no way there: cable, switch or address"
    return error.strerror or type(error).__name__
