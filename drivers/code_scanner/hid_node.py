"""A hidraw node: found by path or name among the kernel's HID devices, and its reports one at a time."""

import errno
import os
import select
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from drivers.code_scanner.hid_pos import REPORT_BYTES
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.observation import Observation, Observed, each
from drivers.system import find_node

POINT_OF_SALE = b"\x05\x8c"
"""How a report descriptor says that what follows is a code scanner's (usage page 0x8C)."""

_NOT_THERE = (errno.ENOENT, errno.ENODEV, errno.ENXIO)
_NOT_OURS = (errno.EACCES, errno.EPERM, errno.EISDIR)


@dataclass(frozen=True)
class HidIdentity:
    """What the kernel tells of a device: its node, bus, name, serial number, and whether it scans codes."""

    node: str
    bus: int
    name: str
    serial: str
    scans: bool


class HidNode:
    """One open node. DeviceError: NO_HARDWARE, CONFIGURATION; OFFLINE when gone."""

    def __init__(self, path: str) -> None:
        self.path = path
        try:
            self._descriptor = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
        except OSError as error:
            raise DeviceError(_code_of(error), path, error.strerror or "") from error
        self._poll = select.poll()
        self._poll.register(self._descriptor, select.POLLIN)

    def report(self, timeout: float) -> bytes | None:
        """The next report, waiting at most ``timeout`` seconds; what a longer one has more is dropped. OFFLINE."""
        try:
            ready = self._poll.poll(max(0.0, timeout) * 1000)
            report = os.read(self._descriptor, REPORT_BYTES) if ready else None
        except BlockingIOError:
            return None
        except OSError as error:
            raise DeviceError(DeviceErrorCode.OFFLINE, self.path, error.strerror or "") from error
        if report == b"":
            raise DeviceError(DeviceErrorCode.OFFLINE, self.path, "no more reports")
        return report

    def send(self, report: bytes) -> None:
        """Write one output report, its number first. OFFLINE also where the unit has no such report."""
        try:
            os.write(self._descriptor, report)
        except OSError as error:
            raise DeviceError(DeviceErrorCode.OFFLINE, self.path, error.strerror or "") from error

    def require(self) -> None:
        """OFFLINE where the device is gone, without waiting for a report."""
        gone = select.POLLHUP | select.POLLERR | select.POLLNVAL
        if any(mask & gone for _, mask in self._poll.poll(0)):
            raise DeviceError(DeviceErrorCode.OFFLINE, self.path, Observation(Observed.UNPLUGGED))

    def close(self) -> None:
        """Let go of it. Never raises."""
        with suppress(OSError):
            os.close(self._descriptor)


def find_hid_scanner(device: str, sysfs: Path, nodes: Path) -> HidIdentity:
    """The unit that ``device`` names: a path, or a part of its name. NO_HARDWARE, CONFIGURATION.

    A unit shows several nodes under one name: only one that speaks as a scanner will do, and two of those must be
    told apart by a path.
    """
    if device.startswith("/"):
        find_node(device)
        identity = _identity(sysfs / Path(os.path.realpath(device)).name, device)
        if not identity.scans:
            text = Observation(Observed.NOT_SET_AS_SCANNER)
            raise DeviceError(DeviceErrorCode.CONFIGURATION, device, text)
        return identity
    known = [_identity(entry, str(nodes / entry.name)) for entry in sorted(sysfs.glob("hidraw*"))]
    scanners = [unit for unit in known if unit.scans]
    found = [unit for unit in scanners if device.casefold() in unit.name.casefold()]
    if not found:
        names = sorted({unit.name for unit in scanners})
        there = each(names) if names else Observation(Observed.NO_SCANNER_SET)
        raise DeviceError(DeviceErrorCode.NO_HARDWARE, device, Observation(Observed.SCANNERS_THERE, there))
    if len(found) > 1:
        text = Observation(Observed.SEVERAL_SCANNERS, len(found))
        raise DeviceError(DeviceErrorCode.CONFIGURATION, device, text)
    return found[0]


def _identity(entry: Path, node: str) -> HidIdentity:
    lines = _read(entry / "device/uevent").decode("utf-8", "replace").splitlines()
    told = dict(line.split("=", 1) for line in lines if "=" in line)
    bus, _, _ = told.get("HID_ID", "").partition(":")
    try:
        number = int(bus, 16)
    except ValueError:
        number = 0
    scans = POINT_OF_SALE in _read(entry / "device/report_descriptor")
    return HidIdentity(node, number, told.get("HID_NAME", "").strip(), told.get("HID_UNIQ", "").strip(), scans)


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


def _code_of(error: OSError) -> DeviceErrorCode:
    if error.errno in _NOT_THERE:
        return DeviceErrorCode.NO_HARDWARE
    return DeviceErrorCode.CONFIGURATION if error.errno in _NOT_OURS else DeviceErrorCode.FAILURE
