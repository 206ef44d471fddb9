"""A code scanner that types into the face's own windows, where its input device cannot be had."""

import queue
from importlib.metadata import version

from drivers.code_scanner import MAX_SCAN_BYTES, CodeScanner, Scan
from drivers.code_scanner.aim import split_identifier
from drivers.device import Capabilities, Provenance, Source
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.observation import Observation, Observed
from drivers.status import DeviceStatus, Readiness

_UNIT = "keyboard"
_MOST_WAITING = 16
"""Scans that nobody took; a face arms for one at a time, so more are noise."""


class KeyboardCodeScanner(CodeScanner):
    """Scans reach it through ``typed``, from a face that tells them from a person's typing by their pace.

    Nothing can be known of the unit until it types: neither whether it is plugged in, nor that it was unplugged.
    Where the input device can be read, the driver ``evdev`` is to be preferred.
    """

    def __init__(self) -> None:
        self._scans: queue.Queue[bytes] = queue.Queue(_MOST_WAITING)

    @property
    def provenance(self) -> Provenance:
        """The stamp for scans; a keyboard gives no name."""
        return Provenance(Source.HARDWARE, "keyboard", version("service-hall-terminal"))

    @property
    def capabilities(self) -> Capabilities:
        """Whoever types reaches the face; a unit that is gone types nothing, as one that is not used."""
        return Capabilities(notices_absence=False, can_be_held=False)

    def typed(self, data: bytes) -> None:
        """Take one scan, from any thread; one that cannot be kept is counted."""
        try:
            self._scans.put_nowait(data)
        except queue.Full:
            self.statistics.count("M_DroppedScanCount")

    def do_open(self) -> None:
        """Nothing to reach."""

    def do_close(self) -> None:
        """Forget what nobody took."""
        while not self._scans.empty():
            self._scans.get_nowait()

    def do_poll(self, timeout: float) -> Scan | None:
        """The next scan; OVERSIZE."""
        try:
            data = self._scans.get(timeout=max(0.001, timeout))
        except queue.Empty:
            return None
        if len(data) > MAX_SCAN_BYTES:
            raise DeviceError(DeviceErrorCode.OVERSIZE, _UNIT, f"more than {MAX_SCAN_BYTES} characters")
        identifier, payload = split_identifier(data)
        return Scan(payload, self.provenance, identifier)

    def do_status(self) -> DeviceStatus:
        """UNKNOWN: see the class."""
        return DeviceStatus(Readiness.UNKNOWN, text=Observation(Observed.ONLY_A_SCAN_SHOWS))

    def do_answer(self) -> str:
        """Nothing answers before a code is scanned."""
        return Observation(Observed.ONLY_A_SCAN_SHOWS, unsure=True)
