"""Rebuilds, from a recorded conversation, a virtual card that holds the same files with masked contents."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from drivers.card_reader.virtual_card import CardFaults, Dialect, Protocol, RecordFile, VirtualCard
from drivers.errors import DeviceErrorCode
from drivers.trace import TraceLine

_SELECT, _READ_RECORD = 0xA4, 0xB2
_BY_NAME = 0x04
_BY_NUMBER, _BY_IDENTIFIER = 4, 0
_LOCKED = b"\x69\x82"
_WRONG_PARAMETERS = b"\x6a\x86"
_Way = tuple[int, int]
"""An instruction and the way it addresses: P1 of a SELECT, the mode of a READ RECORD."""
_BY_SHORT: _Way = (_READ_RECORD, 0xFF)
_GOOD = (b"\x90\x00", b"\x62\x82")


@dataclass
class _File:
    by_number: dict[int, bytes] = field(default_factory=dict)
    by_identifier: dict[int, bytes] = field(default_factory=dict)
    refused: bool = False
    locked_tags: set[int] = field(default_factory=set)

    def built(self) -> RecordFile:
        """Numbered records at their places; a gap is an empty record, as nobody asked for it."""
        numbered = [self.by_number.get(number, b"") for number in range(1, max(self.by_number, default=0) + 1)]
        known = set(numbered)
        by_tag = [record for record in self.by_identifier.values() if record not in known]
        locked = [bytes((tag, 0)) for tag in self.locked_tags]
        whole = self.refused and not (self.by_number or self.by_identifier)
        return RecordFile([*numbered, *by_tag, *locked], whole, frozenset(self.locked_tags))


def rebuilt_card(atr: bytes, lines: Iterable[TraceLine]) -> VirtualCard:
    """The card that ``lines``, from its insertion to its removal, talk with; torn or mute where they say so."""
    rebuilding = _Rebuilding()
    for line in lines:
        rebuilding.hear(line)
    return rebuilding.card(atr)


class _Rebuilding:
    def __init__(self) -> None:
        self._applications: dict[bytes, dict[int, _File]] = {}
        self._files: dict[int, _File] = {}
        self._current: _File | None = None
        self._t0 = False
        self._refused: set[_Way] = set()
        self._taken: set[_Way] = set()
        self._count = 0
        self._mute_from: int | None = None
        self._torn_at: int | None = None
        self._short_at: int | None = None

    def hear(self, line: TraceLine) -> None:
        """One recorded operation."""
        if line.operation == "power_on":
            self._count = 0
        if line.operation != "transmit":
            return
        self._count += 1
        if line.error is not None:
            self._fail(line.error.code)
            return
        command, answer = bytes.fromhex(line.arguments[0]), bytes.fromhex(line.result["hex"])
        data, status = answer[:-2], answer[-2:]
        self._t0 = self._t0 or status[:1] == b"\x61"
        if len(command) >= 4 and command[1] == _SELECT:
            self._select(command, status)
        elif len(command) >= 4 and command[1] == _READ_RECORD:
            self._read(command, data, status)

    def card(self, atr: bytes) -> VirtualCard:
        """The card heard so far."""
        applications = {
            name: {number: file.built() for number, file in files.items()}
            for name, files in self._applications.items()
        }
        dialect = Dialect(
            Protocol.T0 if self._t0 else Protocol.T1,
            frozenset(p1 for p1 in (0x00, 0x02) if self._knows((_SELECT, p1))),
            self._knows((_READ_RECORD, _BY_NUMBER)),
            self._knows((_READ_RECORD, _BY_IDENTIFIER)),
            self._knows(_BY_SHORT),
        )
        faults = CardFaults(self._mute_from, self._torn_at, short_at=self._short_at)
        return VirtualCard(atr, applications, dialect, faults)

    def _knows(self, way: "_Way") -> bool:
        """Whether the card ever took this way, or never refused it."""
        return way in self._taken or way not in self._refused

    def _hear_of(self, way: "_Way", status: bytes) -> None:
        (self._refused if status == _WRONG_PARAMETERS else self._taken).add(way)

    def _fail(self, code: DeviceErrorCode) -> None:
        if code is DeviceErrorCode.CARD_MUTE and self._mute_from is None:
            self._mute_from = self._count
        if code is DeviceErrorCode.CARD_TORN and self._torn_at is None:
            self._torn_at = self._count
        if code is DeviceErrorCode.INCOMPLETE:
            self._short_at = self._count

    def _select(self, command: bytes, status: bytes) -> None:
        good = status in _GOOD or status[:1] == b"\x61"
        name = command[5 : 5 + command[4]] if len(command) > 5 else b""
        if command[2] == _BY_NAME:
            if good:
                self._files = self._applications.setdefault(name, {})
                self._current = None
            return
        self._hear_of((_SELECT, command[2]), status)
        if good:
            self._current = self._files.setdefault(int.from_bytes(name, "big"), _File())

    def _read(self, command: bytes, data: bytes, status: bytes) -> None:
        short = command[3] >> 3
        self._hear_of((_READ_RECORD, command[3] & 0x07), status)
        if short:
            self._hear_of(_BY_SHORT, status)
        if short and (status in _GOOD or status == _LOCKED):
            known = (file for number, file in self._files.items() if number & 0x1F == short)
            self._current = next(known, None) or self._files.setdefault(0xEF00 | short, _File())
        file = self._current
        if file is None:
            return
        if status == _LOCKED:
            file.refused = True
            if command[3] & 0x07 == _BY_IDENTIFIER:
                file.locked_tags.add(command[2])
        elif status in _GOOD and command[3] & 0x07 == _BY_NUMBER:
            file.by_number[command[2]] = data
        elif status in _GOOD:
            file.by_identifier[command[2]] = data
