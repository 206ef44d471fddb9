"""A HID POS scanner without a USB bus: a pty carries its reports, a folder stands for the kernel's list."""

from pathlib import Path
from typing import Any

from drivers.code_scanner.hid_pos import MAX_REPORT_DATA

SCANS = bytes.fromhex("05 8c 09 02 a1 01 85 02")
"""The beginning of a scanner's report descriptor: usage page 0x8C, barcode scanner, report 2."""
KEYS = bytes.fromhex("05 01 09 06 a1 01 85 01")


def report(data: bytes, more: bool = False, aim: bytes = b"]Q1", symbology: int = 0x73, number: int = 2) -> bytes:
    body = bytes((number, len(data))) + aim.ljust(3, b"\0") + data.ljust(MAX_REPORT_DATA, b"\0")
    return body + bytes((symbology, 0, int(more)))


def reports(data: bytes, **changes: Any) -> list[bytes]:
    pieces = [data[at : at + MAX_REPORT_DATA] for at in range(0, len(data), MAX_REPORT_DATA)]
    return [report(piece, place < len(pieces) - 1, **changes) for place, piece in enumerate(pieces)]


def hid_folder(root: Path, *units: tuple[str, bytes], bus: int = 3, serial: str = "SN-0042") -> Path:
    """The kernel's list of HID nodes: the name and the report descriptor of each, hidraw0 upwards."""
    for number, (name, descriptor) in enumerate(units):
        device = root / f"hidraw{number}" / "device"
        device.mkdir(parents=True, exist_ok=True)
        told = f"DRIVER=hid-generic\nHID_ID={bus:04X}:00000C2E:00000B81\nHID_NAME={name}\nHID_UNIQ={serial}\n"
        (device / "uevent").write_text(told, encoding="utf-8")
        (device / "report_descriptor").write_bytes(descriptor)
    return root
