"""What the layer costs: the same operation bare, through the contract, and through the device's thread."""

import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from drivers.card_reader import CardReader
from drivers.device import Device
from drivers.document_camera import DocumentCamera
from drivers.errors import DeviceError
from drivers.runner import DeviceRunner

SELECT_MASTER_FILE = bytes.fromhex("00A40000023F00")
_BLOCK = 10
"""Calls of one way in a row before the next way has its turn, so that the machine's moods meet all alike."""
_LONGEST_BLOCK_SECONDS = 0.5


@dataclass(frozen=True)
class Overhead:
    """Median microseconds of one operation: the backend's own, through the contract, queued to the thread."""

    operation: str
    bare: float
    layered: float
    queued: float

    @property
    def ratio(self) -> float:
        """Through the contract, against bare."""
        return self.layered / self.bare


@dataclass(frozen=True)
class Footprint:
    """What many operations leave behind: differences of threads, open files and resident memory (kB)."""

    operations: int
    threads: int
    files: int
    resident_kb: int


def overheads(runner: DeviceRunner[Any], rounds: int) -> list[Overhead]:
    """Measure what this device can do without moving anything: its status, an APDU, a picture.

    An operation it refuses (no card in the reader, say) is left out.
    """
    found = []
    for name, bare, layered in _operations(runner.device):
        try:
            found.append(_measure(runner, name, bare, layered, rounds))
        except DeviceError:
            continue
    return found


def footprint(runner: DeviceRunner[Any], operations: int) -> Footprint:
    """Ask the status that often, one after another, and see what is left of it."""
    runner.submit(lambda device: device.status()).result()
    threads, files, resident = threading.active_count(), _open_files(), _resident_kb()
    for _ in range(operations):
        runner.submit(lambda device: device.status()).result()
    return Footprint(
        operations, threading.active_count() - threads, _open_files() - files, _resident_kb() - resident
    )


Way = Callable[[Any], object]


def _operations(device: Device[Any]) -> Sequence[tuple[str, Way, Way]]:
    ways: list[tuple[str, Way, Way]] = [("status", lambda d: d.do_status(), lambda d: d.status())]
    if isinstance(device, CardReader):
        ways.append(("apdu", lambda d: d.do_transmit(SELECT_MASTER_FILE), lambda d: d.transmit(SELECT_MASTER_FILE)))
    if isinstance(device, DocumentCamera):
        ways.append(("frame", lambda d: d.do_capture(), lambda d: d.capture()))
    return ways


def _measure(runner: DeviceRunner[Any], name: str, bare: Way, layered: Way, rounds: int) -> Overhead:
    def side_by_side(device: Any) -> tuple[list[float], list[float]]:
        if name == "apdu":
            device.power_on()
        times: tuple[list[float], list[float]] = ([], [])
        while len(times[0]) < rounds:
            for way, into in zip((bare, layered), times, strict=True):
                _block(way, device, into)
        return times

    own, through = runner.submit(side_by_side, timeout=600.0).result()
    queued: list[float] = []
    for _ in range(rounds):
        began = perf_counter()
        runner.submit(layered).result()
        queued.append(perf_counter() - began)
    return Overhead(name, *(median(times) * 1e6 for times in (own, through, queued)))


def _block(way: Way, device: Any, into: list[float]) -> None:
    spent = 0.0
    for _ in range(_BLOCK):
        began = perf_counter()
        way(device)
        into.append(perf_counter() - began)
        spent += into[-1]
        if spent > _LONGEST_BLOCK_SECONDS:
            return


def _open_files() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def _resident_kb() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024
