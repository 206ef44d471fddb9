"""A strict ESC/POS printer in software: bytes in, drawn receipts and replies out, with a real printer's faults.

Written from the command list and sharing no code with any encoder, so that what it draws proves an encoder right.
"""

import functools
import operator
from collections import deque
from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from drivers.faults import Fault
from drivers.receipt_printer.escpos_commands import Command, CommandReader, EscPosSyntaxError

PageImage = NDArray[np.bool_]
"""rows × dots of one receipt, true where the paper is black."""

WIDTH_DOTS = 576
"""80 mm paper at 203 dpi; 58 mm paper has 384."""
MAX_WAITING_COMMANDS = 4096


_HARMLESS = frozenset({Fault.NEAR_END, Fault.MUTE, Fault.UNKNOWN_STATUS})
"""Under these a printer goes on printing; every other fault stops it and puts it off-line."""

_STOPPED_BIT = 0x08
"""In the answer to DLE EOT 1, whatever stopped the printer."""
_REAL_TIME_BITS: dict[int, dict[Fault, int]] = {
    1: {},
    2: {
        Fault.COVER_OPEN: 0x04,
        Fault.PAPER_OUT: 0x20,
        Fault.CUTTER_ERROR: 0x40,
        Fault.JAM: 0x40,
        Fault.COOLING: 0x40,
    },
    3: {Fault.CUTTER_ERROR: 0x08, Fault.JAM: 0x20, Fault.COOLING: 0x40},
    4: {Fault.NEAR_END: 0x0C, Fault.PAPER_OUT: 0x6C},
}
"""What the answers to DLE EOT 1–4 say of each fault, beside the fixed bits; of several, all of it."""
_PAPER_BITS = {Fault.NEAR_END: 0x03, Fault.PAPER_OUT: 0x0F}
"""In the third byte of the automatic status."""

FAULTS = frozenset({Fault.MUTE, Fault.UNKNOWN_STATUS, Fault.OFFLINE, *_REAL_TIME_BITS[2], *_REAL_TIME_BITS[4]})
"""What can be wrong with the printer itself, apart from the line to it."""


