"""One thread at a time, always the same: what the runner promises the driver, and the driver must not break."""

import threading
from collections.abc import Callable
from typing import Any

from drivers.conformance.case import case, require
from drivers.conformance.workplace import Workplace


class _Gate:
    """A tap that notes who is inside, and whether two ever were."""

    def __init__(self) -> None:
        self.inside = 0
        self.most = 0
        self.threads: set[int] = set()
        self.passed = 0
        self._lock = threading.Lock()

    def around(self, operation: str, arguments: tuple[Any, ...], proceed: Callable[[], Any]) -> Any:
        """See Tap; a hook that calls another operation of its own thread is one visit."""
        me = threading.get_ident()
        with self._lock:
            self.threads.add(me)
            self.inside += 1
            self.passed += 1
            self.most = max(self.most, self.inside)
        try:
            return proceed()
        finally:
            with self._lock:
                self.inside -= 1


@case()
def one_thread_in_the_device(on: Workplace) -> None:
    """Asked by four threads at once, the device sees one, and every operation passes the taps."""
    device, gate = on.device(), _Gate()
    device.attach(gate)
    runner = on.running(device)
    asked: list[Any] = []
    lock = threading.Lock()

    def ask() -> None:
        for _ in range(5):
            operation = runner.submit(lambda device: device.status())
            with lock:
                asked.append(operation)

    asking = [threading.Thread(target=ask, name="asking") for _ in range(4)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    for operation in asked:
        operation.result(device.operation_timeout + on.bench.patience)
    require(gate.most == 1, f"{gate.most} threads in the device at once")
    require(len(gate.threads) == 1, f"{len(gate.threads)} threads were in the device")
    require(gate.passed >= len(asked), "operations that no tap sees")
