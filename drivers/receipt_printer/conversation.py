"""Talking to a receipt printer over an open line: ask, be answered or not, and know which mark came back."""

import time
from collections.abc import Callable

from drivers.receipt_printer.character_device import CharacterDeviceTransport
from drivers.receipt_printer.replies import ReplyKind, take_reply
from drivers.receipt_printer.transports import Transport
from drivers.status import Sensor

ANSWER_SECONDS = 0.8
"""A real-time answer later than this is no answer."""
OFFLINE_BIT = 0x08
"""In the answer to DLE EOT 1."""

_STATUS_REQUESTS = (1, 2, 3, 4)

Mark = bytes | int
"""A process id, or the number of a paper status request on this line: both are answered in order."""


class Conversation:
    """One open line. ``on_mark`` is called for every mark that comes back, in time or late."""

    def __init__(self, transport: Transport, on_mark: Callable[[Mark], None]) -> None:
        self._transport = transport
        self._on_mark = on_mark
        self._incoming = bytearray()
        self._status_byte: int | None = None
        self._silent = False
        self._papers_asked = 0
        self._papers_answered = 0

    def close(self) -> None:
        """Let go of the line; never raises."""
        self._transport.close()

    def send(self, data: bytes, timeout: float) -> None:
        """Send whole commands; DeviceError TIMEOUT or OFFLINE."""
        self._transport.send(data, timeout)

    def ask_process_id(self, mark: bytes, timeout: float) -> None:
        """``GS ( H``: the printer sends the four bytes back once everything before is done."""
        self.send(b"\x1d(H\x06\x0000" + mark, timeout)

    def ask_paper(self, timeout: float) -> int:
        """``GS r 1``, answered in order with the data before it; returns the mark to wait for."""
        self._papers_asked += 1
        self.send(b"\x1dr\x01", timeout)
        return self._papers_asked

    def ask_status(self, number: int) -> int | None:
        """``DLE EOT number``, answered at once even by a stopped printer; None when it says nothing."""
        self._status_byte = None
        self.send(bytes((0x10, 0x04, number)), ANSWER_SECONDS)
        self._silent = not self.listen(ANSWER_SECONDS, lambda: self._status_byte is not None)
        return self._status_byte

    def ask_all(self) -> dict[int, int]:
        """The answers to DLE EOT 1 to 4; stops at the first silence, lest a late answer pass for the next one."""
        self.listen(0.0)
        answers: dict[int, int] = {}
        for number in _STATUS_REQUESTS:
            answer = self.ask_status(number)
            if answer is None:
                break
            answers[number] = answer
        return answers

    def port_says(self) -> dict[str, Sensor]:
        """What the line itself tells of the printer, where it is one that does."""
        line = self._transport
        return line.port_says() if isinstance(line, CharacterDeviceTransport) else {}

    def is_stopped(self) -> bool:
        """Whether the printer says it is offline. One that was silent when last asked is not asked again here."""
        answer = None if self._silent else self.ask_status(1)
        return answer is not None and bool(answer & OFFLINE_BIT)

    def listen(self, timeout: float, enough: Callable[[], bool] = lambda: False) -> bool:
        """Take in what comes, for at most ``timeout`` seconds or until ``enough``; returns whether it was."""
        until = time.monotonic() + timeout
        while not enough():
            left = until - time.monotonic()
            data = self._transport.receive(max(left, 0.0))
            self._incoming += data
            self._sort_replies()
            if left <= 0:
                return enough()
        return True

    def _sort_replies(self) -> None:
        while (reply := take_reply(self._incoming)) is not None:
            if reply.kind is ReplyKind.STATUS:
                self._status_byte = reply.data[0]
            elif reply.kind is ReplyKind.PROCESS_ID:
                self._on_mark(reply.data)
            elif reply.kind is ReplyKind.PAPER and self._papers_answered < self._papers_asked:
                self._papers_answered += 1
                self._on_mark(self._papers_answered)
