"""The contract every device meets, whatever its kind: a lifecycle, events, readings, and a health check."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Generic, TypeVar

from drivers.climb import climb
from drivers.health import HealthLevel, HealthReport
from drivers.health_progress import Progress
from drivers.lifecycle import DeviceState, Lifecycle
from drivers.status import DeviceStatus, Readiness

EventT = TypeVar("EventT")


class DeviceKind(StrEnum):
    """The five kinds of device a terminal has."""

    CODE_SCANNER = "code_scanner"
    CARD_READER = "card_reader"
    DOCUMENT_CAMERA = "document_camera"
    RECEIPT_PRINTER = "receipt_printer"
    DOCUMENT_PRINTER = "document_printer"


class Source(StrEnum):
    """Where a reading comes from; it reaches the record and the paper."""

    HARDWARE = "hardware"
    REPLAY = "replay"
    SIMULATOR = "simulator"


@dataclass(frozen=True)
class Provenance:
    """The stamp on every reading: which kind of source, which driver in which version, which device."""

    source: Source
    driver: str
    driver_version: str
    device_serial: str | None = None


@dataclass(frozen=True)
class Capabilities:
    """What a device can tell or do, apart from what it says now.

    ``sensors``: the names its status can carry. ``exclusive``: a claim keeps other programs out. ``names_holder``:
    CLAIMED_ELSEWHERE says by whom. ``cancels``: an operation under way ends soon after a cancel.
    ``exercises``: the EXTERNAL health check does something that can be seen. ``notices_absence``: it can tell that
    the device is not there. ``can_be_held``: another program can keep it from us.
    """

    sensors: frozenset[str] = frozenset()
    exclusive: bool = False
    names_holder: bool = False
    cancels: bool = False
    exercises: bool = False
    notices_absence: bool = True
    can_be_held: bool = True


class Device(Lifecycle, ABC, Generic[EventT]):
    """One device behind one driver. A driver writes the ``do_`` methods; everybody else calls the others.

    Every method is called from one thread, the device's own (see ``drivers.runner``), and returns within the
    time it is given or within ``operation_timeout`` seconds; it raises only ``drivers.errors.DeviceError``.
    """

    kind: ClassVar[DeviceKind]
    operation_timeout: float = 10.0

    @property
    @abstractmethod
    def provenance(self) -> Provenance:
        """The stamp for this device's readings."""

    @property
    def capabilities(self) -> Capabilities:
        """What this device can tell or do."""
        return Capabilities()

    def poll(self, timeout: float) -> EventT | None:
        """Wait at most ``timeout`` seconds for the next event of this device; None when there was none.

        What it takes beyond that, to ask the device how it is, stays within 20 seconds in all;
        after 3 the device is shown as not answering, until it answers.
        """
        return self.use("poll", self.do_poll, timeout)

    def status(self) -> DeviceStatus:
        """Ask the device how it is, now. UNKNOWN where it is not brought up far enough to be asked."""
        if self.state < DeviceState.CLAIMED:
            return DeviceStatus(Readiness.UNKNOWN, text=self.state.name.lower())
        return self.operate("status", self.do_status)

    def check_health(self, level: HealthLevel, progress: Progress | None = None) -> HealthReport:
        """Climb the ladder of ``drivers.climb``; also of a device that does not open, then to see why."""
        return climb(self, level, progress)

    @abstractmethod
    def do_poll(self, timeout: float) -> EventT | None:
        """See ``poll``."""

    @abstractmethod
    def do_status(self) -> DeviceStatus:
        """See ``status``. A device that does not answer is OFFLINE in its status, or raises."""

    @abstractmethod
    def do_answer(self) -> str:
        """Prove that the device itself answers, without moving anything; what it said. DeviceError if not."""

    def do_find(self) -> str | None:
        """The device node or USB device as the system sees it; NO_HARDWARE if not. None: cannot be looked up."""
        return None

    def do_find_os_driver(self) -> str | None:
        """The operating system's driver that is bound to it. None: not of this kind."""
        return None

    def do_find_service(self) -> str | None:
        """The service it is reached through; SERVICE_DOWN if it is not up. None: reached without one."""
        return None

    def do_exercise(self) -> str | None:
        """Do something that can be seen: print a strip, take a still. None: nothing to be seen."""
        return None
