"""A chip card as data: files that answer ISO/IEC 7816-4 commands, and fail where they are told to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from drivers.card_reader.virtual_faults import OK, CardFaults, CardGone
from drivers.card_reader.virtual_key import CONDITIONS_NOT_SATISFIED, WRONG_LENGTH, CardKey, KeyState

__all__ = ["CardFaults", "CardGone", "CardKey", "Dialect", "Protocol", "RecordFile", "VirtualCard"]

FILE_OR_APPLICATION_NOT_FOUND = b"\x6a\x82"
RECORD_NOT_FOUND = b"\x6a\x83"
SECURITY_STATUS_NOT_SATISFIED = b"\x69\x82"
NO_CURRENT_FILE = b"\x69\x86"
WRONG_PARAMETERS = b"\x6a\x86"
UNKNOWN_INSTRUCTION = b"\x6d\x00"
CLASS_NOT_SUPPORTED = b"\x6e\x00"

_BY_NUMBER, _BY_IDENTIFIER = 4, 0


class Protocol(StrEnum):
    """T=0 tells lengths by 61xx and 6Cxx and leaves the fetching to the terminal; T=1 answers at once."""

    T0 = "T=0"
    T1 = "T=1"


@dataclass(frozen=True)
class RecordFile:
    """An elementary file of records, each ``tag length value``.

    A locked one answers 6982 until the card's key is used; ``locked_tags`` locks single records instead.
    """

    records: Sequence[bytes]
    locked: bool = False
    locked_tags: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Dialect:
    """Which of the standard's ways a card's mask knows; a way it does not know is refused as cards refuse it."""

    protocol: Protocol = Protocol.T1
    ef_select_p1: frozenset[int] = frozenset({0x00, 0x02})
    by_number: bool = True
    by_identifier: bool = True
    by_short_file_identifier: bool = True


@dataclass
class VirtualCard:
    """A card of ``applications``: AID → file identifier → file. Knows nothing of what the records mean.

    ``heard`` keeps every command APDU since the card was made, for whoever must prove what was never sent.
    """

    atr: bytes
    applications: Mapping[bytes, Mapping[int, RecordFile]]
    dialect: Dialect = Dialect()
    faults: CardFaults = CardFaults()
    key: CardKey | None = None
    heard: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._key_state = KeyState(self.key) if self.key is not None else None
        self.power_on()

    @property
    def tries_left(self) -> int:
        """Wrong answers the card's key still bears; 0 for a card without a key."""
        return self._key_state.tries_left if self._key_state is not None else 0

    @property
    def _authenticated(self) -> bool:
        return self._key_state is not None and self._key_state.authenticated

    @property
    def answer_to_reset(self) -> bytes:
        """What a reader hears of the card when it resets it; nothing where the card is mute from there on."""
        return b"" if self.faults.mute_at_reset else self.atr

    def power_on(self) -> bytes:
        """Reset the card and return its answer to reset."""
        self._files: Mapping[int, RecordFile] | None = None
        self._current: RecordFile | None = None
        self._pending = b""
        if self._key_state is not None:
            self._key_state.reset()
        self._count = 0
        return self.answer_to_reset

    def answer(self, command: bytes) -> bytes:
        """Answer one command APDU with data and SW1 SW2; ``b""`` is silence. Raises CardGone when torn out."""
        self.heard.append(command)
        self._count += 1
        self.faults.begin(self._count)
        return self.faults.answer(self._count, self._perform(command))

    def _perform(self, command: bytes) -> bytes:
        if len(command) < 4:
            return WRONG_LENGTH
        if command[0] != 0x00:
            return CLASS_NOT_SUPPORTED
        instruction = command[1]
        if instruction == 0xC0:
            return self._get_response(command)
        self._pending = b""
        if instruction == 0xA4:
            return self._select(command)
        if instruction == 0xB2:
            return self._read_record(command)
        if instruction == 0x84 and self._key_state is not None:
            return self._key_state.challenge(command)
        if instruction == 0x82 and self._key_state is not None:
            return self._key_state.authenticate(command)
        return UNKNOWN_INSTRUCTION

    def _get_response(self, command: bytes) -> bytes:
        if not self._pending:
            return CONDITIONS_NOT_SATISFIED
        wanted = (command[4] or 256) if len(command) == 5 else 0
        if wanted > len(self._pending):
            return bytes((0x6C, len(self._pending)))
        chunk, self._pending = self._pending[:wanted], self._pending[wanted:]
        return chunk + (bytes((0x61, min(len(self._pending), 255))) if self._pending else OK)

    def _select(self, command: bytes) -> bytes:
        length = command[4] if len(command) > 5 else 0
        name = command[5 : 5 + length]
        if not length or len(name) != length or len(command) > 6 + length:
            return WRONG_LENGTH
        return self._select_application(name) if command[2] == 0x04 else self._select_file(command[2], name)

    def _select_application(self, name: bytes) -> bytes:
        for identifier, files in self.applications.items():
            if len(name) >= 5 and identifier.startswith(name):
                self._files, self._current = files, None
                return self._described(b"\x84" + bytes((len(identifier),)) + identifier)
        return FILE_OR_APPLICATION_NOT_FOUND

    def _select_file(self, p1: int, name: bytes) -> bytes:
        if p1 not in self.dialect.ef_select_p1 or len(name) != 2:
            return WRONG_PARAMETERS
        file = (self._files or {}).get(int.from_bytes(name, "big"))
        if file is None:
            return FILE_OR_APPLICATION_NOT_FOUND
        self._current = file
        return self._described(b"\x83\x02" + name)

    def _described(self, contents: bytes) -> bytes:
        control = b"\x6f" + bytes((len(contents),)) + contents
        if self.dialect.protocol is Protocol.T0:
            self._pending = control
            return bytes((0x61, len(control)))
        return control + OK

    def _read_record(self, command: bytes) -> bytes:
        if len(command) != 5:
            return WRONG_LENGTH
        file = self._addressed(command[3] >> 3)
        if isinstance(file, bytes):
            return file
        record = self._found(file, command[2], command[3] & 0x07)
        if record is None:
            return RECORD_NOT_FOUND
        if isinstance(record, int):
            return WRONG_PARAMETERS
        if not self._authenticated and (file.locked or (record and record[0] in file.locked_tags)):
            return SECURITY_STATUS_NOT_SATISFIED
        return self._lengthened(record, command[4])

    def _addressed(self, short_identifier: int) -> RecordFile | bytes:
        if not short_identifier:
            return self._current or NO_CURRENT_FILE
        if not self.dialect.by_short_file_identifier:
            return WRONG_PARAMETERS
        for identifier, file in (self._files or {}).items():
            if identifier & 0x1F == short_identifier:
                self._current = file
                return file
        return FILE_OR_APPLICATION_NOT_FOUND

    def _found(self, file: RecordFile, p1: int, mode: int) -> bytes | int | None:
        """The record, None where there is none, or the mode itself where this card does not know it."""
        if mode == _BY_NUMBER and self.dialect.by_number:
            if file.locked and not self._authenticated:
                return b""
            return file.records[p1 - 1] if 0 < p1 <= len(file.records) else None
        if mode == _BY_IDENTIFIER and self.dialect.by_identifier:
            return next((record for record in file.records if record[:1] == bytes((p1,))), None)
        return mode

    def _lengthened(self, record: bytes, expected: int) -> bytes:
        if self.dialect.protocol is Protocol.T0 and expected != len(record) % 256:
            return bytes((0x6C, len(record) % 256))
        if expected and expected < len(record):
            return bytes((0x6C, len(record) % 256))
        if expected and expected > len(record):
            return record + b"\x62\x82"
        return record + OK
