"""Any reader the PC/SC service knows (pcscd on Linux), over pyscard's low-level calls."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib.metadata import version
from typing import NoReturn, TypeVar

from smartcard import scard

from drivers.card_reader import CardEvent, CardReader
from drivers.card_reader.bounded_thread import HeldUp
from drivers.card_reader.pcsc_faults import PcscFailure
from drivers.card_reader.pcsc_ladder import find_kernel_driver, find_reader, find_service
from drivers.card_reader.pcsc_link import PcscLink
from drivers.card_reader.pcsc_session import PLUG_AND_PLAY, PcscSession, SlotState
from drivers.card_reader.pcsc_slots import Slots
from drivers.device import Capabilities, Provenance, Source
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.holders import held_by, programs_with_pcsc
from drivers.observation import Observation, Observed, each
from drivers.options import Seconds
from drivers.status import DeviceStatus, Readiness, Sensor

ResultT = TypeVar("ResultT")


class PcscCardReader(CardReader):
    """The reader named ``reader`` (its whole name, or a part of it), or whichever one holds a card.

    ``not_reader`` is a part of the name of slots to leave alone: the one with the security module, say, which
    always holds a card.

    ``answer_seconds`` bounds one APDU and ``power_seconds`` the reset: PC/SC itself has no time limit, so both
    run on a thread that is given up when a card goes mute (docs/decisions/card-reader-watchdog.md). A card
    that gave no answer to reset is announced with an empty ATR; ``power_on`` then says CARD_MUTE.
    """

    def __init__(
        self,
        reader: str | None = None,
        answer_seconds: Seconds = 3.0,
        power_seconds: Seconds = 5.0,
        not_reader: str | None = None,
    ) -> None:
        self._link = PcscLink(reader, not_reader)
        self._answer_seconds = answer_seconds
        self._power_seconds = power_seconds
        self._slots = Slots()
        self._under_way: tuple[str, *tuple[bytes, ...]] = ("power_on",)
        self._device: tuple[Source, str | None] = (Source.HARDWARE, None)

    @property
    def provenance(self) -> Provenance:
        """Names the reader's serial number, else the reader. A virtual reader says so once a card was powered."""
        source, serial = self._device
        return Provenance(source, "pcsc", version("pyscard"), serial)

    @property
    def capabilities(self) -> Capabilities:
        """The reader is shared, a card in it is ours alone while powered."""
        return Capabilities(frozenset({"card"}), names_holder=True)

    @property
    def handle(self) -> tuple[int, int]:
        """PC/SC's handle of the card powered and its protocol, for a bench beside us; CARD_ABSENT without one."""
        session = self._link.connected
        if session is None or session.card is None:
            raise self._absent()
        return session.card

    def do_open(self) -> None:
        """Reach the service and find the reader: SERVICE_DOWN, NO_HARDWARE."""
        self._link.readers()

    def do_close(self) -> None:
        """Leave the service. A thread held by a mute card ends when the card is taken out."""
        self._link.close()
        self._slots.forget()

    def do_poll(self, timeout: float) -> CardEvent | None:
        """The next insertion or removal; SERVICE_DOWN or NO_HARDWARE when the way to the reader is gone."""
        if not self._slots.has_news:
            known = self._slots.known(self._link.readers())
            states = self._link.wait(known | {PLUG_AND_PLAY: scard.SCARD_STATE_UNAWARE}, timeout)
            self._look_at({name: states[name] for name in known})
        return self._slots.next_news()

    def do_status(self) -> DeviceStatus:
        """Online while the service and the reader are there; the card is a sensor, bad when mute."""
        try:
            states = self._link.states()
        except DeviceError as error:
            return DeviceStatus(Readiness.OFFLINE, text=str(error))
        cards = [state for state in states.values() if state.present]
        if not cards:
            return DeviceStatus(Readiness.ONLINE, text=f"no card; {', '.join(states)}")
        mute = self._link.held or all(state.mute for state in cards)
        return DeviceStatus(Readiness.ONLINE, (("card", Sensor.BAD if mute else Sensor.GOOD),), "card in reader")

    def do_answer(self) -> str:
        """Ask the service for the reader and, where a card is in and free, for its answer to reset."""
        states = self._link.states()
        return Observation(Observed.BOTH, each(states), self._try_card(states))

    def do_find(self) -> str:
        """See ``pcsc_ladder``."""
        return find_reader(self._link)

    def do_find_os_driver(self) -> str | None:
        """See ``pcsc_ladder``."""
        return find_kernel_driver()

    def do_find_service(self) -> str:
        """See ``pcsc_ladder``."""
        return find_service(self._link)

    def do_power_on(self) -> bytes:
        """Reset the card and hold it; an earlier connection is dropped first."""
        self._under_way = ("power_on",)
        states = self._link.states()
        self._look_at(states)
        name = self._slots.occupied
        if name is None:
            raise DeviceError(DeviceErrorCode.CARD_ABSENT, ", ".join(states))
        if self._link.held:
            raise DeviceError(DeviceErrorCode.CARD_MUTE, name, "still held by the last command: take the card out")
        session = self._link.session()
        try:
            atr = session.connect_settled(name, self._power_seconds)
            self._device = _describe(session, name)
        except HeldUp:
            self._link.give_up(session)
            why = f"no answer to reset in {self._power_seconds:g} s"
            raise DeviceError(DeviceErrorCode.CARD_MUTE, name, why) from None
        except PcscFailure as failure:
            session.disconnect()
            if failure.code is DeviceErrorCode.CONFIGURATION:
                self._link.states()  # a service that dies refuses as policy does: SERVICE_DOWN, where it is gone
            raise _not_powered(failure, name) from failure
        return atr

    def do_transmit(self, apdu: bytes) -> bytes:
        """One APDU; any failure that is neither a silence nor a lost reader means the card went."""
        name, session = self._slots.occupied, self._link.connected
        if name is None or session is None:
            raise self._absent()
        self._under_way = ("transmit", apdu)
        try:
            answer = session.transmit(apdu, self._answer_seconds)
        except HeldUp:
            self._link.give_up(session)
            why = f"no answer in {self._answer_seconds:g} s"
            raise DeviceError(DeviceErrorCode.CARD_MUTE, name, why) from None
        except PcscFailure as failure:
            raise self._lost(failure, name) from failure
        if len(answer) < 2:
            raise self._cut_short(answer, name)
        return answer

    def do_together(self, work: Callable[[], ResultT]) -> ResultT:
        """Run ``work`` on the session's thread, so that no command changes threads."""
        session = self._link.session()
        try:
            return session.together(work)
        except HeldUp:
            self._link.give_up(session)
            error = DeviceError(
                DeviceErrorCode.CARD_MUTE, self._slots.occupied or "card reader", "no answer in time"
            )
        # The operation that holds the thread never ends for the taps and the statistics: they hear of it here.
        operation, *arguments = self._under_way
        with suppress(DeviceError):
            self.operate(operation, lambda *_: _raise(error), *arguments)
        self._read_failed(operation, error)
        raise error

    def do_power_off(self) -> None:
        """Take the power from the card and let other programs have it."""
        self._link.let_card_go()

    def _look_at(self, states: Mapping[str, SlotState]) -> None:
        """Take note of the slots; a connection to a card that has left is dropped."""
        if self._slots.notice(states):
            self._link.let_card_go(lost=True)

    def _absent(self) -> DeviceError:
        return DeviceError(DeviceErrorCode.CARD_ABSENT, self._locus, "no card powered on")

    @property
    def _locus(self) -> str:
        return self._slots.occupied or "card reader"

    def _try_card(self, states: Mapping[str, SlotState]) -> str:
        if self._link.connected is not None:
            return Observation(Observed.CARD_CONNECTED)
        if not any(state.present for state in states.values()):
            return Observation(Observed.NO_CARD)
        atr = self.do_power_on()
        self.do_power_off()
        return Observation(Observed.CARD_ANSWERS, atr.hex(" "))

    def _cut_short(self, answer: bytes, name: str) -> DeviceError:
        """Nothing at all is how a card that was pulled ends an answer; of one byte, something was said."""
        why = "an answer without a status word"
        if answer:
            return DeviceError(DeviceErrorCode.INCOMPLETE, name, why)
        self._link.let_card_go(lost=True)
        return DeviceError(DeviceErrorCode.CARD_TORN, name, why)

    def _lost(self, failure: PcscFailure, name: str) -> DeviceError:
        """PC/SC gives the same codes for a card pulled and a service stopped: ask it how things are now."""
        self._link.let_card_go(lost=True)
        if failure.code is DeviceErrorCode.CARD_MUTE:
            return failure.at(name)
        try:
            states = self._link.states()
        except DeviceError as error:
            return error
        code = DeviceErrorCode.CARD_TORN if name in states else DeviceErrorCode.NO_HARDWARE
        return DeviceError(code, name, failure.text)


def _raise(error: DeviceError) -> NoReturn:
    raise error


def _not_powered(failure: PcscFailure, name: str) -> DeviceError:
    if failure.code is not DeviceErrorCode.CLAIMED_ELSEWHERE:
        return failure.at(name)
    return DeviceError(failure.code, name, held_by(programs_with_pcsc()))


def _describe(session: PcscSession, name: str) -> tuple[Source, str]:
    """A virtual reader is no hardware: its readings are stamped as a simulator's."""
    vendor = session.attribute(scard.SCARD_ATTR_VENDOR_NAME).decode("ascii", "replace")
    serial = session.attribute(scard.SCARD_ATTR_VENDOR_IFD_SERIAL_NO).decode("ascii", "replace").strip("\x00 ")
    virtual = "virtual" in f"{vendor} {name}".lower()
    return (Source.SIMULATOR if virtual else Source.HARDWARE), serial or name
