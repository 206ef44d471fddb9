"""Code scanners: what was scanned arrives as bytes, unread and untrusted."""

from abc import ABC
from dataclasses import dataclass
from typing import ClassVar

from drivers.device import Device, DeviceKind, Provenance
from drivers.errors import INPUT_REFUSED, DeviceError

MAX_SCAN_BYTES = 4096
"""A scan longer than this is refused whole (the largest QR code holds 2,953 bytes)."""


@dataclass(frozen=True)
class Scan:
    """One scan: the payload without suffix and AIM identifier, and the identifier where the unit sends one.

    ``of_several``: the unit says that the code's message is split over several codes (structured append); whether
    it joined them, it does not say. False also where the unit cannot tell (docs/decisions/scanner-protocols.md).
    """

    data: bytes
    provenance: Provenance
    aim_identifier: str | None = None
    of_several: bool = False


class CodeScanner(Device[Scan], ABC):
    """A scanner that speaks when a code is presented: ``poll`` yields a ``Scan`` a code.

    A scan is delivered once an arming: what comes before the next ``arm`` is dropped and counted, so that no code
    is taken twice, nor on a screen that did not ask for one. ``auto_disarm`` false delivers every scan.
    An oversized scan raises DeviceError(OVERSIZE) from ``poll``, a torn one INCOMPLETE; the scanner stays open and
    goes on.
    """

    kind: ClassVar[DeviceKind] = DeviceKind.CODE_SCANNER
    auto_disarm = True

    def poll(self, timeout: float) -> Scan | None:
        """The next scan, where the scanner is armed. OVERSIZE, INCOMPLETE, OFFLINE, CLOSED, DISABLED."""
        try:
            scan = super().poll(timeout)
        except DeviceError as error:
            if error.code in INPUT_REFUSED:
                self.statistics.count("FailedReadCount")
            raise
        if scan is None:
            return None
        if not self.armed:
            self.statistics.count("M_DroppedScanCount")
            return None
        if self.auto_disarm:
            self.disarm()
        self.statistics.count("GoodScanCount")
        return scan
