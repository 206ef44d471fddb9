"""One PC/SC context and the one card connected through it; every call made on one bounded thread."""

import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from smartcard import scard

from drivers.card_reader.bounded_thread import BoundedThread, HeldUp
from drivers.card_reader.pcsc_faults import UNSETTLED, PcscFailure, check

ResultT = TypeVar("ResultT")

SERVICE_SECONDS = 3.0
"""How long pcscd may take for an answer that needs no card."""

SETTLE_SECONDS = 0.6
SETTLE_PAUSE_SECONDS = 0.05
"""pcscd looks at its slots every few tenths of a second; until then it may not know yet what lies in one."""

PLUG_AND_PLAY = "\\\\?PnP?\\Notification"
"""The reader name under which PC/SC tells that readers came or went."""


@dataclass(frozen=True)
class SlotState:
    """What PC/SC says of one reader. ``raw`` goes back into the next wait; ``changes`` counts card movements."""

    raw: int
    atr: bytes

    @property
    def present(self) -> bool:
        """Whether a card is in, mute or not."""
        return bool(self.raw & scard.SCARD_STATE_PRESENT)

    @property
    def mute(self) -> bool:
        """Whether the card in it gave no answer to reset."""
        return bool(self.raw & scard.SCARD_STATE_MUTE)

    @property
    def changes(self) -> int:
        """Insertions and removals since the service started (16 bits)."""
        return self.raw >> 16


class PcscSession:
    """Opens a context; raises PcscFailure, and HeldUp where the service or a card does not answer in time.

    ``thread`` is its own from then on, and ends with it.
    """

    def __init__(self, thread: BoundedThread) -> None:
        self.thread = thread
        self._context: int | None = None
        self.card: tuple[int, int] | None = None
        try:
            self._call(self._establish)
        except (PcscFailure, HeldUp):
            self.end()
            raise

    @property
    def held(self) -> bool:
        """Whether a call has not come back; the session is then good for nothing but ``end``."""
        return self.thread.held

    @property
    def ended(self) -> bool:
        """Whether its thread is gone."""
        return self.thread.ended

    def readers(self) -> list[str]:
        """The readers the service knows, by name."""
        return self._call(_list_readers, self._context)

    def wait(self, known: Mapping[str, int], seconds: float) -> dict[str, SlotState]:
        """Wait at most ``seconds`` until a reader differs from ``known`` (name → raw state; 0 is unknown)."""
        return self._call(_wait, self._context, known, seconds, seconds=SERVICE_SECONDS + seconds)

    def states(self, readers: Iterable[str]) -> dict[str, SlotState]:
        """How these readers are now."""
        return self.wait(dict.fromkeys(readers, scard.SCARD_STATE_UNAWARE), 0.0)

    def look_into(self, reader: str) -> None:
        """Have the service find out whether a card is in by trying to reset it. Never raises."""
        with suppress(PcscFailure, HeldUp):
            self._call(_look_into, self._context, reader)

    def connect(self, reader: str, seconds: float) -> bytes:
        """Power the card of ``reader`` and hold it exclusively; its ATR. Drops an earlier connection first."""
        self.disconnect(scard.SCARD_RESET_CARD)
        self.card = self._call(_connect, self._context, reader, seconds=seconds)
        return self._call(_atr, self.card[0], seconds=seconds)

    def connect_settled(self, reader: str, seconds: float) -> bytes:
        """Connect, giving a card that was only just put in or let go of a moment to be powered again."""
        until = time.monotonic() + SETTLE_SECONDS
        while True:
            try:
                return self.connect(reader, seconds)
            except PcscFailure as failure:
                unsettled = failure.result in UNSETTLED and self.states([reader])[reader].present
                if not unsettled or time.monotonic() > until:
                    raise
            time.sleep(SETTLE_PAUSE_SECONDS)

    def transmit(self, apdu: bytes, seconds: float) -> bytes:
        """One command APDU to the connected card, and its whole answer."""
        card = self.card
        if card is None:
            raise PcscFailure("SCardTransmit", scard.SCARD_W_REMOVED_CARD)
        return self.thread.call(_transmit, card, apdu, seconds=seconds)

    def together(self, work: Callable[[], ResultT]) -> ResultT:
        """Run ``work`` on this session's own thread; HeldUp where one of its calls does not come back."""
        return self.thread.together(work)

    def attribute(self, identifier: int) -> bytes:
        """One attribute of the connected reader; empty where it has none."""
        if self.card is None:
            return b""
        return self._call(_attribute, self.card[0], identifier)

    def disconnect(self, disposition: int = scard.SCARD_UNPOWER_CARD) -> None:
        """Let the card go, without power unless told otherwise. Never raises.

        A card that may be gone is left: unpowering an empty slot makes pcscd call it empty before its own look
        at the slot, and it then misses the next card.
        """
        card, self.card = self.card, None
        if card is not None:
            with suppress(PcscFailure, HeldUp):
                self._call(scard.SCardDisconnect, card[0], disposition)

    def end(self) -> bool:
        """Release everything and end the thread; a held session does so by itself when its call comes back."""
        return self.thread.end(self._farewell)

    def _establish(self) -> None:
        # Kept here, on the thread: a context that comes too late for the caller is still there to be released.
        result, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_SYSTEM)
        check("SCardEstablishContext", result)
        self._context = int(context)

    def _farewell(self) -> None:
        card, self.card = self.card, None
        if card is not None:
            scard.SCardDisconnect(card[0], scard.SCARD_LEAVE_CARD if self.held else scard.SCARD_UNPOWER_CARD)
        if self._context is not None:
            scard.SCardReleaseContext(self._context)

    def _call(self, function: Callable[..., ResultT], *arguments: Any, seconds: float | None = None) -> ResultT:
        return self.thread.call(function, *arguments, seconds=SERVICE_SECONDS if seconds is None else seconds)


