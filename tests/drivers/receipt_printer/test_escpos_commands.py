"""The strict reader takes the documented commands in pieces of any size and nothing else."""

import pytest

from drivers.receipt_printer.escpos_commands import Command, CommandReader, EscPosSyntaxError


def read(data: bytes) -> list[Command]:
    return list(CommandReader().feed(data))


@pytest.mark.parametrize(
    ("data", "command"),
    [
        (b"\x1b@", Command("ESC @")),
        (b"\x1bJ\x18", Command("ESC J", (24,))),
        (b"\x1c&", Command("FS &")),
        (b"\x1c.", Command("FS .")),
        (b"\x1c!\x0c", Command("FS !", (12,))),
        (b"\x1cS\x01\x02", Command("FS S", (1, 2))),
        (b"\x1cC\x01", Command("FS C", (1,))),
        (b"\x1dv0\x00\x02\x00\x01\x00\xaa\x55", Command("GS v 0", (0, 2, 1), b"\xaa\x55")),
        (bytes.fromhex("1D 56 42 10"), Command("GS V", (66, 16))),
        (b"\x1dV\x00", Command("GS V", (0, 0))),
        (b"\x1da\xff", Command("GS a", (255,))),
        (b"\x1dr\x01", Command("GS r", (1,))),
        (b"\x1d(H\x06\x00000042", Command("GS ( H", (), b"0042")),
        (b"\x10\x04\x04", Command("DLE EOT", (4,))),
        (b"\x10\x05\x02", Command("DLE ENQ", (2,))),
    ],
)
def test_each_command_is_read_whole_and_byte_by_byte(data: bytes, command: Command) -> None:
    assert read(data) == [command]
    reader = CommandReader()
    assert [read for byte in data for read in reader.feed(bytes([byte]))] == [command]
    assert not reader.in_mid_command


@pytest.mark.parametrize(
    "data",
    [
        b"Hello",
        b"\n",
        b"\x1b!",
        b"\x1d\x00",
        b"\x1dV*",  # decimal 42: the cut is hexadecimal 42
        b"\x10\x04\x05",
        b"\x10\x05\x00",
        b"\x10\x14\x01",
        b"\x1dv0\x07\x01\x00\x01\x00\xff",
        b"\x1dv0\x00\x00\x00\x01\x00",
        b"\x1dv0\x00\x01\x00\x00\x00",
        b"\x1d(H\x06\x0000\x00000",
        b"\x1d(A\x02\x00\x00\x02\x00\x00\x00\x00",
    ],
)
def test_anything_else_is_an_error(data: bytes) -> None:
    with pytest.raises(EscPosSyntaxError):
        read(data)


@pytest.mark.parametrize("hidden", [b"\x10\x04\x01", b"\x10\x05\x02", b"\x10\x14\x08"])
def test_a_picture_that_hides_a_real_time_command_is_an_error(hidden: bytes) -> None:
    with pytest.raises(EscPosSyntaxError, match="real-time"):
        read(b"\x1dv0\x00\x04\x00\x01\x00\x00" + hidden)


def test_half_a_command_waits_for_its_rest() -> None:
    reader = CommandReader()
    assert list(reader.feed(b"\x1dv0\x00\x02\x00\x02\x00\x01\x02\x03")) == []
    assert reader.in_mid_command
    assert list(reader.feed(b"\x04")) == [Command("GS v 0", (0, 2, 2), b"\x01\x02\x03\x04")]
