"""What a device has done, counted under UnifiedPOS's statistic names; ``M_`` begins the names that are ours."""

import time
from collections import Counter
from collections.abc import Mapping

from drivers.errors import DeviceError, DeviceErrorCode

_COMMUNICATION = frozenset(
    {
        DeviceErrorCode.NO_HARDWARE,
        DeviceErrorCode.OFFLINE,
        DeviceErrorCode.TIMEOUT,
        DeviceErrorCode.SERVICE_DOWN,
        DeviceErrorCode.HUNG,
    }
)

_BRINGING_UP = frozenset({"open", "claim", "enable"})


class Statistics:
    """Counters of one device object, kept by its own thread; ``snapshot`` may be taken from any.

    ``HoursPoweredCount`` counts the hours enabled; ``CommunicationErrorCount`` every failure on the way to the
    device; ``M_operation_CODE`` every failure by what was being done; the rest is counted by the kinds
    (GoodScanCount, FailedReadCount, PaperCutCount …). What outlives the object is in ``drivers.statistics_file``.
    """

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._seconds = 0.0
        self._since: float | None = None
        self._outage: tuple[str, DeviceErrorCode] | None = None

    def count(self, name: str, by: int = 1) -> None:
        """Add to one counter."""
        self._counts[name] += by

    def failed(self, operation: str, error: DeviceError) -> None:
        """An operation failed. A device that stays away is tried over and over: its outage is counted once."""
        failure = (operation, error.code)
        if operation in _BRINGING_UP and failure == self._outage:
            return
        self._outage = failure if operation in _BRINGING_UP else self._outage
        if error.code in _COMMUNICATION:
            self._counts["CommunicationErrorCount"] += 1
        self._counts[f"M_{operation}_{error.code.name}"] += 1

    def powered(self) -> None:
        """The device was enabled."""
        self.unpowered()
        self._since = time.monotonic()
        self._outage = None

    def unpowered(self) -> None:
        """The device was disabled."""
        if self._since is not None:
            self._seconds += time.monotonic() - self._since
            self._since = None

    def snapshot(self) -> Mapping[str, float]:
        """Every counter by name, and the hours powered."""
        since = self._since
        running = time.monotonic() - since if since is not None else 0.0
        return {**self._counts, "HoursPoweredCount": (self._seconds + running) / 3600}
