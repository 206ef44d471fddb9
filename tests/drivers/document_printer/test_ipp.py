"""The IPP driver against ippeveprinter: printed once, proven, and never said to be printed without proof."""

import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from drivers.device import Source
from drivers.document_printer.ipp import IppDocumentPrinter
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.health import HealthLevel
from drivers.printing import PrintOutcome, PrintResult
from drivers.status import Readiness, Sensor, StatusChanged
from tests.helpers.a4_pdf import a4_pdf
from tests.helpers.escpos_printer import wait_until
from tests.helpers.hasty_printer import hasty
from tests.helpers.ippeveprinter import IppEvePrinter, ippeveprinter

pytestmark = pytest.mark.counterpart

FAULTS = [
    ("media-empty", "paper", DeviceErrorCode.PAPER_OUT),
    ("media-jam", "path", DeviceErrorCode.PAPER_JAM),
    ("cover-open", "cover", DeviceErrorCode.COVER_OPEN),
    ("toner-empty", "toner", DeviceErrorCode.TONER_EMPTY),
]


def quick(url: str) -> IppDocumentPrinter:
    return hasty(IppDocumentPrinter(url))


@pytest.fixture
def printer(real_printer: IppEvePrinter) -> Iterator[IppDocumentPrinter]:
    device = quick(real_printer.url)
    device.bring_up()
    yield device
    device.close()


class Printing:
    """A print on a thread of its own, so that the test can act on the printer meanwhile."""

    def __init__(self, printer: IppDocumentPrinter, job_id: str, pdf: bytes, pages: int) -> None:
        self._results: list[PrintResult] = []
        self._thread = threading.Thread(target=lambda: self._results.append(printer.print_pdf(job_id, pdf, pages)))
        self._thread.start()

    def result(self) -> PrintResult:
        self._thread.join(60)
        return self._results[0]


def has_taken_a_job(real: IppEvePrinter) -> bool:
    return any((real.directory / "spool").iterdir())


def test_a_document_comes_out_once_with_its_text(printer: IppDocumentPrinter, real_printer: IppEvePrinter) -> None:
    result = printer.print_pdf("decision-1-copy-1", a4_pdf(text="Decision"), 1)
    assert result.outcome is PrintOutcome.PRINTED, result
    (document,) = real_printer.documents
    text = subprocess.run(["pdftotext", str(document), "-"], capture_output=True, text=True, check=True).stdout
    assert "Decision page 1" in text
    assert printer.print_pdf("decision-1-copy-1", a4_pdf(text="Decision"), 1) == result
    assert len(real_printer.documents) == 1


def test_the_next_session_adopts_the_job_instead_of_printing_again(
    printer: IppDocumentPrinter, real_printer: IppEvePrinter
) -> None:
    printer.print_pdf("decision-1-copy-1", a4_pdf(), 1)
    later = quick(real_printer.url)
    later.bring_up()
    assert later.print_pdf("decision-1-copy-1", a4_pdf(), 1).outcome is PrintOutcome.PRINTED
    assert len(real_printer.documents) == 1
    assert later.print_pdf("decision-1-copy-2", a4_pdf(), 1).outcome is PrintOutcome.PRINTED
    assert len(real_printer.documents) == 2


def test_the_count_of_sides_must_be_the_count_of_pages(
    printer: IppDocumentPrinter, real_printer: IppEvePrinter
) -> None:
    real_printer.fault("impressions", "3")
    assert printer.print_pdf("notice-1", a4_pdf(3), 3).outcome is PrintOutcome.PRINTED
    real_printer.fault("impressions", "2")
    short = printer.print_pdf("notice-2", a4_pdf(3), 3)
    assert short.outcome is PrintOutcome.UNKNOWN
    assert "impressions 2" in short.evidence
    real_printer.fault("impressions", "0")  # from a printer known to count
    assert printer.print_pdf("notice-3", a4_pdf(1), 1).outcome is PrintOutcome.UNKNOWN


def test_an_open_printer_is_online_and_says_who_it_is(printer: IppDocumentPrinter) -> None:
    status = printer.status()
    assert status.readiness is Readiness.ONLINE
    assert set(dict(status.sensors).values()) == {Sensor.GOOD}
    assert printer.provenance.source is Source.HARDWARE
    assert str(printer.provenance.device_serial).startswith("urn:uuid:")
    assert printer.check_health(HealthLevel.INTERNAL).passed


