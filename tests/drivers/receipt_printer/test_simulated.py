"""The simulated receipt printer is the real driver with a printer in software, and leaves pictures."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from drivers.catalog import create_device
from drivers.device import DeviceKind, Source
from drivers.errors import DeviceErrorCode
from drivers.faults import Fault
from drivers.health import HealthLevel
from drivers.printing import PrintOutcome
from drivers.receipt_printer.simulated import SimulatedReceiptPrinter
from drivers.status import Readiness
from tests.helpers.receipt_bands import picture, receipt


@pytest.fixture
def printer(tmp_path: Path) -> SimulatedReceiptPrinter:
    device = create_device(DeviceKind.RECEIPT_PRINTER, "simulated", {"output_directory": str(tmp_path / "out")})
    assert isinstance(device, SimulatedReceiptPrinter)
    device.bring_up()
    return device


def test_each_receipt_is_left_as_a_picture(printer: SimulatedReceiptPrinter, tmp_path: Path) -> None:
    for number in (1, 2):
        assert printer.print_bands(f"job-{number}", receipt(picture(150, number))).outcome is PrintOutcome.PRINTED
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["receipt-001.png", "receipt-002.png"]
    image = cv2.imread(str(tmp_path / "out" / "receipt-002.png"), cv2.IMREAD_GRAYSCALE)
    assert np.array_equal(image == 0, picture(150, 2))


def test_a_new_printer_overwrites_no_earlier_receipt(tmp_path: Path) -> None:
    for _ in range(2):
        device = SimulatedReceiptPrinter(str(tmp_path))
        device.bring_up()
        device.print_bands("job", receipt(picture(20)))
    assert len(list(tmp_path.glob("receipt-*.png"))) == 2


def test_it_says_that_it_is_simulated(printer: SimulatedReceiptPrinter) -> None:
    assert printer.provenance.source is Source.SIMULATOR
    assert printer.check_health(HealthLevel.INTERNAL).passed


@pytest.mark.parametrize(
    ("fault", "code"),
    [(Fault.PAPER_OUT, DeviceErrorCode.PAPER_OUT), (Fault.COVER_OPEN, DeviceErrorCode.COVER_OPEN)],
)
def test_a_fault_is_suffered_and_mended(
    printer: SimulatedReceiptPrinter, fault: Fault, code: DeviceErrorCode
) -> None:
    printer.suffer(fault)
    assert printer.status().readiness is Readiness.NEEDS_ATTENTION
    result = printer.print_bands("job", receipt(picture(20)))
    assert result.error is not None
    assert (result.outcome, result.error.code) == (PrintOutcome.NOT_PRINTED, code)
    printer.suffer(None)
    assert printer.print_bands("job", receipt(picture(20))).outcome is PrintOutcome.PRINTED


def test_paper_ending_in_mid_receipt_comes_out_after_the_refill(printer: SimulatedReceiptPrinter) -> None:
    printer.suffer(Fault.PAPER_ENDS, 10)
    assert printer.print_bands("job", receipt(picture(20))).outcome is PrintOutcome.UNKNOWN
    assert printer.receipts == []
    printer.suffer(None)
    assert len(printer.receipts) == 1
    printer.poll(0.01)
    assert printer.print_bands("job", receipt(picture(20))).outcome is PrintOutcome.PRINTED
    assert len(printer.receipts) == 1


def test_bytes_no_printer_knows_are_refused_aloud(printer: SimulatedReceiptPrinter) -> None:
    result = printer.print_bands("job", [b"plain text"])
    assert result.outcome is PrintOutcome.UNKNOWN
    assert result.error is not None
    assert result.error.code is DeviceErrorCode.DOCUMENT_REFUSED


def test_nobody_hands_a_printer_anything(printer: SimulatedReceiptPrinter) -> None:
    with pytest.raises(TypeError):
        printer.present("paper_out")
