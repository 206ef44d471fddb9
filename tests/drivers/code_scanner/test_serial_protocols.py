"""The protocols over a line: what the unit sends is answered, and its trigger follows the arming."""

import queue

import pytest

from drivers.catalog import create_device
from drivers.code_scanner import Scan
from drivers.code_scanner.newland import NEWLAND_TRIGGER
from drivers.code_scanner.receiving import HONEYWELL_TRIGGER
from drivers.code_scanner.serial import SerialCodeScanner
from drivers.code_scanner.ssi import MACRO_QR
from drivers.code_scanner.ssi_packet import Opcode, Packet, Source
from drivers.code_scanner.triggering import PRESS_SECONDS, Trigger
from drivers.device import DeviceKind
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.runner import DeviceRunner
from drivers.worker import DeviceReady
from tests.helpers.pty_scanner import pty_scanner

TOKEN = b"FWPN:ABCDEFGH01234567"
ACK = Packet(Opcode.CMD_ACK).encoded()
PRESSES = {
    "honeywell": HONEYWELL_TRIGGER,
    "newland": NEWLAND_TRIGGER,
    "ssi": {True: Packet(Opcode.START_SESSION).encoded(), False: Packet(Opcode.STOP_SESSION).encoded()},
}


@pytest.fixture
def unit(tmp_path):
    with pty_scanner(tmp_path / "scanner") as plugged_in:
        yield plugged_in


def told(data):
    """A code as a unit set to SSI sends it: the code's type first."""
    return Packet(Opcode.DECODE_DATA, b"\xf1" + data, source=Source.DECODER).encoded()


def test_a_unit_that_says_so_marks_the_code_of_a_split_message(unit):
    device = SerialCodeScanner(str(unit.link), protocol="ssi")
    device.bring_up()
    device.arm()
    unit.type(Packet(Opcode.DECODE_DATA, bytes((MACRO_QR,)) + b"]Q1PART", source=Source.DECODER).encoded())
    assert device.poll(30) == Scan(b"PART", device.provenance, "]Q1", of_several=True)
    device.close()


@pytest.mark.parametrize("protocol", list(PRESSES))
def test_the_trigger_is_pressed_when_armed_from_any_thread_and_let_go_after_the_scan(unit, protocol):
    events, presses = queue.Queue(), PRESSES[protocol]
    runner = DeviceRunner(SerialCodeScanner(str(unit.link), protocol=protocol), events.put)
    runner.start()
    try:
        assert isinstance(events.get(timeout=30), DeviceReady)
        for _ in range(2):
            runner.arm()
            assert unit.heard(len(presses[True])) == presses[True]
            if protocol == "ssi":
                unit.type(Packet(Opcode.CMD_ACK, source=Source.DECODER).encoded() + told(TOKEN))
                assert unit.heard(len(ACK)) == ACK
            else:
                unit.type(TOKEN + b"\r")
            assert events.get(timeout=30).data == TOKEN
            assert unit.heard(len(presses[False])) == presses[False]
            if protocol == "ssi":
                unit.type(Packet(Opcode.CMD_ACK, source=Source.DECODER).encoded())
    finally:
        assert runner.stop()


def test_switching_off_lets_the_trigger_go(unit):
    device = SerialCodeScanner(str(unit.link), protocol="honeywell")
    device.bring_up()
    device.arm()
    device.poll(0.0)
    device.disable()
    assert unit.heard(6) == HONEYWELL_TRIGGER[True] + HONEYWELL_TRIGGER[False]
    device.close()


def test_a_plain_unit_is_never_written_to(unit):
    device = SerialCodeScanner(str(unit.link))
    device.bring_up()
    device.arm()
    unit.type(TOKEN + b"\r")
    assert device.poll(2).data == TOKEN
    assert unit.heard(1, seconds=0.05) == b""
    device.close()


def test_a_damaged_packet_is_asked_for_again_and_counts_once(unit):
    device = SerialCodeScanner(str(unit.link), protocol="ssi")
    device.bring_up()
    device.arm()
    assert device.poll(0.0) is None
    pressed = PRESSES["ssi"][True]
    assert unit.heard(len(pressed)) == pressed
    damaged = bytearray(told(TOKEN))
    damaged[10] ^= 0xFF
    unit.type(Packet(Opcode.CMD_ACK, source=Source.DECODER).encoded() + bytes(damaged))
    assert device.poll(0.3) is None
    resend = Packet(Opcode.CMD_NAK, b"\x01").encoded()
    assert unit.heard(len(resend)) == resend
    unit.type(told(TOKEN))
    assert device.poll(2).data == TOKEN
    device.close()


def test_an_unknown_protocol_is_a_fault_of_the_configuration():
    with pytest.raises(DeviceError) as caught:
        create_device(DeviceKind.CODE_SCANNER, "serial", {"port": "/dev/scanner", "protocol": "usb"})
    assert caught.value.code is DeviceErrorCode.CONFIGURATION


class Pressed:
    """A receiver that keeps what its trigger was told."""

    def __init__(self):
        self.said = []

    def trigger(self, on, now):
        self.said.append(on)


def test_a_press_that_has_grown_old_is_made_again_while_a_scan_is_wanted(monkeypatch):
    times = iter([0.0, 1.0, PRESS_SECONDS, PRESS_SECONDS + 1, PRESS_SECONDS + 2])
    monkeypatch.setattr("drivers.code_scanner.triggering.time.monotonic", lambda: next(times))
    receiver, trigger = Pressed(), Trigger()
    for armed in (True, True, True, False, False):
        trigger.follow(receiver, armed=armed)
    assert receiver.said == [True, True, False]
