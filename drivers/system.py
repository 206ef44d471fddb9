"""What the operating system knows of a device node: whether it is there, and which driver is bound to it."""

import errno
import os
import stat
from pathlib import Path

from drivers.errors import DeviceError, DeviceErrorCode
from drivers.usb import usb_behind

_SYS = Path("/sys/dev/char")


def find_node(path: str) -> str:
    """What lies at ``path``; NO_HARDWARE when nothing does, CONFIGURATION when this user may not look."""
    try:
        mode = Path(path).stat().st_mode
    except OSError as error:
        refused = error.errno in (errno.EACCES, errno.EPERM)
        code = DeviceErrorCode.CONFIGURATION if refused else DeviceErrorCode.NO_HARDWARE
        raise DeviceError(code, path, error.strerror or "") from error
    real = os.path.realpath(path)
    return path if real == path or not stat.S_ISCHR(mode) else f"{path} → {real}"


def find_attached(path: str) -> str:
    """As ``find_node``, with the USB device behind the node where there is one, for the technician's eyes."""
    node, usb = find_node(path), usb_behind(path)
    return node if usb is None else f"{node}, {usb}"


def find_os_driver(path: str, sys: Path = _SYS) -> str | None:
    """The kernel driver bound to the device node at ``path``; None where the node has none (a pty, a file).

    NO_HARDWARE where the node is gone.
    """
    find_node(path)
    status = Path(path).stat()
    if not stat.S_ISCHR(status.st_mode):
        return None
    number = f"{os.major(status.st_rdev)}:{os.minor(status.st_rdev)}"
    device = sys / number / "device"
    links = (device / "driver", device / "device" / "driver")  # an input device hangs below the one that is driven
    return next((link.resolve().name for link in links if link.exists()), None)
