"""Zebra's SSI: packets in, scans and acknowledgements out, whatever happens on the way."""

import os
import random
import select
import threading
import time
import tty

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.code_scanner import MAX_SCAN_BYTES
from drivers.code_scanner.assembly import OfSeveral, Refused
from drivers.code_scanner.ssi import MACRO_PDF, MACRO_QR, MAX_TRIES, MESSAGE_SECONDS, PACKET_SECONDS, SsiReceiver
from drivers.code_scanner.ssi_packet import (
    MAX_DATA_BYTES,
    NakCause,
    Opcode,
    Packet,
    Source,
    Status,
    checksum,
    packet_at,
    packet_bytes,
)

ACK = bytes.fromhex("04d00400ff28")
RESEND = bytes.fromhex("05d1040001ff25")
QR = 0x1C


def decoded(data, status=0, kind=QR):
    return Packet(Opcode.DECODE_DATA, bytes((kind,)) + data, Source.DECODER, status).encoded()


def message(data, piece=MAX_DATA_BYTES - 1):
    """A code in as many packets as it takes, each repeating its type."""
    pieces = [data[at : at + piece] for at in range(0, len(data), piece)]
    last = len(pieces) - 1
    return [decoded(part, 0 if place == last else Status.CONTINUED) for place, part in enumerate(pieces)]


def scans(receiver):
    found = []
    while (scan := receiver.next_scan()) is not None:
        found.append(scan)
    return found


@pytest.mark.parametrize(
    ("packet", "line"),
    [
        (Packet(Opcode.CMD_ACK), "04 d0 04 00 ff 28"),
        (Packet(Opcode.CMD_NAK, bytes((NakCause.RESEND,))), "05 d1 04 00 01 ff 25"),
        (Packet(Opcode.CMD_NAK, bytes((NakCause.BAD_CONTEXT,))), "05 d1 04 00 02 ff 24"),
        (Packet(Opcode.CMD_NAK, bytes((NakCause.DENIED,))), "05 d1 04 00 06 ff 20"),
        (Packet(0xE8, b"\x01"), "05 e8 04 00 01 ff 0e"),
        (Packet(0xE7, b"\x01"), "05 e7 04 00 01 ff 0f"),
        (Packet(0xA3), "04 a3 04 00 ff 55"),
        (Packet(Opcode.START_SESSION), "04 e4 04 00 ff 14"),
        (Packet(Opcode.STOP_SESSION), "04 e5 04 00 ff 13"),
    ],
)
def test_packets_are_written_as_published_examples_have_them(packet, line):
    assert packet.encoded() == bytes.fromhex(line)


def test_a_checksum_is_the_twos_complement_in_sixteen_bits():
    assert checksum(b"") == 0
    assert checksum(b"\x04\xd0\x04\x00") == 0xFF28
    assert (sum(b"\xff" * 255) + checksum(b"\xff" * 255)) & 0xFFFF == 0


@pytest.mark.parametrize("line", [b"", b"\x03\xf3\x00\x00", b"\x05\xf3\x04\x00"])
def test_what_begins_no_packet_of_a_units_is_none(line):
    assert packet_bytes(line) is None
    assert packet_at(line) is None


def test_a_packet_holds_no_more_than_its_length_can_say():
    assert packet_at(decoded(b"x" * (MAX_DATA_BYTES - 1))).data == b"\x1c" + b"x" * (MAX_DATA_BYTES - 1)
    with pytest.raises(ValueError):
        Packet(0, b"x" * (MAX_DATA_BYTES + 1)).encoded()


def test_a_scan_is_acknowledged_and_comes_without_its_suffix():
    receiver = SsiReceiver()
    receiver.feed(decoded(b"FWPN:ABC\r\n"), 0.0)
    assert scans(receiver) == [b"FWPN:ABC"]
    assert receiver.to_send() == ACK
    assert receiver.to_send() == b""


def test_a_split_at_every_byte_changes_nothing():
    line = decoded(b"ONE") + b"".join(message(bytes(range(256)) * 3))
    for cut in range(len(line) + 1):
        receiver = SsiReceiver()
        receiver.feed(line[:cut], 0.0)
        receiver.feed(line[cut:], 0.01)
        assert scans(receiver) == [b"ONE", bytes(range(256)) * 3]
    receiver = SsiReceiver()
    for byte in line:
        receiver.feed(bytes((byte,)), 0.0)
    assert scans(receiver) == [b"ONE", bytes(range(256)) * 3]


