"""How soon a card is read: at once when it came in, and within a second of its service being back."""

import queue
import time
from typing import Any

import pytest

from drivers.card_reader import CardInserted, CardRemoved
from drivers.card_reader.pcsc import PcscCardReader
from drivers.card_reader.simulated import SimulatedCardReader
from drivers.card_reader.virtual_card import VirtualCard
from drivers.runner import DeviceRunner
from drivers.worker import DeviceReady
from tests.helpers.pcscd import Pcscd


def await_one(events: "queue.SimpleQueue[Any]", kind: type, seconds: float = 30.0) -> None:
    ends_at = time.monotonic() + seconds
    while not isinstance(events.get(timeout=max(0.0, ends_at - time.monotonic())), kind):
        continue


def test_what_is_asked_because_a_card_came_in_does_not_wait_for_the_next_look():
    events: queue.SimpleQueue[Any] = queue.SimpleQueue()
    runner = DeviceRunner(SimulatedCardReader(), events.put)
    runner.start()
    try:
        await_one(events, DeviceReady)
        waited = []
        for _ in range(7):
            runner.device.present(VirtualCard(b"\x3b\x00", {}))
            await_one(events, CardInserted)
            started = time.perf_counter()
            runner.submit(lambda reader: reader.power_on()).result(30)
            waited.append(time.perf_counter() - started)
            runner.device.present(None)
            await_one(events, CardRemoved)
        assert min(waited) < 0.05  # the next look would be a tenth of a second away each time
    finally:
        assert runner.stop()


@pytest.mark.counterpart
def test_a_service_that_restarts_again_and_again_is_back_within_a_second_each_time():
    events: queue.SimpleQueue[Any] = queue.SimpleQueue()
    with Pcscd() as service:
        runner = DeviceRunner(PcscCardReader(), events.put)
        runner.start()
        try:
            waited = []
            for _ in range(4):
                await_one(events, DeviceReady)
                service.kill()
                service.start()
                started = time.monotonic()
                await_one(events, DeviceReady)
                waited.append(time.monotonic() - started)
                service.kill()
                service.start()
            assert min(waited[2:]) < 0.8  # left alone longer each time, it would be a second and two
        finally:
            assert runner.stop()
