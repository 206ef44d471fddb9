"""Card readers at APDU level: power on, transmit, and whether a card is there (ISO/IEC 7816-3, -4)."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from drivers.device import Device, DeviceKind
from drivers.errors import INPUT_REFUSED, DeviceError, DeviceErrorCode
from drivers.lifecycle import DeviceState


@dataclass(frozen=True)
class CardInserted:
    """A card is in the reader. ``atr`` is its answer to reset."""

    atr: bytes


@dataclass(frozen=True)
class CardRemoved:
    """The card has left the reader."""


CardEvent = CardInserted | CardRemoved
ResultT = TypeVar("ResultT")
_ENABLED = DeviceState.ENABLED


class CardReader(Device[CardEvent], ABC):
    """A contact or contactless reader with one slot; ``poll`` yields insertions and removals."""

    kind: ClassVar[DeviceKind] = DeviceKind.CARD_READER
    _reading = False

    def power_on(self) -> bytes:
        """Connect to the card exclusively and return its ATR; CARD_ABSENT, CARD_MUTE or CLAIMED_ELSEWHERE."""
        self._reading = False
        try:
            atr = self.use("power_on", self.do_power_on)
        except DeviceError as error:
            self._read_failed("power_on", error)
            raise
        self._reading = True
        return atr

    def transmit(self, apdu: bytes) -> bytes:
        """Send one command APDU and return the whole answer with SW1 SW2 (no 61xx/6Cxx handling here).

        Raises CARD_TORN when the card goes, CARD_MUTE when it does not answer in time, and INCOMPLETE for an answer
        without a status word: the card is still there and may be asked again. At most 65,538 bytes.
        """
        # What ``use`` does, without its call: a reading sends dozens (docs/decisions/measuring-a-command.md).
        try:
            if self._state is not _ENABLED:
                self._need(_ENABLED)
            return self.operate("transmit", self.do_transmit, apdu)
        except DeviceError as error:
            self._read_failed("transmit", error)
            raise

    def together(self, work: Callable[[], ResultT]) -> ResultT:
        """Do many exchanges in one go: ``work`` uses this reader, and a driver may spare it a thread change each.

        No operation of its own: the taps see each exchange, and each keeps its own time limit. Raises what ``work``
        raises, or CARD_MUTE where an exchange did not come back; nothing of ``work`` reaches a card after that.
        """
        self._need(DeviceState.ENABLED)
        return self.do_together(work)

    def power_off(self) -> None:
        """Let the card go. Safe without a card, and on a device that is closed; never raises."""
        if self.state is DeviceState.ENABLED:
            if self._reading:
                self._reading = False
                self.statistics.count("GoodReadCount")
            self.operate("power_off", self.do_power_off)

    def _read_failed(self, operation: str, error: DeviceError) -> None:
        """A read is good when the card is let go of without a failure; one that fails is counted once.

        An answer that was not kept ends no reading: the card may be asked again.
        """
        if error.code in INPUT_REFUSED:
            return
        began = operation == "power_on" and error.code is not DeviceErrorCode.CARD_ABSENT
        if began or self._reading:
            self.statistics.count("FailedReadCount")
        self._reading = False

    def do_together(self, work: Callable[[], ResultT]) -> ResultT:
        """See ``together``; a driver without a thread of its own has nothing to spare."""
        return work()

    @abstractmethod
    def do_power_on(self) -> bytes:
        """See ``power_on``."""

    @abstractmethod
    def do_transmit(self, apdu: bytes) -> bytes:
        """See ``transmit``."""

    @abstractmethod
    def do_power_off(self) -> None:
        """See ``power_off``."""