class VirtualEscPosPrinter:
    """One printer with one roll of paper; not for two threads at once.

    A stopped printer answers real-time requests and keeps everything else for when it is mended, as printers do:
    a receipt cut short by the end of the paper comes out after the refill.
    """

    def __init__(self, width_dots: int = WIDTH_DOTS, *, knows_process_id: bool = True) -> None:
        if width_dots % 8:
            raise ValueError(f"paper of {width_dots} dots: a head prints whole bytes")
        self.width_dots = width_dots
        self.knows_process_id = knows_process_id
        self._faults: frozenset[Fault] = frozenset()
        self._rows_left: int | None = None
        self._reader = CommandReader()
        self._waiting: deque[Command] = deque()
        self._rows: list[PageImage] = []
        self._receipts: list[PageImage] = []
        self._replies = bytearray()
        self._reports_changes = False
        self._actions: dict[str, Callable[[Command], None]] = {
            "GS v 0": self._draw,
            "ESC J": lambda command: self._feed(command.arguments[0]),
            "GS V": self._cut,
            "GS a": self._report_changes,
            "GS r": self._answer_paper,
            "GS ( H": self._answer_process_id,
        }

    @property
    def faults(self) -> frozenset[Fault]:
        """All that is wrong with the printer now."""
        return self._faults

    @property
    def uncut_rows(self) -> int:
        """Rows on the paper since the last cut."""
        return sum(len(piece) for piece in self._rows)

    def set_fault(self, fault: Fault | None) -> None:
        """Break the printer by one of ``FAULTS`` alone, or mend it with None."""
        self.set_faults(frozenset() if fault is None else frozenset({fault}))

    def set_faults(self, faults: frozenset[Fault]) -> None:
        """Break the printer by these of ``FAULTS``; where none stops it, it goes on with what it was sent."""
        strange = sorted(faults - FAULTS)
        if strange:
            raise ValueError(f"a printer has no {', '.join(strange)}")
        self._change_to(faults)
        self._work()

    def run_out_after(self, rows: int | None) -> None:
        """Let the paper end after so many more rows; None: there is enough."""
        self._rows_left = rows

    def receive(self, data: bytes) -> bytes:
        """Take bytes as they arrive and return what the printer says; EscPosSyntaxError for unknown ones."""
        for command in self._reader.feed(data):
            if command.name == "DLE EOT":
                if Fault.UNKNOWN_STATUS in self._faults:
                    continue
                self._replies.append(self._real_time_status(command.arguments[0]))
            elif command.name == "DLE ENQ":
                self._recover(clear=command.arguments[0] == 2)
            else:
                self._waiting.append(command)
                if len(self._waiting) > MAX_WAITING_COMMANDS:
                    raise EscPosSyntaxError("the stopped printer's buffer is full")
                self._work()
        return self.take_replies()

    def take_replies(self) -> bytes:
        """What the printer has to say since it was last heard; a mute one says nothing."""
        replies = bytes(self._replies)
        self._replies.clear()
        return b"" if Fault.MUTE in self._faults else replies

    def take_receipts(self) -> list[PageImage]:
        """The receipts cut since they were last taken."""
        receipts, self._receipts = self._receipts, []
        return receipts

    def _work(self) -> None:
        while self._waiting and not self._is_stopped:
            command = self._waiting.popleft()
            action = self._actions.get(command.name)
            if action is not None:  # the others set up text, of which a picture printer has none
                action(command)

    def _draw(self, command: Command) -> None:
        mode, width, rows = command.arguments
        dots = np.unpackbits(np.frombuffer(command.data, np.uint8).reshape(rows, width), axis=1).astype(np.bool_)
        picture = dots.repeat(1 + (mode >> 1), axis=0).repeat(1 + (mode & 1), axis=1)
        if picture.shape[1] > self.width_dots:
            raise EscPosSyntaxError(f"a picture of {picture.shape[1]} dots on paper of {self.width_dots}")
        piece = np.zeros((len(picture), self.width_dots), np.bool_)
        piece[:, : picture.shape[1]] = picture
        self._print_rows(piece)

    def _feed(self, rows: int) -> None:
        self._print_rows(np.zeros((rows, self.width_dots), np.bool_))

    def _print_rows(self, piece: PageImage) -> None:
        if self._rows_left is None or len(piece) <= self._rows_left:
            self._rows.append(piece)
            if self._rows_left is not None:
                self._rows_left -= len(piece)
            return
        fitting, rest = piece[: self._rows_left], piece[self._rows_left :]
        self._rows.append(fitting)
        self._rows_left = None
        self._waiting.appendleft(
            Command("GS v 0", (0, self.width_dots // 8, len(rest)), np.packbits(rest).tobytes())
        )
        self._change_to(self._faults | {Fault.PAPER_OUT})

    def _cut(self, command: Command) -> None:
        way, feed = command.arguments
        if feed:
            self._waiting.extendleft((Command("GS V", (way, 0)), Command("ESC J", (feed,))))
        elif self._rows:
            self._receipts.append(np.concatenate(self._rows))
            self._rows.clear()

    def _report_changes(self, command: Command) -> None:
        self._reports_changes = command.arguments[0] != 0
        if self._reports_changes:
            self._replies += self._automatic_status()

    def _answer_paper(self, command: Command) -> None:
        if command.arguments[0] not in (1, 49):
            raise EscPosSyntaxError(f"GS r {command.arguments[0]} asks for no paper sensor")
        self._replies.append(0x03 if Fault.NEAR_END in self._faults else 0x00)

    def _answer_process_id(self, command: Command) -> None:
        if self.knows_process_id:
            self._replies += b"\x37\x22" + command.data + b"\x00"

    def _recover(self, *, clear: bool) -> None:
        if clear and self._is_stopped:
            self._waiting.clear()
            self._rows.clear()

    @property
    def _is_stopped(self) -> bool:
        return bool(self._faults - _HARMLESS)

    def _change_to(self, faults: frozenset[Fault]) -> None:
        self._faults = faults
        if self._reports_changes:
            self._replies += self._automatic_status()

    def _real_time_status(self, number: int) -> int:
        stopped = _STOPPED_BIT if number == 1 and self._is_stopped else 0
        return 0x12 | stopped | self._bits(_REAL_TIME_BITS[number])

    def _automatic_status(self) -> bytes:
        head = 0x10 | (0x08 if self._is_stopped else 0) | (0x20 if Fault.COVER_OPEN in self._faults else 0)
        return bytes((head, self._bits(_REAL_TIME_BITS[3]), self._bits(_PAPER_BITS), 0))

    def _bits(self, of: Mapping[Fault, int]) -> int:
        return functools.reduce(operator.or_, (of.get(fault, 0) for fault in self._faults), 0)
