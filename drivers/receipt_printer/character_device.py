"""A printer's own device node, as the kernel's usblp driver makes one: bytes both ways, and the port's status."""

import errno
import fcntl
import os
import select
import stat
import struct
import time
from contextlib import suppress

from drivers.errors import DeviceError, DeviceErrorCode
from drivers.holders import held_by, programs_with
from drivers.status import Sensor

READ_BYTES = 4096
WRITE_BYTES = 4096
"""What is handed to the kernel at once; usblp itself takes 8 KiB."""

LPGETSTATUS = 0x060B
"""linux/lp.h: the status byte of IEEE 1284, where the node has one."""
_NO_FAULT, _SELECTED, _PAPER_OUT = 0x08, 0x10, 0x20

_OPEN_ERRORS = {
    errno.ENOENT: DeviceErrorCode.NO_HARDWARE,
    errno.ENODEV: DeviceErrorCode.NO_HARDWARE,
    errno.ENXIO: DeviceErrorCode.NO_HARDWARE,
    errno.EIO: DeviceErrorCode.NO_HARDWARE,
    errno.EACCES: DeviceErrorCode.CONFIGURATION,
    errno.EPERM: DeviceErrorCode.CONFIGURATION,
    errno.EISDIR: DeviceErrorCode.CONFIGURATION,
    errno.EBUSY: DeviceErrorCode.CLAIMED_ELSEWHERE,
    errno.EWOULDBLOCK: DeviceErrorCode.CLAIMED_ELSEWHERE,
}
_GONE = select.POLLHUP | select.POLLERR | select.POLLNVAL


class CharacterDeviceTransport:
    """A node such as ``/dev/usb/lp0``; see Transport. Taken for ourselves alone.

    A printer that sends nothing back is served too; it is then UNKNOWN whether a receipt came out.
    """

    def __init__(self, path: str) -> None:
        self._locus = path
        self._answers = True
        try:
            self._descriptor = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
        except OSError as error:
            raise self._cannot_open(error) from error
        try:
            if not stat.S_ISCHR(os.fstat(self._descriptor).st_mode):
                raise DeviceError(DeviceErrorCode.CONFIGURATION, path, "is no printer's device node")
            # usblp lets one program in by itself; among our own this holds for any node.
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self.close()
            raise self._cannot_open(error) from error
        except DeviceError:
            self.close()
            raise

    def send(self, data: bytes, timeout: float) -> None:
        """See Transport."""
        until = time.monotonic() + timeout
        left = memoryview(data)
        while left:
            self._wait(select.POLLOUT, until, "takes no more data")
            try:
                left = left[os.write(self._descriptor, left[:WRITE_BYTES]) :]
            except BlockingIOError:
                continue
            except OSError as error:
                raise self._lost(error) from error

    def receive(self, timeout: float) -> bytes:
        """See Transport."""
        until = time.monotonic() + max(timeout, 0.0)
        while True:
            wanted = select.POLLIN if self._answers else 0
            try:
                self._wait(wanted, until, "")
                return os.read(self._descriptor, READ_BYTES) or self._end()
            except BlockingIOError:
                continue
            except DeviceError as error:
                if error.code is DeviceErrorCode.TIMEOUT:
                    return b""
                raise
            except OSError as error:
                if error.errno != errno.EINVAL:
                    raise self._lost(error) from error
                self._answers = False  # the printer has no way back: usblp says so by refusing to read

    def port_says(self) -> dict[str, Sensor]:
        """What is BAD by the port's status byte. Never what is good: many printers send a fixed byte for "fine"."""
        byte = bytearray(struct.calcsize("i"))
        try:
            fcntl.ioctl(self._descriptor, LPGETSTATUS, byte, True)
        except OSError:
            return {}
        (status,) = struct.unpack("i", byte)
        said = {"paper": status & _PAPER_OUT, "line": not status & _SELECTED or not status & _NO_FAULT}
        return {name: Sensor.BAD for name, bad in said.items() if bad}

    def close(self) -> None:
        """See Transport."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            with suppress(OSError):
                os.close(descriptor)

    def _wait(self, wanted: int, until: float, late: str) -> None:
        """Wait for the node to be ready; TIMEOUT, OFFLINE."""
        poll = select.poll()
        poll.register(self._descriptor, wanted)
        events = poll.poll(max(0.0, until - time.monotonic()) * 1000)
        masks = events[0][1] if events else 0
        if not masks:
            raise DeviceError(DeviceErrorCode.TIMEOUT, self._locus, late, retry_safe=False)
        if masks & _GONE and not masks & wanted & select.POLLIN:
            raise DeviceError(DeviceErrorCode.OFFLINE, self._locus, "unplugged", retry_safe=False)

    def _end(self) -> bytes:
        raise DeviceError(DeviceErrorCode.OFFLINE, self._locus, "unplugged", retry_safe=False)

    def _lost(self, error: OSError) -> DeviceError:
        code = DeviceErrorCode.PAPER_OUT if error.errno == errno.ENOSPC else DeviceErrorCode.OFFLINE
        return DeviceError(code, self._locus, error.strerror or "", retry_safe=False)

    def _cannot_open(self, error: OSError) -> DeviceError:
        code = _OPEN_ERRORS.get(error.errno or 0, DeviceErrorCode.FAILURE)
        held = code is DeviceErrorCode.CLAIMED_ELSEWHERE
        return DeviceError(code, self._locus, held_by(programs_with(self._locus)) if held else error.strerror or "")
