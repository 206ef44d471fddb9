"""Times of reading cards: one command against bare pyscard, a whole card from its insertion, and the way back."""

import queue
import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import Any, TypeVar

from smartcard import scard
from smartcard.System import readers

from drivers.card_reader import CardInserted, CardReader, CardRemoved
from drivers.card_reader.pcsc import PcscCardReader
from drivers.card_reader.virtual_card import VirtualCard
from drivers.runner import DeviceRunner
from drivers.worker import DeviceReady
from kiosk.cards.application import SSSE
from kiosk.cards.bench.service import READER, Pcscd
from kiosk.cards.bench.slot import CardInReader
from kiosk.cards.card_file import CardDescription, card_of
from kiosk.cards.card_template import card_template
from kiosk.cards.reading import read_card

EventT = TypeVar("EventT")

WAIT_SECONDS = 10.0
SELECT = bytes((0x00, 0xA4, 0x04, 0x00, len(SSSE))) + SSSE
READ = bytes.fromhex("00b2012c00")
"""The issuer file's first record: an ordinary command, with an ordinary answer."""
_PROTOCOLS = scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1


@dataclass(frozen=True)
class Timing:
    """Milliseconds of one thing done ``runs`` times: the median, and the least and the most."""

    what: str
    median: float
    least: float
    most: float
    runs: int


def training_card() -> VirtualCard:
    """The card of the template, whose holder is invented."""
    return card_of(CardDescription.model_validate(tomllib.loads(card_template())))


def command_times(rounds: int = 20, batch: int = 50) -> tuple[Timing, Timing, Timing]:
    """One command through our driver, through pyscard's bare calls and through its own connection, turn by turn.

    Each round sends ``batch`` commands each way; a round's figure is its median, so that a command
    held up by what else the machine does does not count.
    """
    ours: list[float] = []
    bare: list[float] = []
    connection: list[float] = []
    with Pcscd() as service, _running() as (runner, events), CardInReader(training_card(), service.port):
        _await(events, CardInserted)
        for _ in range(rounds):
            ours.append(runner.submit(lambda reader: _through_driver(reader, batch)).result(WAIT_SECONDS))
            bare.append(_through_calls(batch))
            connection.append(_through_connection(batch))
    return (
        _timing("one command, this driver", ours),
        _timing("one command, pyscard's bare calls", bare),
        _timing("one command, pyscard's connection", connection),
    )


def insertion_times(runs: int = 7) -> tuple[Timing, Timing]:
    """From a card's insertion to all its fields, and of that the reading alone."""
    whole: list[float] = []
    reading: list[float] = []
    with Pcscd() as service, _running() as (runner, events):
        for _ in range(runs):
            started = time.perf_counter()
            with CardInReader(training_card(), service.port):
                _await(events, CardInserted)
                seen = time.perf_counter()
                runner.submit(read_card).result(WAIT_SECONDS)
                done = time.perf_counter()
            whole.append(done - started)
            reading.append(done - seen)
            _await(events, CardRemoved)
    return _timing("insertion to all fields", whole), _timing("of which the reading", reading)


def recovery_times(runs: int = 5) -> tuple[Timing, Timing]:
    """From the PC/SC service being back to the reader being ready, and to a card read whole again."""
    ready: list[float] = []
    read: list[float] = []
    with Pcscd() as service, _running() as (runner, events):
        for _ in range(runs):
            service.kill()
            _await_down(runner)
            _drain(events)
            service.start()
            back = time.perf_counter()
            _await(events, DeviceReady)
            ready.append(time.perf_counter() - back)
            with CardInReader(training_card(), service.port):
                _await(events, CardInserted)
                runner.submit(read_card).result(WAIT_SECONDS)
                read.append(time.perf_counter() - back)
            _await(events, CardRemoved)
    return _timing("service back to reader ready", ready), _timing("service back to a card read", read)


@contextmanager
def _running() -> "Iterator[tuple[DeviceRunner[PcscCardReader], queue.SimpleQueue[Any]]]":
    events: queue.SimpleQueue[Any] = queue.SimpleQueue()
    runner = DeviceRunner(PcscCardReader(READER), events.put)
    runner.start()
    try:
        _await(events, DeviceReady)
        yield runner, events
    finally:
        runner.stop()


def _through_driver(reader: CardReader, count: int) -> float:
    reader.power_on()
    reader.transmit(SELECT)
    seconds = reader.together(lambda: _timed(lambda: reader.transmit(READ), count))
    reader.power_off()
    return seconds


def _through_calls(count: int) -> float:
    _, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_SYSTEM)
    try:
        _, card, protocol = scard.SCardConnect(context, READER, scard.SCARD_SHARE_EXCLUSIVE, _PROTOCOLS)
        scard.SCardTransmit(card, protocol, list(SELECT))
        command = list(READ)
        seconds = _timed(lambda: scard.SCardTransmit(card, protocol, command), count)
        scard.SCardDisconnect(card, scard.SCARD_UNPOWER_CARD)
    finally:
        scard.SCardReleaseContext(context)
    return seconds


def _through_connection(count: int) -> float:
    connection = next(reader for reader in readers() if str(reader) == READER).createConnection()
    connection.connect(mode=scard.SCARD_SHARE_EXCLUSIVE, disposition=scard.SCARD_UNPOWER_CARD)
    try:
        connection.transmit(list(SELECT))
        command = list(READ)
        return _timed(lambda: connection.transmit(command), count)
    finally:
        connection.disconnect()
        connection.release()


def _timed(send: Callable[[], object], count: int) -> float:
    send()
    taken = []
    for _ in range(count):
        started = time.perf_counter()
        send()
        taken.append(time.perf_counter() - started)
    return median(taken)


def _await(events: "queue.SimpleQueue[Any]", kind: type[EventT]) -> EventT:
    """The next event of ``kind``. Raises queue.Empty where it does not come in time."""
    ends_at = time.monotonic() + WAIT_SECONDS
    while True:
        event = events.get(timeout=max(0.0, ends_at - time.monotonic()))
        if isinstance(event, kind):
            return event


def _await_down(runner: "DeviceRunner[PcscCardReader]") -> None:
    ends_at = time.monotonic() + WAIT_SECONDS
    while runner.is_up and time.monotonic() < ends_at:
        time.sleep(0.005)


def _drain(events: "queue.SimpleQueue[Any]") -> None:
    while not events.empty():
        events.get_nowait()


def _timing(what: str, seconds: list[float]) -> Timing:
    in_ms = [1000 * each for each in seconds]
    return Timing(what, median(in_ms), min(in_ms), max(in_ms), len(in_ms))
