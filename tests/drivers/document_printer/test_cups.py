"""The way through CUPS, a private one, to ippeveprinter: what it says is told for what it is worth."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from drivers.catalog import create_device
from drivers.device import DeviceKind
from drivers.document_printer.cups import CupsDocumentPrinter
from drivers.errors import DeviceError, DeviceErrorCode
from drivers.health import HealthLevel, Rung, Verdict
from drivers.printing import PrintOutcome
from drivers.status import Readiness, Sensor
from tests.helpers.a4_pdf import a4_pdf
from tests.helpers.cupsd import Admin, PrivateCups, cups
from tests.helpers.escpos_printer import wait_until
from tests.helpers.hasty_printer import hasty
from tests.helpers.ippeveprinter import IppEvePrinter

pytestmark = pytest.mark.counterpart


@pytest.fixture
def scheduler(real_printer: IppEvePrinter) -> Iterator[PrivateCups]:
    with cups(real_printer.url) as running:
        yield running


def quick(url: str) -> CupsDocumentPrinter:
    return hasty(CupsDocumentPrinter(url), fault=1.0)


@pytest.fixture
def printer(scheduler: PrivateCups) -> Iterator[CupsDocumentPrinter]:
    device = quick(scheduler.url)
    device.bring_up()
    yield device
    device.close()


def comes_out(printer: CupsDocumentPrinter, job_id: str) -> bool:
    return printer.print_pdf(job_id, a4_pdf(), 1).outcome is PrintOutcome.PRINTED


def test_a_document_comes_out_once_and_the_printers_word_is_the_evidence(
    printer: CupsDocumentPrinter, real_printer: IppEvePrinter
) -> None:
    result = printer.print_pdf("decision-1-copy-1", a4_pdf(2), 2)
    assert result.outcome is PrintOutcome.PRINTED, result
    assert "by the printer's own word" in result.evidence
    assert len(real_printer.documents) == 1
    assert printer.print_pdf("decision-1-copy-1", a4_pdf(2), 2) == result
    assert len(real_printer.documents) == 1
    assert printer.provenance.driver == "cups"


def test_the_next_session_adopts_the_job_also_over_a_restart_of_cups(
    printer: CupsDocumentPrinter, scheduler: PrivateCups, real_printer: IppEvePrinter
) -> None:
    printer.print_pdf("decision-1", a4_pdf(), 1)
    scheduler.stop()
    with pytest.raises(DeviceError) as down:
        printer.status()
    assert down.value.code is DeviceErrorCode.SERVICE_DOWN
    scheduler.start()
    later = quick(scheduler.url)
    later.bring_up()
    assert later.print_pdf("decision-1", a4_pdf(), 1).outcome is PrintOutcome.PRINTED
    assert len(real_printer.documents) == 1


def test_an_idle_queue_knows_nothing_of_its_printers_sensors(printer: CupsDocumentPrinter) -> None:
    status = printer.status()
    assert status.readiness is Readiness.ONLINE
    assert set(dict(status.sensors).values()) == {Sensor.UNKNOWN}
    report = printer.check_health(HealthLevel.INTERNAL)
    assert report.verdict is Verdict.UNKNOWN, report
    assert report.stopped_at is None


def test_a_fault_while_printing_reaches_through_cups_and_the_mended_printer_finishes_the_job(
    printer: CupsDocumentPrinter, real_printer: IppEvePrinter
) -> None:
    real_printer.fault("media-empty")
    waiting = printer.print_pdf("decision-1", a4_pdf(), 1)
    assert waiting.outcome is PrintOutcome.UNKNOWN
    assert waiting.error is not None
    assert waiting.error.code is DeviceErrorCode.PAPER_OUT
    assert dict(printer.status().sensors)["paper"] is Sensor.BAD
    real_printer.mend("media-empty")
    assert wait_until(lambda: len(real_printer.documents) == 1)
    assert wait_until(lambda: comes_out(printer, "decision-1"), 40)  # CUPS looks after it every few seconds
    assert len(real_printer.documents) == 1
    assert dict(printer.status().sensors)["paper"] is Sensor.UNKNOWN


def test_a_printer_that_is_away_leaves_the_job_in_the_queue_and_it_comes_out_once(
    printer: CupsDocumentPrinter, real_printer: IppEvePrinter
) -> None:
    real_printer.power_off()
    waiting = printer.print_pdf("decision-1", a4_pdf(), 1)
    assert waiting.outcome is PrintOutcome.UNKNOWN
    assert waiting.error is not None
    assert waiting.error.code is DeviceErrorCode.OFFLINE
    assert "does not reach the printer" in waiting.error.vendor_text
    assert printer.status().readiness is Readiness.OFFLINE
    real_printer.power_on()
    assert wait_until(lambda: len(real_printer.documents) == 1, 60)
    assert wait_until(lambda: comes_out(printer, "decision-1"), 40)
    assert len(real_printer.documents) == 1


@pytest.mark.parametrize(
    ("close", "mend", "text"), [(Admin.STOP, Admin.START, "cupsenable"), (Admin.REJECT, Admin.ACCEPT, "cupsaccept")]
)
def test_a_closed_queue_is_sent_nothing_and_says_how_to_open_it(
    printer: CupsDocumentPrinter, scheduler: PrivateCups, close: Admin, mend: Admin, text: str
) -> None:
    scheduler.admin(close)
    assert printer.status().readiness is Readiness.OFFLINE
    refused = printer.print_pdf("decision-1", a4_pdf(), 1)
    assert refused.outcome is PrintOutcome.NOT_PRINTED
    assert refused.error is not None
    assert text in refused.error.vendor_text
    scheduler.admin(mend)
    assert printer.print_pdf("decision-1", a4_pdf(), 1).outcome is PrintOutcome.PRINTED


def test_a_job_that_the_printer_aborts_is_not_printed_whatever_cups_calls_it_and_may_be_sent_again(
    printer: CupsDocumentPrinter, real_printer: IppEvePrinter
) -> None:
    real_printer.fault("abort")
    aborted = printer.print_pdf("decision-1", a4_pdf(), 1)
    assert aborted.outcome is PrintOutcome.NOT_PRINTED, aborted
    assert real_printer.documents == []
    real_printer.mend("abort")
    assert comes_out(printer, "decision-1")
    assert len(real_printer.documents) == 1


def test_a_job_handed_over_by_another_backend_is_unknown_and_says_why(tmp_path: Path) -> None:
    with cups(f"file://{tmp_path}/nowhere") as scheduler:
        scheduler.stop()
        with socket.create_server(("127.0.0.1", 0)) as raw:
            taken = bytearray()
            thread = threading.Thread(target=swallow, args=(raw, taken))
            thread.start()
            text = scheduler.queue_file.read_text(encoding="ascii")
            address = f"http://127.0.0.1:{raw.getsockname()[1]}/"
            scheduler.queue_file.write_text(
                text.replace(f"file://{tmp_path}/nowhere", address.replace("http", "socket")), encoding="ascii"
            )
            socket_backend(scheduler)
            scheduler.start()
            device = quick(scheduler.url)
            device.bring_up()
            result = device.print_pdf("decision-1", a4_pdf(), 1)
            thread.join(20)
        assert taken.startswith(b"%PDF")
        assert result.outcome is PrintOutcome.UNKNOWN
        assert "handed over by the socket backend, not known whether it came out" in result.evidence


def swallow(raw: socket.socket, taken: bytearray) -> None:
    line, _ = raw.accept()
    with line:
        while data := line.recv(65536):
            taken.extend(data)


def socket_backend(scheduler: PrivateCups) -> None:
    """A backend that sends and leaves: CUPS's own ``socket`` is in a package that nothing else here needs."""
    backend = scheduler.root / "bin/backend/socket"
    backend.write_text(
        "#!/bin/bash\nfrom=${6:-/dev/stdin}\naddress=${DEVICE_URI#socket://}; address=${address%/}\n"
        'cat "$from" > "/dev/tcp/${address%:*}/${address#*:}"\n',
        encoding="ascii",
    )
    backend.chmod(0o755)


