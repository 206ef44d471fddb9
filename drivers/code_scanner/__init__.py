"""Code scanners: what was scanned arrives as bytes, unread and untrusted."""

from abc import ABC
from dataclasses import dataclass
from typing import ClassVar

from drivers.device import Device, DeviceKind, Provenance

MAX_SCAN_BYTES = 4096
"""A scan longer than this is refused whole (the largest QR code holds 2,953 bytes)."""


@dataclass(frozen=True)
class Scan:
    """One scan: the payload without suffix and AIM identifier, and the identifier where the unit sends one."""

    data: bytes
    provenance: Provenance
    aim_identifier: str | None = None


class CodeScanner(Device[Scan], ABC):
    """A scanner that speaks when a code is presented: ``poll`` yields a ``Scan`` a code.

    An oversized scan raises DeviceError(OVERSIZE) from ``poll``; the scanner stays open and goes on.
    """

    kind: ClassVar[DeviceKind] = DeviceKind.CODE_SCANNER