def test_two_codes_in_one_burst_are_two_scans_and_two_acknowledgements():
    receiver = SsiReceiver()
    receiver.feed(decoded(b"ONE") + decoded(b"TWO"), 0.0)
    assert scans(receiver) == [b"ONE", b"TWO"]
    assert receiver.to_send() == ACK * 2


@pytest.mark.parametrize("repeats_type", [True, False])
def test_a_code_in_several_packets_is_one_scan_whether_or_not_each_repeats_its_type(repeats_type):
    data = b"0123456789" * 60
    line = b"".join(message(data))
    if not repeats_type:
        pieces = [data[:250], data[250:500], data[500:]]
        line = decoded(pieces[0], Status.CONTINUED)
        line += Packet(Opcode.DECODE_DATA, pieces[1], Source.DECODER, Status.CONTINUED).encoded()
        line += Packet(Opcode.DECODE_DATA, pieces[2], Source.DECODER).encoded()
    receiver = SsiReceiver()
    receiver.feed(line, 0.0)
    assert scans(receiver) == [data]
    assert receiver.to_send() == ACK * 3


def test_a_packet_sent_again_is_acknowledged_again_and_counts_once():
    receiver = SsiReceiver()
    receiver.feed(decoded(b"ONE"), 0.0)
    receiver.feed(decoded(b"ONE", Status.RETRANSMIT), 1.0)
    assert scans(receiver) == [b"ONE"]
    assert receiver.to_send() == ACK * 2


def test_the_same_code_shown_twice_counts_twice():
    receiver = SsiReceiver()
    receiver.feed(decoded(b"ONE"), 0.0)
    receiver.feed(decoded(b"ONE"), 1.0)
    assert scans(receiver) == [b"ONE", b"ONE"]


def test_a_packet_whose_first_sending_was_lost_counts():
    receiver = SsiReceiver()
    receiver.feed(decoded(b"ONE", Status.RETRANSMIT), 0.0)
    assert scans(receiver) == [b"ONE"]


def test_a_damaged_packet_is_asked_for_again_and_read_when_it_comes():
    damaged = bytearray(decoded(b"ONE"))
    damaged[5] ^= 1
    receiver = SsiReceiver()
    receiver.feed(bytes(damaged), 0.0)
    assert receiver.to_send() == RESEND
    receiver.feed(decoded(b"ONE", Status.RETRANSMIT), 0.05)
    receiver.idle(0.05 + PACKET_SECONDS)
    assert scans(receiver) == [b"ONE"]
    assert receiver.to_send() == ACK


def test_a_packet_damaged_twice_is_asked_for_twice():
    damaged = bytearray(decoded(b"ONE"))
    damaged[-1] ^= 1
    receiver = SsiReceiver()
    for moment in (0.0, 1.0):
        receiver.feed(bytes(damaged), moment)
        receiver.idle(moment + PACKET_SECONDS)
        assert receiver.to_send() == RESEND


def test_a_packet_that_stops_halfway_is_asked_for_again_after_a_pause():
    receiver = SsiReceiver()
    receiver.feed(decoded(b"ONE")[:5], 0.0)
    assert receiver.seconds_until_idle(0.0) == PACKET_SECONDS
    receiver.idle(PACKET_SECONDS)
    assert receiver.to_send() == RESEND
    receiver.feed(decoded(b"ONE"), 0.3)
    assert scans(receiver) == [b"ONE"]


def test_a_packet_behind_a_byte_that_promised_a_long_one_is_found():
    receiver = SsiReceiver()
    receiver.feed(b"\xff\xf3" + decoded(b"ONE"), 0.0)
    receiver.idle(PACKET_SECONDS)
    assert scans(receiver) == [b"ONE"]
    assert receiver.to_send() == ACK, "nothing was lost, so nothing is asked for"


def test_a_unit_that_sends_nothing_but_garbage_is_asked_a_few_times_only():
    receiver = SsiReceiver()
    for moment in range(50):
        receiver.feed(b"\x20\xf3\x00\x00garbage", float(moment))
        receiver.idle(moment + 0.5)
    assert receiver.to_send() == RESEND * MAX_TRIES


