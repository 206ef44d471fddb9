"""Waiting for what a card reader says, with a deadline instead of a sleep."""

import time
from typing import TypeVar

from drivers.card_reader import CardEvent, CardReader

EventT = TypeVar("EventT", bound=CardEvent)


def wait_for(reader: CardReader, kind: type[EventT], seconds: float = 30.0) -> EventT:
    """Poll until the reader tells of an event of ``kind``; AssertionError after ``seconds``."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        event = reader.poll(0.05)
        if isinstance(event, kind):
            return event
    raise AssertionError(f"no {kind.__name__} within {seconds:g} s")
