"""The terminal's driver behind its runner at the virtual reader, a card to put in, and waiting for what it says."""

import queue
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from drivers.card_reader.pcsc import PcscCardReader
from drivers.card_reader.virtual_card import VirtualCard
from drivers.runner import DeviceRunner
from drivers.worker import DeviceReady
from kiosk.cards.bench.service import READER
from kiosk.cards.card_file import parse_card
from kiosk.cards.card_template import card_template

EventT = TypeVar("EventT")
WAIT_SECONDS = 10.0

Runner = DeviceRunner[PcscCardReader]
Events = queue.SimpleQueue[Any]


def training_card() -> VirtualCard:
    """The card of the template, whose holder is invented."""
    return parse_card(card_template())


@contextmanager
def running() -> Iterator[tuple[Runner, Events]]:
    """The driver, ready, and what it tells."""
    events: Events = queue.SimpleQueue()
    runner = DeviceRunner(PcscCardReader(READER), events.put)
    runner.start()
    try:
        await_event(events, DeviceReady)
        yield runner, events
    finally:
        runner.stop()


def await_event(events: Events, kind: type[EventT]) -> EventT:
    """The next event of ``kind``. Raises queue.Empty where it does not come in time."""
    ends_at = time.monotonic() + WAIT_SECONDS
    while True:
        event = events.get(timeout=max(0.0, ends_at - time.monotonic()))
        if isinstance(event, kind):
            return event


def await_down(runner: Runner) -> None:
    """Until the runner has seen its device go."""
    ends_at = time.monotonic() + WAIT_SECONDS
    while runner.is_up and time.monotonic() < ends_at:
        time.sleep(0.005)


def drain(events: Events) -> None:
    """Forget what was told so far."""
    while not events.empty():
        events.get_nowait()
