"""A card reader whose claim never comes back, until the test lets it."""

import queue
import threading
from typing import ClassVar

from drivers.card_reader import CardEvent, CardReader
from drivers.device import Provenance, Source
from drivers.status import DeviceStatus, Readiness


class HangingReader(CardReader):
    operation_timeout = 0.1
    let_go: ClassVar[threading.Event] = threading.Event()
    made: ClassVar["queue.SimpleQueue[HangingReader]"] = queue.SimpleQueue()

    def __init__(self) -> None:
        self.made.put(self)

    provenance = Provenance(Source.HARDWARE, "hanging", "1")

    def do_open(self) -> None: ...

    def do_claim(self) -> None:
        self.let_go.wait()

    def do_close(self) -> None: ...

    def do_poll(self, timeout: float) -> CardEvent | None:
        self.let_go.wait(timeout)

    def do_status(self) -> DeviceStatus:
        return DeviceStatus(Readiness.ONLINE)

    def do_answer(self) -> str:
        return "hanging"

    def do_power_on(self) -> bytes:
        return b"\x3b\x00"

    def do_transmit(self, apdu: bytes) -> bytes:
        return b"\x90\x00"

    def do_power_off(self) -> None: ...