def test_a_code_that_breaks_off_between_its_packets_is_forgotten():
    receiver = SsiReceiver()
    first, *_ = message(b"x" * 400)
    receiver.feed(first, 0.0)
    assert receiver.seconds_until_idle(0.5) == pytest.approx(MESSAGE_SECONDS - 0.5)
    receiver.idle(MESSAGE_SECONDS)
    receiver.feed(decoded(b"NEXT"), 3.0)
    assert scans(receiver) == [b"NEXT"]
    assert receiver.seconds_until_idle(3.0) is None


@pytest.mark.parametrize(("size", "kept"), [(MAX_SCAN_BYTES, True), (MAX_SCAN_BYTES + 1, False), (100_000, False)])
def test_a_code_too_long_is_refused_once_and_the_next_is_whole(size, kept):
    receiver = SsiReceiver()
    receiver.feed(b"".join(message(b"x" * size)), 0.0)
    receiver.feed(decoded(b"NEXT"), 0.1)
    assert scans(receiver) == [b"x" * size if kept else Refused.OVERSIZE, b"NEXT"]


def test_events_are_acknowledged_and_are_no_scans():
    receiver = SsiReceiver()
    receiver.feed(Packet(Opcode.EVENT, b"\x0a", Source.DECODER).encoded(), 0.0)
    receiver.feed(Packet(0xA4, b"REVISION", Source.DECODER).encoded(), 0.0)
    assert scans(receiver) == []
    assert receiver.to_send() == ACK


def test_a_trigger_is_sent_again_until_it_is_answered_and_then_given_up():
    receiver = SsiReceiver()
    receiver.trigger(True, 0.0)
    sent = [receiver.to_send()]
    for second in (2, 4, 6, 8):
        receiver.idle(float(second))
        sent.append(receiver.to_send())
    again = Packet(Opcode.START_SESSION, status=Status.RETRANSMIT).encoded()
    assert sent == [Packet(Opcode.START_SESSION).encoded(), again, again, b"", b""]
    assert receiver.seconds_until_idle(9.0) is None


def test_an_answered_trigger_is_not_sent_again_and_a_refused_one_says_why():
    receiver = SsiReceiver()
    receiver.trigger(True, 0.0)
    receiver.feed(Packet(Opcode.CMD_ACK, source=Source.DECODER).encoded(), 0.1)
    assert receiver.seconds_until_idle(0.1) is None
    receiver.trigger(False, 1.0)
    receiver.feed(Packet(Opcode.CMD_NAK, b"\x06", Source.DECODER).encoded(), 1.1)
    assert receiver.refused is NakCause.DENIED
    receiver.trigger(False, 2.0)
    receiver.to_send()
    receiver.feed(Packet(Opcode.CMD_NAK, b"\x01", Source.DECODER).encoded(), 2.1)
    assert receiver.to_send() == Packet(Opcode.STOP_SESSION, status=Status.RETRANSMIT).encoded()
    assert receiver.refused is None


PAYLOADS = st.lists(
    st.binary(min_size=1, max_size=700).filter(lambda data: data[-1:] not in (b"\r", b"\n", b"\t")), max_size=5
)


@settings(deadline=None)
@given(PAYLOADS, st.integers(1, 300), st.randoms(use_true_random=False))
def test_scans_survive_any_splitting_with_gaps_of_garbage_that_begins_no_packet(payloads, piece, dice):
    garbage = bytes(range(4))  # a length below a header's begins nothing
    line = b""
    for payload in payloads:
        line += bytes(dice.choices(garbage, k=dice.randrange(5))) + b"".join(message(payload))
    receiver, found = SsiReceiver(), []
    for place, start in enumerate(range(0, len(line), piece)):
        receiver.feed(line[start : start + piece], place * 0.001)
        found += scans(receiver)
    receiver.idle(1000.0)
    assert found + scans(receiver) == payloads


@settings(deadline=None)
@given(PAYLOADS, st.binary(max_size=400))
def test_after_any_garbage_and_a_pause_what_follows_is_whole(payloads, garbage):
    receiver = SsiReceiver()
    receiver.feed(garbage, 0.0)
    receiver.idle(10.0)
    scans(receiver)
    receiver.feed(b"".join(packet for payload in payloads for packet in message(payload)), 20.0)
    assert scans(receiver) == payloads


