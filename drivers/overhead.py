"""What the layer costs: the same operation bare, through the contract, and through the device's thread."""

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
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


@dataclass(frozen=True)
class Overhead:
    """Median microseconds of one operation: the backend's own, through the contract, queued to the thread.

    A card's command is measured within a reading (``together``), as cards are read; ``library`` is then what the
    backend's library alone takes on the same connection, where the backend is known.
    """

    operation: str
    bare: float
    layered: float
    queued: float
    library: float | None = None

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


def turn_by_turn(ways: Sequence[Callable[[], object]], count: int) -> Sequence[Sequence[float]]:
    """Seconds of ``count`` calls of each way, call by call in turns, so that the machine's moods meet all alike."""
    times: list[list[float]] = [[] for _ in ways]
    for turn in range(count):
        for place in range(len(ways)):
            which = (turn + place) % len(ways)
            call = ways[which]
            began = perf_counter()
            call()
            times[which].append(perf_counter() - began)
    return times


Way = Callable[[Any], object]


def _operations(device: Device[Any]) -> Sequence[tuple[str, Way, Way]]:
    ways: list[tuple[str, Way, Way]] = [("status", lambda d: d.do_status(), lambda d: d.status())]
    if isinstance(device, CardReader):
        ways.append(("apdu", lambda d: d.do_transmit(SELECT_MASTER_FILE), lambda d: d.transmit(SELECT_MASTER_FILE)))
    if isinstance(device, DocumentCamera):
        ways.append(("frame", lambda d: d.do_capture(), lambda d: d.capture()))
    return ways


def _measure(runner: DeviceRunner[Any], name: str, bare: Way, layered: Way, rounds: int) -> Overhead:
    def side_by_side(device: Any) -> Sequence[Sequence[float]]:
        ways = [partial(bare, device), partial(layered, device)]
        if name != "apdu":
            return turn_by_turn(ways, rounds)
        device.power_on()
        ways.extend(_library_exchange(device))
        together: Sequence[Sequence[float]] = device.together(lambda: turn_by_turn(ways, rounds))
        return together

    medians = [median(times) * 1e6 for times in runner.submit(side_by_side, timeout=600.0).result()]
    queued: list[float] = []
    for _ in range(rounds):
        began = perf_counter()
        runner.submit(layered).result()
        queued.append(perf_counter() - began)
    own, through, *library = medians
    return Overhead(name, own, through, median(queued) * 1e6, *library)


def _library_exchange(reader: CardReader) -> Iterator[partial[object]]:
    """The call of pyscard itself on the connection its driver holds; nothing for another driver."""
    from drivers.card_reader.pcsc import PcscCardReader

    if isinstance(reader, PcscCardReader):
        from smartcard import scard

        yield partial(scard.SCardTransmit, *reader.handle, list(SELECT_MASTER_FILE))


def _open_files() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def _resident_kb() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024
