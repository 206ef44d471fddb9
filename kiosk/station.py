"""The devices this terminal has, each opened through its driver and run on a thread of its own."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from drivers.catalog import create_device
from drivers.clock import SYSTEM_CLOCK, Clock
from drivers.device import Device, DeviceKind, Provenance, Source
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.fault_course import FaultCourse, Happening
from drivers.fault_plan import NO_FAULTS, FaultPlan
from drivers.faults import Fault
from drivers.health import HealthLevel, HealthReport, Progress
from drivers.runner import DeviceRunner
from drivers.simulation import Simulated
from drivers.statistics import Statistics
from drivers.statistics_file import DeviceCounts, DeviceKey, StatisticsFile
from drivers.status import DeviceStatus, Readiness, Sensor, StatusChanged
from drivers.trace_recorder import TraceRecorder
from drivers.watch import Watch
from drivers.worker import DeviceFailed, DeviceReady
from kiosk.config import DeviceConfig
from kiosk.device_problems import DEVICE_NAMES, DeviceProblem
from kiosk.statistics_keeper import StatisticsKeeper
from kiosk.terminal_problems import NotASimulator

ResultT = TypeVar("ResultT")
EventListener = Callable[[DeviceKind, Any], None]

HEALTH_SECONDS = 60.0
GRACE_SECONDS = 1.0
"""How much longer than a device's own deadline a caller waits, so that it is the device that answers."""


@dataclass(frozen=True)
class DeviceView:
    """One device as the faces show it. ``provenance`` is None where the driver itself could not be made."""

    kind: DeviceKind
    driver: str
    provenance: Provenance | None
    status: DeviceStatus
    last_error: DeviceError | None = None

    @property
    def readiness(self) -> Readiness:
        """How the device stands."""
        return self.status.readiness

    @property
    def sensors(self) -> tuple[tuple[str, Sensor], ...]:
        """The device's sensors by name."""
        return self.status.sensors


