"""Every protocol a configuration can name gives the one kind of receiver a driver works with."""

import pytest

from drivers.code_scanner.protocols import PROTOCOLS
from drivers.code_scanner.ssi_packet import Opcode, Packet, Source

LINES = {
    "plain": b"FWPN:ABC\r",
    "honeywell": b"FWPN:ABC\r",
    "newland": b"FWPN:ABC\r",
    "ssi": Packet(Opcode.DECODE_DATA, b"\x1cFWPN:ABC", Source.DECODER).encoded(),
}
TRIGGERED = {"plain": False, "honeywell": True, "newland": True, "ssi": True}


@pytest.mark.parametrize("name", list(PROTOCOLS))
def test_a_scan_comes_out_and_the_trigger_goes_in(name):
    receiver = PROTOCOLS[name]("any")
    receiver.feed(LINES[name], 0.0)
    assert receiver.next_scan() == b"FWPN:ABC"
    assert receiver.next_scan() is None
    receiver.to_send()
    receiver.trigger(True, 0.0)
    assert bool(receiver.to_send()) is TRIGGERED[name]


def test_receivers_share_nothing():
    one, other = PROTOCOLS["plain"]("any"), PROTOCOLS["plain"]("any")
    one.feed(b"HALF", 0.0)
    other.feed(b"WHOLE\r", 0.0)
    assert other.next_scan() == b"WHOLE"
    assert one.next_scan() is None
