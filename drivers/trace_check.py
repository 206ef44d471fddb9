"""Does again on another device what a trace says one did, and says where the two differ."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from drivers.device import Device, DeviceKind
from drivers.errors import DeviceError
from drivers.lifecycle import DeviceState
from drivers.operation import driver_bug
from drivers.redaction_kinds import Redactor
from drivers.redaction_print import band_of, pdf_of
from drivers.trace import Trace, TraceLine
from drivers.trace_compare import compared
from drivers.trace_stimuli import Stimuli

EVENT_SECONDS = 3.0
"""How long the other device may take over an event that was recorded."""
LEAST_MS = 0.05
LIFECYCLE = ("open", "claim", "enable", "disable", "release", "close")


@dataclass(frozen=True)
class Departure:
    """``line`` of the trace where the other device did something else: ``what`` differs, and how it stood."""

    line: int
    operation: str
    what: str
    recorded: str
    found: str

    def __str__(self) -> str:
        return f"line {self.line} {self.operation}: {self.what} was {self.recorded}, is {self.found}"


@dataclass(frozen=True)
class Pace:
    """Median milliseconds of one operation, as recorded and as found; informative."""

    operation: str
    count: int
    recorded_ms: float
    found_ms: float

    @property
    def ratio(self) -> float | None:
        """Found against recorded; None where the recorded one took too little time to compare."""
        return self.found_ms / self.recorded_ms if self.recorded_ms >= LEAST_MS else None


@dataclass(frozen=True)
class Comparison:
    """What came of a check. ``compared``: operations done again."""

    compared: int
    departures: tuple[Departure, ...]
    paces: tuple[Pace, ...]


@dataclass
class _Timed:
    recorded: list[float] = field(default_factory=list)
    found: list[float] = field(default_factory=list)


def check(trace: Trace, device: Device[Any]) -> Comparison:
    """Run the trace's operations on ``device``, which is closed at the end.

    A simulated device is handed, line by line, what must have been before the recorded one (``Stimuli``): the
    card, the code, the fault. Every other device has to find it by itself.
    """
    run = _Run(device, Stimuli(trace, device))
    try:
        for line in trace.lines:
            run.again(line)
        run.finish(trace.lines)
    finally:
        device.close()
    paces = (
        Pace(name, len(timed.recorded), median(timed.recorded), median(timed.found))
        for name, timed in run.timed.items()
    )
    return Comparison(run.compared, tuple(run.departures), tuple(paces))


class _Run:
    def __init__(self, device: Device[Any], stimuli: Stimuli) -> None:
        self._device = device
        self._stimuli = stimuli
        self._redactor = Redactor()
        self._early: list[Any] = []
        self.departures: list[Departure] = []
        self.timed: dict[str, _Timed] = {}
        self.compared = 0

    def again(self, line: TraceLine) -> None:
        """Do one line's operation and compare."""
        do = _OPERATIONS.get(line.operation)
        if do is None:
            return
        if line.idle_polls and self._device.kind is not DeviceKind.DOCUMENT_CAMERA:
            self._look(line)
        self._stimuli.before(line)
        began = time.perf_counter()
        result, error = self._outcome(line, do)
        self._compare(line, result, error, (time.perf_counter() - began) * 1000)

    def finish(self, lines: Sequence[TraceLine]) -> None:
        """Events that came where the recorded device was asked and had none."""
        for event in self._early:
            told = self._redactor.result("poll", event)
            self.departures.append(Departure(lines[-1].line, "poll", "one more event", "nothing", str(told["is"])))

    def _look(self, line: TraceLine) -> None:
        """The recorded device had nothing to tell here; what this one tells is kept for the next recorded event."""
        if self._device.state is not DeviceState.ENABLED:
            return
        try:
            event = self._device.operate("poll", self._device.do_poll, 0.0)
        except DeviceError as error:
            self.departures.append(Departure(line.line, "poll", "the fault", "no fault", error.code.name))
            return
        if event is not None:
            self._early.append(event)

    def _outcome(self, line: TraceLine, do: "Do") -> tuple[Any, DeviceError | None]:
        try:
            result = self._event() if line.operation == "poll" else do(self._device, line)
        except DeviceError as error:
            return None, error
        except Exception as error:  # noqa: BLE001  a driver's own bug is a finding, too
            return None, driver_bug(error, self._device.kind.value)
        return self._redactor.result(line.operation, result), None

    def _event(self) -> Any:
        """The next event, however many polls it takes; None where none comes in time."""
        if self._early:
            return self._early.pop(0)
        until = time.monotonic() + EVENT_SECONDS
        while time.monotonic() < until:
            self._device.arm()
            event = self._device.operate("poll", self._device.do_poll, 0.1)
            if event is not None:
                return event
        return None

    def _compare(self, line: TraceLine, result: Any, error: DeviceError | None, took_ms: float) -> None:
        self.compared += 1
        timed = self.timed.setdefault(line.operation, _Timed())
        timed.recorded.append(line.took_ms)
        timed.found.append(took_ms)
        for what, recorded, found in compared(line, result, error):
            self.departures.append(Departure(line.line, line.operation, what, recorded, found))


Do = Callable[[Device[Any], TraceLine], Any]


def _transmit(device: Any, line: TraceLine) -> Any:
    return device.operate("transmit", device.do_transmit, bytes.fromhex(line.arguments[0]))


def _print_bands(device: Any, line: TraceLine) -> Any:
    job, bands = line.arguments
    return device.operate("print_bands", device.do_print_bands, job, [band_of(band) for band in bands])


def _print_pdf(device: Any, line: TraceLine) -> Any:
    job, document, pages = line.arguments
    return device.operate("print_pdf", device.do_print_pdf, job, pdf_of(document, pages), pages)


def _step(name: str) -> Do:
    return lambda device, line: getattr(device, name)()


def _hook(name: str) -> Do:
    return lambda device, line: device.operate(name, getattr(device, f"do_{name}"))


_OPERATIONS: dict[str, Do] = {
    **{name: _step(name) for name in LIFECYCLE},
    "poll": lambda device, line: None,
    "status": _hook("status"),
    "power_on": _hook("power_on"),
    "power_off": _hook("power_off"),
    "transmit": _transmit,
    "capture": _hook("capture"),
    "print_bands": _print_bands,
    "print_pdf": _print_pdf,
    "answer": _hook("answer"),
    "exercise": _hook("exercise"),
}
