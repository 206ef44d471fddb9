"""The devices this terminal has, and all that a face may ask of them: one place, whatever stands behind it."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from drivers.catalog import create_device
from drivers.clock import SYSTEM_CLOCK, Clock
from drivers.device import Device, DeviceKind, Provenance, Source
from drivers.fault_course import Happening
from drivers.fault_plan import NO_FAULTS, FaultPlan
from drivers.faults import Fault
from drivers.health import HealthLevel, HealthReport, Rung
from drivers.statistics import Statistics
from drivers.statistics_file import DeviceCounts, DeviceKey, StatisticsFile
from kiosk.config import DeviceConfig
from kiosk.device_address import configured_address
from kiosk.device_problems import DeviceProblem
from kiosk.device_threads import DeviceThreads
from kiosk.device_views import DeviceView, DeviceViews, EventListener
from kiosk.recordings import Recordings
from kiosk.rehearsed_faults import RehearsedFaults
from kiosk.statistics_keeper import StatisticsKeeper

ResultT = TypeVar("ResultT")


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
        self._devices = devices
        self._views = DeviceViews()
        self._threads = DeviceThreads(self._views)
        written = {kind: config.record for kind, config in devices.items() if config.record is not None}
        self._recordings = Recordings(written)
        self._faults = RehearsedFaults(devices, clock, self._threads.now)
        self._keeper = StatisticsKeeper(statistics, self._counting) if statistics is not None else None
        for kind, config in devices.items():
            address = configured_address(config.options)
            self._threads.add(kind, config.driver, address, partial(self._make, kind, config))
        self.plan(faults)

    def _make(self, kind: DeviceKind, config: DeviceConfig) -> Device[Any]:
        """The device; a simulator goes on with the faults that the one before it had."""
        device = create_device(kind, config.driver, config.options)
        self._faults.lead(kind, device)
        self._recordings.begin(kind, device)
        return device

    def listen(self, listener: EventListener) -> None:
        """Hear every device event from now on, on the device's thread; ``listener`` must return at once."""
        self._views.listen(listener)

    def unlisten(self, listener: EventListener) -> None:
        """Hear no more; an event already on its way may still come."""
        self._views.unlisten(listener)

    def start(self) -> None:
        """Start every device's thread; what comes of it is heard as DeviceReady or DeviceFailed."""
        if self._keeper is not None:
            self._keeper.start()
        self._threads.start()

    def stop(self) -> tuple[DeviceKind, ...]:
        """Close every device; the kinds whose thread did not end in time."""
        held = self._threads.stop()
        if self._keeper is not None:
            self._keeper.stop()
        return held

    def arm(self, kind: DeviceKind) -> None:
        """Take the next input of one device, once: a face asks for it when it can use it. From any thread."""
        self._threads.arm(kind)

    def disarm(self, kind: DeviceKind) -> None:
        """Drop what one device reads until it is armed again. From any thread."""
        self._threads.disarm(kind)

    def devices(self) -> tuple[DeviceView, ...]:
        """Every configured device as it stands."""
        return self._views.all()

    def submit(
        self, kind: DeviceKind, operation: Callable[[Any], ResultT], timeout: float | None = None
    ) -> "Future[ResultT]":
        """Queue an operation on one device's thread; its future fails at once where there is no such device."""
        return self._threads.submit(kind, operation, timeout)

    def ask(self, kind: DeviceKind, operation: Callable[[Any], ResultT], timeout: float | None = None) -> ResultT:
        """Do an operation and wait for it; never for the GUI thread. Raises DeviceProblem."""
        return self._threads.ask(kind, operation, timeout)

    def check_health(self, kind: DeviceKind, level: HealthLevel) -> "Future[HealthReport]":
        """Start the climb of one device's health ladder, also where it is down.

        A rung that does not come back is the rung that failed, with those below it: see ``drivers.held_climb``.
        """
        return self._threads.check_health(kind, level)

    def stands_on(self, kind: DeviceKind) -> Rung | None:
        """The rung that the health check of one device stands on now; None while none runs. From any thread."""
        return self._threads.stands_on(kind)

    def recording(self, kind: DeviceKind) -> Path | None:
        """Where a redacted trace of one device is being written; None while none is."""
        return self._recordings.file(kind)

    def recording_failure(self, kind: DeviceKind) -> str:
        """Why the trace of one device is not written any more, in the system's words; "" while it is."""
        return self._recordings.failure(kind)

    def record(self, kind: DeviceKind, file: Path | None) -> "Future[None]":
        """Begin a redacted trace of one device in ``file``, or end it with None; it is brought up anew for it."""
        return self._threads.submit(
            kind, lambda device: self._recordings.change(kind, device, file), even_down=True
        )

    def statistics(self) -> tuple[DeviceCounts, ...]:
        """What every device has done, kept over restarts; empty where this station keeps none."""
        return self._keeper.totals() if self._keeper is not None else ()

    def reset_statistics(self, kind: DeviceKind | None = None) -> None:
        """Count one device, or all, anew from now; the date is kept. Raises OSError."""
        if self._keeper is not None:
            self._keeper.reset(kind)

    def _counting(self) -> Iterator[tuple[DeviceKey, Statistics]]:
        for kind, device in self._threads.all():
            config = self._devices[kind]
            address = device.provenance.device_serial or configured_address(config.options)
            yield DeviceKey(kind, config.driver, address), device.statistics

    def provenance(self, kind: DeviceKind) -> Provenance:
        """The stamp for readings of one device; raises DeviceProblem where there is no such device."""
        device = self._threads.now(kind)
        if device is None:
            raise DeviceProblem(kind, self._threads.why_not(kind))
        return device.provenance

    @property
    def has_simulators(self) -> bool:
        """Whether any device is not hardware, by its own stamp: then the whole terminal is marked as training."""
        stamps = (view.provenance for view in self.devices())
        return any(stamp is not None and stamp.source is not Source.HARDWARE for stamp in stamps)

    def is_simulated(self, kind: DeviceKind) -> bool:
        """Whether this device is a simulator."""
        return self._faults.is_simulated(kind)

    def present(self, kind: DeviceKind, stimulus: Any) -> None:
        """Put something before a simulated device; raises NotASimulator for hardware."""
        self._faults.simulator(kind).present(stimulus)

    def suffer(
        self, kind: DeviceKind, fault: Fault | None, measure: float | None = None, *, beside: bool = False
    ) -> None:
        """Make a simulated device fail so until mended, or mend it with None; raises NotASimulator.

        In the place of its other faults, or ``beside`` them. ValueError for a fault this kind cannot have;
        ``drivers.fault_signs.faults_of`` names those it can.
        """
        self._faults.simulator(kind).suffer(fault, measure, beside=beside)

    def mend(self, kind: DeviceKind, fault: Fault) -> None:
        """Mend a simulated device of one fault; the others stay. Raises NotASimulator."""
        self._faults.simulator(kind).mend(fault)

    def suffers(self, kind: DeviceKind) -> tuple[Fault, ...]:
        """All that is wrong on purpose with one device now, chosen or planned, in the order it began."""
        return self._faults.suffered(kind)

    def plan(self, plan: FaultPlan) -> None:
        """Let the simulators fail by ``plan`` from now on, in the place of what they suffer and were to suffer.

        Raises NotASimulator where the plan names a device that is none; then nothing of it is followed.
        """
        self._faults.plan(plan)

    def happened(self, kind: DeviceKind) -> tuple[Happening, ...]:
        """The faults on purpose that have begun at one device, in order."""
        return self._faults.happened(kind)
