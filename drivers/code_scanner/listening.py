"""Scanners that are listened to on a line or a node: the loop, how they stand, what is refused."""

import time
from abc import ABC, abstractmethod
from contextlib import suppress
from typing import Any, Generic, Protocol, TypeVar

from drivers.code_scanner import MAX_SCAN_BYTES, CodeScanner, Scan
from drivers.code_scanner.aim import split_identifier
from drivers.code_scanner.assembly import OfSeveral, Refused
from drivers.code_scanner.receiving import ScanReceiver
from drivers.code_scanner.triggering import Trigger
from drivers.device import Provenance, Source
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.status import DeviceStatus, Readiness

BUS_VIRTUAL = 0x06
"""The kernel's number for the bus of a device that a program made up (linux/input.h)."""


class Line(Protocol):
    """What is open while a scanner is claimed."""

    def close(self) -> Any:
        """Let go of it."""


class Unit(Protocol):
    """What the kernel tells of a node's device."""

    @property
    def bus(self) -> int:
        """The number of its bus."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def serial(self) -> str:
        """Its serial number, empty where it has none."""


class Scans(Protocol):
    """Where whole scans come from."""

    def next_scan(self) -> bytes | OfSeveral | Refused | None:
        """The oldest whole scan, or that one was refused; None when there is none."""


LineT = TypeVar("LineT", bound=Line)
ScansT = TypeVar("ScansT", bound=Scans)


class ListeningCodeScanner(CodeScanner, ABC, Generic[LineT, ScansT]):
    """A unit known as ``named``. ``do_claim`` sets ``_line``; ``_receive`` takes in what comes on it."""

    def __init__(self, named: str, receiver: ScansT) -> None:
        self._named = named
        self._line: LineT | None = None
        self._receiver = receiver

    @abstractmethod
    def _receive(self, timeout: float) -> None:
        """Take in what came, or wait for it until ``timeout`` or the end of the scan at hand. OFFLINE."""

    def do_release(self) -> None:
        """Let go of the line. A half-received scan is forgotten."""
        line, self._line = self._line, None
        if line is not None:
            line.close()

    def do_close(self) -> None:
        """See Device."""
        self.do_release()

    def do_poll(self, timeout: float) -> Scan | None:
        """The next scan, waiting at most ``timeout`` seconds.

        Raises DeviceError: OVERSIZE for a scan of more than MAX_SCAN_BYTES (once, the scanner goes on), INCOMPLETE
        for one whose end did not come, OFFLINE when the unit is gone, CLOSED.
        """
        deadline = time.monotonic() + timeout
        while (whole := self._receiver.next_scan()) is None:
            remaining = deadline - time.monotonic()
            self._receive(max(0.0, remaining))
            if remaining <= 0:
                whole = self._receiver.next_scan()
                break
        if isinstance(whole, Refused):
            raise self._refusal(whole)
        if whole is None:
            return None
        of_several = isinstance(whole, OfSeveral)
        identifier, payload = split_identifier(whole.data if isinstance(whole, OfSeveral) else whole)
        return Scan(payload, self.provenance, identifier, of_several)

    def do_status(self) -> DeviceStatus:
        """ONLINE while the line answers. A unit without power behind a converter cannot be told apart."""
        try:
            return DeviceStatus(Readiness.ONLINE, text=self.do_answer())
        except DeviceError as error:
            return DeviceStatus(Readiness.OFFLINE, text=str(error))

    def _refusal(self, refused: Refused) -> DeviceError:
        """Why a scan is not delivered."""
        if refused is Refused.TORN:
            return DeviceError(DeviceErrorCode.INCOMPLETE, self._named, "the rest of a scan was lost")
        return DeviceError(DeviceErrorCode.OVERSIZE, self._named, f"more than {MAX_SCAN_BYTES} bytes")

    def _opened(self) -> LineT:
        if self._line is None:
            raise DeviceError(DeviceErrorCode.CLOSED, self._named)
        return self._line

    def _stamp(self, driver: str, version: str, unit: Unit | None) -> Provenance:
        """The unit's serial number or name; a virtual device is no hardware."""
        virtual = unit is not None and unit.bus == BUS_VIRTUAL
        serial = (unit.serial or unit.name) if unit else ""
        return Provenance(Source.SIMULATOR if virtual else Source.HARDWARE, driver, version, serial or self._named)


class TriggeredCodeScanner(ListeningCodeScanner[LineT, ScanReceiver], ABC):
    """One that speaks a protocol, in which its trigger can be pressed while a scan is wanted."""

    def __init__(self, named: str) -> None:
        super().__init__(named, self._new_receiver())
        self._trigger = Trigger()

    @abstractmethod
    def _new_receiver(self) -> ScanReceiver:
        """One that knows nothing yet."""

    @abstractmethod
    def _read(self, timeout: float) -> bytes:
        """What came on the line, waiting at most ``timeout`` seconds; empty when nothing. OFFLINE."""

    @abstractmethod
    def _write(self, data: bytes) -> None:
        """Write it to the unit. OFFLINE."""

    def _take_line(self, line: LineT) -> None:
        """Listen on ``line`` from now on, to a unit of which nothing is known."""
        self._line = line
        self._receiver = self._new_receiver()
        self._trigger = Trigger()

    def do_disable(self) -> None:
        """Let the trigger go."""
        self._trigger.follow(self._receiver, armed=False)
        with suppress(DeviceError):  # a unit that is gone has let go by itself
            self._send()

    def _receive(self, timeout: float) -> None:
        self._trigger.follow(self._receiver, armed=self.armed)
        self._send()
        until_idle = self._receiver.seconds_until_idle(time.monotonic())
        data = self._read(timeout if until_idle is None else min(timeout, until_idle))
        if data:
            self._receiver.feed(data, time.monotonic())
        else:
            self._receiver.idle(time.monotonic())
        self._send()

    def _send(self) -> None:
        """Write what the protocol has to say."""
        outgoing = self._receiver.to_send()
        if outgoing:
            self._write(outgoing)
