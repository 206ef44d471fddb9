"""Cuts a byte stream into ESC/POS commands, strictly: what is not in the command list is an error."""

from collections.abc import Iterator
from dataclasses import dataclass

MAX_RASTER_ROWS = 2303
MAX_PENDING_BYTES = 1 << 20


class EscPosSyntaxError(ValueError):
    """Bytes a strict printer does not take: an unknown command, a bad argument, a command inside a picture."""


@dataclass(frozen=True)
class Command:
    """One command: its name, its one-byte arguments, and the picture's bytes where there is one."""

    name: str
    arguments: tuple[int, ...] = ()
    data: bytes = b""


_REAL_TIME = {b"\x10\x04": ("DLE EOT", range(1, 5)), b"\x10\x05": ("DLE ENQ", range(1, 3))}
"""Carried out on arrival, even by a stopped printer."""
_FIXED = {
    b"\x1b@": ("ESC @", 0),
    b"\x1bJ": ("ESC J", 1),
    b"\x1c&": ("FS &", 0),
    b"\x1c.": ("FS .", 0),
    b"\x1c!": ("FS !", 1),
    b"\x1cS": ("FS S", 2),
    b"\x1cC": ("FS C", 1),
    b"\x1da": ("GS a", 1),
    b"\x1dr": ("GS r", 1),
}
"""Two-byte commands with a fixed number of one-byte arguments."""
_CUTS_AT_ONCE = (0, 1, 48, 49)
_CUTS_AFTER_FEED = (0x41, 0x42)
_RASTER_HEADER_BYTES = 8
_PROCESS_ID_BYTES = 11
_DANGEROUS_IN_PICTURES = (
    *(bytes((0x10, 0x04, n)) for n in range(1, 9)),
    *(bytes((0x10, 0x05, n)) for n in range(3)),
    *(bytes((0x10, 0x14, n)) for n in (1, 2, 3, 7, 8)),
)
"""Many printers obey real-time commands inside a picture, which then shifts: a picture must not hold one."""


class CommandReader:
    """Takes bytes in pieces of any size and gives whole commands."""

    def __init__(self) -> None:
        self._pending = bytearray()

    @property
    def in_mid_command(self) -> bool:
        """Whether a command has begun and not ended."""
        return bool(self._pending)

    def feed(self, data: bytes) -> Iterator[Command]:
        """Yield each command that ``data`` completes; EscPosSyntaxError at the first byte that fits none."""
        self._pending += data
        if len(self._pending) > MAX_PENDING_BYTES:
            raise EscPosSyntaxError(f"{len(self._pending)} bytes without the end of a command")
        while self._pending and (found := _first_command(bytes(self._pending))) is not None:
            command, length = found
            del self._pending[:length]
            yield command


def _first_command(data: bytes) -> tuple[Command, int] | None:
    """The command at the start of ``data`` and its length; None while it is not whole."""
    if data[0] not in b"\x10\x1b\x1c\x1d":
        raise EscPosSyntaxError(f"byte {data[0]:02X} begins no command")
    head = data[:2]
    if len(head) < 2:
        return None
    if head in _FIXED:
        name, count = _FIXED[head]
        return (Command(name, tuple(data[2 : 2 + count])), 2 + count) if len(data) >= 2 + count else None
    parse = _VARIABLE.get(head)
    if parse is None:
        raise EscPosSyntaxError(f"unknown command {head.hex(' ').upper()}")
    return parse(data)


def _real_time(data: bytes) -> tuple[Command, int] | None:
    if len(data) < 3:
        return None
    name, allowed = _REAL_TIME[data[:2]]
    if data[2] not in allowed:
        raise EscPosSyntaxError(f"{name} {data[2]} is not a real-time request")
    return Command(name, (data[2],)), 3


def _raster(data: bytes) -> tuple[Command, int] | None:
    if len(data) < _RASTER_HEADER_BYTES:
        return None
    zero, mode, width, rows = data[2], data[3], data[4] + 256 * data[5], data[6] + 256 * data[7]
    if zero != 0x30 or mode not in (0, 1, 2, 3, 48, 49, 50, 51):
        raise EscPosSyntaxError(f"GS v {zero:02X} {mode:02X} is no raster picture")
    if not width or not 1 <= rows <= MAX_RASTER_ROWS:
        raise EscPosSyntaxError(f"a raster picture of {width} bytes by {rows} rows")
    end = _RASTER_HEADER_BYTES + width * rows
    if len(data) < end:
        return None
    picture = data[_RASTER_HEADER_BYTES:end]
    for command in _DANGEROUS_IN_PICTURES:
        if command in picture:
            raise EscPosSyntaxError(f"a picture holds the real-time command {command.hex(' ').upper()}")
    return Command("GS v 0", (mode & 3, width, rows), picture), end


def _cut(data: bytes) -> tuple[Command, int] | None:
    if len(data) < 3:
        return None
    if data[2] in _CUTS_AT_ONCE:
        return Command("GS V", (data[2], 0)), 3
    if data[2] not in _CUTS_AFTER_FEED:
        raise EscPosSyntaxError(f"GS V {data[2]} is no way to cut")
    return (Command("GS V", (data[2], data[3])), 4) if len(data) >= 4 else None


def _process_id(data: bytes) -> tuple[Command, int] | None:
    if len(data) < _PROCESS_ID_BYTES:
        return None
    head, mark = data[2:7], data[7:_PROCESS_ID_BYTES]
    if head != b"H\x06\x0000" or not all(0x20 <= byte <= 0x7E for byte in mark):
        raise EscPosSyntaxError(f"GS ( {data[2:_PROCESS_ID_BYTES].hex(' ').upper()} is no process id")
    return Command("GS ( H", (), mark), _PROCESS_ID_BYTES


_VARIABLE = {
    b"\x10\x04": _real_time,
    b"\x10\x05": _real_time,
    b"\x1dv": _raster,
    b"\x1dV": _cut,
    b"\x1d(": _process_id,
}
