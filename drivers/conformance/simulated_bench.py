"""The bench of a simulator: what is done to it from outside is done by its faults."""

from collections.abc import Mapping
from typing import Any

from drivers.card_reader.virtual_card import VirtualCard
from drivers.clock import SYSTEM_CLOCK
from drivers.code_scanner import MAX_SCAN_BYTES
from drivers.conformance.bench import Bench, Make
from drivers.conformance.stimulus import By, NotDone, Stimulus
from drivers.device import Device, DeviceKind, Source
from drivers.fault_course import FaultCourse
from drivers.fault_signs import faults_of
from drivers.faults import Fault
from drivers.simulation import Simulated

LATE_SECONDS = 0.5
ATR = bytes.fromhex("3b6800000073c84013009000")
_FAULTS: Mapping[Stimulus, Fault] = {
    Stimulus.UNPLUGGED: Fault.UNPLUGGED,
    Stimulus.HELD_ELSEWHERE: Fault.CLAIMED_ELSEWHERE,
    Stimulus.SILENT: Fault.MUTE,
    Stimulus.LATE: Fault.SLOW,
    Stimulus.BLOCKED: Fault.HUNG,
    Stimulus.STATUS_UNSAID: Fault.UNKNOWN_STATUS,
    Stimulus.PAPER_OUT: Fault.PAPER_OUT,
}
_THINGS = {
    DeviceKind.CODE_SCANNER: frozenset({Stimulus.CODE, Stimulus.LONG_CODE}),
    DeviceKind.CARD_READER: frozenset({Stimulus.CARD}),
}


class SimulatedBench(Bench):
    """One course of faults and one thing laid before it, for every object that ``make`` gives."""

    by = By.SIMULATOR
    code = b"CONFORMANCE SPECIMEN"

    def __init__(self, driver: str, kind: DeviceKind, make: Make) -> None:
        super().__init__(driver, kind, self._made, Source.SIMULATOR)
        self._make = make
        self._course = FaultCourse(kind, clock=SYSTEM_CLOCK)
        self._faults: list[Fault] = []
        self._card: VirtualCard | None = None
        self._devices: list[Simulated] = []
        known = frozenset(stimulus for stimulus, fault in _FAULTS.items() if fault in faults_of(kind))
        self.can = known | _THINGS.get(kind, frozenset())

    def begin(self, stimulus: Stimulus) -> None:
        """See Bench."""
        if stimulus in _FAULTS:
            self._faults.append(_FAULTS[stimulus])
            self._suffer()
        elif stimulus is Stimulus.CARD:
            self._show(VirtualCard(ATR, {}))
        else:
            long = b"X" * (MAX_SCAN_BYTES + 1)
            self._show(self.code if stimulus is Stimulus.CODE else long)

    def end(self, stimulus: Stimulus) -> None:
        """See Bench."""
        if stimulus in _FAULTS:
            self._faults.remove(_FAULTS[stimulus])
            self._suffer()
        elif stimulus is Stimulus.CARD:
            self._show(None)

    def came_out(self) -> int | None:
        """What the simulated printers of this bench kept."""
        kept = [getattr(device, "receipts", getattr(device, "documents", None)) for device in self._devices]
        counts = [len(pages) for pages in kept if pages is not None]
        return sum(counts) if len(counts) == len(kept) else None

    def _made(self) -> Device[Any]:
        device = self._make()
        if not isinstance(device, Simulated):
            raise NotDone("this driver is no simulator")
        device.follow(self._course)
        if self._card is not None:
            device.present(self._card)
        self._devices = [*self._devices[-3:], device]
        return device

    def _show(self, thing: Any) -> None:
        """Before the newest object: the others are closed."""
        self._card = thing if isinstance(thing, VirtualCard) else None
        if self._devices:
            self._devices[-1].present(thing)

    def _suffer(self) -> None:
        """The last that was begun and not ended."""
        fault = self._faults[-1] if self._faults else None
        self._course.suffer(fault, LATE_SECONDS if fault is Fault.SLOW else None)
        for device in self._devices:
            device.feel()
