"""A device that does what a test tells it to, for the thread that owns it."""

import queue
import threading
import time
from collections.abc import Callable
from typing import Any, ClassVar

from drivers.device import Device, DeviceKind, Provenance, Source
from drivers.status import DeviceStatus, Readiness


class ScriptedDevice(Device[str]):
    """Every step can be replaced; ``calls`` tells what was called, and ``threads`` by whom."""

    kind: ClassVar[DeviceKind] = DeviceKind.CODE_SCANNER
    operation_timeout = 5.0

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.threads: set[str] = set()
        self.events: queue.Queue[str | Exception] = queue.Queue()
        self.on_open: Callable[[], None] = lambda: None
        self.on_claim: Callable[[], None] = lambda: None
        self.on_close: Callable[[], None] = lambda: None
        self.cancelled = threading.Event()

    def _called(self, name: str) -> None:
        self.calls.append(name)
        self.threads.add(threading.current_thread().name)

    @property
    def provenance(self) -> Provenance:
        return Provenance(Source.SIMULATOR, "scripted", "0")

    def do_open(self) -> None:
        self._called("open")
        self.on_open()

    def do_claim(self) -> None:
        self._called("claim")
        self.on_claim()

    def do_enable(self) -> None:
        self._called("enable")

    def do_disable(self) -> None:
        self._called("disable")

    def do_release(self) -> None:
        self._called("release")

    def do_cancel(self) -> None:
        self.cancelled.set()

    def do_close(self) -> None:
        self._called("close")
        self.on_close()

    def do_poll(self, timeout: float) -> str | None:
        self.threads.add(threading.current_thread().name)
        try:
            event = self.events.get(timeout=timeout)
        except queue.Empty:
            return None
        if isinstance(event, Exception):
            raise event
        return event

    def do_status(self) -> DeviceStatus:
        return DeviceStatus(Readiness.ONLINE)

    def do_answer(self) -> str:
        return "scripted"


class Heard:
    """A listener that keeps what it hears and can be waited on."""

    def __init__(self) -> None:
        self._queue: queue.Queue[Any] = queue.Queue()

    def __call__(self, event: Any) -> None:
        self._queue.put(event)

    def next(self, seconds: float = 30.0) -> Any:
        return self._queue.get(timeout=seconds)

    def nothing_for(self, seconds: float) -> bool:
        until = time.monotonic() + seconds
        try:
            self._queue.get(timeout=max(until - time.monotonic(), 0.0))
        except queue.Empty:
            return True
        return False