class Station:
    """Opens every configured device and tells ``listeners`` what they say, on the devices' own threads.

    A device that is not configured, or whose driver cannot be made, is a fault that is shown; nothing else ever
    takes its place.
    """

    def __init__(
        self,
        devices: Mapping[DeviceKind, DeviceConfig],
        faults: FaultPlan = NO_FAULTS,
        clock: Clock = SYSTEM_CLOCK,
        statistics: StatisticsFile | None = None,
    ) -> None:
        self._lock = Lock()
        self._watch = Watch()
        self._listeners: list[EventListener] = []
        self._runners: dict[DeviceKind, DeviceRunner[Any]] = {}
        self._views: dict[DeviceKind, DeviceView] = {}
        self._devices = devices
        self._record_to = {kind: config.record for kind, config in devices.items() if config.record is not None}
        self._recorders: dict[DeviceKind, TraceRecorder] = {}
        self._keeper = StatisticsKeeper(statistics, self._counting) if statistics is not None else None
        self._courses = {kind: FaultCourse(kind, clock=clock) for kind in devices}
        for kind, config in devices.items():
            self._add(kind, config)
        self.plan(faults)

    def _add(self, kind: DeviceKind, config: DeviceConfig) -> None:
        unknown = DeviceStatus(Readiness.UNKNOWN)
        try:
            device = self._make(kind, config)
        except DeviceError as error:
            offline = DeviceStatus(Readiness.OFFLINE)
            self._views[kind] = DeviceView(kind, config.driver, None, offline, error)
            return
        self._views[kind] = DeviceView(kind, config.driver, device.provenance, unknown)
        self._runners[kind] = DeviceRunner(
            device,
            lambda event: self._heard(kind, event),
            replacement=lambda: self._make(kind, config),
            watch=self._watch,
        )

    def _make(self, kind: DeviceKind, config: DeviceConfig) -> Device[Any]:
        """The device; a simulator goes on with the faults that the one before it had."""
        device = create_device(kind, config.driver, config.options)
        if isinstance(device, Simulated):
            device.follow(self._courses[kind])
        self._begin_recording(kind, device)
        return device

    def _begin_recording(self, kind: DeviceKind, device: Device[Any]) -> None:
        if kind in self._record_to:
            with suppress(OSError):  # the recorder says itself why it cannot write
                self._record_to[kind].parent.mkdir(parents=True, exist_ok=True)
            self._recorders[kind] = TraceRecorder(device, self._record_to[kind])
            device.attach(self._recorders[kind])

    def listen(self, listener: EventListener) -> None:
        """Hear every device event from now on, on the device's thread; ``listener`` must return at once."""
        with self._lock:
            self._listeners.append(listener)

    def unlisten(self, listener: EventListener) -> None:
        """Hear no more; an event already on its way may still come."""
        with self._lock:
            if listener in self._listeners:
                self._listeners.remove(listener)

    def start(self) -> None:
        """Start every device's thread; what comes of it is heard as DeviceReady or DeviceFailed."""
        if self._keeper is not None:
            self._keeper.start()
        for runner in self._runners.values():
            runner.start()

    def stop(self) -> tuple[DeviceKind, ...]:
        """Close every device; the kinds whose thread did not end in time."""
        held = tuple(kind for kind, runner in self._runners.items() if not runner.stop())
        self._watch.stop()
        if self._keeper is not None:
            self._keeper.stop()
        return held

    def arm(self, kind: DeviceKind) -> None:
        """Take the next input of one device, once: a face asks for it when it can use it. From any thread."""
        if kind in self._runners:
            self._runners[kind].arm()

    def disarm(self, kind: DeviceKind) -> None:
        """Drop what one device reads until it is armed again. From any thread."""
        if kind in self._runners:
            self._runners[kind].disarm()

    def devices(self) -> tuple[DeviceView, ...]:
        """Every configured device as it stands."""
        with self._lock:
            return tuple(self._views.values())

    def submit(
        self, kind: DeviceKind, operation: Callable[[Any], ResultT], timeout: float | None = None
    ) -> "Future[ResultT]":
        """Queue an operation on one device's thread; its future fails at once where there is no such device."""
        runner = self._runners.get(kind)
        return runner.submit(operation, timeout) if runner is not None else self._refused(kind)

    def _refused(self, kind: DeviceKind) -> "Future[Any]":
        refused: Future[Any] = Future()
        view = self._views.get(kind)
        error = (view and view.last_error) or DeviceError(DeviceErrorCode.NO_HARDWARE, kind.value, "not configured")
        refused.set_exception(error)
        return refused

    def ask(self, kind: DeviceKind, operation: Callable[[Any], ResultT], timeout: float | None = None) -> ResultT:
        """Do an operation and wait for it; never for the GUI thread. Raises DeviceProblem."""
        future = self.submit(kind, operation, timeout)
        runner = self._runners.get(kind)
        limit = timeout if timeout is not None else (runner.device.operation_timeout if runner else 0.0)
        try:
            return future.result(limit + GRACE_SECONDS)
        except DeviceError as error:
            raise DeviceProblem(kind, error) from error
        except TimeoutError as error:
            late = DeviceError(DeviceErrorCode.TIMEOUT, kind.value, retry_safe=False)
            raise DeviceProblem(kind, late) from error

    def check_health(self, kind: DeviceKind, level: HealthLevel) -> "Future[HealthReport]":
        """Start the climb of one device's health ladder, also where it is down.

        A rung that does not come back within ``HEALTH_SECONDS`` is the rung that failed, with those below it.
        """
        runner = self._runners.get(kind)
        if runner is None:
            return self._refused(kind)
        progress = Progress(level)
        climbing = runner.submit(
            lambda device: device.check_health(level, progress), HEALTH_SECONDS, even_down=True
        )
        return _as_far_as_it_came(climbing, progress)

    def recording(self, kind: DeviceKind) -> Path | None:
        """Where a redacted trace of one device is being written; None while none is."""
        return self._record_to.get(kind)

    def record(self, kind: DeviceKind, file: Path | None) -> "Future[None]":
        """Begin a redacted trace of one device in ``file``, or end it with None.

        The device is closed and brought up again, so that a trace is whole from its first step to its last.
        """
        runner = self._runners.get(kind)
        if runner is None:
            return self._refused(kind)
        return runner.submit(lambda device: self._change_recording(kind, device, file), even_down=True)

    def _change_recording(self, kind: DeviceKind, device: Device[Any], file: Path | None) -> None:
        device.close()
        before = self._recorders.pop(kind, None)
        if before is not None:
            device.detach(before)
            before.end()
        self._record_to.pop(kind, None)
        if file is not None:
            self._record_to[kind] = file
            self._begin_recording(kind, device)

    def statistics(self) -> tuple[DeviceCounts, ...]:
        """What every device has done, kept over restarts; empty where this station keeps none."""
        return self._keeper.totals() if self._keeper is not None else ()

    def reset_statistics(self, kind: DeviceKind | None = None) -> None:
        """Count one device, or all, anew from now; the date is kept. Raises OSError."""
        if self._keeper is not None:
            self._keeper.reset(kind)

    def _counting(self) -> Iterator[tuple[DeviceKey, Statistics]]:
        for kind, runner in self._runners.items():
            config, device = self._devices[kind], runner.device
            address = device.provenance.device_serial or str(config.options.get("url", ""))
            yield DeviceKey(kind, config.driver, address), device.statistics

    def provenance(self, kind: DeviceKind) -> Provenance:
        """The stamp for readings of one device; raises DeviceProblem where there is no such device."""
        view = self._views.get(kind)
        if view is None or view.provenance is None:
            error = (view and view.last_error) or DeviceError(DeviceErrorCode.NO_HARDWARE, kind.value)
            raise DeviceProblem(kind, error)
        runner = self._runners[kind]
        stamp: Provenance = runner.device.provenance
        return stamp

    def is_simulated(self, kind: DeviceKind) -> bool:
        """Whether this device is a simulator."""
        runner = self._runners.get(kind)
        return runner is not None and isinstance(runner.device, Simulated)

    @property
    def has_simulators(self) -> bool:
        """Whether any device is not hardware, by its own stamp: then the whole terminal is marked as training."""
        stamps = (view.provenance for view in self.devices())
        return any(stamp is not None and stamp.source is not Source.HARDWARE for stamp in stamps)

    def present(self, kind: DeviceKind, stimulus: Any) -> None:
        """Put something before a simulated device; raises NotASimulator for hardware."""
        self._simulator(kind).present(stimulus)

    def suffer(self, kind: DeviceKind, fault: Fault | None, measure: float | None = None) -> None:
        """Make a simulated device fail so until mended, or mend it with None; raises NotASimulator.

        ValueError for a fault this kind cannot have; ``drivers.fault_signs.faults_of`` names those it can.
        """
        self._simulator(kind).suffer(fault, measure)

    def suffers(self, kind: DeviceKind) -> Fault | None:
        """What is wrong on purpose with one device now, as it was chosen or planned; None for hardware too."""
        course = self._courses.get(kind)
        ailment = course.standing if course is not None else None
        return ailment.fault if ailment is not None else None

    def plan(self, plan: FaultPlan) -> None:
        """Let the simulators fail by ``plan`` from now on, in the place of what they suffer and were to suffer.

        Raises NotASimulator where the plan names a device that is none; then nothing of it is followed.
        """
        for kind in sorted(plan.kinds):
            self._simulator(kind)
        for kind, course in self._courses.items():
            course.follow(plan)
            if self.is_simulated(kind):
                self._simulator(kind).feel()

    def happened(self, kind: DeviceKind) -> tuple[Happening, ...]:
        """The faults on purpose that have begun at one device, in order."""
        course = self._courses.get(kind)
        return course.happened if course is not None else ()

    def _simulator(self, kind: DeviceKind) -> Simulated:
        runner = self._runners.get(kind)
        if runner is None or not isinstance(runner.device, Simulated):
            raise NotASimulator(DEVICE_NAMES[kind])
        return runner.device

    def _heard(self, kind: DeviceKind, event: Any) -> None:
        with self._lock:
            view = self._views[kind]
            if isinstance(event, DeviceReady | StatusChanged):
                stamp = self._runners[kind].device.provenance
                self._views[kind] = DeviceView(kind, view.driver, stamp, event.status)
            elif isinstance(event, DeviceFailed):
                offline = DeviceStatus(Readiness.OFFLINE)
                self._views[kind] = DeviceView(kind, view.driver, view.provenance, offline, event.error)
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener(kind, event)


def _as_far_as_it_came(climbing: "Future[HealthReport]", progress: Progress) -> "Future[HealthReport]":
    """The climb's report, or the rungs it had climbed when it was given up."""
    told: Future[HealthReport] = Future()

    def ended(done: "Future[HealthReport]") -> None:
        error = DeviceError(DeviceErrorCode.CANCELLED, "health") if done.cancelled() else done.exception()
        report = progress.given_up(error) if isinstance(error, DeviceError) else None
        if error is None:
            told.set_result(done.result())
        elif report is not None:
            told.set_result(report)
        else:
            told.set_exception(error)

    climbing.add_done_callback(ended)
    return told
