"""A printer's device node: partial writes, a printer that says nothing, one torn out, and what the port tells."""

import errno
import os
import pty
import struct
import threading
import tty
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from drivers.errors import DeviceError, DeviceErrorCode
from drivers.printing import PrintOutcome
from drivers.receipt_printer import character_device
from drivers.receipt_printer.character_device import LPGETSTATUS, CharacterDeviceTransport
from drivers.receipt_printer.escpos import EscPosReceiptPrinter
from drivers.status import Readiness, Sensor
from tests.helpers.receipt_bands import picture, receipt

FINE, NO_PAPER, NOT_SELECTED = 0x18, 0x38, 0x08


class Node:
    """A pseudo-terminal that stands for ``/dev/usb/lp0``; ``torn_out`` closes the printer's side."""

    def __init__(self) -> None:
        self.printer, self._port = pty.openpty()
        tty.setraw(self._port)
        self.path = os.ttyname(self._port)

    def tear_out(self) -> None:
        for descriptor in (self.printer, self._port):
            if descriptor >= 0:
                os.close(descriptor)
        self.printer = self._port = -1


@pytest.fixture
def node() -> Iterator[Node]:
    made = Node()
    yield made
    made.tear_out()


@pytest.fixture
def line(node: Node) -> Iterator[CharacterDeviceTransport]:
    opened = CharacterDeviceTransport(node.path)
    yield opened
    opened.close()


def refusal(call: Callable[[], object]) -> DeviceError:
    with pytest.raises(DeviceError) as caught:
        call()
    return caught.value


def test_what_the_node_takes_in_pieces_arrives_whole(node: Node, line: CharacterDeviceTransport) -> None:
    data = bytes(range(256)) * 400
    taken = bytearray()

    def take() -> None:
        while len(taken) < len(data):
            taken.extend(os.read(node.printer, 1000))

    printer = threading.Thread(target=take)
    printer.start()
    line.send(data, 10)
    printer.join(30)
    assert bytes(taken) == data


def test_a_printer_that_takes_no_more_is_a_timeout_that_may_have_printed(line: CharacterDeviceTransport) -> None:
    error = refusal(lambda: line.send(b"x" * 200_000, 0.2))
    assert (error.code, error.retry_safe) == (DeviceErrorCode.TIMEOUT, False)


def test_what_it_says_is_received_and_silence_is_empty(node: Node, line: CharacterDeviceTransport) -> None:
    os.write(node.printer, b"\x12")
    assert line.receive(2) == b"\x12"
    assert line.receive(0.05) == b""


def test_one_torn_out_is_offline_both_ways(node: Node, line: CharacterDeviceTransport) -> None:
    node.tear_out()
    assert refusal(lambda: line.receive(5)).code is DeviceErrorCode.OFFLINE
    assert refusal(lambda: line.send(b"x", 5)).code is DeviceErrorCode.OFFLINE


def test_a_second_program_finds_it_claimed(node: Node, line: CharacterDeviceTransport) -> None:
    assert refusal(lambda: CharacterDeviceTransport(node.path)).code is DeviceErrorCode.CLAIMED_ELSEWHERE
    line.close()
    CharacterDeviceTransport(node.path).close()


def test_what_is_no_node_says_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert refusal(lambda: CharacterDeviceTransport(str(tmp_path / "file"))).code is DeviceErrorCode.CONFIGURATION
    assert refusal(lambda: CharacterDeviceTransport(str(tmp_path / "lp0"))).code is DeviceErrorCode.NO_HARDWARE
    assert refusal(lambda: CharacterDeviceTransport(str(tmp_path))).code is DeviceErrorCode.CONFIGURATION


def test_a_printer_without_a_way_back_is_listened_to_without_hurry(
    line: CharacterDeviceTransport, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads = []

    def refuse(_descriptor: int, _size: int) -> bytes:
        reads.append(1)
        raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(character_device.os, "read", refuse)
    monkeypatch.setattr(character_device.select, "POLLIN", character_device.select.POLLOUT)  # always ready
    assert line.receive(0.1) == b""
    assert len(reads) == 1


def port_status(monkeypatch: pytest.MonkeyPatch, byte: int) -> None:
    """Have every node say ``byte`` to LPGETSTATUS."""

    def ioctl(_descriptor: int, request: int, buffer: bytearray, _mutate: bool = True) -> int:
        assert request == LPGETSTATUS
        buffer[:] = struct.pack("i", byte)
        return 0

    monkeypatch.setattr(character_device.fcntl, "ioctl", ioctl)


@pytest.mark.parametrize(
    ("byte", "said"),
    [(FINE, {}), (NO_PAPER, {"paper": Sensor.BAD}), (NOT_SELECTED, {"line": Sensor.BAD})],
)
def test_the_port_says_what_is_bad_and_never_what_is_good(
    line: CharacterDeviceTransport, monkeypatch: pytest.MonkeyPatch, byte: int, said: dict[str, Sensor]
) -> None:
    port_status(monkeypatch, byte)
    assert line.port_says() == said


def test_a_node_without_a_status_says_nothing(line: CharacterDeviceTransport) -> None:
    assert line.port_says() == {}


@pytest.fixture
def mute(node: Node) -> Iterator[EscPosReceiptPrinter]:
    """A printer that takes everything and answers nothing."""
    ended = threading.Event()

    def swallow() -> None:
        while not ended.is_set():
            os.read(node.printer, 65536)

    thread = threading.Thread(target=swallow)
    thread.start()
    device = EscPosReceiptPrinter(f"file://{node.path}")
    device.mark_seconds = 0.2
    device.bring_up()
    yield device
    ended.set()
    device._open_line().send(b"end", 2)
    thread.join(30)
    device.close()


def test_a_printer_that_cannot_be_read_back_is_unknown_and_so_is_its_receipt(mute: EscPosReceiptPrinter) -> None:
    status = mute.status()
    assert status.readiness is Readiness.UNKNOWN
    assert set(dict(status.sensors).values()) == {Sensor.UNKNOWN}
    result = mute.print_bands("receipt-1", receipt(picture(100)))
    assert result.outcome is PrintOutcome.UNKNOWN
    assert mute.print_bands("receipt-1", receipt(picture(100))) == result


def test_a_mute_printer_whose_port_says_there_is_no_paper_is_sent_nothing(
    mute: EscPosReceiptPrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    port_status(monkeypatch, NO_PAPER)
    assert mute.status().readiness is Readiness.NEEDS_ATTENTION
    result = mute.print_bands("receipt-2", receipt(picture(100)))
    assert result.outcome is PrintOutcome.NOT_PRINTED
    assert result.error is not None
    assert result.error.code is DeviceErrorCode.PAPER_OUT


def test_no_space_on_the_device_is_usblps_word_for_no_paper(
    line: CharacterDeviceTransport, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_paper(_descriptor: int, _data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(character_device.os, "write", no_paper)
    assert refusal(lambda: line.send(b"x", 1)).code is DeviceErrorCode.PAPER_OUT
