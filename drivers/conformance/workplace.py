"""Where one case is tried: the devices it made, what it had done to them, the figures it took."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any, TypeVar

from drivers.conformance.bench import Bench
from drivers.conformance.case import NotMet, require
from drivers.conformance.slip import slip
from drivers.conformance.stimulus import NotDone, Stimulus
from drivers.device import Device, DeviceKind
from drivers.errors import Actor, DeviceError, DeviceErrorCode
from drivers.runner import DeviceRunner
from drivers.worker import Pace

ResultT = TypeVar("ResultT")

GRACE_SECONDS = 1.0
"""How late a busy machine may let a driver be."""
PACE = Pace(poll=0.05, reopen=0.05, steady=0.0)


class Workplace:
    """Put in order by ``clear``, whatever came of the case. ``cycles``: how often a device is opened and closed."""

    def __init__(self, bench: Bench, cycles: int = 1000, cycle_seconds: float = float("inf")) -> None:
        self.bench = bench
        self.cycles = cycles
        self.cycle_seconds = cycle_seconds
        self.figures: dict[str, float] = {}
        self.driver: type[Device[Any]] | None = None
        """The class of the device, once one was made."""
        self._things = ExitStack()
        self._begun: list[Stimulus] = []

    @property
    def kind(self) -> DeviceKind:
        """The kind of the device."""
        return self.bench.kind

    def device(self) -> Any:
        """A new device object, closed."""
        device = self.bench.make()
        self.driver = type(device)
        self._things.callback(_closed, device)
        return device

    def brought_up(self) -> Any:
        """A new device object, up and armed."""
        device = self.device()
        self.bring_up(device)
        return device

    def bring_up(self, device: Device[Any]) -> None:
        """Bring it up as its runner would: trying for a while, as it may still be coming back."""
        until = time.monotonic() + self.bench.patience
        while True:
            try:
                device.bring_up()
            except DeviceError as error:
                if time.monotonic() > until:
                    raise NotMet(f"the device does not come up: {error}") from error
                time.sleep(0.05)
            else:
                device.arm()
                return

    def running(self, device: Any = None) -> DeviceRunner[Any]:
        """A new device on a thread of its own, up; nobody listens to its events."""
        runner = DeviceRunner(device or self.bench.make(), lambda event: None, pace=PACE)
        self._things.callback(runner.stop)
        runner.start()
        self.eventually(lambda: runner.is_up, "it does not come up")
        return runner

    def begin(self, stimulus: Stimulus) -> None:
        """Have something done from outside."""
        self._begun.append(stimulus)
        self.bench.begin(stimulus)

    def end(self, stimulus: Stimulus) -> None:
        """Have it undone."""
        if stimulus in self._begun:
            self._begun.remove(stimulus)
            self.bench.end(stimulus)

    @contextmanager
    def having(self, stimulus: Stimulus) -> Iterator[None]:
        """For as long as the block lasts."""
        self.begin(stimulus)
        try:
            yield
        finally:
            self.end(stimulus)

    @staticmethod
    def now() -> float:
        """The clock that pictures are stamped by."""
        return time.monotonic()

    def clear(self) -> None:
        """Undo what was begun, and close what was opened."""
        for stimulus in list(reversed(self._begun)):
            with suppress(NotDone):
                self.end(stimulus)
        self._things.close()

    def refused(self, codes: "set[DeviceErrorCode]", do: Callable[[], Any], what: str) -> DeviceError:
        """The DeviceError that ``do`` raises: complete, and with one of these codes."""
        try:
            result = do()
        except DeviceError as error:
            complete(error)
            names = ", ".join(sorted(code.name for code in codes))
            require(error.code in codes, f"{what}: {error}, expected {names}")
            return error
        except Exception as error:
            raise NotMet(f"{what}: {slip(error, self.driver, self.bench.by)}") from error
        raise NotMet(f"{what}: not refused, but {_told(result)}")

    def within(self, seconds: float, do: Callable[[], ResultT], what: str) -> ResultT:
        """What ``do`` gives or raises, which must come in time."""
        began = time.monotonic()
        try:
            return do()
        finally:
            took = time.monotonic() - began
            self.figures[f"{what} s"] = round(took, 3)
            if took > seconds + GRACE_SECONDS:
                raise NotMet(f"{what} took {took:.1f} s, {seconds:.1f} s were given")

    def eventually(self, seen: Callable[[], bool], what: str, seconds: float | None = None) -> float:
        """Seconds until ``seen`` says yes; NotMet where it never does."""
        began = time.monotonic()
        limit = self.bench.patience if seconds is None else seconds
        while not seen():
            require(time.monotonic() - began < limit, f"{what}: not within {limit:g} s")
            time.sleep(0.01)
        return time.monotonic() - began


def complete(error: DeviceError) -> None:
    """NotMet unless the error says its code, where, who must act, and whether a repeat is safe."""
    require(isinstance(error.code, DeviceErrorCode), f"an error without a code: {error!r}")
    require(isinstance(error.actor, Actor), f"{error.code.name} names nobody who must act")
    require(bool(error.locus and error.locus.strip()), f"{error.code.name} does not say where")
    require(isinstance(error.retry_safe, bool), f"{error.code.name} does not say whether a repeat is safe")
    require(isinstance(error.vendor_text, str), f"{error.code.name}: the vendor's text is no text")


def _closed(device: Device[Any]) -> None:
    device.do_cancel()
    device.close()


def _told(result: Any) -> str:
    """A result's type only: it could hold what was read from a person's card."""
    return f"answered with {type(result).__name__}"
