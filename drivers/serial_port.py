"""A serial port by its path, or by the USB unit behind it, whatever name the kernel gives it today."""

import errno
import re
from pathlib import Path

from serial.tools import list_ports

from drivers.errors import DeviceError, DeviceErrorCode
from drivers.holders import held_by, programs_with
from drivers.observation import Observation, Observed
from drivers.system import find_attached

_OPEN_ERRORS = {
    errno.ENOENT: DeviceErrorCode.NO_HARDWARE,
    errno.ENODEV: DeviceErrorCode.NO_HARDWARE,
    errno.ENXIO: DeviceErrorCode.NO_HARDWARE,
    errno.EIO: DeviceErrorCode.NO_HARDWARE,
    errno.EBUSY: DeviceErrorCode.CLAIMED_ELSEWHERE,
    errno.EAGAIN: DeviceErrorCode.CLAIMED_ELSEWHERE,
    errno.EACCES: DeviceErrorCode.CONFIGURATION,
    errno.EPERM: DeviceErrorCode.CONFIGURATION,
    errno.ENOTTY: DeviceErrorCode.CONFIGURATION,
    errno.EISDIR: DeviceErrorCode.CONFIGURATION,
}
_UNIT = re.compile(r"usb:([0-9a-fA-F]{4}):([0-9a-fA-F]{4})(?::(.+))?")
"""``usb:VENDOR:PRODUCT``, with the serial number behind it where there are two of a kind."""


def serial_port(named: str) -> str:
    """The path of the port that ``named`` means now: a path as it is, or ``usb:1eab:1d06[:SERIAL]``.

    DeviceError: NO_HARDWARE where no such unit is plugged in, CONFIGURATION for two of them, or no such form.
    """
    if named.startswith("/"):
        return named
    unit = _UNIT.fullmatch(named)
    if unit is None:
        text = "give a path, or usb:VENDOR:PRODUCT as four hexadecimal digits each"
        raise DeviceError(DeviceErrorCode.CONFIGURATION, named, text)
    vendor, product, serial = int(unit.group(1), 16), int(unit.group(2), 16), unit.group(3)
    found = [
        port
        for port in list_ports.comports()
        if (port.vid, port.pid) == (vendor, product) and serial in (None, port.serial_number)
    ]
    if not found:
        raise DeviceError(DeviceErrorCode.NO_HARDWARE, named, Observation(Observed.NO_SUCH_UNIT))
    if len(found) > 1:
        serials = ", ".join(str(port.serial_number or "none") for port in found)
        text = Observation(Observed.SEVERAL_UNITS, len(found), serials)
        raise DeviceError(DeviceErrorCode.CONFIGURATION, named, text)
    return str(found[0].device)


def attached_port(named: str) -> str:
    """The port that ``named`` means and the unit behind it, for the technician's eyes.

    DeviceError: NO_HARDWARE, CONFIGURATION also where something lies there that is no port.
    """
    path = serial_port(named)
    seen = find_attached(path)
    if not Path(path).is_char_device():
        raise DeviceError(DeviceErrorCode.CONFIGURATION, named, Observation(Observed.NO_SERIAL_PORT))
    return seen


def cannot_open(named: str, path: str, error: OSError) -> DeviceError:
    """Why the port at ``path`` could not be opened, and by whom it is held."""
    # pyserial gives no number where a path is no tty, or does not take the line's settings.
    number = error.errno
    if number is None:
        number = errno.ENOTTY if Path(path).exists() else errno.ENOENT
    code = _OPEN_ERRORS.get(number, DeviceErrorCode.FAILURE)
    held = code is DeviceErrorCode.CLAIMED_ELSEWHERE
    return DeviceError(code, named, held_by(programs_with(path)) if held else str(error))
