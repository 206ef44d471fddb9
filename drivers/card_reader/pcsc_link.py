"""The way to one reader through the PC/SC service: begun anew after a restart, given up where a card holds it."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from smartcard import scard

from drivers.card_reader.bounded_thread import BoundedThread, HeldUp
from drivers.card_reader.pcsc_faults import PcscFailure
from drivers.card_reader.pcsc_session import PcscSession, SlotState
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.observation import Observation, Observed, each

AnswerT = TypeVar("AnswerT")

_SERVICE = "PC/SC service"

MOST_UNANSWERED = 3
"""Threads that a service which hangs may hold at once; while it does, it is not asked again."""


class PcscLink:
    """Sessions with the service, one at a time, to the reader named ``wanted`` or those with it in their name.

    Never those with ``unwanted`` in their name.
    """

    def __init__(self, wanted: str | None, unwanted: str | None = None) -> None:
        self._wanted, self._unwanted = wanted, unwanted
        self._session: PcscSession | None = None
        self._held: PcscSession | None = None
        self._unanswered: list[BoundedThread] = []
        self._full: dict[str, int] = {}

    @property
    def connected(self) -> PcscSession | None:
        """The session with a card connected; None where there is none."""
        session = self._session
        return session if session is not None and session.card is not None else None

    @property
    def held(self) -> bool:
        """Whether a session given up still waits for its card; true until the card is taken out."""
        if self._held is not None and self._held.ended:
            self._held = None
        return self._held is not None

    def session(self) -> PcscSession:
        """The live session, begun now where there is none; SERVICE_DOWN."""
        if self._session is None:
            self._session = self._begun()
        return self._session

    def _begun(self) -> PcscSession:
        self._unanswered = [thread for thread in self._unanswered if not thread.ended]
        if len(self._unanswered) >= MOST_UNANSWERED:
            raise _no_answer()
        thread = BoundedThread("pcsc")
        try:
            return PcscSession(thread)
        except PcscFailure as failure:
            raise failure.at(_SERVICE) from failure
        except HeldUp:
            self._unanswered.append(thread)
            raise _no_answer() from None

    def close(self) -> None:
        """End the session. One that is held ends when its call comes back."""
        session, self._session = self._session, None
        if session is not None:
            session.end()

    def give_up(self, session: PcscSession) -> None:
        """Leave ``session`` to the card that holds it; the next question begins another.

        One that was given up already does not take its successor with it.
        """
        if session is not self._session:
            return
        self._held, self._session = self._session, None
        if self._held is not None:
            self._held.end()

    def let_card_go(self, *, lost: bool = False) -> None:
        """Drop the connection to the card, if any; ``lost`` when it may have left. Never raises."""
        if self._session is not None:
            self._session.disconnect(scard.SCARD_LEAVE_CARD if lost else scard.SCARD_UNPOWER_CARD)

    def readers(self) -> list[str]:
        """Our readers; NO_HARDWARE when there is none, saying which others there are."""
        found = self.all_readers()
        wanted = self._wanted or ""
        names = [wanted] if wanted in found else [name for name in found if wanted in name]
        if self._unwanted is not None:
            names = [name for name in names if self._unwanted not in name]
        if not names:
            there = Observation(Observed.THERE_ARE, each(found)) if found else Observation(Observed.NO_READER_KNOWN)
            raise DeviceError(DeviceErrorCode.NO_HARDWARE, self._wanted or "card reader", there)
        return names

    def all_readers(self) -> list[str]:
        """Every reader the service knows, ours or not."""
        return self._ask(PcscSession.readers)

    def states(self) -> dict[str, SlotState]:
        """How our readers are now."""
        names = self.readers()
        return self._ask(lambda session: self._surely(session.states(names)))

    def wait(self, known: Mapping[str, int], seconds: float) -> dict[str, SlotState]:
        """Wait until something differs from ``known``; see PcscSession.wait."""
        return self._ask(lambda session: self._surely(session.wait(known, seconds)))

    def _surely(self, states: dict[str, SlotState]) -> dict[str, SlotState]:
        """The same, after the service looked once more into each slot that it calls empty and counted no removal.

        One of our own calls found the slot empty before the service's own look: should the card be in again by
        that look, it would never be announced.
        """
        doubtful = [
            name for name, state in states.items() if self._full.get(name) == state.changes and not state.present
        ]
        if doubtful:
            session = self.session()
            for name in doubtful:
                session.look_into(name)
            states = states | session.states(doubtful)
        self._full.update({name: state.changes for name, state in states.items() if state.present})
        return states

    def _ask(self, question: Callable[[PcscSession], AnswerT]) -> AnswerT:
        session = self.session()
        try:
            return question(session)
        except PcscFailure as failure:
            raise failure.at(_SERVICE) from failure
        except HeldUp:
            self._unanswered.append(session.thread)
            self.close()
            raise _no_answer() from None


def _no_answer() -> DeviceError:
    return DeviceError(DeviceErrorCode.SERVICE_DOWN, _SERVICE, Observation(Observed.DOES_NOT_ANSWER))
