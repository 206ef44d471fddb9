"""A code scanner that scans what it is handed: for the demo, the training mode and the tests."""

import queue
from typing import Any, ClassVar

from drivers.code_scanner import MAX_SCAN_BYTES, CodeScanner, Scan
from drivers.device import Capabilities, Provenance, Source
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.faults import Fault
from drivers.observation import Observation, Observed
from drivers.simulation import Simulated
from drivers.status import DeviceStatus, Readiness

_PROVENANCE = Provenance(Source.SIMULATOR, "simulated", "1")


class SimulatedCodeScanner(Simulated, CodeScanner):
    """Yields, in order, the payloads given to ``present`` (any thread), with the real scanner's bounds."""

    locus: ClassVar[str] = "simulated scanner"

    def __init__(self) -> None:
        self._presented: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._opened = False

    @property
    def provenance(self) -> Provenance:
        """The stamp that says no hardware was here."""
        return _PROVENANCE

    @property
    def capabilities(self) -> Capabilities:
        """What holds it up, a fault, ends with a cancel."""
        return Capabilities(cancels=True)

    def present(self, stimulus: Any) -> None:
        """Hold a code of this payload (bytes) before the scanner."""
        if not isinstance(stimulus, bytes | bytearray):
            raise TypeError(f"a scanner is presented bytes, not {type(stimulus).__name__}")
        self._presented.put(bytes(stimulus))

    def do_open(self) -> None:
        """Ready at once."""
        self._opened = True

    def do_close(self) -> None:
        """Stop scanning; what was presented waits for the next ``open``."""
        self._opened = False

    def do_poll(self, timeout: float) -> Scan | None:
        """The next payload presented, as the scanner sends it. Raises DeviceError: OVERSIZE, CLOSED."""
        if not self._opened:
            raise DeviceError(DeviceErrorCode.CLOSED, self.locus)
        try:
            data = self._presented.get(timeout=timeout)
        except queue.Empty:
            return None
        sent = self._sent(data)
        if len(sent) > MAX_SCAN_BYTES:
            raise DeviceError(DeviceErrorCode.OVERSIZE, self.locus, f"more than {MAX_SCAN_BYTES} bytes")
        return Scan(sent, _PROVENANCE) if sent else None

    def _sent(self, data: bytes) -> bytes:
        """What the scanner makes of a code: the code, or what its faults leave of it."""
        slow, oversize = self.felt(Fault.SLOW), self.felt(Fault.OVERSIZE)
        if slow is not None:
            self.hold(Fault.SLOW, slow.measure)
        if self.has(Fault.MUTE):
            return b""
        if self.has(Fault.GARBAGE):
            data = self.course.noise(max(1, len(data)))
        if self.has(Fault.SHORT):
            data = data[: len(data) // 2]
        if oversize is not None:
            data = data.ljust(max(int(oversize.measure), MAX_SCAN_BYTES + 1), b"X")
        return data

    def do_status(self) -> DeviceStatus:
        """Online while open."""
        return DeviceStatus(Readiness.ONLINE if self._opened else Readiness.OFFLINE, text="simulated")

    def do_answer(self) -> str:
        """See Device."""
        return Observation(Observed.SIMULATED_SCANNER)
