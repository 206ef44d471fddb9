"""A Linux input device: found by path or name, taken for ourselves, and its key events as they come."""

import errno
import fcntl
import os
import select
import struct
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from drivers.errors import DeviceError, DeviceErrorCode
from drivers.holders import held_by, programs_with
from drivers.observation import Observation, Observed, each
from drivers.system import find_node

EVENT = struct.Struct("llHHi")
"""struct input_event: seconds, microseconds, type, code, value, in the machine's own sizes."""

EV_SYN, EV_KEY = 0x00, 0x01
SYN_DROPPED = 3
KEY_A, KEY_ENTER = 30, 28

_READ_EVENTS = 64
_NAME_BYTES = 256
_OPEN_ERRORS = {
    errno.ENOENT: DeviceErrorCode.NO_HARDWARE,
    errno.ENODEV: DeviceErrorCode.NO_HARDWARE,
    errno.ENXIO: DeviceErrorCode.NO_HARDWARE,
    errno.EACCES: DeviceErrorCode.CONFIGURATION,
    errno.EPERM: DeviceErrorCode.CONFIGURATION,
    errno.EISDIR: DeviceErrorCode.CONFIGURATION,
}


def _read_request(number: int, size: int) -> int:
    return 2 << 30 | size << 16 | ord("E") << 8 | number


def _write_request(number: int, size: int) -> int:
    return 1 << 30 | size << 16 | ord("E") << 8 | number


EVIOCGID = _read_request(0x02, 8)
EVIOCGNAME = _read_request(0x06, _NAME_BYTES)
EVIOCGUNIQ = _read_request(0x08, _NAME_BYTES)
EVIOCGRAB = _write_request(0x90, 4)
EVIOCSCLOCKID = _write_request(0xA0, 4)


@dataclass(frozen=True)
class KeyEvent:
    """One event. ``at`` is ``time.monotonic()`` seconds; ``lost`` says that events before it were dropped."""

    code: int
    value: int
    at: float
    lost: bool = False


@dataclass(frozen=True)
class InputIdentity:
    """What the kernel tells of the device: the bus it is on, its name, its serial number if it has one."""

    bus: int
    name: str
    serial: str


class InputNode:
    """One open device node. DeviceError: NO_HARDWARE, CONFIGURATION, CLAIMED_ELSEWHERE; OFFLINE when gone."""

    def __init__(self, path: str) -> None:
        self.path = path
        try:
            self._descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError as error:
            code = _OPEN_ERRORS.get(error.errno or 0, DeviceErrorCode.FAILURE)
            raise DeviceError(code, path, error.strerror or "") from error
        self._poll = select.poll()
        self._poll.register(self._descriptor, select.POLLIN)
        self._half = b""
        self._kernel_time = False

    def grab(self) -> None:
        """Let its keys reach nobody else, and have its events timed by our clock."""
        try:
            fcntl.ioctl(self._descriptor, EVIOCGRAB, 1)
        except OSError as error:
            if error.errno == errno.EBUSY:
                self.close()  # or we ourselves would seem to hold it
                text = held_by(programs_with(self.path))
                raise DeviceError(DeviceErrorCode.CLAIMED_ELSEWHERE, self.path, text) from error
            code = DeviceErrorCode.NO_HARDWARE if error.errno == errno.ENODEV else DeviceErrorCode.CONFIGURATION
            raise DeviceError(code, self.path, f"is no input device: {error.strerror}") from error
        with suppress(OSError):  # an old kernel: then the time of arrival is taken
            fcntl.ioctl(self._descriptor, EVIOCSCLOCKID, struct.pack("i", time.CLOCK_MONOTONIC))
            self._kernel_time = True

    def identity(self) -> InputIdentity:
        """What the kernel tells of it; empty where it tells nothing."""
        bus = struct.unpack("HHHH", self._ask(EVIOCGID, 8))[0]
        return InputIdentity(bus, self._text(EVIOCGNAME), self._text(EVIOCGUNIQ))

    def events(self, timeout: float) -> list[KeyEvent]:
        """The key events that came, waiting at most ``timeout`` seconds for the first; OFFLINE."""
        try:
            ready = self._poll.poll(max(0.0, timeout) * 1000)
            data = os.read(self._descriptor, EVENT.size * _READ_EVENTS) if ready else None
        except BlockingIOError:
            return []
        except OSError as error:
            raise DeviceError(DeviceErrorCode.OFFLINE, self.path, error.strerror or "") from error
        if data == b"":
            raise DeviceError(DeviceErrorCode.OFFLINE, self.path, "no more events")
        return list(self._key_events(data or b""))

    def require(self) -> None:
        """OFFLINE where the device is gone, without waiting for an event."""
        gone = select.POLLHUP | select.POLLERR | select.POLLNVAL
        if any(mask & gone for _, mask in self._poll.poll(0)):
            raise DeviceError(DeviceErrorCode.OFFLINE, self.path, Observation(Observed.UNPLUGGED))

    def close(self) -> None:
        """Let go of it; the kernel ends the grab. Never raises."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            with suppress(OSError):
                os.close(descriptor)

    def _key_events(self, data: bytes) -> Iterator[KeyEvent]:
        data = self._half + data
        whole = len(data) - len(data) % EVENT.size
        self._half = data[whole:]
        now = time.monotonic()
        for seconds, micros, kind, code, value in EVENT.iter_unpack(data[:whole]):
            at = seconds + micros / 1e6 if self._kernel_time else now
            if kind == EV_KEY:
                yield KeyEvent(code, value, at)
            elif kind == EV_SYN and code == SYN_DROPPED:
                yield KeyEvent(0, 0, at, lost=True)

    def _ask(self, request: int, size: int) -> bytes:
        answer = bytearray(size)
        with suppress(OSError):  # it has none
            fcntl.ioctl(self._descriptor, request, answer, True)
        return bytes(answer)

    def _text(self, request: int) -> str:
        return self._ask(request, _NAME_BYTES).split(b"\0")[0].decode("utf-8", "replace").strip()


def find_input(device: str, sysfs: Path, nodes: Path) -> str:
    """The node of the keyboard that ``device`` names: a path, or a part of its name. NO_HARDWARE, CONFIGURATION.

    A unit shows several devices under one name (its media keys, say): only one that has letters and Enter will do,
    and two of those must be told apart by a path.
    """
    if device.startswith("/"):
        find_node(device)
        return device
    keyboards = {entry.name: _name(entry) for entry in sorted(sysfs.glob("event*")) if _types(entry)}
    found = [entry for entry, name in keyboards.items() if device.casefold() in name.casefold()]
    if not found:
        names = sorted(set(keyboards.values()))
        there = Observation(Observed.THERE_ARE, each(names)) if names else Observation(Observed.NO_KEYBOARD)
        raise DeviceError(DeviceErrorCode.NO_HARDWARE, device, there)
    if len(found) > 1:
        text = Observation(Observed.SEVERAL_KEYBOARDS, len(found))
        raise DeviceError(DeviceErrorCode.CONFIGURATION, device, text)
    return str(nodes / found[0])


def _name(entry: Path) -> str:
    try:
        return (entry / "device/name").read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def _types(entry: Path) -> bool:
    """Whether the device has a letter and Enter, by its bitmap of keys: hexadecimal words, the highest first."""
    try:
        words = (entry / "device/capabilities/key").read_text(encoding="ascii").split()
        keys = sum(int(word, 16) << 8 * struct.calcsize("l") * place for place, word in enumerate(reversed(words)))
    except (OSError, ValueError):
        return False
    return bool(keys >> KEY_A & 1 and keys >> KEY_ENTER & 1)
