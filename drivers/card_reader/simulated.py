"""A simulated card reader: whoever tests or trains presents a virtual card, and takes it away."""

import threading
from collections import deque
from typing import Any, ClassVar

from drivers.card_reader import CardEvent, CardInserted, CardReader, CardRemoved
from drivers.card_reader.virtual_card import CardGone, VirtualCard
from drivers.device import Capabilities, Provenance, Source
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.faults import Fault
from drivers.observation import Observation, Observed
from drivers.simulation import PATIENCE_SECONDS, Simulated
from drivers.status import DeviceStatus, Readiness, Sensor


class SimulatedCardReader(Simulated, CardReader):
    """A reader without hardware; every reading is stamped SIMULATOR."""

    locus: ClassVar[str] = "simulated card reader"

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._card: VirtualCard | None = None
        self._news: deque[CardEvent] = deque()
        self._powered: VirtualCard | None = None
        self._open = False

    def present(self, stimulus: Any) -> None:
        """Put a ``VirtualCard`` in, or take it out with None; from any thread, also in the middle of a read."""
        if stimulus is not None and not isinstance(stimulus, VirtualCard):
            raise TypeError("a simulated card reader takes a VirtualCard, or None for no card")
        with self._changed:
            if self._card is not None:
                self._news.append(CardRemoved())
            self._card = stimulus
            if stimulus is not None:
                self._news.append(CardInserted(stimulus.answer_to_reset))
            self._changed.notify_all()

    @property
    def capabilities(self) -> Capabilities:
        """It senses the card; what holds it up, a fault, ends with a cancel."""
        return Capabilities(frozenset({"card"}), cancels=True)

    @property
    def provenance(self) -> Provenance:
        """Stamps readings as simulated."""
        return Provenance(Source.SIMULATOR, "simulated", "1")

    def do_open(self) -> None:
        """Open; a card that lay in the reader before is news again."""
        with self._changed:
            self._open = True
            self._news.clear()
            if self._card is not None:
                self._news.append(CardInserted(self._card.answer_to_reset))

    def do_close(self) -> None:
        """Let go of the card."""
        self.do_power_off()
        self._open = False

    def do_poll(self, timeout: float) -> CardEvent | None:
        """The next insertion or removal."""
        with self._changed:
            self._changed.wait_for(lambda: bool(self._news), timeout)
            return self._news.popleft() if self._news else None

    def do_status(self) -> DeviceStatus:
        """Online while open, with the card as a sensor."""
        if not self._open:
            return DeviceStatus(Readiness.OFFLINE, text="closed")
        reading = Sensor.BAD if self.has(Fault.MUTE) else Sensor.GOOD
        sensors = (("card", reading),) if self._card is not None else ()
        return DeviceStatus(Readiness.ONLINE, sensors, "card in reader" if sensors else "no card")

    def do_answer(self) -> str:
        """See Device."""
        return Observation(Observed.SIMULATED_READER)

    def do_power_on(self) -> bytes:
        """Reset the card that is in."""
        if not self._open:
            raise DeviceError(DeviceErrorCode.CLOSED, self.locus)
        with self._changed:
            self._powered = self._card
        if self._powered is None:
            raise DeviceError(DeviceErrorCode.CARD_ABSENT, self.locus)
        self._await_answer()
        atr = self._powered.power_on()
        if not atr:
            self._powered = None
            raise DeviceError(DeviceErrorCode.CARD_MUTE, self.locus, "no answer to reset")
        return atr

    def do_transmit(self, apdu: bytes) -> bytes:
        """One APDU to the card that was powered on."""
        card = self._powered
        if card is None:
            raise DeviceError(DeviceErrorCode.CARD_ABSENT, self.locus, "no card powered on")
        if card is not self._card:
            raise self._torn()
        if self.has(Fault.TORN):
            self.present(None)
            raise self._torn()
        self._await_answer()
        try:
            answer = card.answer(apdu)
        except CardGone:
            self.present(None)
            raise self._torn() from None
        if not answer:
            raise DeviceError(DeviceErrorCode.CARD_MUTE, self.locus, "no answer to a command")
        arrived = self._arrived(answer)
        if len(arrived) < 2:
            raise DeviceError(DeviceErrorCode.INCOMPLETE, self.locus, "an answer without a status word")
        return arrived

    def do_power_off(self) -> None:
        """Let the card go."""
        self._powered = None

    def _await_answer(self) -> None:
        """CARD_MUTE where the card says nothing for as long as a driver waits."""
        if self.has(Fault.MUTE) and self.hold(Fault.MUTE, PATIENCE_SECONDS):
            raise DeviceError(DeviceErrorCode.CARD_MUTE, self.locus, "no answer")

    def _arrived(self, answer: bytes) -> bytes:
        """What the reader passes on of an answer; a reader always has two status bytes to give."""
        if self.has(Fault.GARBAGE):
            answer = self.course.noise(len(answer))
        data, status = answer[:-2], answer[-2:]
        if self.has(Fault.SHORT):
            data = data[: len(data) // 2]
        oversize = self.felt(Fault.OVERSIZE)
        if oversize is not None:
            data = data.ljust(int(oversize.measure), b"\x00")
        return data + status

    def _torn(self) -> DeviceError:
        self._powered = None
        return DeviceError(DeviceErrorCode.CARD_TORN, self.locus)