def _list_readers(context: int) -> list[str]:
    result, readers = scard.SCardListReaders(context, [])
    if result == scard.SCARD_E_NO_READERS_AVAILABLE:
        return []
    check("SCardListReaders", result)
    return [str(reader) for reader in readers]


def _wait(context: int, known: Mapping[str, int], seconds: float) -> dict[str, SlotState]:
    result, states = scard.SCardGetStatusChange(context, round(seconds * 1000), list(known.items()))
    if result != scard.SCARD_E_TIMEOUT:
        check("SCardGetStatusChange", result)
    return {name: SlotState(raw, bytes(atr)) for name, raw, atr in states}


def _look_into(context: int, reader: str) -> None:
    direct = scard.SCARD_SHARE_DIRECT
    result, card, _protocol = scard.SCardConnect(context, reader, direct, scard.SCARD_PROTOCOL_UNDEFINED)
    check("SCardConnect", result)
    scard.SCardReconnect(card, direct, scard.SCARD_PROTOCOL_UNDEFINED, scard.SCARD_RESET_CARD)
    scard.SCardDisconnect(card, scard.SCARD_LEAVE_CARD)


def _connect(context: int, reader: str) -> tuple[int, int]:
    protocols = scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1
    result, card, protocol = scard.SCardConnect(context, reader, scard.SCARD_SHARE_EXCLUSIVE, protocols)
    check("SCardConnect", result)
    return card, protocol


def _atr(card: int) -> bytes:
    result, _reader, _state, _protocol, atr = scard.SCardStatus(card)
    check("SCardStatus", result)
    return bytes(atr)


def _transmit(card: tuple[int, int], apdu: bytes) -> bytes:
    result, answer = scard.SCardTransmit(*card, list(apdu))
    if result:
        raise PcscFailure("SCardTransmit", result)
    return bytes(answer)


def _attribute(card: int, identifier: int) -> bytes:
    result, value = scard.SCardGetAttrib(card, identifier)
    return bytes(value) if result == scard.SCARD_S_SUCCESS else b""
