"""IPP messages (RFC 8010): attributes to bytes and back, bounded against a printer that answers nonsense."""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

MAX_ATTRIBUTES = 4096
MAX_NESTING = 8


class IppSyntaxError(ValueError):
    """Bytes that are no IPP message."""


class Group(IntEnum):
    """Delimiter tags of the attribute groups used here."""

    OPERATION = 0x01
    JOB = 0x02
    END = 0x03
    PRINTER = 0x04
    UNSUPPORTED = 0x05


class Tag(IntEnum):
    """Value tags used here."""

    INTEGER = 0x21
    BOOLEAN = 0x22
    ENUM = 0x23
    RESOLUTION = 0x32
    RANGE = 0x33
    COLLECTION = 0x34
    TEXT_WITH_LANGUAGE = 0x35
    NAME_WITH_LANGUAGE = 0x36
    END_COLLECTION = 0x37
    TEXT = 0x41
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    CHARSET = 0x47
    LANGUAGE = 0x48
    MIME_TYPE = 0x49
    MEMBER_NAME = 0x4A


_OUT_OF_BAND = range(0x10, 0x20)
_STRINGS = range(0x40, 0x60)


@dataclass(frozen=True)
class Attribute:
    """One attribute to send; ``values`` share the tag."""

    tag: Tag
    name: str
    values: tuple[str | int | bool, ...]


Attributes = Mapping[str, Sequence[Any]]
"""Attributes received, by name: strings, integers, booleans, tuples (ranges), mappings (collections), None."""


@dataclass(frozen=True)
class IppResponse:
    """An answer: the status code, and its groups in order (one group a job for Get-Jobs)."""

    status: int
    groups: tuple[tuple[int, Attributes], ...]

    def all_of(self, group: Group) -> list[Attributes]:
        """Every group of one kind."""
        return [attributes for tag, attributes in self.groups if tag == group]

    def first(self, group: Group) -> Attributes:
        """The first group of one kind; empty where there is none."""
        return next(iter(self.all_of(group)), {})


def encode_request(
    version: tuple[int, int],
    operation: int,
    request_id: int,
    groups: Sequence[tuple[Group, Sequence[Attribute]]],
) -> bytes:
    """A request without its document, which follows it directly."""
    parts = [struct.pack(">BBHI", *version, operation, request_id)]
    for group, attributes in groups:
        parts.append(bytes([group]))
        parts += [_encode_attribute(attribute) for attribute in attributes]
    return b"".join((*parts, bytes([Group.END])))


def _encode_attribute(attribute: Attribute) -> bytes:
    parts = []
    name = attribute.name.encode("ascii")
    for value in attribute.values:
        data = _encode_value(attribute.tag, value)
        parts.append(struct.pack(">BH", attribute.tag, len(name)) + name + struct.pack(">H", len(data)) + data)
        name = b""  # further values of a set carry no name
    return b"".join(parts)


def _encode_value(tag: Tag, value: str | int | bool) -> bytes:
    if tag is Tag.BOOLEAN:
        return bytes([bool(value)])
    if tag in (Tag.INTEGER, Tag.ENUM):
        return struct.pack(">i", value)
    return str(value).encode("utf-8")


def decode_response(data: bytes) -> IppResponse:
    """Read an answer; IppSyntaxError for anything that is none."""
    reader = _Reader(data)
    _, status, _ = struct.unpack(">HHI", reader.take(8))
    groups: list[tuple[int, dict[str, list[Any]]]] = []
    name = ""
    while (tag := reader.take(1)[0]) != Group.END:
        if tag < 0x10:
            groups.append((tag, {}))
            name = ""
            continue
        if not groups:
            raise IppSyntaxError("an attribute before any group")
        name = reader.text() or name
        if not name:
            raise IppSyntaxError("a value without an attribute")
        groups[-1][1].setdefault(name, []).append(reader.value(tag))
    return IppResponse(status, tuple(groups))


class _Reader:
    """Reads along a message and stops at its end."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0
        self._values = 0

    def take(self, length: int) -> bytes:
        piece = self._data[self._at : self._at + length]
        if len(piece) < length:
            raise IppSyntaxError("the message ends early")
        self._at += length
        return piece

    def field(self) -> bytes:
        return self.take(int.from_bytes(self.take(2), "big"))

    def text(self) -> str:
        return self.field().decode("utf-8", "replace")

    def value(self, tag: int, depth: int = 0) -> Any:
        self._values += 1
        if self._values > MAX_ATTRIBUTES or depth > MAX_NESTING:
            raise IppSyntaxError("more attributes than a printer can mean")
        data = self.field()
        if tag == Tag.COLLECTION:
            return self._collection(depth + 1)
        return _decode_value(tag, data)

    def _collection(self, depth: int) -> dict[str, list[Any]]:
        members: dict[str, list[Any]] = {}
        member = ""
        while (tag := self.take(1)[0]) != Tag.END_COLLECTION:
            self.field()
            if tag < 0x10:
                raise IppSyntaxError("a group begins inside a collection")
            value = self.value(tag, depth)
            if tag == Tag.MEMBER_NAME:
                member = str(value)
            else:
                members.setdefault(member, []).append(value)
        self.field()
        self.field()
        return members


def _decode_value(tag: int, data: bytes) -> Any:
    if tag in _OUT_OF_BAND:
        return None
    try:
        if tag in (Tag.INTEGER, Tag.ENUM):
            return struct.unpack(">i", data)[0]
        if tag == Tag.BOOLEAN:
            return data != b"\x00"
        if tag == Tag.RANGE:
            return struct.unpack(">ii", data)
        if tag == Tag.RESOLUTION:
            return struct.unpack(">iib", data)
    except struct.error as error:
        raise IppSyntaxError(f"a value of {len(data)} bytes under tag {tag:02X}") from error
    if tag in (Tag.TEXT_WITH_LANGUAGE, Tag.NAME_WITH_LANGUAGE):
        reader = _Reader(data)
        reader.field()
        return reader.text()
    return data.decode("utf-8", "replace") if tag in _STRINGS else data
