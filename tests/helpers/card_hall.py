"""A terminal's card reader on its own thread, simulated or real: cards come and go, and each reading has an end."""

import queue
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from drivers.card_reader import CardInserted, CardReader, CardRemoved
from drivers.card_reader.pcsc import PcscCardReader
from drivers.card_reader.simulated import SimulatedCardReader
from drivers.card_reader.virtual_card import VirtualCard
from drivers.errors import DeviceError
from drivers.runner import DeviceRunner
from drivers.worker import DeviceReady
from kiosk.cards.card import SocialSecurityCard
from kiosk.cards.problems import CardProblem
from kiosk.cards.reading import read_card
from tests.helpers.pcscd import Pcscd
from tests.helpers.vpcd import CardInReader

READING_SECONDS = 3.0
ANSWER_SECONDS = 1.0


class Slot(Protocol):
    """Where cards are put."""

    def put(self, card: VirtualCard | None) -> None:
        """Put a card in, or take it out with None."""


class Hall:
    """The reader behind its runner. ``read`` gives a reading, or the code of the problem it ended in."""

    def __init__(self, runner: "DeviceRunner[Any]", events: "queue.SimpleQueue[Any]", slot: Slot) -> None:
        self._runner, self._events, self._slot = runner, events, slot

    def insert(self, card: VirtualCard) -> None:
        self._slot.put(card)
        self.await_one(CardInserted)

    def swap(self, card: VirtualCard) -> None:
        self.remove()
        self.insert(card)

    def remove(self) -> None:
        self._slot.put(None)
        self.await_one(CardRemoved)

    def read(self) -> SocialSecurityCard | str:
        reading = self._runner.submit(lambda reader: read_card(reader, READING_SECONDS), timeout=30.0)
        try:
            return reading.result(30)
        except CardProblem as problem:
            return problem.code
        except DeviceError as error:
            return error.code.value

    def await_one(self, kind: type, seconds: float = 30.0) -> None:
        ends_at = time.monotonic() + seconds
        while not isinstance(self._events.get(timeout=max(0.0, ends_at - time.monotonic())), kind):
            continue


@contextmanager
def running(reader: CardReader, slot: Slot) -> Iterator[Hall]:
    events: queue.SimpleQueue[Any] = queue.SimpleQueue()
    runner = DeviceRunner(reader, events.put)
    runner.start()
    hall = Hall(runner, events, slot)
    try:
        hall.await_one(DeviceReady)
        yield hall
    finally:
        slot.put(None)
        assert runner.stop()


class _SimulatedSlot:
    def __init__(self, reader: SimulatedCardReader) -> None:
        self.put = reader.present


class VirtualSlot:
    """One slot of the virtual reader under a real PC/SC service."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._card: CardInReader | None = None

    def put(self, card: VirtualCard | None) -> None:
        if self._card is not None:
            self._card.pull()
        self._card = CardInReader(card, self._port) if card is not None else None


@contextmanager
def simulated_hall() -> Iterator[Hall]:
    reader = SimulatedCardReader()
    with running(reader, _SimulatedSlot(reader)) as hall:
        yield hall


@contextmanager
def real_hall() -> Iterator[Hall]:
    with (
        Pcscd() as service,
        running(PcscCardReader(answer_seconds=ANSWER_SECONDS), VirtualSlot(service.port)) as hall,
    ):
        yield hall
