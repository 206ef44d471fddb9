"""The counters of every device in one file: added to whole or not at all, also by several programs at once."""

import fcntl
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from drivers.device import DeviceKind

VERSION = 1
MAX_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True)
class DeviceKey:
    """Which device: its kind, its driver, and its serial number or address; "" while that is not known."""

    kind: DeviceKind
    driver: str
    device: str = ""


@dataclass(frozen=True)
class DeviceCounts:
    """One device's counters since ``since``: when it was first seen, or when a technician last reset them."""

    key: DeviceKey
    since: datetime
    counts: Mapping[str, float]
    reset: bool = False


class StatisticsFile:
    """Keeps counters at ``path``. Reading never fails: a damaged file is none, and is set aside when written.

    Writing raises OSError, and then changes nothing.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> tuple[DeviceCounts, ...]:
        """What is kept now; empty where there is no file, or none that can be used."""
        try:
            return _parsed(self.path.read_bytes()[: MAX_BYTES + 1])
        except (OSError, ValueError, KeyError, TypeError):
            return ()

    def add(self, more: Mapping[DeviceKey, Mapping[str, float]]) -> tuple[DeviceCounts, ...]:
        """Add to the counters, and return all of them."""
        with self._alone():
            kept = added(self.read(), more)
            self._write(kept)
        return kept

    def reset(self, kind: DeviceKind | None = None) -> tuple[DeviceCounts, ...]:
        """Begin one kind of device anew, or all, keeping the date; returns what is kept now."""
        now = datetime.now(UTC)
        with self._alone():
            kept = [
                replace(one, counts={}, since=now, reset=True) if kind in (None, one.key.kind) else one
                for one in self.read()
            ]
            self._write(kept)
        return tuple(kept)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _write(self, kept: Iterable[DeviceCounts]) -> None:
        self._set_damaged_aside()
        new = self.path.with_suffix(".new")
        with new.open("wb") as file:
            file.write(_written(kept))
            file.flush()
            os.fsync(file.fileno())
        new.replace(self.path)
        folder = os.open(self.path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def _set_damaged_aside(self) -> None:
        if self.path.exists() and not self.read() and self.path.stat().st_size > len(_written(())):
            with suppress(OSError):
                self.path.replace(self.path.with_suffix(".damaged"))


def added(kept: Iterable[DeviceCounts], more: Mapping[DeviceKey, Mapping[str, float]]) -> tuple[DeviceCounts, ...]:
    """``kept`` with ``more`` counted on top."""
    whole = list(kept)
    for key, counts in more.items():
        _add_one(whole, key, counts)
    return tuple(whole)


def _add_one(kept: list[DeviceCounts], key: DeviceKey, more: Mapping[str, float]) -> None:
    at = _place(kept, key)
    if at is None:
        kept.append(DeviceCounts(key, datetime.now(UTC), {}))
        at = len(kept) - 1
    old = kept[at]
    counts = {name: old.counts.get(name, 0) + more.get(name, 0) for name in sorted({*old.counts, *more})}
    kept[at] = replace(old, key=replace(old.key, device=key.device or old.key.device), counts=counts)


def _place(kept: list[DeviceCounts], key: DeviceKey) -> int | None:
    """Where this device is kept. Some tell their number only in use: until then it is taken for the one known."""
    alike = [at for at, one in enumerate(kept) if (one.key.kind, one.key.driver) == (key.kind, key.driver)]
    same = [at for at in alike if kept[at].key.device == key.device]
    unnamed = [at for at in alike if not kept[at].key.device]
    if same:
        return same[0]
    if not key.device:
        return alike[0] if len(alike) == 1 else None
    return unnamed[0] if unnamed else None


def _written(kept: Iterable[DeviceCounts]) -> bytes:
    devices = [
        {
            "kind": one.key.kind.value,
            "driver": one.key.driver,
            "device": one.key.device,
            "since": one.since.isoformat(timespec="seconds"),
            "reset": one.reset,
            "counts": dict(one.counts),
        }
        for one in kept
    ]
    return json.dumps({"version": VERSION, "devices": devices}, ensure_ascii=False, indent=1).encode()


def _parsed(data: bytes) -> tuple[DeviceCounts, ...]:
    if len(data) > MAX_BYTES:
        raise ValueError("too large")
    whole = json.loads(data)
    if whole["version"] != VERSION:
        raise ValueError("another version")
    return tuple(map(_one, whole["devices"]))


def _one(plain: dict[str, Any]) -> DeviceCounts:
    key = DeviceKey(DeviceKind(plain["kind"]), str(plain["driver"]), str(plain["device"]))
    counts = {str(name): float(count) for name, count in plain["counts"].items()}
    since = datetime.fromisoformat(plain["since"])
    if since.tzinfo is None:
        raise ValueError("a time without its zone")
    return DeviceCounts(key, since, counts, bool(plain["reset"]))
