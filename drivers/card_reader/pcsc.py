"""Any reader the PC/SC service knows (pcscd on Linux), over pyscard's low-level calls."""

from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib.metadata import version
from typing import NoReturn, TypeVar

from smartcard import scard

from drivers.card_reader import CardEvent, CardInserted, CardReader, CardRemoved
from drivers.card_reader.bounded_thread import HeldUp
from drivers.card_reader.pcsc_faults import PcscFailure
from drivers.card_reader.pcsc_link import PcscLink
from drivers.card_reader.pcsc_session import PLUG_AND_PLAY, PcscSession, SlotState
from drivers.device import Capabilities, Provenance, Source
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.health import Unsure
from drivers.holders import held_by, programs_with_pcsc
from drivers.status import DeviceStatus, Readiness, Sensor
from drivers.usb import smart_card_readers

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
        answer_seconds: float = 3.0,
        power_seconds: float = 5.0,
        not_reader: str | None = None,
    ) -> None:
        self._link = PcscLink(reader, not_reader)
        self._answer_seconds = answer_seconds
        self._power_seconds = power_seconds
        self._known: dict[str, int] = {}
        self._slot: str | None = None
        self._under_way: tuple[str, *tuple[bytes, ...]] = ("power_on",)
        self._changes = 0
        self._news: deque[CardEvent] = deque()
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
        self._known.clear()
        self._news.clear()
        self._slot = None

    def do_poll(self, timeout: float) -> CardEvent | None:
        """The next insertion or removal; SERVICE_DOWN or NO_HARDWARE when the way to the reader is gone."""
        if not self._news:
            names = self._link.readers()
            known = {name: self._known.get(name, scard.SCARD_STATE_UNAWARE) for name in names}
            states = self._link.wait(known | {PLUG_AND_PLAY: scard.SCARD_STATE_UNAWARE}, timeout)
            self._notice({name: states[name] for name in names})
        return self._news.popleft() if self._news else None

    def do_status(self) -> DeviceStatus:
        """Online while the service and the reader are there; the card is a sensor, bad when mute."""
        if not self._link.is_open:
            return DeviceStatus(Readiness.OFFLINE, text="closed")
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
        return f"{', '.join(states)}: {self._try_card(states)}"

    def do_find(self) -> str:
        """A smart card reader on USB, else one that PC/SC knows (a serial or virtual one); NO_HARDWARE."""
        plugged = smart_card_readers()
        if plugged:
            return ", ".join(map(str, plugged))
        try:
            return f"PC/SC knows {', '.join(self._link.readers())}"
        except DeviceError as error:
            if error.code is DeviceErrorCode.NO_HARDWARE:
                raise
            return Unsure("no smart card reader on USB, and PC/SC cannot be asked")

    def do_find_os_driver(self) -> str | None:
        """What holds the USB readers: PC/SC through CCID, or nothing yet; CONFIGURATION for a kernel driver."""
        plugged = smart_card_readers()
        foreign = {driver for reader in plugged for driver in reader.drivers} - {"usbfs"}
        if foreign:
            text = f"the kernel's {', '.join(sorted(foreign))} keeps it from PC/SC: block that module"
            raise DeviceError(DeviceErrorCode.CONFIGURATION, str(plugged[0]), text)
        if not plugged:
            return None
        return "CCID, through usbfs" if any(reader.drivers for reader in plugged) else "free for CCID"

    def do_find_service(self) -> str:
        """SERVICE_DOWN where PC/SC does not answer."""
        return f"PC/SC answers, {len(self._link.all_readers())} reader(s)"

    def do_power_on(self) -> bytes:
        """Reset the card and hold it; an earlier connection is dropped first."""
        self._under_way = ("power_on",)
        states = self._link.states()
        self._notice(states)
        name = self._slot
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
        name, session = self._slot, self._link.connected
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
            self._link.let_card_go(lost=True)
            raise DeviceError(DeviceErrorCode.CARD_TORN, name, "an answer without a status word")
        return answer

    def do_together(self, work: Callable[[], ResultT]) -> ResultT:
        """Run ``work`` on the session's thread, so that no command changes threads."""
        session = self._link.session()
        try:
            return session.together(work)
        except HeldUp:
            self._link.give_up(session)
            error = DeviceError(DeviceErrorCode.CARD_MUTE, self._slot or "card reader", "no answer in time")
        # The operation that holds the thread never ends for the taps and the statistics: they hear of it here.
        operation, *arguments = self._under_way
        with suppress(DeviceError):
            self.operate(operation, lambda *_: _raise(error), *arguments)
        self._read_failed(operation, error)
        raise error

    def do_power_off(self) -> None:
        """Take the power from the card and let other programs have it."""
        self._link.let_card_go()

    def _notice(self, states: Mapping[str, SlotState]) -> None:
        """Turn what the slots are into what happened since the last look."""
        self._known = {name: state.raw for name, state in states.items()}
        if self._slot is not None and self._has_left(states.get(self._slot)):
            self._slot = None
            self._link.let_card_go(lost=True)
            self._news.append(CardRemoved())
        if self._slot is None:
            for name, state in states.items():
                if state.present:
                    self._slot, self._changes = name, state.changes
                    self._news.append(CardInserted(state.atr))
                    break

    def _has_left(self, state: SlotState | None) -> bool:
        # Two cards exchanged between two looks leave the slot full: only the count of movements tells.
        return state is None or not state.present or state.changes != self._changes

    def _absent(self) -> DeviceError:
        return DeviceError(DeviceErrorCode.CARD_ABSENT, self._slot or "card reader", "no card powered on")

    def _try_card(self, states: Mapping[str, SlotState]) -> str:
        if self._link.connected is not None:
            return "card connected"
        if not any(state.present for state in states.values()):
            return "no card"
        atr = self.do_power_on()
        self.do_power_off()
        return f"card answers {atr.hex(' ')}"

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
