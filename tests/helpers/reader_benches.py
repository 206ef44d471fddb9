"""The real backend of card readers on the conformance bench: a pcscd of our own, and cards that come and go."""

import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import Any

from drivers.card_reader.bounded_thread import BoundedThread
from drivers.card_reader.pcsc import PcscCardReader
from drivers.card_reader.pcsc_session import PcscSession
from drivers.card_reader.virtual_card import CardFaults, VirtualCard
from drivers.conformance.bench import Bench
from drivers.conformance.stimulus import By, Stimulus
from drivers.device import DeviceKind
from tests.helpers.pcscd import READER, Pcscd, other_program_takes
from tests.helpers.vpcd import CardInReader

ATR = bytes.fromhex("3b6800000073c84013009000")
MUTE = CardFaults(mute_from=1)
LATE_SECONDS = 0.5
SEEN_SECONDS = 10.0


@dataclass
class LateCard(VirtualCard):
    """Answers after ``wait``."""

    wait: Callable[[], Any] = bool

    def answer(self, command: bytes) -> bytes:
        self.wait()
        return super().answer(command)


class SlotWatch:
    """What pcscd itself says of the slot: its count of movements tells a card put back from one never taken out."""

    def __init__(self) -> None:
        self._session = PcscSession(BoundedThread("bench"))
        self._state = self._session.states([READER])[READER]

    def await_card(self) -> None:
        self._until(lambda: self._state.present)

    def await_change(self) -> None:
        before = self._state.changes
        self._until(lambda: self._state.changes != before)

    def close(self) -> None:
        self._session.end()

    def _until(self, seen: Callable[[], bool]) -> None:
        until = time.monotonic() + SEEN_SECONDS
        while not seen():
            assert time.monotonic() < until, "pcscd does not see what was done to the slot"
            self._state = self._session.wait({READER: self._state.raw}, 1.0)[READER]


class PcscBench(Bench):
    """A pcscd of our own with a virtual reader, and cards that come and go in it."""

    by = By.COUNTERPART
    can = frozenset(
        {
            Stimulus.CARD, Stimulus.UNPLUGGED, Stimulus.HELD_ELSEWHERE, Stimulus.SILENT, Stimulus.LATE,
            Stimulus.BLOCKED,
        }
    )  # fmt: skip

    def __init__(self) -> None:
        self._daemon = Pcscd()
        self._daemon.start()
        self._pause = threading.Event()
        self._late = False
        self._mute = False
        self._card: LateCard | None = None
        self._in_reader: CardInReader | None = None
        self._other: subprocess.Popen[bytes] | None = None
        super().__init__("card_reader.pcsc", DeviceKind.CARD_READER, lambda: PcscCardReader(answer_seconds=1.2))

    def begin(self, stimulus: Stimulus) -> None:
        {
            Stimulus.CARD: self._put_in,
            Stimulus.UNPLUGGED: self._stop,
            Stimulus.HELD_ELSEWHERE: self._take,
            Stimulus.SILENT: lambda: self._spoil(mute=True),
            Stimulus.BLOCKED: lambda: self._spoil(mute=True),
            Stimulus.LATE: lambda: self._spoil(late=True),
        }[stimulus]()

    def end(self, stimulus: Stimulus) -> None:
        {
            Stimulus.CARD: self._pull,
            Stimulus.UNPLUGGED: self._daemon.start,
            Stimulus.HELD_ELSEWHERE: self._give_back,
            Stimulus.SILENT: self._exchange,
            Stimulus.BLOCKED: self._exchange,
            Stimulus.LATE: self._spoil,
        }[stimulus]()

    def close(self) -> None:
        self._drop()
        self._daemon.stop()

    def _put_in(self) -> None:
        self._card = LateCard(ATR, {}, wait=self._wait)
        self._in_reader = CardInReader(self._card, self._daemon.port)

    def _pull(self) -> None:
        """Out, and seen to be out: pcscd looks every few tenths of a second, and no hand is faster than that."""
        if self._in_reader is None:
            return
        with closing(SlotWatch()) as slot:
            slot.await_card()
            self._drop()
            slot.await_change()

    def _drop(self) -> None:
        reader, self._in_reader, self._card = self._in_reader, None, None
        if reader is not None:
            reader.pull()

    def _exchange(self) -> None:
        """A card that went mute is taken out, and a good one put in."""
        self._spoil()
        if self._in_reader is not None:
            self._pull()
            self._put_in()

    def _stop(self) -> None:
        self._daemon.kill()
        self._drop()

    def _take(self) -> None:
        """A card just put in is not powered at once, and refuses the other program until then."""
        for _ in range(50):
            with suppress(RuntimeError):
                self._other = other_program_takes(READER)
                return
            self._pause.wait(0.02)

    def _give_back(self) -> None:
        other, self._other = self._other, None
        if other is not None:
            other.communicate()

    def _spoil(self, *, mute: bool = False, late: bool = False) -> None:
        self._late = late
        if self._card is not None:
            self._card.faults = MUTE if mute else CardFaults()

    def _wait(self) -> None:
        if self._late:
            self._pause.wait(LATE_SECONDS)
