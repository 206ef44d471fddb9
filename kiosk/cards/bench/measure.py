"""Times of reading cards: a whole card from its insertion, and the way back after a restart of the service."""

import time

from drivers.card_reader import CardInserted, CardRemoved
from drivers.worker import DeviceReady
from kiosk.cards.bench.running import WAIT_SECONDS, await_down, await_event, drain, running, training_card
from kiosk.cards.bench.service import Pcscd
from kiosk.cards.bench.slot import CardInReader
from kiosk.cards.bench.timing import Timing, timing
from kiosk.cards.reading import read_card


def insertion_times(runs: int = 7) -> tuple[Timing, Timing]:
    """From a card's insertion to all its fields, and of that the reading alone."""
    whole: list[float] = []
    reading: list[float] = []
    with Pcscd() as service, running() as (runner, events):
        for _ in range(runs):
            started = time.perf_counter()
            with CardInReader(training_card(), service.port):
                await_event(events, CardInserted)
                seen = time.perf_counter()
                runner.submit(read_card).result(WAIT_SECONDS)
                done = time.perf_counter()
            whole.append(done - started)
            reading.append(done - seen)
            await_event(events, CardRemoved)
    return timing("insertion to all fields", whole), timing("of which the reading", reading)


def recovery_times(runs: int = 5) -> tuple[Timing, Timing]:
    """From the PC/SC service being back to the reader being ready, and to a card read whole again."""
    ready: list[float] = []
    read: list[float] = []
    with Pcscd() as service, running() as (runner, events):
        for _ in range(runs):
            service.kill()
            await_down(runner)
            drain(events)
            service.start()
            back = time.perf_counter()
            await_event(events, DeviceReady)
            ready.append(time.perf_counter() - back)
            with CardInReader(training_card(), service.port):
                await_event(events, CardInserted)
                runner.submit(read_card).result(WAIT_SECONDS)
                read.append(time.perf_counter() - back)
            await_event(events, CardRemoved)
    return timing("service back to reader ready", ready), timing("service back to a card read", read)
