"""The contract every device meets, whatever its kind: open, poll, check, close, on one thread of its own."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Generic, TypeVar

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


class Readiness(StrEnum):
    """How a device stands. UNKNOWN is an answer of its own and never read as good or bad."""

    ONLINE = "online"
    OFFLINE = "offline"
    NEEDS_ATTENTION = "needs_attention"
    UNKNOWN = "unknown"


class Sensor(StrEnum):
    """A sensor's reading. NOT_SUPPORTED: this device has no such sensor. UNKNOWN: it has, and did not say."""

    GOOD = "good"
    LOW = "low"
    BAD = "bad"
    UNKNOWN = "unknown"
    NOT_SUPPORTED = "not_supported"


@dataclass(frozen=True)
class DeviceStatus:
    """What a device says of itself. ``sensors`` maps a name (paper, cover, cutter, card, …) to its reading."""

    readiness: Readiness
    sensors: tuple[tuple[str, Sensor], ...] = ()
    text: str = ""


@dataclass(frozen=True)
class SelfTest:
    """The outcome of a device's self-test: passed or not, and what was seen, for the technician."""

    passed: bool
    report: str
    milliseconds: float


class Device(ABC, Generic[EventT]):
    """One device behind one driver.

    Every method is called from one thread, the device's own (see ``drivers.runner``), and returns within the
    time it is given or within ``operation_timeout`` seconds; it raises only ``drivers.errors.DeviceError``.
    """

    kind: ClassVar[DeviceKind]
    operation_timeout: float = 10.0

    @property
    @abstractmethod
    def provenance(self) -> Provenance:
        """The stamp for this device's readings."""

    @abstractmethod
    def open(self) -> None:
        """Connect to the device; raises DeviceError where it is absent, busy or refuses."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the device. Safe to call twice, and after a failed ``open``; never raises."""

    @abstractmethod
    def poll(self, timeout: float) -> EventT | None:
        """Wait at most ``timeout`` seconds for the next event of this device; None when there was none."""

    @abstractmethod
    def status(self) -> DeviceStatus:
        """Ask the device how it is, now."""

    @abstractmethod
    def self_test(self) -> SelfTest:
        """Check the device without a person's help; may move paper where that is the only proof."""
