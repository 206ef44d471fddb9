"""Packets of Zebra's Simple Serial Interface (72E-40451): length, opcode, source, status, data, checksum."""

from dataclasses import dataclass
from enum import IntEnum, IntFlag

HEADER_BYTES = 4
CHECKSUM_BYTES = 2
MAX_DATA_BYTES = 255 - HEADER_BYTES


class Opcode(IntEnum):
    """The opcodes a scan needs; there are others, and a unit may send them."""

    CMD_ACK = 0xD0
    CMD_NAK = 0xD1
    START_SESSION = 0xE4
    STOP_SESSION = 0xE5
    DECODE_DATA = 0xF3
    EVENT = 0xF6


class Source(IntEnum):
    """Who sent a packet."""

    DECODER = 0
    HOST = 4


class Status(IntFlag):
    """What a packet's status byte says: sent again, and more of the same message follows."""

    FIRST_AND_LAST = 0
    RETRANSMIT = 1
    CONTINUED = 2


class NakCause(IntEnum):
    """Why a packet was not taken."""

    RESEND = 1
    BAD_CONTEXT = 2
    DENIED = 6


@dataclass(frozen=True)
class Packet:
    """One packet; ``opcode`` is a plain number, for a unit may send what is not in Opcode."""

    opcode: int
    data: bytes = b""
    source: int = Source.HOST
    status: int = 0

    def encoded(self) -> bytes:
        """The packet as it goes over the line. Raises ValueError for more than MAX_DATA_BYTES."""
        if len(self.data) > MAX_DATA_BYTES:
            raise ValueError(f"a packet holds {MAX_DATA_BYTES} bytes")
        head = bytes((HEADER_BYTES + len(self.data), self.opcode, self.source, self.status))
        return head + self.data + checksum(head + self.data).to_bytes(CHECKSUM_BYTES)


def checksum(message: bytes) -> int:
    """The two's complement of the sum of all bytes, in 16 bits, high byte first on the line."""
    return -sum(message) & 0xFFFF


def packet_at(data: bytes | bytearray | memoryview) -> Packet | None:
    """The packet that begins ``data`` and is whole; None where the checksum does not fit. See ``packet_bytes``."""
    size = packet_bytes(data)
    if size is None or len(data) < size:
        return None
    message = bytes(data[: size - CHECKSUM_BYTES])
    if checksum(message) != int.from_bytes(data[size - CHECKSUM_BYTES : size]):
        return None
    return Packet(message[1], message[HEADER_BYTES:], message[2], message[3])


def packet_bytes(data: bytes | bytearray | memoryview) -> int | None:
    """How many bytes the packet beginning ``data`` takes; None where no packet of a unit's begins like this."""
    if not data or data[0] < HEADER_BYTES or (len(data) > 2 and data[2] != Source.DECODER):
        return None
    return data[0] + CHECKSUM_BYTES