@pytest.mark.parametrize(("reason", "sensor", "code"), FAULTS)
def test_a_fault_while_printing_calls_for_a_person_and_the_mended_printer_finishes_the_job(
    printer: IppDocumentPrinter, real_printer: IppEvePrinter, reason: str, sensor: str, code: DeviceErrorCode
) -> None:
    assert printer.status().readiness is Readiness.ONLINE
    real_printer.fault(reason)
    waiting = printer.print_pdf("decision-1", a4_pdf(), 1)
    assert waiting.outcome is PrintOutcome.UNKNOWN
    assert waiting.error is not None
    assert (waiting.error.code, waiting.error.retry_safe) == (code, False)

    events: list[StatusChanged] = []
    assert wait_until(lambda: bool(events.append(event) if (event := printer.poll(0.05)) else events))
    assert events[0].status.readiness is Readiness.NEEDS_ATTENTION
    assert dict(events[0].status.sensors)[sensor] is Sensor.BAD
    assert not printer.check_health(HealthLevel.INTERNAL).passed

    refused = printer.print_pdf("decision-2", a4_pdf(), 1)
    assert refused.error is not None
    assert (refused.outcome, refused.error.code) == (PrintOutcome.NOT_PRINTED, code)
    assert refused.error.retry_safe

    real_printer.mend(reason)
    assert wait_until(lambda: len(real_printer.documents) == 1)
    assert printer.print_pdf("decision-1", a4_pdf(), 1).outcome is PrintOutcome.PRINTED
    assert printer.print_pdf("decision-2", a4_pdf(), 1).outcome is PrintOutcome.PRINTED
    assert len(real_printer.documents) == 2


def test_an_aborted_job_left_no_page_and_may_be_printed_again(
    printer: IppDocumentPrinter, real_printer: IppEvePrinter
) -> None:
    real_printer.fault("abort")
    aborted = printer.print_pdf("decision-1", a4_pdf(), 1)
    assert aborted.outcome is PrintOutcome.NOT_PRINTED, aborted
    assert aborted.error is not None
    assert aborted.error.retry_safe
    real_printer.mend("abort")
    assert printer.print_pdf("decision-1", a4_pdf(), 1).outcome is PrintOutcome.PRINTED
    assert len(real_printer.documents) == 1


def test_a_power_cut_while_printing_is_unknown_and_stays_so(
    printer: IppDocumentPrinter, real_printer: IppEvePrinter
) -> None:
    real_printer.fault("slow")
    printing = Printing(printer, "decision-1", a4_pdf(), 1)
    assert wait_until(lambda: has_taken_a_job(real_printer))
    real_printer.power_off()
    real_printer.mend("slow")
    real_printer.power_on()
    result = printing.result()
    assert result.outcome is PrintOutcome.UNKNOWN, result
    assert result.error is not None
    assert not result.error.retry_safe
    printed_before = len(real_printer.documents)
    assert printer.print_pdf("decision-1", a4_pdf(), 1).outcome is PrintOutcome.UNKNOWN
    assert len(real_printer.documents) == printed_before
    assert printer.print_pdf("decision-1-reprint-1", a4_pdf(), 1).outcome is PrintOutcome.PRINTED


def test_a_printer_that_stays_away_is_unknown_within_patience(
    printer: IppDocumentPrinter, real_printer: IppEvePrinter
) -> None:
    real_printer.fault("slow")
    printing = Printing(printer, "decision-1", a4_pdf(), 1)
    assert wait_until(lambda: has_taken_a_job(real_printer))
    real_printer.power_off()
    result = printing.result()
    assert result.error is not None
    assert (result.outcome, result.error.code) == (PrintOutcome.UNKNOWN, DeviceErrorCode.OFFLINE)
    with pytest.raises(DeviceError) as gone:
        printer.status()
    assert gone.value.code is DeviceErrorCode.OFFLINE
    never_sent = printer.print_pdf("decision-2", a4_pdf(), 1)
    assert never_sent.outcome is PrintOutcome.NOT_PRINTED


@pytest.mark.parametrize("media", ["na_letter_8.5x11in", "iso_a3_297x420mm"])
def test_a_printer_without_a4_is_refused_with_what_it_takes(tmp_path: Path, bus: str, media: str) -> None:
    attributes = tmp_path / "media.conf"
    attributes.write_text(
        "ATTR mimeMediaType document-format-supported application/pdf\n"
        f"ATTR keyword media-supported {media}\nATTR keyword media-default {media}\n",
        encoding="ascii",
    )
    with (
        ippeveprinter(tmp_path / "printer", bus, "-a", str(attributes)) as real,
        pytest.raises(DeviceError) as refused,
    ):
        quick(real.url).bring_up()
    assert refused.value.code is DeviceErrorCode.MEDIA_UNSUPPORTED
    assert media in refused.value.vendor_text


def test_a_printer_of_rasters_only_is_refused(tmp_path: Path, bus: str) -> None:
    with (
        ippeveprinter(tmp_path / "printer", bus, "-f", "image/pwg-raster") as real,
        pytest.raises(DeviceError) as refused,
    ):
        quick(real.url).bring_up()
    assert refused.value.code is DeviceErrorCode.MEDIA_UNSUPPORTED
    assert "PDF" in refused.value.vendor_text


def test_an_ipp_1_1_printer_prints_too(tmp_path: Path, bus: str) -> None:
    options = ("-V", "1.1", "-f", "application/pdf")
    with ippeveprinter(tmp_path / "printer", bus, *options) as real:
        printer = quick(real.url)
        printer.bring_up()
        assert printer.print_pdf("decision-1", a4_pdf(), 1).outcome is PrintOutcome.PRINTED
        assert len(real.documents) == 1
