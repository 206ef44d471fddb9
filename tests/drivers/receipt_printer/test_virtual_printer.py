"""The virtual printer draws what it was sent and fails the way real printers fail."""

import numpy as np
import pytest

from drivers.faults import Fault
from drivers.receipt_printer.escpos_commands import EscPosSyntaxError
from drivers.receipt_printer.virtual_printer import VirtualEscPosPrinter
from tests.helpers.receipt_bands import picture, raster, receipt

CUT = b"\x1dVB\x00"


def test_bands_come_out_as_one_receipt_dot_for_dot() -> None:
    printer, dots = VirtualEscPosPrinter(), picture(300)
    for band in receipt(dots):
        assert printer.receive(band) == b""
    (drawn,) = printer.take_receipts()
    assert np.array_equal(drawn, dots)
    assert printer.take_receipts() == []


def test_a_narrow_picture_stands_at_the_left_and_feeds_are_white() -> None:
    printer = VirtualEscPosPrinter(384)
    printer.receive(b"\x1b@\x1bJ\x05\x1dv0\x00\x01\x00\x01\x00\x81\x1bJ\x02\x1dVB\x03")
    (drawn,) = printer.take_receipts()
    assert drawn.shape == (5 + 1 + 2 + 3, 384)
    assert np.argwhere(drawn).tolist() == [[5, 0], [5, 7]]


@pytest.mark.parametrize(("mode", "shape"), [(0, (1, 8)), (1, (1, 16)), (2, (2, 8)), (51, (2, 16))])
def test_a_picture_may_be_doubled(mode: int, shape: tuple[int, int]) -> None:
    printer = VirtualEscPosPrinter()
    printer.receive(b"\x1dv0" + bytes([mode]) + b"\x01\x00\x01\x00\xff\x1dV\x00")
    (drawn,) = printer.take_receipts()
    rows, columns = shape
    assert drawn.shape[0] == rows
    assert drawn.sum() == rows * columns
    assert drawn[:, :columns].all()


def test_a_picture_wider_than_the_paper_is_an_error() -> None:
    with pytest.raises(EscPosSyntaxError, match="paper of 384"):
        VirtualEscPosPrinter(384).receive(raster(picture(1)))


@pytest.mark.parametrize(
    ("fault", "answers"),
    [
        (None, "12 12 12 12"),
        (Fault.PAPER_OUT, "1A 32 12 7E"),
        (Fault.NEAR_END, "12 12 12 1E"),
        (Fault.COVER_OPEN, "1A 16 12 12"),
        (Fault.CUTTER_ERROR, "1A 52 1A 12"),
        (Fault.COOLING, "1A 52 52 12"),
        (Fault.OFFLINE, "1A 12 12 12"),
        (Fault.MUTE, ""),
    ],
)
def test_real_time_status_names_each_fault(fault: Fault | None, answers: str) -> None:
    printer = VirtualEscPosPrinter()
    printer.set_fault(fault)
    said = b"".join(printer.receive(bytes((0x10, 4, number))) for number in (1, 2, 3, 4))
    assert said == bytes.fromhex(answers)


def test_the_process_id_is_answered_after_the_paper_came_out() -> None:
    printer = VirtualEscPosPrinter()
    printer.set_fault(Fault.COVER_OPEN)
    assert printer.receive(raster(picture(10)) + CUT + b"\x1d(H\x06\x0000A7 z") == b""
    assert printer.take_receipts() == []
    printer.set_fault(None)
    assert printer.take_replies() == b"\x37\x22A7 z\x00"
    assert len(printer.take_receipts()) == 1


def test_paper_that_ends_in_mid_picture_goes_on_after_the_refill() -> None:
    printer, dots = VirtualEscPosPrinter(), picture(250)
    printer.run_out_after(130)
    for band in receipt(dots):
        printer.receive(band)
    assert printer.faults == {Fault.PAPER_OUT}
    assert printer.uncut_rows == 130
    assert printer.take_receipts() == []
    printer.set_fault(None)
    (drawn,) = printer.take_receipts()
    assert np.array_equal(drawn, dots)


def test_paper_that_ends_in_the_cut_feed_is_cut_after_the_refill() -> None:
    printer = VirtualEscPosPrinter()
    printer.run_out_after(12)
    printer.receive(raster(picture(10)) + b"\x1dVB\x08")
    assert printer.take_receipts() == []
    printer.set_fault(None)
    (drawn,) = printer.take_receipts()
    assert len(drawn) == 18


def test_recovery_by_clearing_forgets_what_was_waiting() -> None:
    printer = VirtualEscPosPrinter()
    printer.set_fault(Fault.CUTTER_ERROR)
    printer.receive(raster(picture(10)) + CUT + b"\x10\x05\x02")
    printer.set_fault(None)
    assert printer.take_receipts() == []


def test_automatic_status_is_sent_at_once_and_on_each_change() -> None:
    printer = VirtualEscPosPrinter()
    assert printer.receive(b"\x1da\xff") == bytes.fromhex("10 00 00 00")
    printer.set_fault(Fault.PAPER_OUT)
    assert printer.take_replies() == bytes.fromhex("18 00 0F 00")
