"""Carries what the devices count into a file beside the records, now and then, so that a power cut loses little."""

import logging
import os
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import make_url

from drivers.device import DeviceKind
from drivers.statistics import Statistics
from drivers.statistics_file import DeviceCounts, DeviceKey, StatisticsFile, added

FLUSH_SECONDS = 60.0
FILE_NAME = "device-statistics.json"
_LOG = logging.getLogger(__name__)

Sources = Callable[[], Iterable[tuple[DeviceKey, Statistics]]]
"""Every device as it is now with its counters."""


@dataclass(frozen=True)
class _Carried:
    key: DeviceKey
    statistics: Statistics
    counts: Mapping[str, float]


def statistics_path(records: str) -> Path:
    """Beside an SQLite record; for a record on a server, in this user's own data folder."""
    url = make_url(records)
    if url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:":
        return Path(url.database).with_name(FILE_NAME)
    home = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(home) / "service-hall-terminal" / FILE_NAME


class StatisticsKeeper:
    """Adds to ``file`` what was counted since the last time, every ``seconds`` and at the end.

    A device object that was put in the place of a hung one begins at nought; what its forerunner had counted by
    then is carried too. Where the file cannot be written, nothing is lost: the next time takes it along.
    """

    def __init__(self, file: StatisticsFile, sources: Sources, seconds: float = FLUSH_SECONDS) -> None:
        self._file = file
        self._sources = sources
        self._seconds = seconds
        self._lock = threading.Lock()
        self._carried: dict[DeviceKind, _Carried] = {}
        self._kept: tuple[DeviceCounts, ...] = ()
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, name="statistics", daemon=True)

    def start(self) -> None:
        """Load what is kept, and begin to carry."""
        self._kept = self._file.read()
        self._thread.start()

    def stop(self) -> None:
        """Carry the rest, and end."""
        self._ending.set()
        if self._thread.is_alive():
            self._thread.join()
        self.flush()

    def flush(self) -> None:
        """Carry what was counted since the last time."""
        with self._lock:
            news, carried = self._news()
            if not news:
                return
            try:
                self._kept = self._file.add(news)
            except OSError as error:
                _LOG.warning("the devices' statistics could not be written: %s", error.strerror)
                return
            self._carried = carried

    def totals(self) -> tuple[DeviceCounts, ...]:
        """Everything counted up to now; touches no file."""
        with self._lock:
            return added(self._kept, self._news()[0])

    def reset(self, kind: DeviceKind | None = None) -> None:
        """Begin one kind of device anew, or all. Raises OSError."""
        self.flush()
        with self._lock:
            self._kept = self._file.reset(kind)

    def _news(self) -> tuple[dict[DeviceKey, dict[str, float]], dict[DeviceKind, _Carried]]:
        news: dict[DeviceKey, dict[str, float]] = {}
        carried = dict(self._carried)
        for key, statistics in self._sources():
            before = carried.get(key.kind)
            if before is not None and before.statistics is not statistics:
                _add(news, before.key, before.statistics.snapshot(), before.counts)
                before = None
            counts = statistics.snapshot()
            _add(news, key, counts, before.counts if before else {})
            carried[key.kind] = _Carried(key, statistics, counts)
        return news, carried

    def _run(self) -> None:
        while not self._ending.wait(self._seconds):
            self.flush()


def _add(
    news: dict[DeviceKey, dict[str, float]], key: DeviceKey, now: Mapping[str, float], then: Mapping[str, float]
) -> None:
    more = {name: count - then.get(name, 0) for name, count in now.items()}
    for name, count in more.items():
        if count > 0:
            of_this = news.setdefault(key, {})
            of_this[name] = of_this.get(name, 0) + count
