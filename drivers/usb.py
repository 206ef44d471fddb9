"""What the kernel knows of USB: which device lies behind a node, and which smart card readers are plugged in."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_NODES = Path("/sys/dev/char")
_DEVICES = Path("/sys/bus/usb/devices")
SMART_CARD_CLASS = "0b"
"""The USB interface class of smart card readers (CCID)."""


@dataclass(frozen=True)
class UsbDevice:
    """One USB device: its ids, the name it gives itself, and the kernel drivers bound to its interfaces."""

    vendor_id: str
    product_id: str
    name: str
    drivers: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"USB {self.vendor_id}:{self.product_id} {self.name}".rstrip()


def usb_behind(path: str, nodes: Path = _NODES) -> UsbDevice | None:
    """The USB device behind the device node at ``path``; None where it is none, or the kernel does not tell."""
    try:
        status = Path(path).stat()
        if not stat.S_ISCHR(status.st_mode):
            return None
        start = (nodes / f"{os.major(status.st_rdev)}:{os.minor(status.st_rdev)}").resolve(strict=True)
    except OSError:
        return None
    found = next((folder for folder in start.parents if (folder / "idVendor").exists()), None)
    return None if found is None else _device(found)


def smart_card_readers(devices: Path = _DEVICES) -> tuple[UsbDevice, ...]:
    """The USB devices with a smart card interface; empty also where the kernel does not tell."""
    found = {
        interface.parent
        for interface in _interfaces(devices)
        if _read(interface / "bInterfaceClass").lower() == SMART_CARD_CLASS
    }
    return tuple(_device(folder) for folder in sorted(found))


def _interfaces(devices: Path) -> Iterator[Path]:
    try:
        entries = sorted(devices.iterdir())
    except OSError:
        return
    for entry in entries:
        if ":" in entry.name:
            yield entry.resolve()


def _device(folder: Path) -> UsbDevice:
    name = " ".join(filter(None, (_read(folder / "manufacturer"), _read(folder / "product"))))
    links = folder.glob(f"{folder.name}:*/driver")
    drivers = tuple(sorted({link.resolve().name for link in links}))
    return UsbDevice(_read(folder / "idVendor"), _read(folder / "idProduct"), name, drivers)


def _read(file: Path) -> str:
    try:
        return file.read_text(errors="replace").strip()
    except OSError:
        return ""
