"""Commands to a card and their whole answers: 61xx fetched, 6Cxx asked again, time and length bounded."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from drivers.card_reader import CardReader
from drivers.errors import INPUT_REFUSED, DeviceError, DeviceErrorCode
from kiosk.cards.problems import CardLost, CardSilent

MAX_ANSWER = 258
"""256 bytes and the status: the most a command of this terminal may be answered with."""
MAX_FETCHES = 8

OK = 0x9000
SHORTER_THAN_ASKED = 0x6282
NO_SENSE = 0x0000
"""Stands in for the status of an answer that is too long or has none."""


@dataclass(frozen=True)
class Answer:
    """What the card said: data, and SW1 SW2 as one number."""

    data: bytes
    status: int

    @property
    def good(self) -> bool:
        """Whether the data can be used."""
        return self.status in (OK, SHORTER_THAN_ASKED)


class Dialogue:
    """A conversation with the card that is powered on, of at most ``seconds``."""

    def __init__(self, reader: CardReader, seconds: float) -> None:
        self._reader = reader
        self._ends_at = time.monotonic() + seconds

    @contextmanager
    def waiting(self, seconds: float) -> Iterator[None]:
        """Time that is not the card's: at most ``seconds`` of what passes inside does not count."""
        started = time.monotonic()
        try:
            yield
        finally:
            self._ends_at += min(seconds, time.monotonic() - started)

    def ask(self, command: bytes) -> Answer:
        """One command that expects data. Raises CardLost, CardSilent, or the reader's own DeviceError."""
        answer = self._corrected(command)
        collected = answer.data
        for _ in range(MAX_FETCHES):
            if answer.status >> 8 != 0x61:
                break
            answer = self._corrected(bytes((0x00, 0xC0, 0x00, 0x00, answer.status & 0xFF)))
            collected += answer.data
        return Answer(collected if answer.good else b"", answer.status)

    def select(self, command: bytes) -> int:
        """One SELECT; its status, with OK for a card that (T=0) holds a description ready, fetched or not."""
        answer = self._corrected(command)
        if answer.status >> 8 == 0x61:
            self._exchange(bytes((0x00, 0xC0, 0x00, 0x00, answer.status & 0xFF)))
            return OK
        return answer.status

    def _corrected(self, command: bytes) -> Answer:
        answer = self._exchange(command)
        if answer.status >> 8 != 0x6C:
            return answer
        without_length = command[:-1] if len(command) == 5 else command
        return self._exchange(without_length + bytes((answer.status & 0xFF,)))

    def _exchange(self, command: bytes) -> Answer:
        if time.monotonic() > self._ends_at:
            raise CardSilent
        with card_faults():
            try:
                answer = self._reader.transmit(command)
            except DeviceError as error:
                if error.code in INPUT_REFUSED:
                    return Answer(b"", NO_SENSE)
                raise
        if not 2 <= len(answer) <= MAX_ANSWER:
            return Answer(b"", NO_SENSE)
        return Answer(answer[:-2], int.from_bytes(answer[-2:], "big"))


@contextmanager
def card_faults() -> Iterator[None]:
    """Say what a reader's fault means for the reading; faults of the reader itself pass through."""
    try:
        yield
    except DeviceError as error:
        if error.code is DeviceErrorCode.CARD_TORN:
            raise CardLost(error.code) from error
        if error.code is DeviceErrorCode.CARD_MUTE:
            raise CardSilent from error
        raise
