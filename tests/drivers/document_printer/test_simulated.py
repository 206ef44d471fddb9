"""The simulated document printer leaves what it prints and fails on request."""

from pathlib import Path

import pytest

from drivers.catalog import create_device
from drivers.device import DeviceKind, Source
from drivers.document_printer.simulated import SimulatedDocumentPrinter
from drivers.errors import DeviceErrorCode
from drivers.faults import Fault
from drivers.health import HealthLevel
from drivers.printing import PrintOutcome
from drivers.status import Readiness
from tests.helpers.a4_pdf import a4_pdf


@pytest.fixture
def printer(tmp_path: Path) -> SimulatedDocumentPrinter:
    device = create_device(DeviceKind.DOCUMENT_PRINTER, "simulated", {"output_directory": str(tmp_path / "out")})
    assert isinstance(device, SimulatedDocumentPrinter)
    device.bring_up()
    return device


def test_each_document_is_left_as_a_file_and_one_job_prints_once(
    printer: SimulatedDocumentPrinter, tmp_path: Path
) -> None:
    first = printer.print_pdf("decision-1", a4_pdf(2), 2)
    assert first.outcome is PrintOutcome.PRINTED
    assert printer.print_pdf("decision-1", a4_pdf(2), 2) == first
    printer.print_pdf("decision-2", a4_pdf(1), 1)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["document-001.pdf", "document-002.pdf"]
    assert (tmp_path / "out" / "document-001.pdf").read_bytes() == a4_pdf(2)


@pytest.mark.parametrize(
    ("fault", "outcome", "code", "readiness"),
    [
        (Fault.PAPER_OUT, PrintOutcome.NOT_PRINTED, DeviceErrorCode.PAPER_OUT, Readiness.NEEDS_ATTENTION),
        (Fault.TONER_EMPTY, PrintOutcome.NOT_PRINTED, DeviceErrorCode.TONER_EMPTY, Readiness.NEEDS_ATTENTION),
        (Fault.JAM, PrintOutcome.UNKNOWN, DeviceErrorCode.PAPER_JAM, Readiness.NEEDS_ATTENTION),
        (Fault.OFFLINE, PrintOutcome.NOT_PRINTED, DeviceErrorCode.OFFLINE, Readiness.OFFLINE),
        (Fault.UNKNOWN_STATUS, PrintOutcome.UNKNOWN, DeviceErrorCode.TIMEOUT, Readiness.UNKNOWN),
    ],
)
def test_a_fault_is_suffered_told_and_mended(
    printer: SimulatedDocumentPrinter,
    fault: Fault,
    outcome: PrintOutcome,
    code: DeviceErrorCode,
    readiness: Readiness,
) -> None:
    printer.suffer(fault)
    event = printer.poll(0.1)
    assert event is not None
    assert event.status.readiness is readiness
    assert not printer.check_health(HealthLevel.INTERNAL).passed
    result = printer.print_pdf("decision-1", a4_pdf(), 1)
    assert result.error is not None
    assert (result.outcome, result.error.code) == (outcome, code)
    assert result.error.retry_safe == (outcome is PrintOutcome.NOT_PRINTED)
    printer.suffer(None)
    again = printer.print_pdf("decision-1", a4_pdf(), 1)
    assert again.outcome is (PrintOutcome.PRINTED if outcome is PrintOutcome.NOT_PRINTED else PrintOutcome.UNKNOWN)
    assert len(printer.documents) == (outcome is PrintOutcome.NOT_PRINTED)


def test_a_wrong_page_count_is_refused(printer: SimulatedDocumentPrinter) -> None:
    result = printer.print_pdf("decision-1", a4_pdf(2), 1)
    assert result.error is not None
    assert (result.outcome, result.error.code) == (PrintOutcome.NOT_PRINTED, DeviceErrorCode.DOCUMENT_REFUSED)


def test_it_says_that_it_is_simulated(printer: SimulatedDocumentPrinter) -> None:
    assert printer.provenance.source is Source.SIMULATOR
    assert printer.check_health(HealthLevel.INTERNAL).passed
    assert printer.poll(0.0) is None


def test_a_fault_no_page_printer_has_is_an_error(printer: SimulatedDocumentPrinter) -> None:
    with pytest.raises(ValueError):
        printer.suffer(Fault.CUTTER_ERROR)