@given(st.lists(st.tuples(st.binary(max_size=300), st.floats(0, 3)), max_size=30))
@settings(max_examples=200, deadline=None)
def test_whatever_arrives_whenever_nothing_raises_and_memory_is_bounded(bursts):
    receiver, now = SsiReceiver(), 0.0
    for data, gap in bursts:
        now += gap
        receiver.idle(now)
        receiver.feed(data, now)
        receiver.to_send()
        assert len(receiver._incoming) <= 257 + 300
        assert len(receiver._message) <= MAX_SCAN_BYTES + 3


def test_a_megabyte_of_noise_yields_no_scan_and_leaves_the_unit_readable():
    noise = random.Random(5).randbytes(1_000_000)
    receiver = SsiReceiver()
    for start in range(0, len(noise), 4096):
        receiver.feed(noise[start : start + 4096], start / 1e5)
    receiver.idle(1e6)
    assert scans(receiver) == []
    assert len(receiver.to_send()) <= 1_000
    receiver.feed(decoded(b"STILL HERE"), 2e6)
    assert scans(receiver) == [b"STILL HERE"]


class ScriptedZebra:
    """A unit on the far end of a pseudo-terminal: sends each packet until it is acknowledged."""

    def __init__(self, master, packets, damaged=(), deaf=()):
        self.master, self.packets = master, packets
        self.damaged, self.deaf = set(damaged), set(deaf)
        self.sent = []
        self.thread = threading.Thread(target=self._work)

    def _work(self):
        for place, packet in enumerate(self.packets):
            for attempt in range(6):
                line = bytearray(packet)
                if attempt:
                    line[3] |= Status.RETRANSMIT
                    line[-2:] = checksum(line[:-2]).to_bytes(2)
                if (place, attempt) in self.damaged:
                    line[-3] ^= 0xFF
                self.sent.append((place, attempt))
                os.write(self.master, line)
                answer = self._answer()
                if answer == ACK and (place, attempt) not in self.deaf:
                    break

    def _answer(self):
        answer = b""
        deadline = time.monotonic() + 10
        while (left := deadline - time.monotonic()) > 0 and answer not in (ACK, RESEND):
            if select.select([self.master], [], [], left)[0]:
                answer += os.read(self.master, 1)
        return answer


def test_over_a_line_a_unit_whose_packets_and_acknowledgements_get_lost_is_read_to_the_end():
    master, slave = os.openpty()
    tty.setraw(slave)
    data = bytes(range(32, 127)) * 8
    unit = ScriptedZebra(master, [*message(data), decoded(b"NEXT")], damaged=[(1, 0), (1, 1)], deaf=[(2, 0)])
    receiver, found = SsiReceiver(), []
    unit.thread.start()
    try:
        deadline = time.monotonic() + 30
        while len(found) < 2 and time.monotonic() < deadline:
            now = time.monotonic()
            wait = receiver.seconds_until_idle(now)
            ready = select.select([slave], [], [], 0.2 if wait is None else min(0.2, wait))[0]
            if ready:
                receiver.feed(os.read(slave, 64), time.monotonic())
            else:
                receiver.idle(time.monotonic())
            if outgoing := receiver.to_send():
                os.write(slave, outgoing)
            found += scans(receiver)
    finally:
        unit.thread.join(60)
        os.close(slave)
        os.close(master)
    assert found == [data, b"NEXT"]
    assert unit.sent == [(0, 0), (1, 0), (1, 1), (1, 2), (2, 0), (2, 1), (3, 0), (4, 0)]


@pytest.mark.parametrize("kind", [MACRO_PDF, MACRO_QR])
def test_a_code_of_a_split_message_is_marked_and_the_next_is_not(kind):
    receiver = SsiReceiver()
    receiver.feed(decoded(b"PART ONE", Status.CONTINUED, kind) + decoded(b" AND MORE\r", kind=kind), 0.0)
    receiver.feed(decoded(b"WHOLE"), 0.1)
    assert scans(receiver) == [OfSeveral(b"PART ONE AND MORE"), b"WHOLE"]
