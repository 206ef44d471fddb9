"""Zebra's Simple Serial Interface as a state machine: scans out of packets, acknowledged or asked for again."""

from collections import deque
from dataclasses import replace

from drivers.code_scanner import MAX_SCAN_BYTES
from drivers.code_scanner.assembly import OfSeveral, Refused
from drivers.code_scanner.ssi_packet import NakCause, Opcode, Packet, Status, packet_at, packet_bytes

PACKET_SECONDS = 0.1
"""A packet that stops arriving for this long is not going on."""

MESSAGE_SECONDS = 2.0
"""How long the next packet of a message in several may take, and how long an answer to a command."""

MAX_TRIES = 3
"""How often a command is sent, and how often in a row a unit is asked to send again."""

MACRO_PDF, MACRO_QR = 0x28, 0x29
"""Types of codes whose message is split over several."""

_ACK = Packet(Opcode.CMD_ACK).encoded()
_RESEND = Packet(Opcode.CMD_NAK, bytes((NakCause.RESEND,))).encoded()
_ANSWERED = frozenset({Opcode.DECODE_DATA, Opcode.EVENT})
_SUFFIXES = (b"\r\n", b"\r", b"\n", b"\t")


class SsiReceiver:
    """A ScanReceiver for units set to SSI with packeted data. Garbage between packets costs nothing but itself.

    A packet sent again because our acknowledgement was lost is acknowledged again and counts once. A message in
    several packets that breaks off is forgotten: half a code is none. ``refused`` is why the unit would not carry
    out the last command, None where it did or has not answered.
    """

    def __init__(self) -> None:
        self._incoming = bytearray()
        self._last_byte_at = 0.0
        self._outgoing = bytearray()
        self._scans: deque[bytes | OfSeveral | Refused] = deque()
        self._message = bytearray()
        self._message_type: int | None = None
        self._packets = 0
        self._last_packet_at = 0.0
        self._last_taken: Packet | None = None
        self._asked_again = 0
        self._position = 0
        self._asked_up_to = 0
        self._command: Packet | None = None
        self._command_tries = 0
        self._command_at = 0.0
        self.refused: NakCause | None = None

    def feed(self, data: bytes, now: float) -> None:
        """Take bytes that arrived at ``now``."""
        self._last_byte_at = now
        self._incoming += data
        while self._incoming and self._step(now):
            pass

    def idle(self, now: float) -> None:
        """Say that nothing had arrived by ``now``: what hangs in the air is asked for again, or given up."""
        if self._incoming and now >= self._last_byte_at + PACKET_SECONDS:
            self._give_up_packet(now)
        if self._message_type is not None and now >= self._last_packet_at + MESSAGE_SECONDS:
            self._forget_message()
        if self._command is not None and now >= self._command_at + MESSAGE_SECONDS:
            self._send_command(now, again=True)

    def seconds_until_idle(self, now: float) -> float | None:
        """How long until silence means something."""
        ends = []
        if self._incoming:
            ends.append(self._last_byte_at + PACKET_SECONDS)
        if self._message_type is not None:
            ends.append(self._last_packet_at + MESSAGE_SECONDS)
        if self._command is not None:
            ends.append(self._command_at + MESSAGE_SECONDS)
        return max(0.0, min(ends) - now) if ends else None

    def next_scan(self) -> bytes | OfSeveral | Refused | None:
        """The oldest scan, without its suffix; None when there is none."""
        return self._scans.popleft() if self._scans else None

    def to_send(self) -> bytes:
        """Acknowledgements, requests to send again, and commands, in order."""
        outgoing = bytes(self._outgoing)
        self._outgoing.clear()
        return outgoing

    def trigger(self, on: bool, now: float) -> None:
        """Start or stop a scan session; sent again until the unit answers, MAX_TRIES times."""
        self._command = Packet(Opcode.START_SESSION if on else Opcode.STOP_SESSION)
        self._command_tries = 0
        self.refused = None
        self._send_command(now, again=False)

    def _step(self, now: float) -> bool:
        """Take one packet, or drop one byte that begins none; False where more bytes must come first."""
        size = packet_bytes(self._incoming)
        if size is None:
            self._drop(1)
            return True
        if len(self._incoming) < size:
            return False
        packet = packet_at(self._incoming)
        if packet is None:
            self._ask_again(self._position, size)
            self._drop(1)
            return True
        self._drop(size)
        self._packets += 1
        self._asked_again = 0
        self._take(packet, now)
        return True

    def _drop(self, count: int) -> None:
        del self._incoming[:count]
        self._position += count

    def _give_up_packet(self, now: float) -> None:
        """The packet at hand is going nowhere: look for whole ones behind its first byte, else ask again."""
        start, size, packets = self._position, len(self._incoming), self._packets
        self._drop(1)
        while self._incoming:
            if not self._step(now):
                self._drop(1)
        if self._packets == packets and size > 1:
            self._ask_again(start, size)

    def _ask_again(self, start: int, size: int) -> None:
        """Ask once for a stretch of the stream, whatever it seems to hold, and MAX_TRIES times in a row."""
        if start >= self._asked_up_to and self._asked_again < MAX_TRIES:
            self._outgoing += _RESEND
            self._asked_again += 1
        self._asked_up_to = max(self._asked_up_to, start + size)

    def _take(self, packet: Packet, now: float) -> None:
        if packet.opcode in _ANSWERED:
            self._outgoing += _ACK
        if packet.opcode == Opcode.DECODE_DATA:
            self._take_data(packet, now)
        elif packet.opcode == Opcode.CMD_ACK:
            self._command = None
        elif packet.opcode == Opcode.CMD_NAK:
            self._take_nak(packet, now)

    def _take_data(self, packet: Packet, now: float) -> None:
        once = replace(packet, status=packet.status & ~Status.RETRANSMIT)
        repeated = packet.status & Status.RETRANSMIT and once == self._last_taken
        if repeated and now < self._last_packet_at + MESSAGE_SECONDS:
            return
        self._last_taken, self._last_packet_at = once, now
        self._append(packet.data)
        if not packet.status & Status.CONTINUED:
            self._finish()

    def _append(self, data: bytes) -> None:
        """Add a packet's data. It begins with the code's type, which later packets may or may not repeat."""
        if self._message_type is None:
            self._message_type = data[0] if data else 0
            self._message += data[1:]
        else:
            self._message += data[1:] if data[:1] == bytes((self._message_type,)) else data
        # One byte beyond the bound is enough to know; a suffix may take two.
        del self._message[MAX_SCAN_BYTES + 3 :]

    def _finish(self) -> None:
        data, split = bytes(self._message), self._message_type in (MACRO_PDF, MACRO_QR)
        self._forget_message()
        suffix = next((each for each in _SUFFIXES if data.endswith(each)), b"")
        data = data.removesuffix(suffix)
        if len(data) > MAX_SCAN_BYTES:
            self._scans.append(Refused.OVERSIZE)
        elif data:
            self._scans.append(OfSeveral(data) if split else data)

    def _forget_message(self) -> None:
        self._message.clear()
        self._message_type = None

    def _take_nak(self, packet: Packet, now: float) -> None:
        if self._command is None:
            return
        if packet.data[:1] == bytes((NakCause.RESEND,)):
            self._send_command(now, again=True)
            return
        self._command = None
        known = {cause.value: cause for cause in NakCause}
        self.refused = known.get(packet.data[0] if packet.data else 0, NakCause.DENIED)

    def _send_command(self, now: float, *, again: bool) -> None:
        if self._command is None or self._command_tries >= MAX_TRIES:
            self._command = None
            return
        status = Status.RETRANSMIT if again else Status.FIRST_AND_LAST
        self._outgoing += replace(self._command, status=int(status)).encoded()
        self._command_tries += 1
        self._command_at = now