def test_a_queue_that_may_print_twice_by_itself_is_a_fault_of_the_configuration(
    real_printer: IppEvePrinter,
) -> None:
    with cups(real_printer.url, "retry-current-job") as scheduler, pytest.raises(DeviceError) as refused:
        quick(scheduler.url).open()
    assert refused.value.code is DeviceErrorCode.CONFIGURATION
    assert "abort-job" in refused.value.vendor_text


def test_the_ladder_tells_a_service_that_is_down_from_a_queue_that_is_not_there(scheduler: PrivateCups) -> None:
    nowhere = quick(scheduler.url.replace("hall", "attic")).check_health(HealthLevel.INTERNAL).stopped_at
    assert nowhere is not None
    assert nowhere.error is not None
    assert (nowhere.rung, nowhere.error.code) == (Rung.SERVICE, DeviceErrorCode.CONFIGURATION)
    scheduler.stop()
    down = quick(scheduler.url).check_health(HealthLevel.INTERNAL).stopped_at
    assert down is not None
    assert down.error is not None
    assert (down.rung, down.error.code) == (Rung.SERVICE, DeviceErrorCode.SERVICE_DOWN)


def test_it_is_chosen_by_name(scheduler: PrivateCups) -> None:
    device = create_device(DeviceKind.DOCUMENT_PRINTER, "cups", {"url": scheduler.url})
    assert isinstance(device, CupsDocumentPrinter)
